"""From the words of a user to checked RDF terms, and from terms to the query that is run.

User text becomes a term first: an IRI that the graph or the reference data know, a concept of the scheme
that the parameter names, a whole number, or a literal. Only terms, written out by the RDF library, get into
the query, each at the place of its `VALUES` block; the result is parsed again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

import pyoxigraph as ox

from kg import iri
from kg.errors import UserError
from kg.graph.source import Source
from kg.lexicon import Lexicon, fold, lexicon
from kg.queries.catalogue import BLOCK, Parameter, Template, projected
from kg.queries.names import Names
from kg.queries.problem import ParameterError
from kg.resources import ontology_dir

Term = ox.NamedNode | ox.Literal
Given = Mapping[str, str | int | Sequence[str | int]]

ANY = "*"
_LONGEST = 2000
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_SHORT_IRI = re.compile(r"([A-Za-z][\w-]*):(\S*)")
_INTEGER = re.compile(r"[+-]?(?:[0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3}){1,4})")  # 1000000, or 1,000,000
_SKOS = iri.PREFIXES["skos"]
_CLAIM = iri.THINGS + "claim/"
# Classes of the nodes that each kind of parameter takes, and the kinds of lexicon entries.
_CLASSES: Mapping[str, frozenset[str]] = {
    "state": frozenset({"State"}),
    "place": frozenset({"State", "Region", "Place", "UnresolvedActor"}),
    "actor": frozenset({"Actor", "Issue"}),
    "source": frozenset({"Source", "Actor", "Document"}),
    "claim": frozenset({"Claim"}),
}


def bind(chosen: Template, given: Given, source: Source) -> str:
    """The SPARQL of a template with the values put in.

    Args:
        chosen: the template.
        given: values by parameter name: names, codes, IRIs (whole or short: `id:state/KZ`), numbers or
            text; several in a sequence or, but for text and numbers, parted by commas. `*` asks for everything.
        source: where actors, places, claims and sources are looked up beside the reference data.

    Raises:
        UserError: an unknown parameter, a value that nothing is called by, or a missing one.
    """
    return fill(chosen, terms(chosen, given, source))


def terms(chosen: Template, given: Given, source: Source) -> dict[str, tuple[Term, ...]]:
    """Terms by parameter name; parameters without a value are left out. Raises as `bind`."""
    for name in given:
        refuse_unknown(chosen, name)
    resolver = _Resolver(Names(source), lexicon())
    found = {}
    for parameter in chosen.parameters.values():
        values = _values(given.get(parameter.name)) or parameter.default
        if ANY in values:
            continue
        if values:
            found[parameter.name] = tuple(dict.fromkeys(resolver.all(parameter, values)))
        elif not parameter.optional:
            example = f", such as {parameter.name}={parameter.example}" if parameter.example else ""
            missing = f"{chosen.name}: parameter {parameter.name} is missing; give one{example}"
            raise ParameterError(parameter.name, missing)
    return found


def fill(chosen: Template, values: Mapping[str, Sequence[Term]]) -> str:
    """The query with the terms in its `VALUES` blocks, parsed again; blocks without terms stay."""

    def block(match: re.Match[str]) -> str:
        name = match[1]
        return f"VALUES ?{name} {{ {' '.join(map(str, values[name]))} }}" if name in values else match[0]

    text = BLOCK.sub(block, chosen.text)
    assert projected(chosen.name, text) == list(chosen.columns), "a value changed the query"
    return text


def refuse_unknown(chosen: Template, name: str) -> None:
    """Raises UserError where a template has no parameter of this name."""
    if name in chosen.parameters:
        return
    if not chosen.parameters:
        raise UserError(f"{chosen.name}: has no parameter {name!r}; it takes none")
    near = get_close_matches(name, chosen.parameters, n=1)
    hint = f"did you mean {near[0]}?" if near else f"it takes {', '.join(chosen.parameters)}"
    raise UserError(f"{chosen.name}: has no parameter {name!r}; {hint}")


def _values(given: str | int | Sequence[str | int] | None) -> tuple[str, ...]:
    if given is None:
        return ()
    items = [given] if isinstance(given, str | int) else given
    return tuple(text for item in items if (text := str(item).strip()))


class Finder:
    """Tells what the words of a user name in one source; what was looked up once is kept."""

    def __init__(self, source: Source) -> None:
        self._resolver = _Resolver(Names(source), lexicon())

    def is_called(self, parameter: Parameter, words: str, term: Term) -> bool:
        """Whether these words, as they stand, give a parameter this term alone."""
        if len(words) > _LONGEST or CONTROL.search(words):
            return False
        return self._resolver.find(parameter, words) == (term,)


@dataclass(frozen=True)
class _Resolver:
    """Finds what the words of a user name."""

    asked: Names
    listed: Lexicon

    def all(self, parameter: Parameter, values: Iterable[str]) -> Iterable[Term]:
        for value in values:
            if len(value) > _LONGEST:
                raise _refused(parameter, f"has {len(value)} characters; {_LONGEST} are allowed")
            if CONTROL.search(value):
                raise _refused(parameter, f"{value!r} holds control characters; write plain text")
            yield from self._one(parameter, value)

    def _one(self, parameter: Parameter, value: str) -> tuple[Term, ...]:
        """Terms of one value; a value that nothing is called by may be several, parted by commas.

        Commas part no numbers: they stand between the thousands of one.
        """
        find = self._finder(parameter)
        if found := find(value):
            return found
        parts = [part.strip() for part in value.split(",") if part.strip()]
        if len(parts) < 2 or parameter.kind == "integer":
            raise _refused(parameter, self._complaint(parameter, value))
        all_found: list[Term] = []
        for part in parts:
            found = find(part)
            if not found:
                raise _refused(parameter, self._complaint(parameter, part))
            all_found += found
        return tuple(all_found)

    def find(self, parameter: Parameter, value: str) -> tuple[Term, ...]:
        """Terms of a value as it stands; none where nothing is called by it."""
        return self._finder(parameter)(value)

    def _finder(self, parameter: Parameter) -> Callable[[str], tuple[Term, ...]]:
        if parameter.kind == "text":
            return lambda value: (ox.Literal(value),)
        if parameter.kind == "integer":
            return _integer
        if parameter.scheme is not None:
            scheme = parameter.scheme
            return lambda value: _concept(scheme, value)
        if parameter.kind == "claim":
            return self._claim
        return lambda value: self._thing(parameter.kind, value)

    def _thing(self, kind: str, value: str) -> tuple[Term, ...]:
        node = expand(value)
        if node is not None:
            return (node,) if self._is(kind, node) else ()
        entry = self.listed.resolve(value)
        if entry is not None and _fits(kind, entry.kind):
            return (ox.NamedNode(entry.iri),)
        return tuple(self.asked.called(value, _CLASSES[kind]))

    def _is(self, kind: str, node: ox.NamedNode) -> bool:
        entry = self.listed.entries.get(node.value)
        return (entry is not None and _fits(kind, entry.kind)) or self.asked.is_one(node, _CLASSES[kind])

    def _claim(self, value: str) -> tuple[Term, ...]:
        """The claim of an id or IRI, or the only one whose id begins so."""
        digits = value.removeprefix("id:claim/").strip("<>").removeprefix(_CLAIM).lower()
        if not re.fullmatch(r"[0-9a-f]{1,64}", digits):
            return ()
        whole = ox.NamedNode(_CLAIM + digits)
        if self._is("claim", whole):
            return (whole,)
        found = self.asked.claims_beginning(digits)
        return tuple(found) if len(found) == 1 else ()

    def _complaint(self, parameter: Parameter, value: str) -> str:
        shown = repr(value) if len(value) <= 80 else repr(value[:80]) + "…"
        if parameter.kind == "integer":
            return f"{shown} is no whole number; write digits, such as {parameter.example or 2007}"
        if parameter.kind == "claim":
            return f"{shown} is the id of no claim, or begins several; ids stand in the rows of queries"
        if parameter.scheme is not None:
            known = _concepts(parameter.scheme)
            near = _nearest(value, known)
            return f"{shown} is no {parameter.scheme.replace('-', ' ')}; {_or_one_of(near, known)}"
        near = self._similar(parameter.kind, value)
        hint = f"did you mean {', '.join(near)}?" if near else "give a name, a code or an IRI"
        return f"no {parameter.kind} is called {shown}; {hint}"

    def _similar(self, kind: str, value: str) -> list[str]:
        near = self.listed.nearest(value, limit=9)
        listed = [name for name in near if (e := self.listed.resolve(name)) and _fits(kind, e.kind)]
        seen = {fold(name) for name in listed}
        return (listed + [n for n in _nearest(value, self.asked.all(_CLASSES[kind])) if n not in seen])[:3]


def _refused(parameter: Parameter, why: str) -> ParameterError:
    return ParameterError(parameter.name, f"{parameter.name}: {why}")


def _fits(kind: str, entry_kind: str) -> bool:
    """Whether an entry of the reference data may stand for a parameter: all but towns are actors."""
    return entry_kind in _CLASSES[kind] or ("Actor" in _CLASSES[kind] and entry_kind != "Place")


def expand(value: str) -> ox.NamedNode | None:
    """The IRI that a user wrote whole or short, or None for anything else.

    >>> expand("id:state/KZ").value
    'https://w3id.org/migration-kg/id/state/KZ'
    >>> expand("Kazakhstan") is None
    True
    """
    text = value.removeprefix("<").removesuffix(">") if value.startswith("<") else value
    if not text.startswith(("http://", "https://")):
        short = _SHORT_IRI.fullmatch(text)
        namespace = iri.all_prefixes().get(short[1]) if short else None
        if short is None or namespace is None:
            return None
        text = namespace + short[2]
    try:
        return ox.NamedNode(text)
    except ValueError:
        return None


def _integer(value: str) -> tuple[Term, ...]:
    datatype = ox.NamedNode(iri.PREFIXES["xsd"] + "integer")
    if not _INTEGER.fullmatch(value):
        return ()
    return (ox.Literal(str(int(value.replace(",", ""))), datatype=datatype),)


def _concept(scheme: str, value: str) -> tuple[Term, ...]:
    known = _concepts(scheme)
    node = expand(value)
    if node is not None:
        return (node,) if node in known.values() else ()
    found = known.get(_concept_key(value))
    return (found,) if found else ()


@cache
def _concepts(scheme: str) -> Mapping[str, ox.NamedNode]:
    """Concepts of a scheme by notation and by label, blanks and underscores as hyphens."""
    store = ox.Store()
    store.load(path=str(ontology_dir() / "schemes" / f"{scheme}.ttl"), format=ox.RdfFormat.TURTLE)
    found: dict[str, ox.NamedNode] = {}
    for predicate in (_SKOS + "prefLabel", _SKOS + "notation"):
        for quad in store.quads_for_pattern(None, ox.NamedNode(predicate), None):
            node = quad.subject
            if isinstance(node, ox.NamedNode) and isinstance(quad.object, ox.Literal):
                found[_concept_key(quad.object.value)] = node
    return {key: node for key, node in sorted(found.items()) if node.value != iri.scheme(scheme)}


def _concept_key(name: str) -> str:
    return fold(name).replace(" ", "-").replace("_", "-")


def _nearest(value: str, known: Iterable[str]) -> list[str]:
    return get_close_matches(fold(value), list(known), n=3, cutoff=0.6)


def _or_one_of(near: Sequence[str], known: Iterable[str]) -> str:
    return f"did you mean {', '.join(near)}?" if near else f"it is one of {', '.join(known)}"
