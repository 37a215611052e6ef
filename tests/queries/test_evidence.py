"""Evidence beside rows: the sentence, section, notes and speakers of the claims that they name."""

from __future__ import annotations

import pytest
from few_claims import claim as made_claim
from few_claims import made

from kg.errors import UserError
from kg.graph.store import Graph
from kg.graph.views import ClaimIndex
from kg.queries import run_template, templates
from kg.queries.evidence import with_evidence

WITH_CLAIMS = [t.name for t in templates() if "claim" in t.columns and not any(
    p.default == () and not p.optional for p in t.parameters.values())]  # fmt: skip


@pytest.mark.parametrize("name", WITH_CLAIMS)
def test_each_row_has_the_sentence_of_its_claims(name: str, graph: Graph) -> None:
    known = {c.id: c for c in ClaimIndex(graph).claims}
    plain = run_template(graph, name)
    found = with_evidence(graph, plain)
    assert len(found) == len(plain)
    assert {"speakers", "sentence", "section", "notes"} <= set(found.variables)
    for row in found.as_dicts():
        claims = row["claim"] if isinstance(row["claim"], list) else [row["claim"]]
        for claim in filter(None, claims):
            view = known[str(claim)]
            assert view.sentence in str(row["sentence"])
            assert view.section in str(row["section"] or "")
            assert all(str(n.number) in str(row["notes"]) for n in view.notes)


def test_columns_that_are_there_stay_as_they_are(graph: Graph) -> None:
    plain = run_template(graph, "migrant-estimates")
    found = with_evidence(graph, plain)
    assert found.variables[: len(plain.variables)] == plain.variables
    assert found.variables.count("sentence") == 1
    assert [row[: len(plain.variables)] for row in found.rows] == list(plain.rows)


def test_rows_without_claims_are_told(graph: Graph) -> None:
    with pytest.raises(UserError, match="name no claims"):
        with_evidence(graph, run_template(graph, "sources-cited"))


SAID = """
<urn:one> a mkg:Document . <urn:two> a mkg:Document .
<urn:numbers> dcterms:title "Numbers" . <urn:outlook> dcterms:title "Outlook" .
<urn:n3> mkg:noteNumber 3 . <urn:n17> mkg:noteNumber 17 .
<urn:e1> oa:hasSource <urn:one> ; mkg:sentence "Nine came." ; mkg:inSection <urn:numbers> ; mkg:citesNote <urn:n3> .
<urn:e2> oa:hasSource <urn:two> ; mkg:sentence "And 9 came." ; mkg:inSection <urn:outlook> ; mkg:citesNote <urn:n17> .
"""
PLACES = {
    "migrant-estimates": {("Nine came.", "Numbers", "3"), ("And 9 came.", "Outlook", "17")},
    "migrant-corridors": {("And 9 came. | Nine came.", "Numbers | Outlook", "3, 17")},
}


@pytest.mark.parametrize(("name", "places"), PLACES.items(), ids=PLACES)
def test_each_sentence_has_its_own_section_and_notes(name: str, places: set[tuple[str, ...]]) -> None:
    slots = "mkg:origin <urn:niger> ; mkg:destination <urn:mali> ; mkg:low 9 ; mkg:evidence <urn:e1>, <urn:e2>"
    graph = made(f"<urn:niger> a mkg:State . <urn:mali> a mkg:State .{SAID}" + made_claim("1", "MigrantStock", slots))
    rows = with_evidence(graph, run_template(graph, name)).as_dicts()
    assert {(row["sentence"], row["section"], row["notes"]) for row in rows} == places
    assert len(rows) == len(places)
