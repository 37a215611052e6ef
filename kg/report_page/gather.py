"""From a graph to a page: the sections in their order, and the provenance at the foot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import pyoxigraph as ox

from kg import iri
from kg.analysis.agreements import gap_of, gaps_from
from kg.analysis.facts import Facts, Statement, read_facts
from kg.analysis.gap_model import PairGap, unmentioned
from kg.analysis.scan import objects
from kg.graph.store import Graph
from kg.report_page.agreements import agreement_section, gap_section
from kg.report_page.evidence import Evidence
from kg.report_page.figures import figure_section
from kg.report_page.listed import listed_section
from kg.report_page.model import Block, Entries, Entry, Page, Section, Source
from kg.report_page.scope import Scope
from kg.version import VERSION

_ORDER = (
    ("trafficking", "Trafficking: roles and routes", (("Routes", "TraffickingRoute"), ("Roles", "TraffickingRole"))),
    ("services", "Services", (("", "Service"),)),
    ("laws", "Laws", (("", "Law"),)),
    ("measures", "Measures", (("", "Measure"),)),
)
_ROLES = "A role is what a claim says of an actor in a place. It says nothing of a nation, nor of the guilt of a state."


def page_of(graph: Graph, scope: Scope, command: str = "") -> Page:
    """Everything that belongs on the page of a scope; sections without content are left out.

    Args:
        graph: where to look.
        scope: whom the page is about.
        command: how to make the page again, shown at its foot.
    """
    facts = read_facts(graph)
    evidence = Evidence(graph, facts.actors)
    sections = _once(_sections(graph, facts, evidence, scope))
    told = len({e.claim for s in sections for b in s.blocks if isinstance(b, Entries) for e in b.entries})
    return Page(
        title=scope.title,
        lead=f"Labor migration, trafficking and agreements: what {told:,} claims say, each with its source.",
        sections=sections,
        sources=_sources(graph, facts),
        graph_version=_version(graph),
        triples=len(graph),
        program=VERSION,
        command=command,
    )


def _sections(graph: Graph, facts: Facts, evidence: Evidence, scope: Scope) -> Iterator[Section]:
    found = _pairs(facts, scope)
    yield from filter(None, (gap_section(scope, found), agreement_section(found, facts, evidence)))
    yield figure_section(graph, scope, evidence, facts.actors)
    for name, title, kinds in _ORDER:
        section = _claims(facts, evidence, scope, name, title, kinds)
        if section:
            yield section
    listed = listed_section(graph, scope, facts.actors)
    if listed:
        yield listed


def _once(sections: Iterable[Section]) -> tuple[Section, ...]:
    """Each claim in full where it comes first, then only in short."""
    told: set[str] = set()

    def short(entry: Entry) -> Entry:
        if not entry.claim or entry.claim not in told:
            told.add(entry.claim)
            return entry
        return Entry(entry.text, entry.tags, claim=entry.claim, above=True)

    def block(one: Block) -> Block:
        return replace(one, entries=tuple(map(short, one.entries))) if isinstance(one, Entries) else one

    return tuple(replace(s, blocks=tuple(map(block, s.blocks))) for s in sections)


def _pairs(facts: Facts, scope: Scope) -> Sequence[PairGap]:
    if scope.pair is None:
        return [g for g in gaps_from(facts) if scope.has_pair(g.pair)]
    names = facts.actors.state_label(scope.pair[0]), facts.actors.state_label(scope.pair[1])
    return [gap_of(gaps_from(facts, {scope.pair}), *scope.pair) or unmentioned(scope.pair, names)]


def _claims(
    facts: Facts, evidence: Evidence, scope: Scope, name: str, title: str, kinds: Sequence[tuple[str, str]]
) -> Section | None:
    blocks = []
    for heading, kind in kinds:
        said = sorted((c for c in facts.of_type(kind) if _belongs(c, scope, facts)), key=_order)
        if said:
            blocks.append(Entries(heading, tuple(map(evidence.of_statement, said))))
    count = sum(len(b.entries) for b in blocks)
    lead = _ROLES if name == "trafficking" else ""
    return Section(name, title, lead, tuple(blocks), count) if blocks else None


def _belongs(claim: Statement, scope: Scope, facts: Facts) -> bool:
    """Routes of a pair are those between the two; all else concerns either."""
    if claim.type == "TraffickingRoute" and scope.pair:
        ends = ("origin", "transit", "destination")
        sides = [{facts.actors.state(n) for n in claim.nodes.get(end, ())} for end in ends]
        return all(any(code in side for side in sides) for code in scope.pair)
    return scope.concerns(claim, facts.actors)


def _order(claim: Statement) -> tuple[str, int, str]:
    return claim.evidence.document, claim.evidence.start, claim.id


def _version(graph: Graph) -> str:
    node = ox.NamedNode(iri.thing("dataset", "graph"))
    version = ox.NamedNode(iri.PREFIXES["owl"] + "versionInfo")
    found = (q.object for q in graph.store.quads_for_pattern(node, version, None))
    return ", ".join(sorted(o.value for o in found if isinstance(o, ox.Literal)))


def _sources(graph: Graph, facts: Facts) -> tuple[Source, ...]:
    """Documents that evidence points to; those of data sets bring what their gaps mean, and their licence."""
    store, terms = graph.store, iri.PREFIXES["dcterms"]
    rdf_type = ox.NamedNode(iri.PREFIXES["rdf"] + "type")
    documents = sorted(
        q.subject.value
        for q in store.quads_for_pattern(None, rdf_type, ox.NamedNode(iri.term("Document")))
        if isinstance(q.subject, ox.NamedNode)
    )
    columns = {
        name: objects(store, prop)
        for name, prop in (
            ("creator", terms + "creator"), ("issued", terms + "issued"), ("publisher", terms + "publisher"),
            ("licence", terms + "license"), ("hash", iri.term("sha256")), ("note", iri.term("coverageNote")),
        )
    }  # fmt: skip

    def first(name: str, node: str) -> str:
        return next(iter(columns[name].get(node, ())), "")

    return tuple(
        Source(
            title=facts.actors.label(node),
            creators=tuple(map(facts.actors.label, columns["creator"].get(node, ()))),
            year=first("issued", node)[:4],
            publisher=first("publisher", node),
            sha256=tuple(columns["hash"].get(node, ())),
            note=first("note", node),
            licence=first("licence", node),
        )
        for node in documents
        if node in columns["hash"]
    )
