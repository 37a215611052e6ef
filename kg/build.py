"""From sources to a graph: read, propose, pass the gate, write, derive."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyoxigraph as ox

from kg import iri
from kg.analysis.agreements import gaps
from kg.analysis.gaps_rdf import gap_triples
from kg.claims.gate import Gate, Passage
from kg.claims.model import Claim
from kg.claims.schema import schema
from kg.document import Document, read
from kg.errors import UserError
from kg.graph import rdf
from kg.graph.actors import ActorResolver
from kg.graph.claims_rdf import ClaimWriter, activity_iri, one_label
from kg.graph.documents_rdf import Bibliography, document_triples
from kg.graph.reference_rdf import reference_triples
from kg.graph.rules import derive
from kg.graph.sources import NoteSources, note_sources
from kg.graph.store import Graph
from kg.lexicon import lexicon
from kg.proposers import reviewed
from kg.version import VERSION

DEFAULT_CORPUS = "marat-2009"

_ACTIVITIES = {
    "reviewed": "Claims that people read and judged",
    "reader": "Claims that the offline reader proposed",
    "llm": "Claims that a language model proposed",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """One source, read: its document, what is known of it, and its claims past the gate."""

    document: Document
    bibliography: Bibliography
    passage: Passage
    sources: NoteSources


@dataclass(frozen=True, slots=True)
class Built:
    """A graph and the readings that it was made from."""

    graph: Graph
    readings: tuple[Reading, ...]

    def counts(self) -> dict[str, int]:
        """Claims by type."""
        found = Counter(c.type for r in self.readings for c in r.passage.claims)
        return dict(sorted(found.items()))


Proposer = Callable[[Document], Iterable[Claim]]


Step = Callable[[str], None]


def read_source(source: str, proposer: str | None = None, step: Step | None = None) -> Reading:
    """Read one source: the name of a shipped corpus, or a file.

    A file that is the known original of a corpus gets that corpus' reviewed claims, any other file those
    of the automatic reader; `proposer` asks for one of the two. `step` is told how far the reader is.

    Raises:
        UserError: neither a file nor a corpus, or a file that cannot be read.
    """
    if not Path(source).exists() and source in reviewed.names():
        corpus = reviewed.load(source)
        document = replace(corpus.digest(), id=f"{corpus.id}-digest")
        if proposer == "reader":
            return _automatic(document, replace(corpus.bibliography, restates=corpus.id), step)
        known = replace(corpus.bibliography, restates=corpus.id, title=f"{corpus.bibliography.title} (digest)")
        return _pass(document, known, corpus.claims(reviewed.DIGEST))
    document = read(Path(source), step)
    known_corpus = reviewed.recognise(document.sha256)
    if known_corpus is None:
        if proposer == "reviewed":
            raise UserError(f"{source}: no reviewed claims are known for this text; use --proposer reader")
        return _automatic(document, Bibliography(), step)
    document = replace(document, id=known_corpus.id)
    if proposer == "reader":
        return _automatic(document, known_corpus.bibliography, step)
    return _pass(document, known_corpus.bibliography, known_corpus.claims(reviewed.ORIGINAL))


def _automatic(document: Document, known: Bibliography, step: Step | None) -> Reading:
    from kg.proposers.reader import propose

    def tell(done: int, total: int, claims: int) -> None:
        if step:
            step(f"reading {document.name}: sentence {done:,} of {total:,}, {claims:,} claims so far")

    return _pass(document, known, propose(document, lexicon(), tell))


def _pass(document: Document, known: Bibliography, claims: Iterable[Claim]) -> Reading:
    passage = Gate(document, schema(), lexicon()).admit(claims)
    return Reading(document, known, passage, note_sources(document.notes, document.id))


def assemble(readings: Sequence[Reading]) -> Graph:
    """One graph of all readings; their order changes nothing."""
    resolver = ActorResolver(lexicon())
    triples: set[ox.Triple] = set()
    for reading in readings:
        writer = ClaimWriter(reading.document, reading.sources, resolver, schema())
        triples |= set(document_triples(reading.document, reading.bibliography, reading.sources))
        triples |= set(writer.triples(reading.passage.claims))
    triples = set(one_label(triples))
    used = {t.object.value for t in triples if isinstance(t.object, ox.NamedNode)}
    used |= {t.subject.value for t in triples if isinstance(t.subject, ox.NamedNode)}
    triples |= set(reference_triples(i for i in used if i.startswith(iri.THINGS)))
    triples |= set(_provenance(readings))
    graph = Graph(triples)
    graph.add(derive(graph.store))
    graph.add(gap_triples(gaps(graph)))
    return graph


def build(sources: Sequence[str] = (), proposer: str | None = None, step: Step | None = None) -> Built:
    """Graph of the sources given, or of the default corpus. `step` is told what is being done.

    Raises:
        UserError: a source cannot be read.
    """
    found = [read_source(s, proposer, step) for s in (sources or (DEFAULT_CORPUS,))]
    readings = tuple({r.document.id: r for r in found}.values())  # a report that is named twice counts once
    return Built(assemble(readings), readings)


def _provenance(readings: Iterable[Reading]) -> Iterable[ox.Triple]:
    """Who read the claims, with what version; no clock time, so that equal input gives equal output."""
    me = rdf.node(iri.thing("dataset", "graph"))
    yield ox.Triple(me, rdf.RDF_TYPE, rdf.vocabulary("void", "Dataset"))
    yield ox.Triple(me, rdf.vocabulary("dcterms", "title"), rdf.text("Claims on labor migration and trafficking"))
    yield ox.Triple(me, rdf.vocabulary("owl", "versionInfo"), rdf.plain(VERSION))
    yield ox.Triple(me, rdf.vocabulary("void", "vocabulary"), rdf.node(iri.BASE + "ontology"))
    for reading in readings:
        document = rdf.node(iri.thing("document", reading.document.id))
        yield ox.Triple(me, rdf.vocabulary("prov", "wasDerivedFrom"), document)
        for proposer in {c.proposer for c in reading.passage.claims}:
            activity = rdf.node(activity_iri(proposer))
            yield ox.Triple(activity, rdf.RDF_TYPE, rdf.mkg("Extraction"))
            yield ox.Triple(activity, rdf.RDF_TYPE, rdf.vocabulary("prov", "Activity"))
            yield ox.Triple(activity, rdf.LABEL, rdf.text(_ACTIVITIES[proposer]))
            yield ox.Triple(activity, rdf.mkg("proposer"), rdf.plain(proposer))
            if proposer == "reader":
                yield ox.Triple(activity, rdf.vocabulary("owl", "versionInfo"), rdf.plain(_reader_version()))
            yield ox.Triple(activity, rdf.vocabulary("prov", "used"), document)


def _reader_version() -> str:
    from kg.proposers.reader.ledger import ledger

    return ledger().version


def fingerprint() -> str:
    """Hash of everything that the default graph depends on: data, ontology and program version."""
    from kg.resources import corpus_dir, ontology_dir

    digest = hashlib.sha256(VERSION.encode())
    package = Path(__file__).parent
    files = [*corpus_dir().rglob("*"), *ontology_dir().rglob("*"), *package.rglob("*.py"), *package.rglob("*.yaml")]
    for path in sorted(set(files)):
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
