"""`mkg gaps --world`, `mkg network listed` and `mkg picture coverage`."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg.analysis.world import NO_PROOF
from kg.cli.app import app
from kg.errors import UserError
from tests.analysis.world_graphs import listed, make, stock


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("world") / "world.ttl"
    made = make(
        stock("MX", "US", 2019, 1_000_000), stock("UA", "RU", 2019, 400_000), stock("RU", "UA", 2019, 300_000),
        stock("MX", "US", 2000, 500_000), listed("MX", "US", 1990), listed("MX", "CA", 1974), listed("CA", "FR", 1956),
    )  # fmt: skip
    path.write_bytes(made.turtle())
    return path


def mkg(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments], env={"MKG_STORE": None})


def test_the_table_tells_the_sums_the_gaps_and_that_absence_is_no_proof(graph: Path) -> None:
    done = mkg("gaps", "--world", "--graph", graph)
    assert done.exit_code == 0, done.output
    for words in ("1,700,000 migrants", "58.8%", "3, of which 1 with an agreement", NO_PROOF, "Ukraine", "400,000"):
        assert words in done.output


def test_csv_has_one_part_with_the_note_in_each_row(graph: Path) -> None:
    done = mkg("gaps", "--world", "--graph", graph, "--format", "csv")
    rows = list(csv.DictReader(done.output.splitlines()))
    assert [(r["origin"], r["destination"], r["migrants"]) for r in rows] == [
        ("Ukraine", "Russia", "400000"), ("Russia", "Ukraine", "300000"),
    ]  # fmt: skip
    assert {r["note"] for r in rows} == {NO_PROOF}


@pytest.mark.parametrize(
    ("section", "head"),
    [("coverage", "year,migrants"), ("states", "state,emigrants"), ("regions", "side,group")],
)
def test_csv_of_another_part(graph: Path, section: str, head: str) -> None:
    done = mkg("gaps", "--world", "--graph", graph, "--format", "csv", "--section", section)
    assert done.output.startswith(head)


def test_json_holds_everything(graph: Path) -> None:
    found = json.loads(mkg("gaps", "--world", "--graph", graph, "--compare", "2000", "--format", "json").output)
    assert found["totals"]["large_with_agreement"] == 1
    assert len(found["gaps"]) == 2
    assert found["change"]["before"]["year"] == 2000
    assert NO_PROOF in found["notes"]


def test_markdown_has_a_heading_and_a_table_for_each_part(graph: Path) -> None:
    done = mkg("gaps", "--world", "--graph", graph, "--format", "markdown", "--top", "1")
    assert "## Large corridors without an agreement listed or reported (first 1 of 2)" in done.output
    assert "| 1 | Ukraine | Russia | 400,000 | 300,000 | none |" in done.output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--year", "2000"), "--year goes with --world"),
        (("--top", "3"), "--top goes with --world"),
        (("--world", "--pair", "KZ", "UZ"), "--world excludes --pair"),
        (("--world", "--both"), "--both"),
        (("--world", "--top", "0"), "1 or more rows"),
        (("--world", "--threshold", "-1"), "0 or more migrants"),
        (("--world", "--section", "income"), "--income FILE.csv"),
        (("--world", "--section", "change"), "--compare YEAR"),
        (("--world", "--format", "json", "--section", "gaps"), "leave out --section"),
        (("--world", "--income", "nowhere.csv"), "cannot be read"),
        (("--world", "--year", "2018"), "no stocks of that year"),
        (("--world", "--region", "Atlantis"), "no region"),
    ],
)
def test_what_cannot_be_asked_is_one_clear_line(graph: Path, arguments: tuple[str, ...], words: str) -> None:
    done = mkg("gaps", "--graph", graph, *arguments)
    assert isinstance(done.exception, UserError), done.output
    assert words in str(done.exception)
    assert "\n" not in str(done.exception)


def test_the_network_of_listed_agreements_by_state(graph: Path) -> None:
    done = mkg("network", "listed", "--graph", graph, "--year", "1980", "--format", "csv")
    rows = list(csv.DictReader(done.output.splitlines()))
    assert [(r["actor"], r["degree"]) for r in rows] == [("Canada", "2"), ("France", "1"), ("Mexico", "1")]


def test_the_network_over_time_and_hints(graph: Path) -> None:
    decades = json.loads(mkg("network", "listed", "--graph", graph, "--over-time", "--format", "json").output)
    assert [(d["year"], d["pairs"]) for d in decades["decades"]] == [
        (1959, 1), (1969, 1), (1979, 2), (1989, 2), (1990, 3),
    ]  # fmt: skip
    done = mkg("network", "listed", "--graph", graph, "--hints")
    assert "Hints, not forecasts" in done.output
    assert "France" in done.output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("cooperation", "--hints"), "goes with `mkg network listed`"),
        (("listed", "--hints", "--over-time"), "exclude each other"),
        (("listed", "--hints", "-o", "net.gexf"), "excludes --gap and --output"),
    ],
)
def test_a_network_that_cannot_be_asked(graph: Path, arguments: tuple[str, ...], words: str) -> None:
    done = mkg("network", *arguments, "--graph", graph)
    assert isinstance(done.exception, UserError), done.output
    assert words in str(done.exception)


def test_without_listed_agreements_there_is_no_network_over_time() -> None:
    done = mkg("network", "listed", "--over-time")
    assert isinstance(done.exception, UserError)
    assert "mkg import bla" in str(done.exception)


@pytest.mark.parametrize(("arguments", "words"), [((), "59%"), (("--region", "Eastern Europe"), "Only corridors")])
def test_the_coverage_curve_as_a_picture(graph: Path, tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    pytest.importorskip("matplotlib", reason="needs the extra `pictures`")
    file = tmp_path / "coverage.svg"
    done = mkg("picture", "coverage", "--graph", graph, *arguments, "-o", file)
    assert done.exit_code == 0, done.output
    assert words in file.read_text("utf-8")


def test_no_coverage_curve_without_stocks(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="needs the extra `pictures`")
    done = mkg("picture", "coverage", "-o", tmp_path / "coverage.svg")
    assert isinstance(done.exception, UserError)
    assert "mkg import undesa" in str(done.exception)
