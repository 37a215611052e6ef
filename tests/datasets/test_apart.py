"""Claims of reports and of data sets in one graph: told apart by the analyses, shown side by side to people."""

from __future__ import annotations

from io import StringIO

import pytest

from kg import iri
from kg.analysis.agreements import content_gaps, gaps
from kg.analysis.facts import read_facts
from kg.analysis.listings import listings_of
from kg.analysis.recorded import recorded
from kg.build import build
from kg.datasets import Tally, triples
from kg.datasets.bla import bla
from kg.datasets.names import Names
from kg.datasets.undesa import undesa
from kg.graph.rules import derive
from kg.graph.store import Graph
from kg.graph.views import ClaimIndex
from kg.lexicon import lexicon
from kg.queries import run_template
from kg.queries.evidence import with_evidence
from kg.stories import actor_story
from kg.stories_view import render_actor, render_claim
from kg.validation import validate
from tests.datasets import samples

ROWS = [
    (1, "Kazakhstan", "Uzbekistan", 705, 704, 2005, "3/1/2005", ""),
    (2, "Russia", "Kyrgyzstan", 365, 703, 1996, "3/28/1996", ""),
]
CODED = [
    (1, "Kazakhstan", "Uzbekistan", 705, 704, 2005, "On workers", 0, 1, 0),
    (2, "Russia", "Kyrgyzstan", 365, 703, 1996, "On labour", 1, 0, 0),
]


@pytest.fixture(scope="module")
def reports() -> Graph:
    return build().graph


@pytest.fixture(scope="module")
def both(reports: Graph, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    folder = tmp_path_factory.mktemp("both")
    formation = samples.write_csv(folder / "formation.csv", [samples.FORMATION, *ROWS])
    coding = samples.write_csv(folder / "coding.csv", [samples.CODING, *CODED])
    stock = samples.write_csv(
        folder / "stock_2019.csv",
        [("Year", "Dest", "Uzbekistan", "Kyrgyzstan"), *((y, "Kazakhstan", y * 10, 5) for y in range(1990, 2020))],
    )
    graph = Graph(reports.triples())
    for source in (bla(formation, coding), undesa(stock)):
        graph.add(triples(source, Names(lexicon()), Tally(), lambda _: None))
    return graph


def test_analyses_of_reports_see_reports_alone(reports: Graph, both: Graph) -> None:
    assert read_facts(both).claims == read_facts(reports).claims
    assert gaps(both) == gaps(reports)
    assert content_gaps(both) == content_gaps(reports)


def test_rules_pass_over_data_sets(reports: Graph, both: Graph) -> None:
    assert set(derive(both.store)) == set(derive(reports.store))


def test_listed_agreements_are_read_by_pair_with_their_provisions(both: Graph) -> None:
    (listed,) = listings_of(both, ("KZ", "UZ"))
    assert listed.signed == "2005-03-01"
    (cell,) = listed.cells
    assert (cell.row, cell.column) == ("2 (treatyID 1)", "countryA, countryB, year, datesigned, ratified")
    assert {p.name: p.is_given for p in listed.provisions} == {"wage-prot": False, "passport": True, "quota": False}
    assert listings_of(both, ("FJ", "TO")) == ()


def test_figures_of_data_sets_are_read_by_corridor(both: Graph) -> None:
    there, back = (recorded(both, "MigrantStock", *ends) for ends in (("UZ", "KZ"), ("KZ", "UZ")))
    assert len(there) + len(back) == 30
    assert all(len(figure.cells) == 1 for figure in (*there, *back))
    assert recorded(both, "MigrantStock", "FJ", "TO") == ()


def test_a_provision_that_a_report_would_deny_is_no_absent_agreement(reports: Graph) -> None:
    """Even without a data set behind it a claim on a provision says nothing of whether there is an agreement."""
    graph = Graph(reports.triples())
    me, agreement = iri.thing("claim", "00000000000000ff"), iri.thing("agreement", "x")
    graph.store.update(
        f"""INSERT DATA {{ <{me}> a mkg:Claim, mkg:Agreement ; mkg:party id:state\\/FJ, id:state\\/TO ;
            mkg:polarity mkg-polarity:negated ; mkg:modality mkg-modality:asserted ;
            mkg:provision mkg-agreement-provision:wage-prot ; mkg:ofInstrument <{agreement}> ;
            mkg:evidence id:evidence\\/x . id:evidence\\/x mkg:quote "no protection of wages" }}""",
        prefixes=iri.all_prefixes(),
    )
    assert [g.status for g in gaps(graph) if g.pair == ("FJ", "TO")] == []
    assert content_gaps(graph) == content_gaps(reports)
    assert set(derive(graph.store)) == set(derive(reports.store))


def test_the_joint_graph_conforms(both: Graph) -> None:
    assert validate(both).conforms


def test_a_claim_of_a_data_set_is_explained_by_row_and_column(both: Graph) -> None:
    (listed,) = both.select("SELECT ?c WHERE { ?c mkg:lists id:agreement\\/bla-1 }")
    assert listed["c"] is not None
    view = ClaimIndex(both).find(listed["c"].value)
    told = "\n".join(str(part) for part in render_claim(view) if not hasattr(part, "columns"))
    assert "Kazakhstan – Uzbekistan" in told
    assert view.beside == {"signed": ("2005-03-01",), "agreement": ("On workers",)}
    assert view.places[0].is_cell
    assert view.places[0].document == "Bilateral Labor Agreements Dataset, version 2"


def test_an_actor_with_many_figures_is_shown_in_short(both: Graph) -> None:
    from rich.console import Console

    story = actor_story(both, "Kazakhstan")
    assert sum(c.places[0].is_cell for c in story.claims) == 60 + 4
    console = Console(width=200, file=StringIO())
    for part in render_actor(story):
        console.print(part)
    text = console.file.getvalue()  # type: ignore[attr-defined]
    assert "and 50 more of data sets" in text
    assert "row 31 (2019, Kazakhstan), column Uzbekistan" in text


def test_evidence_beside_rows_names_data_set_row_and_column(both: Graph) -> None:
    rows = with_evidence(both, run_template(both, "listed-agreements", {"state": "KZ"}))
    (row,) = rows.as_dicts()
    assert row["section"].startswith(
        "Bilateral Labor Agreements Dataset, version 2, row 2 (treatyID 1), column countryA"
    )
    assert row["sentence"] == "Kazakhstan | Uzbekistan | 2005 | 3/1/2005 | "


@pytest.mark.parametrize(
    "name", ["agreements-of-state", "agreement-pairs", "migrant-estimates", "migrant-corridors", "disagreements"]
)
def test_templates_on_reports_have_the_rows_of_reports(reports: Graph, both: Graph, name: str) -> None:
    assert run_template(both, name, {}).as_dicts() == run_template(reports, name, {}).as_dicts()
