"""Documents as RDF: title, hash, author, sections, notes and what the notes cite."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg import iri
from kg.document import Document
from kg.graph import rdf
from kg.graph.claims_rdf import note_iri, section_iri
from kg.graph.sources import NoteSources, Source


@dataclass(frozen=True, slots=True)
class Bibliography:
    """What is known of a document beyond its text; empty strings where nothing is."""

    title: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    year: int | None = None
    restates: str = ""  # id of the document that this one restates


def document_triples(document: Document, known: Bibliography, sources: NoteSources) -> Iterator[ox.Triple]:
    me = rdf.node(iri.thing("document", document.id))
    yield ox.Triple(me, rdf.RDF_TYPE, rdf.mkg("Document"))
    yield ox.Triple(me, _dcterms("title"), rdf.text(known.title or document.title))
    yield ox.Triple(me, rdf.mkg("sha256"), rdf.plain(document.sha256))
    for author in known.authors:
        person = rdf.node(iri.thing("person", iri.slug(author)))
        yield ox.Triple(me, _dcterms("creator"), person)
        yield ox.Triple(person, rdf.RDF_TYPE, rdf.mkg("Person"))
        yield ox.Triple(person, rdf.RDF_TYPE, rdf.mkg("Actor"))
        yield ox.Triple(person, rdf.PREF_LABEL, rdf.text(author))
    if known.publisher:
        yield ox.Triple(me, _dcterms("publisher"), rdf.plain(known.publisher))
    if known.year is not None:
        yield ox.Triple(me, _dcterms("issued"), rdf.year(known.year))
    if known.restates:
        yield ox.Triple(me, rdf.vocabulary("prov", "wasDerivedFrom"), rdf.node(iri.thing("document", known.restates)))
    for section in document.sections:
        node = rdf.node(section_iri(document, section.id))
        yield ox.Triple(node, rdf.RDF_TYPE, rdf.mkg("Section"))
        yield ox.Triple(node, _dcterms("title"), rdf.text(section.title))
        yield ox.Triple(node, _dcterms("isPartOf"), me)
    yield from _notes(document, me, sources)
    for source in sources.all():
        yield from _source(source)


def _dcterms(name: str) -> ox.NamedNode:
    return rdf.vocabulary("dcterms", name)


def _notes(document: Document, me: ox.NamedNode, sources: NoteSources) -> Iterator[ox.Triple]:
    for number, note in sorted(document.notes.items()):
        node = rdf.node(note_iri(document, number))
        yield ox.Triple(node, rdf.RDF_TYPE, rdf.mkg("Note"))
        yield ox.Triple(node, rdf.mkg("noteNumber"), rdf.integer(number))
        yield ox.Triple(node, rdf.vocabulary("dcterms", "isPartOf"), me)
        yield ox.Triple(node, rdf.LABEL, rdf.text(f"note {number}"))
        state = "missing" if not note.text else "truncated" if note.truncated else "complete"
        yield ox.Triple(node, rdf.mkg("noteState"), rdf.plain(state))
        if note.text:
            yield ox.Triple(node, rdf.mkg("noteText"), rdf.text(note.text))
        for source in sources.of(number):
            yield ox.Triple(node, rdf.mkg("citesSource"), rdf.node(source.iri))


def _source(source: Source) -> Iterator[ox.Triple]:
    node = rdf.node(source.iri)
    yield ox.Triple(node, rdf.RDF_TYPE, rdf.mkg("Source"))
    yield ox.Triple(node, rdf.PREF_LABEL, rdf.text(source.label))
    yield ox.Triple(node, rdf.mkg("sourceKind"), rdf.plain(source.kind))
    if source.year is not None:
        yield ox.Triple(node, rdf.vocabulary("dcterms", "issued"), rdf.year(source.year))
