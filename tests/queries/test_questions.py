"""Competency questions: what the graph of the first report answers is what the report says, row by row."""

from __future__ import annotations

import runpy
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.graph.store import Graph
from kg.queries import run_template, template
from kg.queries.evidence import with_evidence
from kg.queries.rows import Rows
from kg.reference_graph import reference_graph

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "scripts" / "questions.py"
QUESTIONS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("questions.yaml").read_text(encoding="utf-8"))
ASKS = [
    pytest.param(ask, id=f"{question['id']}-{number}")
    for question in QUESTIONS
    for number, ask in enumerate(question["asks"])
]


@pytest.fixture(scope="module")
def report() -> Graph:
    return reference_graph()


def answer(graph: Graph, ask: Mapping[str, Any]) -> Rows:
    return with_evidence(graph, run_template(graph, ask["template"], ask.get("parameters", {})))


def cell(column: str, value: Any) -> Any:
    """A cell to compare: lists without order, numbers by value, the notes of the evidence as numbers."""
    if column == "notes" and not isinstance(value, list):
        value = [int(number) for number in (value or "").split(", ") if number]
    return frozenset(value) if isinstance(value, list) else value


def expected(ask: Mapping[str, Any]) -> set[frozenset[tuple[str, Any]]]:
    """The rows of a question as sets of cells; what `all` holds stands in each."""
    rows = [{**ask.get("all", {}), **dict(zip(ask["columns"], row, strict=True))} for row in ask["rows"]]
    return {frozenset((name, cell(name, value)) for name, value in row.items()) for row in rows}


@pytest.mark.parametrize("ask", ASKS)
def test_the_rows_are_those_of_the_report(ask: dict[str, Any], report: Graph) -> None:
    wanted = [*ask.get("all", {}), *ask["columns"]]
    found = {frozenset((name, cell(name, row[name])) for name in wanted) for row in answer(report, ask).as_dicts()}
    assert found == expected(ask)


@pytest.mark.parametrize("ask", ASKS)
def test_each_row_has_its_sentence_and_section(ask: dict[str, Any], report: Graph) -> None:
    for row in answer(report, ask).as_dicts():
        assert row["claim"]
        assert row["sentence"]
        assert row["section"]


def test_there_are_forty_questions_and_each_is_asked_once() -> None:
    assert [question["id"] for question in QUESTIONS] == [f"q{number:02}" for number in range(1, 41)]
    assert len({question["question"] for question in QUESTIONS}) == 40


def test_no_template_holds_a_name_or_figure_of_the_report() -> None:
    """What a question is about stands in its parameters; the query itself would serve any other report."""
    for name in {ask["template"] for question in QUESTIONS for ask in question["asks"]}:
        text = template(name).text
        for word in ("id/", "id:", "Kazakh", "Uzbek", "Tajik", "Kyrgyz", "Turkmen", "Russia", "Marat"):
            assert word not in text, name


@pytest.mark.skipif(not SCRIPT.is_file(), reason="the scripts are not in this distribution")
def test_the_page_of_questions_is_what_the_script_makes(report: Graph) -> None:
    page = runpy.run_path(str(SCRIPT))["page"](QUESTIONS, report)
    assert (ROOT / "docs" / "questions.md").read_text(encoding="utf-8") == page
