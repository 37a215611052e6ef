"""The claims of a graph as plain values.

The analyses of reports look at every claim of every report, so they read these once. Claims of data sets, of which
there may be a hundred times as many, are read by the states that they name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from kg import iri
from kg.analysis.actors import ActorIndex, read_actors
from kg.analysis.scan import Values, concept_name, objects, properties, scan, subjects
from kg.graph.store import Graph

_CLAIM = iri.thing("claim", "")
_OA_SOURCE = iri.PREFIXES["oa"] + "hasSource"
_LABEL = iri.PREFIXES["rdfs"] + "label"
_TITLE = iri.PREFIXES["dcterms"] + "title"
_CREATOR = iri.PREFIXES["dcterms"] + "creator"
_ISSUED = iri.PREFIXES["dcterms"] + "issued"
_RDF_TYPE = iri.PREFIXES["rdf"] + "type"
_ROOT_SOURCE = iri.term("rootSource")

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
    "provision",
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
    *("indicatorSubject", "addressee", "exclusiveFor", "lists", "ofInstrument"),
)
_WORDS = (
    *("sector", "currency", "agreementSubject", "lawSubject", "topic", "target", "measure", "action"),
    *("function", "per", "signedOn", "ratifiedOn"),
)

Period = tuple[int, int]
"""First and last year, both included."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that carry a claim, and where they stand; in a data set row and column say where."""

    sentence: str = ""
    quote: str = ""
    section: str = ""
    document: str = ""
    start: int = 0
    notes: tuple[int, ...] = ()
    row: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim.

    `nodes`, `concepts` and `words` hold slot values by local name of the property: IRIs, names of
    concepts, and text; each sorted, since a graph keeps no order. `speakers` are labels: the voices that
    the text names, else the authors of all documents that bear the claim, or the title of one without. `evidence` is
    the first of those, `year` that of its document.
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


def read_facts(graph: Graph, types: Iterable[str] = CLAIM_TYPES) -> Facts:
    """Read all claims of reports, or those of some types, and the reference data; those of data sets are left out."""
    return _facts(graph, _of_reports(graph, types))


def data_sets(store: ox.Store) -> frozenset[str]:
    """The data sets of a graph."""
    return frozenset(subjects(store, _RDF_TYPE, iri.term("DataSet")))


def _facts(graph: Graph, types: Mapping[str, str]) -> Facts:
    actors = read_actors(graph)
    reader = _Reader(graph.store, actors, types)
    claims: dict[str, list[Statement]] = defaultdict(list)
    for subject in sorted(types):
        claims[types[subject]].append(reader.statement(subject))
    return Facts({name: tuple(found) for name, found in claims.items()}, actors)


def _of_reports(graph: Graph, names: Iterable[str]) -> dict[str, str]:
    """Claims of reports of some types; asked as one query, since a store tells apart sooner than it can list."""
    types = " ".join(f"mkg:{name}" for name in names)
    listed = "MINUS { ?claim mkg:rootSource ?list . ?list a mkg:DataSet }" if data_sets(graph.store) else ""
    rows = graph.select(f"SELECT ?claim ?type WHERE {{ VALUES ?type {{ {types} }} ?claim a ?type . {listed} }}")
    found = ((row["claim"], row["type"]) for row in rows)
    return {
        claim.value: kind.value.removeprefix(iri.TERMS)
        for claim, kind in found
        if isinstance(claim, ox.NamedNode) and kind is not None and claim.value.startswith(_CLAIM)
    }


class _Reader:
    """What claims say of themselves, and the evidence behind them."""

    def __init__(self, store: ox.Store, actors: ActorIndex, types: Mapping[str, str]) -> None:
        self._actors = actors
        self._types = types
        self._own = properties(store, types)
        self._titles = objects(store, _TITLE)
        self._creators = objects(store, _CREATOR)
        self._issued = objects(store, _ISSUED)
        cells = {e for own in self._own.values() for e in own.get(iri.term("evidence"), ())}
        self._evidence = dict(_evidence(store, cells, self._titles))

    def statement(self, subject: str) -> Statement:
        own = self._own[subject]
        cells = [self._evidence[e] for e in own.get(iri.term("evidence"), ()) if e in self._evidence]
        evidence = min(cells, key=lambda e: (e.document, e.start, e.sentence, e.row), default=Evidence())
        return Statement(
            id=subject.removeprefix(_CLAIM),
            type=self._types[subject],
            label=_first(own, _LABEL) or self._actors.label(subject),
            polarity=concept_name(_first(own, iri.term("polarity"))) or "affirmed",
            modality=concept_name(_first(own, iri.term("modality"))) or "asserted",
            nodes=_slots(own, _NODES),
            concepts={n: tuple(map(concept_name, v)) for n, v in _slots(own, _CONCEPTS).items()},
            words=_slots(own, _WORDS),
            low=_number(_first(own, iri.term("low"))),
            high=_number(_first(own, iri.term("high"))),
            period=_period(own),
            speakers=self._speakers(own, {cell.document for cell in cells}),
            roots=tuple(own.get(_ROOT_SOURCE, ())) or (evidence.document,),
            evidence=evidence,
            year=year_of(_first(self._issued, evidence.document)),
        )

    def _speakers(self, own: Values, documents: Iterable[str]) -> tuple[str, ...]:
        if voices := own.get(iri.term("attributedTo")):
            return tuple(sorted(map(self._actors.label, voices)))
        return tuple(sorted({name for document in documents for name in self._behind(document)}))

    def _behind(self, document: str) -> tuple[str, ...]:
        """The authors of a document, or its title."""
        if authors := self._creators.get(document):
            return tuple(map(self._actors.label, authors))
        title = _first(self._titles, document)
        return (title,) if title else ()


def _slots(own: Values, names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(found) for name in names if (found := own.get(iri.term(name)))}


def _period(own: Values) -> Period | None:
    start, end = year_of(_first(own, iri.term("periodStart"))), year_of(_first(own, iri.term("periodEnd")))
    if start is None and end is None:
        return None
    first = start if start is not None else end
    last = end if end is not None else start
    assert first is not None
    assert last is not None
    return first, last


def _evidence(store: ox.Store, nodes: Iterable[str], titles: Values) -> Iterator[tuple[str, Evidence]]:
    numbers = {s: int(o) for s, o in scan(store, iri.term("noteNumber"))}
    for node, own in properties(store, nodes).items():
        quote = _first(own, iri.term("quote"))
        yield (
            node,
            Evidence(
                sentence=_first(own, iri.term("sentence")) or quote,
                quote=quote,
                section=_first(titles, _first(own, iri.term("inSection"))),
                document=_first(own, _OA_SOURCE),
                start=int(_first(own, iri.term("start")) or 0),
                notes=tuple(sorted(numbers[n] for n in own.get(iri.term("citesNote"), ()) if n in numbers)),
                row=_first(own, iri.term("row")),
                column=_first(own, iri.term("column")),
            ),
        )


def _first(values: Values, key: str) -> str:
    found = values.get(key)
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
