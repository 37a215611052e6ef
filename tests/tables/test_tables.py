"""Tables: they hold what the graph holds, and SQL over them gives the rows that SPARQL gives."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg.claims.schema import schema
from kg.errors import UserError
from kg.graph import rdf
from kg.graph.store import Graph
from kg.queries import run_template, template
from kg.reference_graph import reference_graph
from kg.tables import run, sql_names, write
from kg.tables.columns import tables
from kg.tables.engines import Spark
from tests.tables.conftest import SMALL

Folders = dict[str, tuple[Graph, Path]]
EXPECTED = SMALL.with_name("expected")
CASES = [
    pytest.param(name, case["parameters"], case["rows"], id=f"{name}-{number}")
    for name in sql_names()
    for number, case in enumerate(json.loads((EXPECTED / f"{name}.json").read_text(encoding="utf-8")))
]
ASKED = [
    ("agreements-of-state", {"state": "NP"}),
    ("agreements-of-state", {"status": "absent, in-force"}),
    ("migrant-estimates", {"destination": "QA", "year": 2005}),
    ("migrant-estimates", {"origin": "NP, Accra"}),
    ("no-agreement", {"state": "NP"}),
    ("remittances", {"receiver": "QA"}),
    ("states-without-law", {"about": "TRAFFICK"}),
    ("states-without-law", {"about": ["work", "smuggling"]}),
    ("trafficking-roles", {"role": "recruiter, victim", "place": "Ghana"}),
    ("trafficking-routes", {"purpose": "begging, marriage"}),
    *((name, {}) for name in sql_names()),
]


def read(folder: Path, table: str) -> list[dict[str, Any]]:
    import pyarrow.parquet as pq

    rows: list[dict[str, Any]] = pq.read_table(folder / f"{table}.parquet").to_pylist()
    return rows


@pytest.mark.parametrize(("name", "parameters", "rows"), CASES)
def test_rows_by_sql_are_the_expected_ones(
    name: str, parameters: dict[str, str], rows: list[dict[str, Any]], folders: Folders
) -> None:
    assert run(folders["small"][1], name, parameters).as_dicts() == rows


@pytest.mark.parametrize(("name", "parameters"), ASKED)
def test_rows_by_sql_are_those_by_sparql_on_a_generated_graph(
    name: str, parameters: dict[str, Any], folders: Folders
) -> None:
    graph, folder = folders["generated"]
    wanted = run_template(graph, name, parameters)
    assert run(folder, name, parameters).as_dicts() == wanted.as_dicts()
    assert len(wanted) > 0


@pytest.mark.parametrize("years", [(1992, 1992), (2009, 2011), (2010, 2012), (2019, 2019)])
def test_members_of_a_group_by_sql_are_those_of_the_years(
    years: tuple[int, int], folders: Folders, tmp_path: Path
) -> None:
    graph = Graph(folders["generated"][0].triples())
    claims = [q.subject for q in graph.store.quads_for_pattern(None, rdf.RDF_TYPE, rdf.mkg("Agreement"))]
    for name, year in zip(("periodStart", "periodEnd"), years, strict=True):
        graph.add([ox.Triple(claim, rdf.mkg(name), rdf.year(year)) for claim in claims])
    write(graph, tmp_path)
    wanted = run_template(graph, "agreements-of-state").as_dicts()
    assert run(tmp_path, "agreements-of-state").as_dicts() == wanted
    assert any(row["state"] == "Georgia" for row in wanted) == (years[1] >= 1993 and years[0] <= 2009)


def test_rows_by_sql_are_those_by_sparql_on_the_reference_graph(tmp_path: Path) -> None:
    graph = reference_graph()
    write(graph, tmp_path)
    for name in sql_names():
        assert run(tmp_path, name).to_csv() == run_template(graph, name).to_csv(), name


SIDES = """
@prefix mkg: <https://w3id.org/migration-kg/ontology#> .
@prefix as: <https://w3id.org/migration-kg/scheme/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@base <https://w3id.org/migration-kg/id/> .
<state/NP> a mkg:State, mkg:Actor ; skos:prefLabel "Nepal"@en .
<state/QA> a mkg:State, mkg:Actor ; skos:prefLabel "Qatar"@en .
<group/agents> a mkg:Actor ; skos:prefLabel "agents"@en .
<document/one> a mkg:Document . <document/two> a mkg:Document . <dataset/table> a mkg:Document, mkg:DataSet .
<evidence/1> oa:hasSource <document/one> ; mkg:sentence "The second by the alphabet." ; mkg:quote "second" .
<evidence/2> oa:hasSource <document/two> ; mkg:sentence "The first by the alphabet." ; mkg:quote "first" .
<evidence/3> oa:hasSource <dataset/table> ; mkg:row "4" ; mkg:column "5" ; mkg:quote "9" .
"""
BORNE = "mkg:evidence <evidence/1>, <evidence/2> ; mkg:rootSource <document/one>, <document/two>"
LISTED = "mkg:evidence <evidence/3> ; mkg:rootSource <dataset/table>"
CLAIMED = [
    ("migrant-estimates", "MigrantStock", "mkg:origin <state/NP> ; mkg:destination <state/QA> ; mkg:low 9.0", 2),
    ("remittances", "Remittance", "mkg:sender <state/QA> ; mkg:receiver <state/NP> ; mkg:low 9.0", 2),
    ("trafficking-roles", "TraffickingRole", "mkg:role <role/recruiter> ; mkg:holder <group/agents>", 2),
    ("trafficking-routes", "TraffickingRoute", "mkg:origin <state/NP> ; mkg:destination <state/QA>", 1),
    ("states-without-law", "Law", "mkg:jurisdiction <state/NP> ; mkg:lawStatus as:law-status\\/absent", 1),
]


@pytest.mark.parametrize(("name", "kind", "slots", "rows"), CLAIMED)
@pytest.mark.parametrize("borne", [BORNE, LISTED], ids=["by two reports", "by a table"])
def test_rows_by_sql_have_each_sentence_and_no_cell(
    name: str, kind: str, slots: str, rows: int, borne: str, tmp_path: Path
) -> None:
    file = tmp_path / "graph.ttl"
    file.write_text(SIDES + f"<claim/1> a mkg:Claim, mkg:{kind} ; mkg:polarity as:polarity\\/affirmed ;"
                    f" mkg:modality as:modality\\/asserted ; {slots} ; {borne} .", encoding="utf-8")  # fmt: skip
    graph = Graph.read(file)
    write(graph, tmp_path)
    found = run(tmp_path, name).as_dicts()
    assert found == run_template(graph, name).as_dicts()
    assert len(found) == (rows if borne == BORNE else 0)


@pytest.fixture(scope="module")
def spark() -> Iterator[Spark]:
    sql = pytest.importorskip("pyspark.sql", reason="Spark is not installed")
    if not shutil.which("java"):
        pytest.skip("Spark needs Java")
    session = (
        sql.SparkSession.builder.master("local[1]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .getOrCreate()
    )
    yield Spark(session)
    session.stop()


@pytest.mark.parametrize(("name", "parameters"), ASKED)
def test_the_same_sql_gives_the_same_rows_on_spark(
    name: str, parameters: dict[str, Any], folders: Folders, spark: Spark
) -> None:
    folder = folders["generated"][1]
    assert run(folder, name, parameters, spark).as_dicts() == run(folder, name, parameters).as_dicts()


def test_each_claim_stands_in_the_table_of_its_type(folders: Folders) -> None:
    graph, folder = folders["generated"]
    rows = [row for name in schema().types for row in read(folder, name)]
    assert len({row["id"] for row in rows}) == len(rows) == graph.claim_count()
    assert all(row["sentence"] and row["document"] and row["modality"] for row in rows)


def test_slots_are_lists_numbers_and_years(folders: Folders) -> None:
    rows = read(folders["generated"][1], "MigrantStock")
    assert {tuple(sorted(row)) for row in rows} == {tuple(sorted(tables()["MigrantStock"]))}
    dated = next(row for row in rows if row["first_year"] == 1999)
    assert (dated["low"], dated["high"], dated["last_year"]) == (None, 2000.0, 2011)
    assert isinstance(dated["origin"], list)


def test_equal_graphs_give_equal_files(folders: Folders, tmp_path: Path) -> None:
    graph, folder = folders["generated"]
    for path in write(Graph(reversed(list(graph.triples()))), tmp_path):
        assert path.read_bytes() == (folder / path.name).read_bytes(), path.name


def test_every_sql_file_answers_a_template() -> None:
    assert len(sql_names()) >= 4
    assert all(template(name).columns for name in sql_names())


@pytest.mark.parametrize(
    ("name", "parameters", "words"),
    [
        ("evidence-of-claim", {}, "not there as SQL"),
        ("remittances", {"receiver": "Atlantis"}, "Atlantis"),
        ("remittances", {"payee": "QA"}, "payee"),
    ],
)
def test_what_cannot_be_asked_ends_in_one_line(
    name: str, parameters: dict[str, str], words: str, folders: Folders
) -> None:
    with pytest.raises(UserError, match=words):
        run(folders["small"][1], name, parameters)


def test_a_folder_without_tables_says_how_to_write_them(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="mkg export --format parquet"):
        run(tmp_path, "remittances")


def test_a_name_with_a_quote_in_the_path_is_no_sql(folders: Folders, tmp_path: Path) -> None:
    graph, _ = folders["small"]
    folder = tmp_path / "o'hare"
    write(graph, folder)
    assert len(run(folder, "remittances")) == len(run_template(graph, "remittances"))
