"""Answers of the explorer against the graph itself."""

from __future__ import annotations

import json
from dataclasses import replace

import pyoxigraph as ox
import pytest

from kg import iri
from kg.api import open_graph
from kg.audit import audit
from kg.build import read_source
from kg.graph.store import Graph
from kg.web.explorer import actors, text
from kg.web.explorer.answers import ANSWERS, Unknown, addresses, answer, to_json
from kg.web.explorer.claim_page import ClaimPage
from kg.web.explorer.library import Library
from kg.web.explorer.overview import Overview

CELL = """
@prefix mkg: <https://w3id.org/migration-kg/ontology#> . @prefix oa: <http://www.w3.org/ns/oa#> .
@prefix dcterms: <http://purl.org/dc/terms/> . @base <https://w3id.org/migration-kg/> .
<id/claim/c1> a mkg:Claim, mkg:MigrantStock ; mkg:evidence <id/evidence/e1> ; mkg:rootSource <id/document/table> ;
    mkg:origin <id/state/KZ> .
<id/evidence/e1> a mkg:Evidence ; oa:hasSource <id/document/table> ; mkg:row "7" ;
    mkg:column "Kazakhstan" ; mkg:quote "12" .
<id/document/table> a mkg:Document, mkg:DataSet ; dcterms:title "A table"@en ; mkg:coverageNote "Not complete." .
"""


@pytest.fixture(scope="module")
def reference() -> Library:
    return Library(open_graph())


@pytest.fixture(scope="module")
def small(graph: Graph) -> Library:
    return Library(graph)


def test_the_overview_counts_what_the_graph_holds(reference: Library) -> None:
    found = answer(reference, "overview", "")
    assert isinstance(found, Overview)
    rows = reference.graph.select(
        "SELECT ?t (COUNT(?c) AS ?n) WHERE { ?c a mkg:Claim, ?t FILTER(?t != mkg:Claim) } GROUP BY ?t"
    )
    told = {c.ref.id: c.number for c in found.types}
    assert told == {iri.compact(str(r["t"].value)): int(r["n"].value) for r in rows if r["t"] and r["n"]}
    assert sum(told.values()) == found.claims == reference.graph.claim_count()
    assert sum(s.claims for s in found.sources) == found.claims


def test_an_actor_has_all_claims_that_name_it(reference: Library) -> None:
    page = actors.actor(reference, "state/TM")
    rows = reference.graph.select(
        "SELECT DISTINCT ?c WHERE { { ?c ?p id:state\\/TM } UNION { ?g mkg:nationalsOf id:state\\/TM . ?c ?p ?g } "
        "?c a mkg:Claim FILTER(?p NOT IN (mkg:attributedTo, mkg:rootSource)) }"
    )
    assert sum(g.total for g in page.groups) == len(rows) > 0
    assert all(c.evidence and c.evidence[0].sentence for g in page.groups for c in g.claims)


def test_parts_go_on_where_the_page_of_an_actor_ends(reference: Library) -> None:
    page = actors.actor(reference, "state/RU")
    group = max(page.groups, key=lambda g: g.total)
    assert group.total > actors.SHOWN == len(group.claims)
    name = group.type.id.removeprefix("mkg:")
    parts = [actors.part(reference, f"state/RU/{name}/{n}") for n in range(2, -(-group.total // actors.SHOWN) + 1)]
    ids = [c.id for c in group.claims] + [c.id for p in parts for c in p.claims]
    assert len(ids) == len(set(ids)) == group.total
    with pytest.raises(Unknown):
        actors.part(reference, f"state/RU/{name}/{len(parts) + 2}")


def test_rival_figures_of_an_actor_are_those_of_the_analysis(reference: Library) -> None:
    page = actors.actor(reference, "state/KG")
    node = iri.state("KG")
    assert page.rivals
    assert all(len(c.figures) > 1 and node in (*c.origin, *c.destination) for c in page.rivals)


def test_a_claim_stands_beside_the_others_of_its_sentence(reference: Library) -> None:
    row = reference.graph.select(
        "SELECT ?c ?d WHERE { ?c mkg:evidence ?e . ?d mkg:evidence ?f . ?e mkg:sentence ?s . ?f mkg:sentence ?s "
        "FILTER(?c != ?d) } LIMIT 1"
    )[0]
    assert row["c"]
    assert row["d"]
    page = answer(reference, "claim-page", row["c"].value.removeprefix(iri.thing("claim", "")))
    assert isinstance(page, ClaimPage)
    assert row["d"].value.removeprefix(iri.thing("claim", "")) in {c.id for c in page.beside}


def test_marks_of_a_text_hold_the_words_of_their_claims(reference: Library) -> None:
    page = text.document(reference, "marat-2009-digest")
    assert page.whole
    seen: dict[str, str] = {}
    lines = [s for section in page.sections for b in section.blocks for s in b.sentences]
    for line in (*lines, *(n.line for n in page.notes)):
        for mark in line.marks:
            for claim in mark.claims:
                seen[claim] = seen.get(claim, "") + line.text[mark.start : mark.end]
    assert seen.keys() == page.claims.keys()
    for claim, words in seen.items():
        card = reference.claims.card(iri.thing("claim", claim))
        assert card
        assert any(words.startswith(e.quote[:20]) for e in card.evidence), (claim, words)


def test_unread_figures_are_those_of_the_audit(reference: Library) -> None:
    page = text.document(reference, "marat-2009-digest")
    reading = read_source("marat-2009")
    unread = [f.text for f in audit(reading.document, reading.passage.claims).figures if f.state == "unread"]
    shown = [
        s.text[f.start : f.end]
        for section in page.sections
        for b in section.blocks
        for s in b.sentences
        for f in s.figures
        if f.state == "unread"
    ]
    assert sorted(shown) == sorted(unread)
    assert page.figures["unread"] == len(unread)


def test_a_text_that_is_not_at_hand_is_shown_by_its_sentences(small: Library) -> None:
    page = text.document(small, "survey")
    assert not page.whole
    assert page.figures == {}
    lines = [s for section in page.sections for b in section.blocks for s in b.sentences]
    assert {c for s in lines for m in s.marks for c in m.claims} == page.claims.keys()
    by_section = [[s.start for b in section.blocks for s in b.sentences] for section in page.sections]
    assert all(starts == sorted(starts) for starts in by_section)


def test_a_cell_of_a_data_set_is_evidence_by_row_and_column() -> None:
    triples = (ox.Triple(t.subject, t.predicate, t.object) for t in ox.parse(CELL.encode(), format=ox.RdfFormat.TURTLE))
    library = Library(Graph(triples))
    card = library.claims.card(iri.thing("claim", "c1"))
    assert card
    (evidence,) = card.evidence
    assert (evidence.kind, evidence.row, evidence.column, evidence.quote) == ("cell", "7", "Kazakhstan", "12")
    assert card.status == "data set"
    page = text.document(library, "table")
    assert page.line.is_data_set
    assert [c.id for c in page.sample] == ["c1"]
    assert ("Not complete.",) in {d.values for d in page.details}


def test_a_russian_label_is_told_where_there_is_one(graph: Graph) -> None:
    label = ox.NamedNode(iri.PREFIXES["skos"] + "prefLabel")
    own = ox.Triple(ox.NamedNode(iri.state("NP")), label, ox.Literal("Непал", language="ru"))
    library = Library(Graph([*graph.triples(), own]))
    assert library.names.ref(iri.state("NP")) == replace(library.names.ref(iri.state("NP")), label="Nepal", ru="Непал")
    assert library.names.languages == ("en", "ru")
    assert [t.label for t in library.finder.find("непал").hits][:1] == ["Nepal"]


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("nothing", ""), ("actor", "state/XX"), ("actor", ""), ("actor", "state/K Z>"), ("claim", "0"), ("claim", "<>"),
        ("claim-page", "zz"), ("claim-page", ""), ("document", "x"), ("claims", "Nothing/1"), ("claims", "Law/99"),
        ("actor-claims", "state/RU/Law/x"), ("actor-claims", "9"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_unknown(name: str, rest: str, reference: Library) -> None:
    with pytest.raises(Unknown):
        answer(reference, name, rest)


def test_everything_can_be_written_as_files(small: Library) -> None:
    listed = list(addresses(small))
    assert len(listed) == len({*listed})
    assert {name for name, _ in listed} >= ANSWERS.keys() - {"actor-claims"}
    for name, rest in listed:
        assert json.loads(to_json(answer(small, name, rest))) is not None, name
