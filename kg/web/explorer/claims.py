"""A claim with everything that a reader wants beside it: values that link, speakers, evidence, how it was made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg import iri
from kg.analysis.scan import concept_name
from kg.claims.schema import SlotType, schema
from kg.graph.store import Graph
from kg.web.explorer.names import Names, Ref
from kg.web.explorer.nodes import RDF_TYPE, dcterms, is_a, mkg, number, one, values

CLAIM = iri.thing("claim", "")
_SOURCE = ox.NamedNode(iri.PREFIXES["oa"] + "hasSource")
_LABEL = ox.NamedNode(iri.PREFIXES["rdfs"] + "label")
_GENERATED = ox.NamedNode(iri.PREFIXES["prov"] + "wasGeneratedBy")
_ACTIVITY = iri.thing("activity", "")
_BEFORE = {"low": "gz"}  # the lower bound goes before "high"; other slots by name


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a slot: a node (`id`), or text or a number (`id` None)."""

    text: str
    id: str | None = None
    ru: str | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """`how` is "stated", or how the value came where the sentence does not state it."""

    name: str
    label: str
    values: tuple[Value, ...]
    how: str = "stated"


@dataclass(frozen=True, slots=True)
class NoteCard:
    """A note that supports a claim; `state` is complete, truncated or missing."""

    number: int
    text: str
    state: str
    sources: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class EvidenceCard:
    """The words or the cell that carry a claim. `kind` is "sentence" or "cell"; a cell has `row` and `column` and no
    sentence. `start` and `end` count characters of the document."""

    kind: str
    document: Ref
    authors: tuple[Ref, ...]
    year: str
    section: str
    page: str
    sentence: str
    quote: str
    start: int | None
    end: int | None
    notes: tuple[NoteCard, ...]
    row: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class ClaimCard:
    """A claim. `speakers` are voices that the text names; where it names none the authors of the document speak.

    `proposer` is reviewed, reader, llm or import; `status` is "reviewed" (by people), "automatic", or "data set".
    """

    id: str
    type: Ref
    label: str
    polarity: str
    modality: str
    slots: tuple[Slot, ...]
    evidence: tuple[EvidenceCard, ...]
    speakers: tuple[Ref, ...]
    roots: tuple[Ref, ...]
    proposer: str
    status: str
    version: str
    score: str
    basis: str
    anchors: tuple[str, ...]
    cues: tuple[str, ...]


class Claims:
    """The claims of one graph; each is read when it is asked for, so a large graph costs no more than a small one."""

    def __init__(self, graph: Graph, names: Names) -> None:
        self._store, self._names = graph.store, names

    def type_of(self, node: str) -> str | None:
        """Local name of a claim's type, or None where the node is no claim."""
        types = [t.removeprefix(iri.TERMS) for t in values(self._store, node, RDF_TYPE)]
        return next((t for t in types if t in schema().types), None)

    def place(self, node: str) -> tuple[bool, str, int]:
        """Where a claim stands first: whether in a data set, the document, the position; to put claims in order."""
        found = []
        for evidence in values(self._store, node, mkg("evidence")):
            start = number(self._store, evidence, mkg("start"))
            found.append((start is None, one(self._store, evidence, _SOURCE), start or 0))
        return min(found, default=(True, "", 0))

    def card(self, node: str) -> ClaimCard | None:
        """The claim of an IRI, or None where there is none."""
        kind = self.type_of(node)
        if kind is None:
            return None
        store, names = self._store, self._names
        activities = values(store, node, _GENERATED)
        proposer = ", ".join(a.removeprefix(_ACTIVITY) for a in activities)
        evidence = sorted(map(self._evidence, values(store, node, mkg("evidence"))), key=_order)
        version = next(
            filter(None, (one(store, a, ox.NamedNode(iri.PREFIXES["owl"] + "versionInfo")) for a in activities)), ""
        )
        return ClaimCard(
            id=node.removeprefix(CLAIM),
            type=names.ref(iri.term(kind)),
            label=one(store, node, _LABEL),
            polarity=concept_name(one(store, node, mkg("polarity"))),
            modality=concept_name(one(store, node, mkg("modality"))),
            slots=tuple(self._slots(node, kind)),
            evidence=tuple(evidence),
            speakers=names.refs(values(store, node, mkg("attributedTo"))),
            roots=names.refs(values(store, node, mkg("rootSource"))),
            proposer=proposer,
            status=self._status(proposer, evidence),
            version=version,
            score=one(store, node, mkg("score")),
            basis=", ".join(values(store, node, mkg("basis"))),
            anchors=values(store, node, mkg("anchor")),
            cues=values(store, node, mkg("cue")),
        )

    def _status(self, proposer: str, evidence: list[EvidenceCard]) -> str:
        if any(e.kind == "cell" for e in evidence):
            return "data set"
        return "reviewed" if "reviewed" in proposer.split(", ") else "automatic"

    def _slots(self, node: str, kind: str) -> Iterator[Slot]:
        origins = {
            one(self._store, o, mkg("ofSlot")): one(self._store, o, mkg("how"))
            for o in values(self._store, node, mkg("slotOrigin"))
        }
        inherited = set(values(self._store, node, mkg("inheritedSlot")))
        for name, slot in sorted(schema().types[kind].slots.items(), key=lambda p: _BEFORE.get(p[0], p[0])):
            found = self._values(node, slot)
            if found:
                how = origins.get(name) or ("inherited" if name in inherited else "stated")
                yield Slot(name, self._names.label(slot.property), found, how)

    def _values(self, node: str, slot: SlotType) -> tuple[Value, ...]:
        found = values(self._store, node, ox.NamedNode(slot.property))
        if slot.kind == "period":
            found = tuple(sorted({*found, *values(self._store, node, mkg("periodEnd"))}))
        return tuple(self._value(v) for v in found)

    def _value(self, value: str) -> Value:
        if not value.startswith(iri.BASE):
            return Value(value)
        ref = self._names.ref(value)
        return Value(ref.label, ref.id, ref.ru)

    def _evidence(self, node: str) -> EvidenceCard:
        store = self._store
        document = one(store, node, _SOURCE)
        row, column = one(store, node, mkg("row")), one(store, node, mkg("column"))
        is_cell = bool(row or column) or is_a(store, document, "DataSet")
        return EvidenceCard(
            kind="cell" if is_cell else "sentence",
            document=self._names.ref(document) if document else Ref("", ""),
            authors=self._names.refs(values(store, document, dcterms("creator"))) if document else (),
            year=one(store, document, dcterms("issued"))[:4],
            section=one(store, one(store, node, mkg("inSection")), dcterms("title")),
            page=one(store, node, mkg("page")),
            sentence=one(store, node, mkg("sentence")),
            quote=one(store, node, mkg("quote")),
            start=number(store, node, mkg("start")),
            end=number(store, node, mkg("end")),
            notes=tuple(sorted(map(self._note, values(store, node, mkg("citesNote"))), key=lambda n: n.number)),
            row=row,
            column=column,
        )

    def _note(self, node: str) -> NoteCard:
        store = self._store
        return NoteCard(
            number=number(store, node, mkg("noteNumber")) or 0,
            text=one(store, node, mkg("noteText")),
            state=one(store, node, mkg("noteState")),
            sources=self._names.refs(values(store, node, mkg("citesSource"))),
        )


def _order(card: EvidenceCard) -> tuple[str, int, str]:
    return card.document.id, card.start or 0, card.quote
