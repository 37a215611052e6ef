"""Claims read back from a graph, with everything that a reader wants beside them.

A claim is read when it is asked for, so that one claim costs little in a graph of any size.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import pyoxigraph as ox

from kg import iri
from kg.claims.schema import schema
from kg.errors import UserError
from kg.graph.store import Graph

_CLAIM = iri.THINGS + "claim/"
_ABSOLUTE = ("http://", "https://", "urn:")  # what is no IRI names no node
_RDF_TYPE = iri.PREFIXES["rdf"] + "type"
_SOURCE = iri.PREFIXES["oa"] + "hasSource"
_TITLE = iri.PREFIXES["dcterms"] + "title"
_CREATOR = iri.PREFIXES["dcterms"] + "creator"
_LABEL = iri.PREFIXES["rdfs"] + "label"
_VERSION = iri.PREFIXES["owl"] + "versionInfo"
_GENERATED = iri.PREFIXES["prov"] + "wasGeneratedBy"

# What stands beside the slots of a claim on an agreement, by the heading that people see.
_BESIDE = {
    "signedOn": "signed",
    "ratifiedOn": "ratified",
    "provision": "provision",
    "lists": "agreement",
    "ofInstrument": "agreement",
}

Properties = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note that supports a claim, with what it cites."""

    number: int
    text: str | None
    state: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OriginView:
    """Where a slot value comes from that the sentence does not state."""

    slot: str
    how: str
    words: str
    start: int | None
    rule: str


@dataclass(frozen=True, slots=True)
class Place:
    """Words that carry a claim, and where they stand: a sentence of a document, with its notes and the authors.

    In a data set `row` and `column` say where; there is no sentence, and the quote is what the cell says.
    """

    document: str
    start: int
    end: int
    section: str
    page: str  # empty where the source has no pages of its own
    sentence: str
    quote: str
    authors: tuple[str, ...]
    notes: tuple[NoteView, ...]
    row: str = ""
    column: str = ""

    @property
    def is_cell(self) -> bool:
        """Whether this is the cell of a data set."""
        return bool(self.row)


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim for people: labels in place of IRIs; `nodes` are the IRIs that its slots point to.

    `beside` is what a list says of an agreement besides its slots: when it was signed and ratified, its provision.

    A claim that several reports make, or several proposers read, has several `places`; `quote` to `notes` are those
    of the first.
    """

    id: str
    type: str
    label: str
    polarity: str
    modality: str
    slots: Mapping[str, tuple[str, ...]]
    nodes: frozenset[str]
    not_stated: tuple[str, ...]
    origins: tuple[OriginView, ...]
    speakers: tuple[str, ...]
    places: tuple[Place, ...]
    root_sources: tuple[str, ...]
    proposer: str
    basis: str
    anchor: str
    cues: tuple[str, ...]
    version: str
    score: str | None
    beside: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def quote(self) -> str:
        return self.places[0].quote

    @property
    def sentence(self) -> str:
        return self.places[0].sentence

    @property
    def start(self) -> int:
        return self.places[0].start

    @property
    def end(self) -> int:
        return self.places[0].end

    @property
    def section(self) -> str:
        return self.places[0].section

    @property
    def page(self) -> str:
        return self.places[0].page

    @property
    def row(self) -> str:
        return self.places[0].row

    @property
    def document(self) -> str:
        return self.places[0].document

    @property
    def authors(self) -> tuple[str, ...]:
        return self.places[0].authors

    @property
    def notes(self) -> tuple[NoteView, ...]:
        return self.places[0].notes


class _Things(dict[str, Mapping[str, list[str]]]):
    """Node → property → its values in no fixed order; each node is read from the store once, when it is looked up."""

    def __init__(self, store: ox.Store) -> None:
        super().__init__()
        self._store = store

    def __missing__(self, node: str) -> Mapping[str, list[str]]:
        own: dict[str, list[str]] = defaultdict(list)
        if node.startswith(_ABSOLUTE):
            for quad in self._store.quads_for_pattern(ox.NamedNode(node), None, None):
                obj = quad.object
                value = obj.value if isinstance(obj, ox.NamedNode | ox.Literal) else str(obj)
                own[quad.predicate.value].append(value)
        self[node] = dict(own)
        return self[node]


class ClaimIndex:
    """The claims of a graph, one by one or all."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._things = _Things(graph.store)

    @cached_property
    def labels(self) -> Mapping[str, str]:
        return self._graph.labels()

    @cached_property
    def claims(self) -> tuple[ClaimView, ...]:
        """Claims in the order of their documents and positions."""
        return self._views(self._names())

    def about(self, thing: str) -> tuple[ClaimView, ...]:
        """Claims with the thing, or the nationals of the state that it is, in one of their slots."""
        meant = {thing, *self._pointing(iri.term("nationalsOf"), thing)}
        found = {s for node in meant for s in self._pointing(None, node) if s.startswith(_CLAIM)}
        return tuple(c for c in self._views(found) if meant & c.nodes)

    def by(self, speaker: str) -> tuple[ClaimView, ...]:
        """Claims attributed to the speaker."""
        voices = {node for node, label in self.labels.items() if label == self.label(speaker)} | {speaker}
        return self._views({s for voice in voices for s in self._pointing(iri.term("attributedTo"), voice)})

    def find(self, name: str) -> ClaimView:
        """The claim with this id, or the only one whose id begins so.

        Raises:
            UserError: none or several.
        """
        wanted = name.removeprefix("id:claim/").removeprefix(_CLAIM).lower()
        found = [s for s in self._names() if s[len(_CLAIM) :].startswith(wanted)]
        if len(found) != 1 or not wanted:
            what = "no claim has" if not found else f"{len(found)} claims have"
            raise UserError(f"{name}: {what} an id that begins so; ids stand in `mkg claims` and in the queries' rows")
        return self._view(found[0])

    def _names(self) -> set[str]:
        found = self._pointing(_RDF_TYPE, iri.term("Claim"))
        return {s for s in found if s.startswith(_CLAIM)}

    def _pointing(self, prop: str | None, node: str) -> Iterator[str]:
        """Subjects that have the node as value of the property, or of any."""
        predicate = ox.NamedNode(prop) if prop else None
        for quad in self._graph.store.quads_for_pattern(None, predicate, ox.NamedNode(node)):
            if isinstance(quad.subject, ox.NamedNode):
                yield quad.subject.value

    def _views(self, names: Iterable[str]) -> tuple[ClaimView, ...]:
        found = map(self._view, names)
        return tuple(sorted(found, key=lambda c: (c.document, c.start, c.end, _natural(c.row), c.type, c.id)))

    def label(self, node: str) -> str:
        return self.labels.get(node) or node.rsplit("/", 1)[-1].replace("-", " ")

    def properties(self, node: str) -> Mapping[str, list[str]]:
        return self._things[node]

    def _one(self, node: str, prop: str, default: str = "") -> str:
        return next(iter(self._things[node].get(prop, ())), default)

    def _labels_of(self, node: str, prop: str) -> tuple[str, ...]:
        return tuple(sorted(self.label(v) for v in self._things[node].get(prop, ())))

    def _view(self, me: str) -> ClaimView:
        kind = next(
            t.removeprefix(iri.TERMS)
            for t in sorted(self._things[me][_RDF_TYPE])
            if t.removeprefix(iri.TERMS) in schema().types
        )
        activities = sorted(self._things[me].get(_GENERATED, []))
        places = sorted(map(self._place, self._things[me].get(iri.term("evidence"), []) or [""]), key=_order)
        slots, nodes = self._slots(me, kind)
        return ClaimView(
            id=me[len(_CLAIM) :],
            type=kind,
            label=self._one(me, _LABEL),
            polarity=self._one(me, iri.term("polarity")).rsplit("/", 1)[-1],
            modality=self._one(me, iri.term("modality")).rsplit("/", 1)[-1],
            slots=slots,
            nodes=nodes,
            not_stated=tuple(sorted(self._things[me].get(iri.term("inheritedSlot"), []))),
            origins=tuple(self._origins(me)),
            speakers=self._labels_of(me, iri.term("attributedTo")),
            places=tuple(places),
            root_sources=self._labels_of(me, iri.term("rootSource")),
            proposer=", ".join(a.rsplit("/", 1)[-1] for a in activities),
            basis=", ".join(sorted(self._things[me].get(iri.term("basis"), []))),
            anchor="”, “".join(sorted(self._things[me].get(iri.term("anchor"), []))),
            cues=tuple(sorted(self._things[me].get(iri.term("cue"), []))),
            version=next(filter(None, (self._one(a, _VERSION) for a in activities)), ""),
            score=self._one(me, iri.term("score")) or None,
            beside=self._beside(me),
        )

    def _place(self, evidence: str) -> Place:
        document = self._one(evidence, _SOURCE)
        return Place(
            document=self._one(document, _TITLE, document),
            start=int(self._one(evidence, iri.term("start"), "0")),
            end=int(self._one(evidence, iri.term("end"), "0")),
            section=self._one(self._one(evidence, iri.term("inSection")), _TITLE),
            page=self._one(evidence, iri.term("page")),
            sentence=self._one(evidence, iri.term("sentence")),
            quote=self._one(evidence, iri.term("quote")),
            authors=self._labels_of(document, _CREATOR),
            notes=tuple(self._notes(evidence)),
            row=self._one(evidence, iri.term("row")),
            column=self._one(evidence, iri.term("column")),
        )

    def _slots(self, me: str, kind: str) -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
        slots: dict[str, tuple[str, ...]] = {}
        nodes: set[str] = set()
        for name, slot in schema().types[kind].slots.items():
            values = self._things[me].get(slot.property, [])
            if slot.kind == "period":
                values = sorted({*values, *self._things[me].get(iri.term("periodEnd"), [])})
            nodes.update(v for v in values if v.startswith(iri.THINGS))
            shown = sorted(self.label(v) if v.startswith(iri.BASE) else v for v in values)
            if shown:
                slots[name] = tuple(shown)
        return slots, frozenset(nodes)

    def _beside(self, me: str) -> dict[str, tuple[str, ...]]:
        told: dict[str, tuple[str, ...]] = {}
        for name, heading in _BESIDE.items():
            values = self._things[me].get(iri.term(name), ())
            if values:
                told[heading] = tuple(sorted(self.label(v) if v.startswith(iri.BASE) else v for v in values))
        return told

    def _origins(self, me: str) -> Iterable[OriginView]:
        for node in sorted(self._things[me].get(iri.term("slotOrigin"), [])):
            start = self._one(node, iri.term("start"))
            yield OriginView(
                slot=self._one(node, iri.term("ofSlot")),
                how=self._one(node, iri.term("how")),
                words=self._one(node, iri.term("quote")),
                start=int(start) if start else None,
                rule=self._one(node, iri.term("byRule")),
            )

    def _notes(self, evidence: str) -> Iterable[NoteView]:
        found = self._things[evidence].get(iri.term("citesNote"), [])
        for note in sorted(found, key=lambda n: int(self._one(n, iri.term("noteNumber"), "0"))):
            yield NoteView(
                number=int(self._one(note, iri.term("noteNumber"), "0")),
                text=self._one(note, iri.term("noteText")) or None,
                state=self._one(note, iri.term("noteState")),
                sources=self._labels_of(note, iri.term("citesSource")),
            )


def _order(place: Place) -> tuple[str, int, int, str, str]:
    return place.document, place.start, place.end, place.sentence, place.row


def _natural(row: str) -> tuple[int, str]:
    """Rows in the order of their numbers."""
    number = row.partition(" ")[0]
    return (int(number) if number.isdigit() else 0), row
