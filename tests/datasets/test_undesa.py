"""Migrant stocks in the layouts in which they come."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest

from kg import iri
from kg.datasets.undesa import undesa
from kg.errors import UserError
from kg.graph.store import Graph
from kg.validation import validate
from tests.datasets import samples
from tests.datasets.conftest import take

Figures = set[tuple[str, str, int, int]]


def figures(graph: Graph) -> Figures:
    rows = graph.select(
        "SELECT ?o ?d ?y ?low WHERE { ?c a mkg:MigrantStock ; mkg:origin ?o ; mkg:destination ?d ; mkg:low ?low ; "
        "mkg:high ?low ; mkg:periodStart ?y ; mkg:periodEnd ?y ; mkg:unit mkg-unit:persons }"
    )
    found = [[v.value.removeprefix(iri.THINGS) for v in row.values() if v is not None] for row in rows]
    return {(o, d, int(y), int(low)) for o, d, y, low in found}


QATAR: Figures = {
    ("state/NP", "state/QA", 2010, 290000),
    ("state/NP", "state/QA", 2015, 400123),
    ("state/LK", "state/QA", 2015, 130001),
}


def wide(folder: Path) -> Path:
    return samples.stocks(folder)


def long(folder: Path) -> Path:
    rows = [
        ("Year", "Origin", "Destination", "Stock"),
        (2010, "Nepal", "Qatar", 290000),
        (2010, "Sri Lanka", "Qatar", 0),
        (2015, "Nepal", "Qatar", 400123),
        (2015, "Sri Lanka", "Qatar", 130001),
    ]
    return samples.write_csv(folder / "long_2019.csv", rows)


def workbook_2019(folder: Path) -> Path:
    title = [("United Nations",), ("Table 1. Total migrant stock by origin and destination",), ()]
    head = [
        ("Year", "Sort\norder", "Major area, region, country or area of destination", "Notes", "Code",
         "Type of data (a)", "Country or area of origin", None, None, None, None, None, None),
        (None, None, None, None, None, None, "Total", "Other North", "Nepal", "Sri Lanka", "Peru", "Chad", "Fiji"),
    ]  # fmt: skip
    rows = [
        (2010, 1, "WORLD", None, 900, None, 999999, 1, 290000, 0, 0, 0, 0),
        (2010, 2, "Qatar", None, 634, "B R", 290000, None, 290000, "..", "..", "..", ".."),
        (2015, 3, "Qatar", None, 634, "B R", 530124, None, 400123, 130001, None, None, None),
    ]
    return samples.write_sheets(folder / "stock_2019.xlsx", {"CONTENTS": [("x",)], "Table 1": [*title, *head, *rows]})


def workbook_2020(folder: Path) -> Path:
    head = ("Index", "Region, development group, country or area of destination", "Notes of destination",
            "Location code of destination", "Type of data of destination",
            "Region, development group, country or area of origin", "Location code of origin",
            2010, 2015, 2010, 2015, 2010, 2015)  # fmt: skip
    rows = [
        (None, None, None, None, None, None, None, "both sexes", None, "males", None, "females", None),
        head,
        (1, "WORLD", None, 900, None, "WORLD", 900, 9, 9, 4, 4, 5, 5),
        (2, "Qatar", None, 634, "B", "WORLD", 900, 290000, 530124, 1, 1, 1, 1),
        (3, "Qatar", None, 634, "B", "Nepal*", 524, 290000, 400123, 200000, 300000, 90000, 100123),
        (4, "Qatar", None, 634, "B", "Sri Lanka", 144, 0, 130001, 0, 100000, 0, 30001),
    ]
    return samples.write_sheets(folder / "stock_2020.xlsx", {"Table 1": [("Title",), *rows]})


@pytest.mark.parametrize("make", [wide, long, workbook_2019, workbook_2020])
def test_each_layout_gives_the_same_figures_between_states(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    found = figures(take(undesa(make(tmp_path))).graph)
    assert {f for f in found if f[0].startswith("state/") and f[1].startswith("state/")} == QATAR


def test_regions_and_unknown_origins_are_no_states(tmp_path: Path) -> None:
    found = take(undesa(samples.stocks(tmp_path)))
    assert figures(found.graph) - QATAR == {
        ("state/NP", "region/micronesia", 2010, 12),
        ("unknown/other-south", "state/QA", 2015, 7),
    }
    assert found.names.unresolved == {"Other South"}


def test_zeros_and_blanks_make_no_claim_and_are_counted(tmp_path: Path) -> None:
    passed = take(undesa(samples.stocks(tmp_path))).tally.passed_over
    assert passed == {"cells of zero": 2, "cells that give no figure (empty or ..)": 2}


def test_totals_are_left_to_sums(tmp_path: Path) -> None:
    passed = take(undesa(workbook_2019(tmp_path))).tally.passed_over
    assert passed["totals over all origins or destinations"] == 5


def test_evidence_and_validity(tmp_path: Path) -> None:
    graph = take(undesa(samples.stocks(tmp_path))).graph
    assert validate(graph).conforms
    rows = graph.select(
        'SELECT ?row ?column ?quote WHERE { ?e mkg:quote "290,000", ?quote ; mkg:row ?row ; mkg:column ?column }'
    )
    assert [[v.value for v in r.values() if v is not None] for r in rows] == [["2 (2010, Qatar)", "Nepal", "290,000"]]


def test_what_is_no_number_is_told(tmp_path: Path) -> None:
    path = samples.write_csv(
        tmp_path / "s_2019.csv", [("Year", "Dest", "Nepal"), (2010, "Qatar", "many"), (2010, "Peru", 3)]
    )
    found = take(undesa(path))
    assert ["many" in r for r in found.tally.remarks] == [True]
    assert found.tally.claims == {"MigrantStock": 1}


@pytest.mark.parametrize(
    ("rows", "name", "words"),
    [
        ([("a", "b"), (1, 2)], "x_2019.csv", "no table of migrants"),
        ([("Year", "Dest", "Nepal")], "x.csv", "--edition"),
    ],
)
def test_what_cannot_be_read_is_one_clear_line(
    tmp_path: Path, rows: list[tuple[object, ...]], name: str, words: str
) -> None:
    path = samples.write_csv(tmp_path / name, rows)
    with pytest.raises(UserError, match=words):
        take(undesa(path))


def test_sums_of_the_published_file(evaluation_data: Path) -> None:
    path = evaluation_data / "data" / "undesa" / "UN_MigrantStockByOriginAndDestination_2019_clean.csv"
    expected: dict[tuple[str, int], int] = defaultdict(int)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            year, destination = int(row.pop("Year")), row.pop("Dest")
            total = sum(int(v) for v in row.values() if v.isdigit())
            if total:
                expected[destination, year] += total
    found = take(undesa(path))
    rows = found.graph.select(
        "SELECT ?row ?y (SUM(?low) AS ?sum) WHERE { ?c a mkg:MigrantStock ; mkg:low ?low ; mkg:periodStart ?y ; "
        "mkg:evidence ?e . ?e mkg:row ?row } GROUP BY ?row ?y"
    )
    sums: dict[tuple[str, int], int] = {}
    for each in rows:
        row, year, total_of_row = (str(v.value) for v in each.values() if v is not None)
        sums[row.partition(", ")[2].removesuffix(")"), int(year)] = int(total_of_row)
    assert sums == expected
    assert found.names.unresolved == {"Channel Islands"}
