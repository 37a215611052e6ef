"""Rows: the forms in which an answer leaves the program."""

from __future__ import annotations

import csv
import io
import json
import sys

import pyoxigraph as ox
import pytest

from kg import iri
from kg.errors import UserError
from kg.graph.store import Graph
from kg.queries import Rows, run_template
from kg.queries.rows import python_value

XSD = iri.PREFIXES["xsd"]


def typed(value: str, datatype: str) -> ox.Literal:
    return ox.Literal(value, datatype=ox.NamedNode(XSD + datatype))


@pytest.mark.parametrize(
    ("literal", "value"),
    [
        (typed("2007", "gYear"), 2007),
        (typed("12", "integer"), 12),
        (typed("33.50", "decimal"), 33.5),
        (typed("1e3", "double"), 1000.0),
        (typed("true", "boolean"), True),
        (typed("soon", "gYear"), "soon"),
        (typed("2007-01-02", "date"), "2007-01-02"),
        (ox.Literal("text", language="en"), "text"),
    ],
)
def test_literals_become_python_values(literal: ox.Literal, value: object) -> None:
    assert python_value(literal) == value
    assert type(python_value(literal)) is type(value)


@pytest.fixture
def rows() -> Rows:
    nepal, claim = ox.NamedNode(iri.state("NP")), ox.NamedNode(iri.thing("claim", "a1"))
    speakers = ox.Literal(f"{iri.state('QA')} {iri.state('NP')}")
    return Rows(
        variables=("state", "low", "note", "speakers", "claim"),
        rows=(
            (nepal, typed("2500000", "decimal"), ox.Literal('a | "b",\n<c>', language="en"), speakers, claim),
            (ox.NamedNode(iri.concept("unit", "persons")), None, None, None, claim),
        ),
        columns={"state": "State", "low": "Lowest", "note": "Note", "speakers": "Speakers", "claim": "Claim"},
        lists=frozenset({"speakers"}),
        labels={iri.state("NP"): "Nepal", iri.state("QA"): "Qatar"},
    )


def test_dictionaries_have_labels_numbers_and_lists(rows: Rows) -> None:
    first, second = rows
    assert first["state"] == "Nepal"
    assert first["low"] == 2500000.0
    assert first["speakers"] == ["Nepal", "Qatar"]
    assert first["claim"] == "a1"
    assert second == {"state": "persons", "low": None, "note": None, "speakers": [], "claim": "a1"}


def test_json_is_that_of_sparql_with_labels_beside(rows: Rows) -> None:
    found = json.loads(rows.to_json())
    assert found["head"]["vars"] == ["state", "stateLabel", "low", "note", "speakers", "speakersLabel", "claim"]
    first, second = found["results"]["bindings"]
    assert first["state"] == {"type": "uri", "value": iri.state("NP")}
    assert first["stateLabel"] == {"type": "literal", "value": "Nepal"}
    assert first["low"] == {"type": "literal", "value": "2500000", "datatype": XSD + "decimal"}
    assert first["note"]["xml:lang"] == "en"
    assert first["speakersLabel"]["value"] == "Nepal; Qatar"
    assert set(second) == {"state", "stateLabel", "claim"}


def test_csv_reads_back(rows: Rows) -> None:
    first, second = csv.DictReader(io.StringIO(rows.to_csv(), newline=""))
    assert first["state"] == iri.state("NP")
    assert first["stateLabel"] == "Nepal"
    assert first["note"] == 'a | "b",\n<c>'
    assert second["low"] == ""


def test_markdown_keeps_one_line_a_row(rows: Rows) -> None:
    lines = rows.to_markdown().splitlines()
    assert lines == [
        "| State | Lowest | Note | Speakers | Claim |",
        "| --- | --- | --- | --- | --- |",
        '| Nepal | 2,500,000 | a \\| "b", &lt;c> | Nepal, Qatar | a1 |',
        "| persons |  |  |  | a1 |",
    ]


def test_a_notebook_shows_a_table_without_markup_of_the_data(rows: Rows) -> None:
    shown = rows._repr_html_()
    assert "<th>Lowest</th>" in shown
    assert "&lt;c&gt;" in shown
    assert "<c>" not in shown


def test_a_notebook_shows_the_first_rows_of_many() -> None:
    many = Rows(("n",), tuple((typed(str(i), "integer"),) for i in range(500)))
    shown = many._repr_html_()
    assert shown.count("<td>") == 200
    assert "300 more rows" in shown


def test_rows_have_a_length_and_a_short_name(rows: Rows) -> None:
    assert len(rows) == 2
    assert repr(rows) == "<Rows: 2 of state, low, note, speakers, claim>"


def test_rows_of_a_template_have_its_headings(graph: Graph) -> None:
    found = run_template(graph, "payments", {"kind": "wage"})
    assert found.columns["kind_of"] == "Kind"
    assert found.labels[iri.state("QA")] == "Qatar"


@pytest.mark.parametrize("library", ["pandas", "polars"])
@pytest.mark.parametrize("name", ["agreements-of-state", "migrant-estimates", "sources-cited"])
def test_rows_become_a_frame(library: str, name: str, graph: Graph) -> None:
    pytest.importorskip(library)
    rows = run_template(graph, name)
    frame = rows.to_pandas() if library == "pandas" else rows.to_polars()
    assert list(frame.columns) == list(rows.variables)
    assert len(frame) == len(rows) > 0
    first = [None if value != value else value for value in frame[rows.variables[0]]]  # pandas: NaN for nothing
    assert first == [row[rows.variables[0]] for row in rows]


def test_no_rows_become_an_empty_frame(graph: Graph) -> None:
    pytest.importorskip("pandas")
    none = Rows(("a", "b"), ())
    assert list(none.to_pandas().columns) == ["a", "b"]
    assert len(none.to_pandas()) == 0


def test_a_library_that_is_missing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UserError, match="pandas is not installed: pip install pandas"):
        Rows(("a",), ()).to_pandas()
