"""Finding things by words: actors, places, agreements, laws, documents, claims and sentences.

The same rules stand in `web/src/core/search.ts`, which searches the index that a static export writes; a test
holds the two against each other.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg import iri
from kg.graph.store import Graph
from kg.web.explorer.claims import CLAIM
from kg.web.explorer.names import Names, Ref
from kg.web.explorer.nodes import mkg, number, of_class, one, values

KINDS = ("actor", "place", "agreement", "law", "document", "claim", "sentence")
_NAMES = tuple(ox.NamedNode(iri.PREFIXES["skos"] + n) for n in ("altLabel", "notation", "prefLabel"))
_SOURCE = ox.NamedNode(iri.PREFIXES["oa"] + "hasSource")
_EVIDENCE = mkg("evidence")


@dataclass(frozen=True, slots=True)
class Thing:
    """Something to find.

    `names` are its other names, `text` the first sentence on it, `claims` how many claims speak of it. A sentence has
    the id of its document and the position `start` in it.
    """

    id: str
    kind: str
    label: str
    ru: str | None
    what: str
    names: tuple[str, ...]
    text: str
    claims: int
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Index:
    """All things that can be found."""

    things: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The best `hits` of `total`, and how many there are of each kind whatever kind was asked for."""

    hits: tuple[Thing, ...]
    total: int
    kinds: Mapping[str, int]


def fold(text: str) -> str:
    """Text without case, accents and punctuation, as words are compared.

    >>> fold("Côte d’Ivoire"), fold("KZ–RU")
    ('cote d ivoire', 'kz ru')
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())


def score(label: str, names: Sequence[str], text: str, words: Sequence[str]) -> int:
    """How well folded names and text fit folded words; 0 where any word is missing.

    >>> score("kazakhstan", [], "", ["kaz"]), score("osh", [], "in osh", ["osh"]), score("osh", [], "", ["x"])
    (60, 100, 0)
    """
    whole = " ".join(words)
    if label == whole:
        return 100
    if whole in names:
        return 90
    best = 100
    for word in words:
        if label.startswith(word):
            fit = 60
        elif f" {word}" in label:
            fit = 50
        elif any(n.startswith(word) or f" {word}" in n for n in names):
            fit = 40
        elif text.startswith(word) or f" {word}" in text:
            fit = 20
        else:
            return 0
        best = min(best, fit)
    return best


@dataclass(frozen=True, slots=True)
class _Folded:
    thing: Thing
    label: str
    names: tuple[str, ...]
    text: str


class Finder:
    """The things of one graph, folded once."""

    def __init__(self, index: Index) -> None:
        self._all = tuple(
            _Folded(t, fold(t.label), tuple(map(fold, (*t.names, *filter(None, (t.ru,))))), fold(t.text))
            for t in index.things
        )

    def find(self, words: str, kind: str = "", limit: int = 50) -> Found:
        """Things in the order of how well they fit, then of their kinds, claims and labels."""
        asked = fold(words).split()
        if not asked:
            return Found((), 0, {})
        fitting = [(s, f.thing) for f in self._all if (s := score(f.label, f.names, f.text, asked))]
        kinds = Counter(t.kind for _, t in fitting)
        chosen = [(s, t) for s, t in fitting if not kind or t.kind == kind]
        chosen.sort(key=lambda p: (-p[0], KINDS.index(p[1].kind), -p[1].claims, p[1].label, p[1].start or 0))
        return Found(tuple(t for _, t in chosen[:limit]), len(chosen), {k: kinds[k] for k in KINDS if kinds[k]})


def make_index(graph: Graph, names: Names) -> Index:
    """The index of a graph; cells of data sets are no things of their own, the states that they speak of are."""
    return Index(tuple(_Indexer(graph, names).things()))


class _Indexer:
    def __init__(self, graph: Graph, names: Names) -> None:
        self._store, self._names = graph.store, names
        self._sentences = dict(self._read_sentences())
        self._by_claim: dict[str, tuple[str, int, str]] = {}
        for quad in self._store.quads_for_pattern(None, _EVIDENCE, None):
            claim, node = _value(quad.subject), _value(quad.object)
            if node in self._sentences:
                place = self._sentences[node]
                self._by_claim[claim] = min(self._by_claim.get(claim, place), place)

    def _read_sentences(self) -> Iterator[tuple[str, tuple[str, int, str]]]:
        for quad in self._store.quads_for_pattern(None, mkg("sentence"), None):
            node = _value(quad.subject)
            yield node, (one(self._store, node, _SOURCE), number(self._store, node, mkg("start")) or 0,
                         _value(quad.object))  # fmt: skip

    def things(self) -> Iterator[Thing]:
        for kind, class_name in (("actor", "Actor"), ("place", "Place"), ("agreement", "AgreementInstrument"),
                                 ("law", "LegalInstrument"), ("document", "Document")):  # fmt: skip
            for node in sorted(set(of_class(self._store, class_name))):
                yield self._thing(kind, node)
        for claim, (_, start, sentence) in sorted(self._by_claim.items()):
            label = one(self._store, claim, ox.NamedNode(iri.PREFIXES["rdfs"] + "label"))
            yield Thing(
                f"claim/{claim.removeprefix(CLAIM)}", "claim", label, None, self._kind(claim), (), sentence, 1, start
            )
        yield from self._sentence_things()

    def _sentence_things(self) -> Iterator[Thing]:
        claims: dict[tuple[str, str], set[str]] = defaultdict(set)
        starts: dict[tuple[str, str], int] = {}
        for claim, (document, start, sentence) in self._by_claim.items():
            claims[document, sentence].add(claim)
            starts[document, sentence] = min(start, starts.get((document, sentence), start))
        for (document, sentence), found in sorted(claims.items(), key=lambda p: (p[0][0], starts[p[0]])):
            label = self._names.label(document)
            where, start = document.removeprefix(iri.THINGS), starts[document, sentence]
            yield Thing(where, "sentence", label, None, "sentence", (), sentence, len(found), start)

    def _thing(self, kind: str, node: str) -> Thing:
        ref = self._names.ref(node)
        others = {v for p in _NAMES for v in values(self._store, node, p)} - {ref.label, ref.ru}
        about = {s for q in self._store.quads_for_pattern(None, None, ox.NamedNode(node))
                 if (s := _value(q.subject)).startswith(CLAIM)}  # fmt: skip
        first = min((self._by_claim[c] for c in about if c in self._by_claim), default=("", 0, ""))
        return Thing(ref.id, kind, ref.label, ref.ru, self._kind(node), tuple(sorted(others)), first[2], len(about))

    def _kind(self, node: str) -> str:
        return kind_of(self._store, self._names, node).label


_GENERAL = {"Claim", "Actor", "Organisation", "Instrument", "Evidence"}


def kind_of(store: ox.Store, names: Names, node: str) -> Ref:
    """The narrowest class of the ontology that a node has."""
    types = values(store, node, ox.NamedNode(iri.PREFIXES["rdf"] + "type"))
    own = sorted(
        (t for t in types if t.startswith(iri.TERMS)), key=lambda t: (t.removeprefix(iri.TERMS) in _GENERAL, t)
    )
    return names.ref(own[0]) if own else Ref("", "thing")


def _value(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)
