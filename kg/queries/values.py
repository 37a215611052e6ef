"""Which values of a parameter give rows in the graph at hand.

The template itself is asked: its data block is taken away, and the condition that compares the parameter is turned
into what binds it, so that one query counts the rows of every value. Where a condition is no equation (words in a
text, a year in a period, a least number), candidates are read from the other side of it, put into the block, and
counted the same way. So the number beside a value is the number of rows that the template gives for it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

import pyoxigraph as ox

from kg import iri
from kg.errors import UserError
from kg.graph.source import Source
from kg.lexicon import lexicon
from kg.queries.binding import ANY, Finder, Given, Term, fill, refuse_unknown, terms
from kg.queries.catalogue import BLOCK, Parameter, Template, template
from kg.queries.conditions import Condition, condition
from kg.queries.names import labels
from kg.queries.outline import Outline
from kg.queries.run import run_bound

How = Literal["exactly", "words", "bound", "free"]
LIMIT = 50
MOST = 1000

_XSD_INTEGER = ox.NamedNode(iri.PREFIXES["xsd"] + "integer")
_WORD = re.compile(r"[^\W\d_]{4,}")
_EMPTY = frozenset(
    "about after also been before between both could does during each from have into less many more most much only "
    "other over same should some such than that their them then there these they this those through under until very "
    "were what when where which while will with would".split()
)
_NOTES: Mapping[How, str] = {
    "exactly": "",
    "words": "any words do; these stand in most rows",
    "bound": "any number does; these stand in the graph",
    "free": "anything does; the graph has no list of it",
}


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a parameter: `value` is what to write, `rows` how many rows the template then has.

    `code` is the code of a state or the notation of a concept, `iri` is there for things and concepts.
    """

    value: str
    label: str
    code: str | None
    iri: str | None
    rows: int


@dataclass(frozen=True, slots=True)
class Values:
    """The values of a parameter, those with most rows first; `truncated` tells that there are more.

    `how` tells what they are: "exactly" those that give rows; frequent "words" of a text; numbers that stand in the
    graph, where any number is allowed ("bound"); or none, since nothing in the graph lists them ("free").
    """

    template: str
    parameter: Parameter
    how: How
    values: tuple[Value, ...]
    truncated: bool = False

    def __len__(self) -> int:
        return len(self.values)

    def __iter__(self) -> Iterator[Value]:
        return iter(self.values)

    @property
    def note(self) -> str:
        """What must be known of the list, or nothing."""
        return _NOTES[self.how]

    def first(self, most: int) -> Values:
        """The same list, cut."""
        return replace(self, values=self.values[:most], truncated=self.truncated or len(self.values) > most)

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        p = self.parameter
        return {
            "template": self.template, "parameter": p.name, "kind": p.kind, "label": p.label, "how": self.how,
            "note": self.note, "values": [asdict(v) for v in self.values], "truncated": self.truncated,
        }  # fmt: skip


def values_of(source: Source, name: str, parameter: str, given: Given | None = None, limit: int = LIMIT) -> Values:
    """The values of a parameter of a template that give rows.

    Args:
        source: the graph.
        name: the template.
        parameter: which of its parameters.
        given: values of its other parameters; one that must be given and is not asks for everything.
        limit: most values.

    Raises:
        UserError: no such template or parameter, a value that cannot be bound, or a limit that is none.
    """
    if not 1 <= limit <= MOST:
        raise UserError(f"limit {limit}: must be from 1 to {MOST}")
    chosen = template(name)
    for each in (parameter, *(given or {})):
        refuse_unknown(chosen, each)
    open_ones = {p.name: ANY for p in chosen.parameters.values() if not p.optional}
    others = terms(chosen, {**open_ones, **(given or {}), parameter: ANY}, source)
    return _Question(source, chosen, chosen.parameters[parameter], others).values(limit)


@dataclass(frozen=True)
class _Question:
    """One parameter of a template, over a graph, with terms for its other parameters."""

    source: Source
    chosen: Template
    parameter: Parameter
    others: Mapping[str, Sequence[Term]]

    def values(self, limit: int) -> Values:
        outline = Outline.of(fill(self.chosen, self.others))
        compared = condition(outline.body, self.parameter.name)
        found = self._counts(outline, compared)
        how: How = "exactly"
        if compared is not None and compared.kind in ("words", "bound"):
            how = "words" if compared.kind == "words" else "bound"
            candidates = _words(found, limit) if how == "words" else _numbers(found)
            found = self._counts_of(outline, candidates)
        elif compared is None and self.parameter.kind in ("integer", "text"):
            how = "free"
        elif outline.makes_graph:
            found = [(term, self._rows(term)) for term, _ in _frequent(found)[: limit + 1]]
        told = self._told(_frequent(found), limit + 1)
        return Values(self.chosen.name, self.parameter, how, tuple(told[:limit]), len(told) > limit)

    def _counts(self, outline: Outline, compared: Condition | None) -> list[tuple[Term, int]]:
        """Each value that the rows have where the parameter is compared, or that the pattern itself binds."""
        name = self.parameter.name
        body = BLOCK.sub(lambda m: "" if m[1] == name else m[0], outline.body)
        if compared is not None:
            body = body.replace(compared.text, compared.pattern) + compared.binding
        return self._asked(outline.counting(name, f"{body}\n  FILTER (BOUND(?{name}))"))

    def _counts_of(self, outline: Outline, candidates: Iterable[Term]) -> list[tuple[Term, int]]:
        """The candidates that give rows, where the condition stays as it is."""
        name = self.parameter.name
        block = f"VALUES ?{name} {{ {' '.join(map(str, candidates))} }}"
        return self._asked(outline.counting(name, BLOCK.sub(lambda m: block if m[1] == name else m[0], outline.body)))

    def _asked(self, query: str) -> list[tuple[Term, int]]:
        found = [(row[self.parameter.name], row["number_of_rows"]) for row in self.source.select(query)]
        return [(term, int(n.value)) for term, n in found if term is not None and n is not None]

    def _rows(self, term: Term) -> int:
        bound = fill(self.chosen, {**self.others, self.parameter.name: (term,)})
        return len(run_bound(self.source, self.chosen, bound))

    def _told(self, found: Sequence[tuple[Term, int]], most: int) -> list[Value]:
        """The values as people write them; those that the parameter does not take are left out."""
        names = labels(self.source, (t.value for t, _ in found if isinstance(t, ox.NamedNode)))
        finder = Finder(self.source)
        told: list[Value] = []
        for term, rows in found:
            if len(told) == most:
                break
            label = names.get(term.value) or _last(term)
            code = _code(term)
            short = _last(term) if self.parameter.kind == "claim" else iri.compact(term.value)
            for written in filter(None, (code, label, short, term.value)):
                if finder.is_called(self.parameter, written, term):
                    node = term.value if isinstance(term, ox.NamedNode) else None
                    told.append(Value(written, label, code, node, rows))
                    break
        return told


def _frequent(found: Iterable[tuple[Term, int]]) -> list[tuple[Term, int]]:
    return sorted(found, key=lambda pair: (-pair[1], _number(pair[0]), pair[0].value))


def _number(term: Term) -> int:
    return int(term.value) if isinstance(term, ox.Literal) and term.datatype == _XSD_INTEGER else 0


def _words(found: Iterable[tuple[Term, int]], limit: int) -> list[Term]:
    """The words that most rows have, as far as single words tell."""
    counted: Counter[str] = Counter()
    for text, rows in found:
        for word in set(_WORD.findall(text.value.lower())) - _EMPTY:
            counted[word] += rows
    ordered = sorted(counted, key=lambda word: (-counted[word], word))
    return [ox.Literal(word) for word in ordered[: limit + 1]]


def _numbers(found: Iterable[tuple[Term, int]]) -> list[Term]:
    whole = {int(float(t.value)) for t, _ in found if re.fullmatch(r"-?\d{1,15}(\.0*)?", t.value)}
    return [ox.Literal(str(n), datatype=_XSD_INTEGER) for n in sorted(whole)]


def _code(term: Term) -> str | None:
    if not isinstance(term, ox.NamedNode):
        return None
    if term.value.startswith(iri.SCHEMES):
        return _last(term)
    entry = lexicon().entries.get(term.value)
    return entry.code if entry else None


def _last(term: Term) -> str:
    return re.split("[#/]", term.value)[-1] if isinstance(term, ox.NamedNode) else term.value
