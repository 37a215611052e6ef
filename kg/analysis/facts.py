"""The claims of a graph as plain values, read in a few scans of the store.

The analyses look at every claim, so they read the graph once, property by property, instead of asking
one query a claim.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from kg import iri
from kg.analysis.actors import ActorIndex, read_actors
from kg.analysis.scan import Values, concept_name, objects, scan
from kg.graph.store import Graph

_CLAIM = iri.thing("claim", "")
_OA_SOURCE = iri.PREFIXES["oa"] + "hasSource"
_TITLE = iri.PREFIXES["dcterms"] + "title"
_CREATOR = iri.PREFIXES["dcterms"] + "creator"
_ISSUED = iri.PREFIXES["dcterms"] + "issued"

CLAIM_TYPES = (
    "MigrantStock",
    "Remittance",
    "Agreement",
    "Law",
    "Presence",
    "Relation",
    "TraffickingRole",
    "TraffickingRoute",
    "Payment",
    "Service",
    "Measure",
    "Indicator",
    "Recommendation",
)

_CONCEPTS = (
    "unit",
    "legalStatus",
    "agreementStatus",
    "lawStatus",
    "relation",
    "purpose",
    "victims",
    "measureKind",
)
_NODES = (
    *(
        "origin",
        "destination",
        "transit",
        "sender",
        "receiver",
        "party",
        "jurisdiction",
        "presentOrganisation",
    ),
    *("place", "agent", "patient", "holder", "payer", "payee", "operator", "beneficiaries", "measureActor"),
    *("indicatorSubject", "addressee", "exclusiveFor"),
)
_WORDS = (
    *("sector", "currency", "agreementSubject", "lawSubject", "topic", "target", "measure", "action"),
    *("function", "per"),
)

Period = tuple[int, int]
"""First and last year, both included."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that carry a claim, and where they stand."""

    sentence: str = ""
    quote: str = ""
    section: str = ""
    document: str = ""
    start: int = 0
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim.

    `nodes`, `concepts` and `words` hold slot values by local name of the property: IRIs, names of
    concepts, and text; each sorted, since a graph keeps no order. `speakers` are labels: the voices that
    the text names, else the author of the document, else its title. `year` is that of the document.
    """

    id: str
    type: str
    label: str
    polarity: str
    modality: str
    nodes: Mapping[str, tuple[str, ...]]
    concepts: Mapping[str, tuple[str, ...]]
    words: Mapping[str, tuple[str, ...]]
    low: float | None
    high: float | None
    period: Period | None
    speakers: tuple[str, ...]
    roots: tuple[str, ...]
    evidence: Evidence
    year: int | None

    @property
    def when(self) -> Period | None:
        """The years that the claim is about, else the year of the document."""
        return self.period or ((self.year, self.year) if self.year is not None else None)

    @property
    def is_said(self) -> bool:
        """Affirmed as a matter of fact: neither denied nor forecast, urged or merely imagined."""
        return self.polarity == "affirmed" and self.modality in ("asserted", "estimated")

    def concept(self, name: str) -> str:
        """First concept of a slot, or an empty string."""
        return next(iter(self.concepts.get(name, ())), "")


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that the analyses read from a graph; claims by type, each tuple in the order of ids."""

    claims: Mapping[str, tuple[Statement, ...]]
    actors: ActorIndex

    def of_type(self, *types: str) -> Iterator[Statement]:
        for name in types:
            yield from self.claims.get(name, ())

    def everything(self) -> Iterator[Statement]:
        return self.of_type(*CLAIM_TYPES)


def read_facts(graph: Graph) -> Facts:
    """Read the claims of reports and the reference data that they need; those of data sets stay where they are."""
    store = graph.store
    actors = read_actors(graph)
    recorded = _of_data_sets(store)
    types = {s: name for name in CLAIM_TYPES for s in _subjects_of_type(store, name) if s not in recorded}
    reader = _Reader(store, actors, types)
    claims: dict[str, list[Statement]] = defaultdict(list)
    for subject in sorted(types):
        claims[types[subject]].append(reader.statement(subject))
    return Facts({name: tuple(found) for name, found in claims.items()}, actors)


def _of_data_sets(store: ox.Store) -> frozenset[str]:
    """Claims whose root source is a data set."""
    rdf_type, root = ox.NamedNode(iri.PREFIXES["rdf"] + "type"), ox.NamedNode(iri.term("rootSource"))
    sets = [q.subject for q in store.quads_for_pattern(None, rdf_type, ox.NamedNode(iri.term("DataSet")))]
    return frozenset(q.subject.value for s in sets for q in store.quads_for_pattern(None, root, s))  # type: ignore[union-attr]


def _subjects_of_type(store: ox.Store, name: str) -> Iterator[str]:
    rdf_type = ox.NamedNode(iri.PREFIXES["rdf"] + "type")
    for quad in store.quads_for_pattern(None, rdf_type, ox.NamedNode(iri.term(name))):
        if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(_CLAIM):
            yield quad.subject.value


class _Reader:
    """Columns of the claims, and the evidence behind them."""

    def __init__(self, store: ox.Store, actors: ActorIndex, types: Mapping[str, str]) -> None:
        self._actors = actors
        self._types = types
        self._columns = {name: objects(store, iri.term(name)) for name in (*_NODES, *_CONCEPTS, *_WORDS)}
        self._polarity = objects(store, iri.term("polarity"))
        self._modality = objects(store, iri.term("modality"))
        self._low = objects(store, iri.term("low"))
        self._high = objects(store, iri.term("high"))
        self._from = objects(store, iri.term("periodStart"))
        self._to = objects(store, iri.term("periodEnd"))
        self._voices = objects(store, iri.term("attributedTo"))
        self._roots = objects(store, iri.term("rootSource"))
        self._evidence_of = objects(store, iri.term("evidence"))
        self._titles = objects(store, _TITLE)
        self._creators = objects(store, _CREATOR)
        self._issued = objects(store, _ISSUED)
        self._evidence = dict(_evidence(store, self._titles))

    def statement(self, subject: str) -> Statement:
        evidence = self._first_evidence(subject)
        return Statement(
            id=subject.removeprefix(_CLAIM),
            type=self._types[subject],
            label=self._actors.label(subject),
            polarity=concept_name(_first(self._polarity, subject)) or "affirmed",
            modality=concept_name(_first(self._modality, subject)) or "asserted",
            nodes=self._values(_NODES, subject),
            concepts={n: tuple(map(concept_name, v)) for n, v in self._values(_CONCEPTS, subject).items()},
            words=self._values(_WORDS, subject),
            low=_number(_first(self._low, subject)),
            high=_number(_first(self._high, subject)),
            period=self._period(subject),
            speakers=self._speakers(subject, evidence),
            roots=tuple(self._roots.get(subject, ())) or (evidence.document,),
            evidence=evidence,
            year=year_of(_first(self._issued, evidence.document)),
        )

    def _values(self, names: Iterable[str], subject: str) -> dict[str, tuple[str, ...]]:
        return {name: tuple(found) for name in names if (found := self._columns[name].get(subject))}

    def _first_evidence(self, subject: str) -> Evidence:
        found = [self._evidence[e] for e in self._evidence_of.get(subject, ()) if e in self._evidence]
        return min(found, key=lambda e: (e.document, e.start, e.sentence), default=Evidence())

    def _period(self, subject: str) -> Period | None:
        start, end = year_of(_first(self._from, subject)), year_of(_first(self._to, subject))
        if start is None and end is None:
            return None
        first = start if start is not None else end
        last = end if end is not None else start
        assert first is not None
        assert last is not None
        return first, last

    def _speakers(self, subject: str, evidence: Evidence) -> tuple[str, ...]:
        nodes = self._voices.get(subject) or self._creators.get(evidence.document)
        if nodes:
            return tuple(sorted(self._actors.label(n) for n in nodes))
        title = _first(self._titles, evidence.document)
        return (title,) if title else ()


def _evidence(store: ox.Store, titles: Values) -> Iterator[tuple[str, Evidence]]:
    sentences = objects(store, iri.term("sentence"))
    quotes = objects(store, iri.term("quote"))
    sections = objects(store, iri.term("inSection"))
    documents = objects(store, _OA_SOURCE)
    starts = objects(store, iri.term("start"))
    cited = objects(store, iri.term("citesNote"))
    numbers = {s: int(o) for s, o in scan(store, iri.term("noteNumber"))}
    for node in documents.keys() | sentences.keys():
        yield (
            node,
            Evidence(
                sentence=_first(sentences, node) or _first(quotes, node),
                quote=_first(quotes, node),
                section=_first(titles, _first(sections, node)),
                document=_first(documents, node),
                start=int(_first(starts, node) or 0),
                notes=tuple(sorted(numbers[n] for n in cited.get(node, ()) if n in numbers)),
            ),
        )


def _first(values: Values, subject: str) -> str:
    found = values.get(subject)
    return found[0] if found else ""


def _number(text: str) -> float | None:
    return float(text) if text else None


def year_of(text: str) -> int | None:
    """Year of a gYear or date.

    >>> year_of("2007"), year_of("2009-08-01"), year_of("")
    (2007, 2009, None)
    """
    digits = text[:4]
    return int(digits) if digits.isdigit() else None
