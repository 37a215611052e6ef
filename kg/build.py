"""From sources to a graph: read, propose, pass the gate, write, derive."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg import iri
from kg.analysis.agreements import gaps
from kg.analysis.gaps_rdf import gap_triples
from kg.analysis.joined_rdf import joined_triples
from kg.callable_module import make_callable
from kg.claims.gate import Gate, Passage, Rejection
from kg.claims.model import Claim
from kg.claims.schema import schema
from kg.datasets.dates import FIRST_YEAR, LAST_YEAR, plausible_year
from kg.document import Document, read
from kg.errors import UserError
from kg.graph import rdf
from kg.graph.actors import ActorResolver
from kg.graph.claims_rdf import ClaimWriter, activity_iri, keep_one_label
from kg.graph.documents_rdf import Bibliography, document_triples
from kg.graph.joint import join
from kg.graph.reference_rdf import reference_names, reference_triples
from kg.graph.rules import derive
from kg.graph.sources import NoteSources, note_sources
from kg.graph.store import Graph
from kg.lexicon import lexicon
from kg.proposers import reviewed
from kg.version import VERSION

if TYPE_CHECKING:
    from kg.proposers.llm import Settings

DEFAULT_CORPUS = "marat-2009"

_ACTIVITIES = {
    "reviewed": "Claims that people read and judged",
    "reader": "Claims that the offline reader proposed",
    "llm": "Claims that a language model proposed",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """One source, read: its document, what is known of it, and its claims past the gate; `remarks` for its user."""

    document: Document
    bibliography: Bibliography
    passage: Passage
    sources: NoteSources
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Built:
    """A graph and the readings that it was made from."""

    graph: Graph
    readings: tuple[Reading, ...]

    def counts(self) -> dict[str, int]:
        """Claims by type."""
        found = Counter(c.type for r in self.readings for c in r.passage.claims)
        return dict(sorted(found.items()))


AUTOMATIC = frozenset({"reader", "llm"})  # proposers that read any text

Proposer = Callable[[Document], Iterable[Claim]]


Step = Callable[[str], None]

ONE_REPORT = "issued: is the year of one report; name that report alone, without --workers or --cluster"

Amend = Callable[[str, Reading], Reading]  # what becomes of a source's reading before it enters the graph


def read_source(
    source: str, proposer: str | None = None, step: Step | None = None, llm: Settings | None = None
) -> Reading:
    """Read one source: the name of a shipped corpus, or a file.

    A file that is the known original of a corpus gets that corpus' reviewed claims, any other file those
    of the automatic reader; `proposer` asks for one of the two, or for a language model, which `llm` says
    how to ask. `step` is told how far the reader is.

    Raises:
        UserError: neither a file nor a corpus, or a file that cannot be read.
    """
    if (proposer == "llm") != (llm is not None):
        raise UserError("proposer llm: needs settings, and no other takes them; on the command line name --record DIR")
    if not Path(source).exists() and source in reviewed.names():
        corpus = reviewed.load(source)
        document = document_of(source)
        if proposer in AUTOMATIC:
            return _automatic(document, replace(corpus.bibliography, restates=corpus.id), step, llm)
        known = replace(corpus.bibliography, restates=corpus.id, title=f"{corpus.bibliography.title} (digest)")
        return _pass(document, known, corpus.claims(reviewed.DIGEST))
    document = document_of(source, step)
    known_corpus = reviewed.recognise(document.sha256)
    if known_corpus is None:
        if proposer == "reviewed":
            raise UserError(f"{source}: no reviewed claims are known for this text; use --proposer reader")
        return _automatic(document, Bibliography(), step, llm)
    if proposer in AUTOMATIC:
        return _automatic(document, known_corpus.bibliography, step, llm)
    return _pass(document, known_corpus.bibliography, known_corpus.claims(reviewed.ORIGINAL))


def document_of(source: str, step: Step | None = None) -> Document:
    """The document of a source: a file, or the digest of a shipped corpus.

    Raises:
        UserError: neither, or a file that cannot be read.
    """
    if not Path(source).exists() and source in reviewed.names():
        corpus = reviewed.load(source)
        return replace(corpus.digest(), id=f"{corpus.id}-digest")
    document = read(Path(source), step)
    corpus_of_text = reviewed.recognise(document.sha256)
    return document if corpus_of_text is None else replace(document, id=corpus_of_text.id)


def _automatic(document: Document, known: Bibliography, step: Step | None, llm: Settings | None) -> Reading:
    """Claims of the reader or, where `llm` says how to ask one, of a language model."""
    if llm is not None:
        from kg.proposers.llm import propose as ask

        passage = ask(document, llm, step).passage
        return _pass(document, known, passage.claims, passage.rejected)
    from kg.proposers.reader import propose

    def tell(done: int, total: int, claims: int) -> None:
        if step:
            step(f"reading {document.name}: sentence {done:,} of {total:,}, {claims:,} claims so far")

    return _pass(document, known, propose(document, lexicon(), tell))


def _pass(
    document: Document, known: Bibliography, claims: Iterable[Claim], refused: Iterable[Rejection] = ()
) -> Reading:
    passage = Gate(document, schema(), lexicon()).admit(claims, refused)
    return Reading(document, known, passage, note_sources(document.notes, document.id))


def assemble(readings: Sequence[Reading]) -> Graph:
    """One graph of all readings; their order changes nothing."""
    return complete(Graph(t for reading in readings for t in reading_triples(reading)))


def reading_triples(reading: Reading) -> set[ox.Triple]:
    """What one reading adds to a graph; it depends on no other."""
    writer = ClaimWriter(reading.document, reading.sources, _resolver(), schema())
    triples = set(document_triples(reading.document, reading.bibliography, reading.sources))
    triples |= set(writer.triples(reading.passage.claims))
    triples |= set(_provenance(reading))
    return triples


@cache
def _resolver() -> ActorResolver:
    return ActorResolver(lexicon())


def complete(graph: Graph) -> Graph:
    """A graph of readings with what rests on all of them.

    That is: one claim for what several say, one label a node, reference data, derived edges and gaps.
    """
    store = graph.store
    join(store)
    keep_one_label(store)
    graph.add(_data_set())
    graph.add(reference_triples(i for i in reference_names() if _is_used(store, ox.NamedNode(i))))
    graph.add(list(joined_triples(graph)))
    graph.add(derive(store))
    graph.add(gap_triples(gaps(graph)))
    return graph


def _is_used(store: ox.Store, node: ox.NamedNode) -> bool:
    patterns = ((node, None, None), (None, None, node))
    return any(next(iter(store.quads_for_pattern(*p)), None) is not None for p in patterns)


def build(
    sources: Sequence[str] = (), proposer: str | None = None, step: Step | None = None, llm: Settings | None = None,
    amend: Amend | None = None, issued: int | None = None,
) -> Built:  # fmt: skip
    """Graph of the sources given, or of the default corpus. `step` is told what is being done.

    `llm` says how a language model is asked, when that is the proposer; `amend` has the last word on each
    reading, such as `kg.review.apply.with_reviews`; `issued` is the year in which the one report was published.

    Raises:
        UserError: a source cannot be read, or the year is none, or given for other than one report.
    """
    if issued is not None and len(sources) != 1:
        raise UserError(ONE_REPORT)
    year = None if issued is None else publication_year(str(issued))
    named = sources or (DEFAULT_CORPUS,)
    found = [_dated(read_source(s, proposer, step, llm), year) for s in named]
    if amend is not None:
        found = [amend(s, reading) for s, reading in zip(named, found, strict=True)]
    readings = tuple({r.document.id: r for r in found}.values())  # a report that is named twice counts once
    return Built(assemble(readings), readings)


def publication_year(text: str) -> int:
    """The year in which a report was published, as a user writes it.

    Raises:
        UserError: it is no year.
    """
    year = plausible_year(text)
    if year is None:
        raise UserError(f"issued {text}: is no year from {FIRST_YEAR} to {LAST_YEAR}")
    return year


def _dated(reading: Reading, year: int | None) -> Reading:
    """The reading with the year of its report, where a user says it; what is known of a report else stays."""
    return reading if year is None else replace(reading, bibliography=replace(reading.bibliography, year=year))


_GRAPH = rdf.node(iri.thing("dataset", "graph"))


def _data_set() -> Iterable[ox.Triple]:
    """The graph as a data set; no clock time, so that equal input gives equal output."""
    yield ox.Triple(_GRAPH, rdf.RDF_TYPE, rdf.vocabulary("void", "Dataset"))
    yield ox.Triple(_GRAPH, rdf.vocabulary("dcterms", "title"), rdf.text("Claims on labor migration and trafficking"))
    yield ox.Triple(_GRAPH, rdf.vocabulary("owl", "versionInfo"), rdf.plain(VERSION))
    yield ox.Triple(_GRAPH, rdf.vocabulary("void", "vocabulary"), rdf.node(iri.BASE + "ontology"))


def _provenance(reading: Reading) -> Iterable[ox.Triple]:
    """Who read the claims, with what version."""
    document = rdf.node(iri.thing("document", reading.document.id))
    yield ox.Triple(_GRAPH, rdf.vocabulary("prov", "wasDerivedFrom"), document)
    for proposer in {c.proposer for c in reading.passage.claims}:
        activity = rdf.node(activity_iri(proposer))
        yield ox.Triple(activity, rdf.RDF_TYPE, rdf.mkg("Extraction"))
        yield ox.Triple(activity, rdf.RDF_TYPE, rdf.vocabulary("prov", "Activity"))
        yield ox.Triple(activity, rdf.LABEL, rdf.text(_ACTIVITIES[proposer]))
        yield ox.Triple(activity, rdf.mkg("proposer"), rdf.plain(proposer))
        if proposer == "reader":
            yield ox.Triple(activity, rdf.vocabulary("owl", "versionInfo"), rdf.plain(_reader_version()))
        if proposer == "llm":
            for model in {c.basis for c in reading.passage.claims if c.proposer == proposer}:
                yield ox.Triple(activity, rdf.vocabulary("owl", "versionInfo"), rdf.plain(model))
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


make_callable(__name__)
