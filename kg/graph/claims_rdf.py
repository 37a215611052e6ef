"""Claims as RDF: one node a claim, one a piece of evidence, plus what the reference data lack."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

import pyoxigraph as ox

from kg import iri
from kg.claims.evidence import Evidence
from kg.claims.model import ELSEWHERE, Claim, SlotValue
from kg.claims.schema import Schema, SlotType
from kg.claims.wording import describe
from kg.document import Document
from kg.graph import rdf
from kg.graph.actors import ActorResolver, Node, meant_by
from kg.graph.sources import NoteSources

Finder = Callable[[str], Node]

# Classes above each class of actors; written out so that queries and shapes need no reasoner.
SUPERCLASSES: Mapping[str, tuple[str, ...]] = {
    "State": ("Actor",),
    "Region": ("Actor",),
    "Organisation": ("Actor",),
    "PopulationGroup": ("Actor",),
    "Person": ("Actor",),
    "UnresolvedActor": ("Actor",),
    "Issue": (),
    "InternationalOrganisation": ("Organisation", "Actor"),
    "Office": ("Organisation", "Actor"),
    "NonGovernmentalOrganisation": ("Organisation", "Actor"),
    "GovernmentBody": ("Organisation", "Actor"),
    "Company": ("Organisation", "Actor"),
    "MediaOutlet": ("Organisation", "Actor"),
    "ResearchBody": ("Organisation", "Actor"),
    "Diaspora": ("Organisation", "Actor"),
}


class ClaimWriter:
    """Writes the claims of one document."""

    def __init__(self, document: Document, sources: NoteSources, resolver: ActorResolver, claim_schema: Schema) -> None:
        self._document = document
        self._words = Evidence(document)
        self._sources = sources
        self._resolver = resolver
        self._schema = claim_schema
        self._document_node = rdf.node(iri.thing("document", document.id))

    def triples(self, claims: Iterable[Claim]) -> Iterator[ox.Triple]:
        for claim in claims:
            yield from self._claim(claim)

    def _claim(self, claim: Claim) -> Iterator[ox.Triple]:
        me = rdf.node(iri.thing("claim", claim.id))
        evidence = rdf.node(self.evidence_iri(claim))
        yield ox.Triple(me, rdf.RDF_TYPE, rdf.mkg("Claim"))
        yield ox.Triple(me, rdf.RDF_TYPE, rdf.mkg(claim.type))
        yield ox.Triple(me, rdf.LABEL, rdf.text(describe(claim, lambda code: self._resolver.resolve(code).label)))
        yield ox.Triple(me, rdf.mkg("polarity"), rdf.node(iri.concept("polarity", claim.polarity)))
        yield ox.Triple(me, rdf.mkg("modality"), rdf.node(iri.concept("modality", claim.modality)))
        yield ox.Triple(me, rdf.mkg("evidence"), evidence)
        yield ox.Triple(me, rdf.GENERATED_BY, rdf.node(activity_iri(claim.proposer)))
        if claim.basis:
            yield ox.Triple(me, rdf.mkg("basis"), rdf.plain(claim.basis))
        if claim.anchor:
            yield ox.Triple(me, rdf.mkg("anchor"), rdf.text(claim.anchor))
        for cue in claim.cues:
            yield ox.Triple(me, rdf.mkg("cue"), rdf.text(cue))
        if claim.score is not None:
            yield ox.Triple(me, rdf.mkg("score"), rdf.decimal(claim.score))
        for value in claim.exclusive:
            yield from self._actor(me, rdf.mkg("exclusiveFor"), value)
        yield from self._voices(me, claim)
        for name, values in claim.slots.items():
            slot = self._schema.slot(claim.type, name)
            assert slot is not None, f"{claim.type}.{name} passed the gate"
            yield from self._slot(me, slot, values, self._finder(claim, slot))
        yield from self._evidence(evidence, claim)

    def _voices(self, me: ox.NamedNode, claim: Claim) -> Iterator[ox.Triple]:
        for voice in claim.attribution:
            yield from self._actor(me, rdf.mkg("attributedTo"), voice)
        roots = [rdf.node(s) for note in claim.notes for s in self._cited(note)]
        if not roots:
            roots = [rdf.node(self._resolver.resolve(v).iri) for v in claim.attribution]
        for root in roots or [self._document_node]:
            yield ox.Triple(me, rdf.mkg("rootSource"), root)

    def _cited(self, note: int) -> list[str]:
        """What a note cites; a note that was lost, or that names no work, stands for its unknown source."""
        return [s.iri for s in self._sources.of(note)] or [note_iri(self._document, note)]

    def _finder(self, claim: Claim, slot: SlotType) -> Finder:
        """How the words of a slot become a node: as people, as a subject or as an actor."""
        found = {"people": self._resolver.resolve_people, "subject": self._resolver.resolve_subject}
        return found.get(meant_by(slot, map(str, claim.values("relation"))), self._resolver.resolve)

    def _slot(
        self, me: ox.NamedNode, slot: SlotType, values: tuple[SlotValue, ...], find: Finder
    ) -> Iterator[ox.Triple]:
        prop = rdf.node(slot.property)
        yield from self._origins(me, slot, values)
        if slot.kind == "period":
            years = sorted(int(v.value) for v in values)
            yield ox.Triple(me, rdf.mkg("periodStart"), rdf.year(years[0]))
            yield ox.Triple(me, rdf.mkg("periodEnd"), rdf.year(years[-1]))
            return
        for found in values:
            if slot.kind in ("actor", "place"):
                yield from _pointed(me, prop, find(str(found.value)))
            else:
                yield ox.Triple(me, prop, _literal(slot, found))

    def _origins(self, me: ox.NamedNode, slot: SlotType, values: tuple[SlotValue, ...]) -> Iterator[ox.Triple]:
        """Where the values come from that the sentence does not state: one node a value."""
        for found in values:
            if found.how not in ELSEWHERE:
                continue
            yield ox.Triple(me, rdf.mkg("inheritedSlot"), rdf.plain(slot.name))
            name = f"{me.value.rsplit('/', 1)[-1]}-{slot.name}-{iri.slug(str(found.value))}"
            origin = rdf.node(iri.thing("origin", name))
            yield ox.Triple(me, rdf.mkg("slotOrigin"), origin)
            yield ox.Triple(origin, rdf.RDF_TYPE, rdf.mkg("SlotOrigin"))
            yield ox.Triple(origin, rdf.mkg("ofSlot"), rdf.plain(slot.name))
            yield ox.Triple(origin, rdf.mkg("how"), rdf.plain(found.how.value))
            if found.rule:
                yield ox.Triple(origin, rdf.mkg("byRule"), rdf.plain(found.rule))
            if found.span is not None:
                words = " ".join(self._document.text[found.span.start : found.span.end].split())
                yield ox.Triple(origin, rdf.mkg("quote"), rdf.text(words))
                yield ox.Triple(origin, rdf.mkg("start"), rdf.integer(found.span.start))
                yield ox.Triple(origin, rdf.mkg("end"), rdf.integer(found.span.end))

    def _actor(self, me: ox.NamedNode, prop: ox.NamedNode, value: str) -> Iterator[ox.Triple]:
        yield from _pointed(me, prop, self._resolver.resolve(value))

    def evidence_iri(self, claim: Claim) -> str:
        """One node for each run of words, shared by the claims that rest on it."""
        place = f"{claim.span.start}-{claim.span.end}"
        notes = ",".join(map(str, claim.notes))
        return iri.thing("evidence", iri.digest(self._document.id, place, notes))

    def _evidence(self, me: ox.NamedNode, claim: Claim) -> Iterator[ox.Triple]:
        sentence = self._words.at(claim.span)
        assert sentence is not None, "the gate checked that the span lies in a sentence"
        inside = sentence.clean_span(claim.span)
        assert inside is not None
        yield ox.Triple(me, rdf.RDF_TYPE, rdf.mkg("Evidence"))
        yield ox.Triple(me, rdf.RDF_TYPE, rdf.vocabulary("oa", "SpecificResource"))
        yield ox.Triple(me, rdf.vocabulary("oa", "hasSource"), self._document_node)
        yield ox.Triple(me, rdf.mkg("quote"), rdf.text(sentence.text[inside.start : inside.end].strip()))
        yield ox.Triple(me, rdf.mkg("sentence"), rdf.text(sentence.text.strip()))
        yield ox.Triple(me, rdf.mkg("start"), rdf.integer(claim.span.start))
        yield ox.Triple(me, rdf.mkg("end"), rdf.integer(claim.span.end))
        section = self._document.section_of(claim.span.start)
        if section is not None:
            yield ox.Triple(me, rdf.mkg("inSection"), rdf.node(section_iri(self._document, section.id)))
        page = self._document.page_label(claim.span.start)
        if page:
            yield ox.Triple(me, rdf.mkg("page"), rdf.plain(page))
        for number in claim.notes:
            yield ox.Triple(me, rdf.mkg("citesNote"), rdf.node(note_iri(self._document, number)))


def _pointed(me: ox.NamedNode, prop: ox.NamedNode, found: Node) -> Iterator[ox.Triple]:
    yield ox.Triple(me, prop, rdf.node(found.iri))
    if not found.known:
        yield from describe_new(found)


def _literal(slot: SlotType, found: SlotValue) -> rdf.Term:
    if slot.kind == "concept":
        assert slot.scheme is not None
        return rdf.node(iri.concept(slot.scheme, str(found.value)))
    if slot.kind == "number":
        return rdf.decimal(float(found.value))
    if slot.kind == "year":
        return rdf.year(int(found.value))
    if slot.kind == "code":
        return rdf.plain(str(found.value))
    return rdf.text(str(found.value))


def describe_new(found: Node) -> Iterator[ox.Triple]:
    """Label and classes of a node that the reference data do not hold."""
    me = rdf.node(found.iri)
    for name in (found.kind, *SUPERCLASSES.get(found.kind, ())):
        yield ox.Triple(me, rdf.RDF_TYPE, rdf.mkg(name))
    yield ox.Triple(me, rdf.PREF_LABEL, rdf.text(found.label))
    if found.nationals_of:
        yield ox.Triple(me, rdf.mkg("nationalsOf"), rdf.node(found.nationals_of))


def one_label(triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """The triples with one preferred label a node and language: most capitals, then first by alphabet."""
    labels: dict[tuple[str, str | None], list[ox.Triple]] = {}
    for triple in triples:
        if triple.predicate == rdf.PREF_LABEL and isinstance(triple.object, ox.Literal):
            labels.setdefault((str(triple.subject), triple.object.language), []).append(triple)
        else:
            yield triple
    for found in labels.values():
        yield min(found, key=_label_rank)


def keep_one_label(store: ox.Store) -> None:
    """Take away from a store the labels that `one_label` leaves out."""
    labels = {q.triple for q in store.quads_for_pattern(None, rdf.PREF_LABEL, None)}
    for triple in labels - set(one_label(labels)):
        store.remove(ox.Quad(triple.subject, triple.predicate, triple.object))


def _label_rank(triple: ox.Triple) -> tuple[int, str]:
    assert isinstance(triple.object, ox.Literal)
    label = triple.object.value
    return -sum(c.isupper() for c in label), label


def activity_iri(proposer: str) -> str:
    return iri.thing("activity", iri.slug(proposer))


def section_iri(document: Document, section_id: str) -> str:
    return iri.thing("section", f"{document.id}/{section_id}")


def note_iri(document: Document, number: int) -> str:
    return iri.thing("note", f"{document.id}/{number}")
