"""Agreements and their provisions."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import iri
from kg.datasets.bla import bla
from kg.errors import UserError
from kg.graph.rules import derive
from kg.graph.store import Graph
from kg.validation import validate
from tests.datasets import samples
from tests.datasets.conftest import Imported, take


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    folder = tmp_path_factory.mktemp("bla")
    return take(bla(samples.formation(folder), samples.coding(folder)))


def listed(graph: Graph, treaty: int, *properties: str) -> list[set[str]]:
    claims = graph.select(f"SELECT ?c WHERE {{ ?c mkg:lists <{iri.thing('agreement', f'bla-{treaty}')}> }}")
    assert len(claims) == 1
    me = claims[0]["c"]
    found = []
    for name in properties:
        rows = graph.select(f"SELECT ?v WHERE {{ {me} mkg:{name} ?v }}")
        found.append({r["v"].value.removeprefix(iri.BASE) for r in rows if r["v"] is not None})
    return found


CASES = [
    (1, "party", {"id/state/PH", "id/state/KW"}),
    (1, "signedOn", {"1997-09-14"}),
    (1, "ratifiedOn", set()),
    (2, "party", {"id/state/KR", "id/state/VN"}),
    (2, "ratifiedOn", {"2004-08-25"}),
    (3, "party", {"id/state/YUCS", "id/state/FR"}),
    (3, "signedOn", {"1965"}),
    (3, "ratifiedOn", {"1965"}),
    (4, "party", {"id/unknown/yugoslavia", "id/state/FR"}),
    (4, "signedOn", {"2009"}),
    (4, "ratifiedOn", set()),
    (5, "party", {"id/unknown/atlantis", "id/state/PE"}),
    (5, "periodStart", set()),
    (5, "signedOn", set()),
    (6, "periodStart", {"2001"}),
    (6, "signedOn", {"2002-05-29"}),
    (6, "agreementStatus", {"scheme/agreement-status/in-force"}),
]


@pytest.mark.parametrize(("treaty", "prop", "values"), CASES)
def test_what_a_row_says(imported: Imported, treaty: int, prop: str, values: set[str]) -> None:
    assert listed(imported.graph, treaty, prop) == [values]


def test_impossible_dates_and_unknown_years_are_told(imported: Imported) -> None:
    told = "\n".join(imported.tally.remarks)
    for words in ("2/30/2009", "later", "9999", "5/29/2001, 6/1/2001", "date of signature 5/29/2002"):
        assert words in told


def test_names_that_do_not_resolve_are_listed(imported: Imported) -> None:
    assert imported.names.unresolved == {"Atlantis", "Yugoslavia"}
    rows = imported.graph.select("SELECT ?n WHERE { ?d a mkg:DataSet ; mkg:unresolvedName ?n }")
    assert {r["n"].value for r in rows if r["n"] is not None} == {"Atlantis", "Yugoslavia"}


def test_a_provision_is_affirmed_negated_or_left_out(imported: Imported) -> None:
    rows = imported.graph.select(
        "SELECT ?i ?p ?polarity ?topic WHERE { ?c mkg:ofInstrument ?i ; mkg:provision ?p ; mkg:polarity ?polarity ; "
        "mkg:agreementSubject ?topic . MINUS { ?c mkg:lists ?any } MINUS { ?c mkg:agreementStatus ?status } }"
    )
    found = {tuple(v.value.rsplit("/", 1)[-1] for v in r.values() if v is not None) for r in rows}
    assert found == {
        ("bla-1", "wage-prot", "affirmed", "working conditions"),
        ("bla-1", "passport", "negated", "migrants' rights"),
        ("bla-1", "quota", "negated", "recruitment"),
        ("bla-6", "wage-prot", "negated", "working conditions"),
        ("bla-6", "passport", "negated", "migrants' rights"),
    }
    assert imported.tally.passed_over == {"provisions not coded (empty cells)": 1}


def test_whole_numbers_written_with_a_point_mean_the_same(tmp_path: Path, imported: Imported) -> None:
    def pointed(row: tuple[object, ...]) -> list[object]:
        return [f"{value}.0" if isinstance(value, int) else value for value in row]

    formation = [samples.FORMATION, *map(pointed, samples.FORMATION_ROWS)]
    coding = [samples.CODING, *map(pointed, samples.CODING_ROWS)]
    files = (samples.write_csv(tmp_path / f"{n}.csv", rows) for n, rows in (("f", formation), ("c", coding)))
    found = take(bla(*files))
    assert (found.tally.claims, found.tally.passed_over) == (imported.tally.claims, imported.tally.passed_over)
    assert {q.subject for q in found.graph.store} == {q.subject for q in imported.graph.store}
    labels = "SELECT ?c ?l WHERE { ?c a mkg:Claim ; rdfs:label ?l }"
    said = [sorted(str(row) for row in each.graph.select(labels)) for each in (found, imported)]
    assert said[0] == said[1]


def test_cells_that_are_empty_and_cells_that_cannot_be_read_are_counted_apart(tmp_path: Path) -> None:
    coding = [samples.CODING, (1, "Philippines", "Kuwait", 840, 690, 1997, "Note", "yes", "2", "")]
    found = take(bla(samples.formation(tmp_path), samples.write_csv(tmp_path / "c.csv", coding)))
    assert found.tally.passed_over == {
        "provisions not coded (empty cells)": 1,
        "provisions coded neither 1 (yes) nor 0 (no)": 2,
    }


def test_titles_are_mended_and_evidence_is_as_published(imported: Imported) -> None:
    labels = imported.graph.labels()
    assert labels[iri.thing("agreement", "bla-6")] == "Acuerdo sobre regulación"
    assert labels[iri.thing("agreement", "bla-1")] == "Memorandum on labour"
    assert labels[iri.thing("agreement", "bla-2")] == "South Korea – Vietnam (2004)"
    rows = imported.graph.select(
        "SELECT ?row ?column ?quote WHERE { ?c mkg:lists id:agreement\\/bla-1 ; mkg:evidence ?e . "
        "?e mkg:row ?row ; mkg:column ?column ; mkg:quote ?quote }"
    )
    assert [{k: v.value for k, v in r.items() if v is not None} for r in rows] == [
        {
            "row": "2 (treatyID 1)",
            "column": "countryA, countryB, year, datesigned, ratified",
            "quote": "Philippines | Kuwait | 1997 | 9/14/1997 | ",
        }
    ]


def test_the_graph_conforms_and_derives_nothing(imported: Imported) -> None:
    assert validate(imported.graph).conforms
    assert list(derive(imported.graph.store)) == []


def test_stata_gives_the_claims_of_csv(tmp_path: Path) -> None:
    rows = [(*row[:6], str(row[6]), str(row[7])) for row in samples.FORMATION_ROWS]
    stata = samples.write_stata(tmp_path / "formation.dta", samples.FORMATION, rows)
    coded = samples.write_stata(tmp_path / "coding.dta", samples.CODING, samples.CODING_ROWS)
    one, other = take(bla(stata, coded)), take(bla(samples.formation(tmp_path), samples.coding(tmp_path)))
    labels = "SELECT ?l WHERE { ?c a mkg:Claim ; rdfs:label ?l }"
    said = [sorted(str(row["l"]) for row in found.graph.select(labels)) for found in (one, other)]
    assert said[0] == said[1]
    assert one.tally.claims == other.tally.claims


def test_a_missing_column_is_one_clear_line(tmp_path: Path) -> None:
    path = samples.write_csv(tmp_path / "bad.csv", [("treatyID", "countryA"), (1, "Peru")])
    with pytest.raises(UserError, match="lacks the column countryB"):
        take(bla(path))


def test_the_order_of_the_files_says_nothing(tmp_path: Path, imported: Imported) -> None:
    turned = take(bla(samples.coding(tmp_path), samples.formation(tmp_path)))
    assert set(turned.graph.store) == set(imported.graph.store)


def test_codings_alone_are_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="name the file that lists the agreements too"):
        bla(samples.coding(tmp_path))


def test_the_published_files(evaluation_data: Path) -> None:
    folder = evaluation_data / "data" / "bla"
    found = take(bla(folder / "BLAs_Formation_Data.dta", folder / "BLAs_Coding_Data.dta"))
    counts = found.graph.select(
        "SELECT (COUNT(DISTINCT ?l) AS ?listed) (COUNT(DISTINCT ?o) AS ?coded) WHERE "
        "{ { ?c mkg:lists ?l } UNION { ?c mkg:ofInstrument ?o } }"
    )
    assert [v.value for v in counts[0].values() if v is not None] == ["1222", "570"]
    assert found.names.unresolved == set()
    assert found.tally.claims == {"Agreement": 1222 + 570 * 38 - 6}
