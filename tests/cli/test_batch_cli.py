"""`mkg build` of folders and `mkg query` over tables, as a user runs them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.graph.store import Graph
from tests.cli.test_cli import fails, mkg
from tests.tables.conftest import SMALL


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "reports"
    found.mkdir()
    (found / "a.txt").write_text("About 52,000 workers from Ghana lived in Italy in 2011.\n")
    (found / "b.txt").write_text("About 52,000 workers from Ghana lived in Italy in 2011.\n")
    (found / "noise.txt").write_bytes(bytes(range(256)) * 40)
    (found / "table.csv").write_text("x")
    return found


def test_build_of_a_folder_tells_what_was_read_skipped_and_passed_over(tmp_path: Path, folder: Path) -> None:
    output = tmp_path / "g.ttl"
    done = mkg(tmp_path, "build", folder, "-o", output, "--workers", "1")
    assert done.returncode == 0, done.stderr
    for words in ("1 report read", "b.txt holds the same text", "table.csv", "all claims conform"):
        assert words in done.stdout
    assert "noise.txt" in done.stderr
    assert "binary" in done.stderr
    assert Graph.read(output).claim_count() == 1
    strict = mkg(tmp_path, "build", folder, "-o", output, "--strict")
    assert strict.returncode == 1
    assert "by an earlier run" in strict.stdout


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--require-reviewed"], "--require-reviewed: "),
        (["--review", "{report}.review.jsonl"], "--review: "),
        (["--proposer", "llm"], "--proposer llm: "),
        (["--proposer", "llm", "--record", "{report}.answers"], "--proposer llm: "),
    ],
)
@pytest.mark.parametrize("sources", [["{folder}"], ["{report}", "--workers", "1"]])
def test_what_needs_reports_that_are_named_is_refused(
    tmp_path: Path, folder: Path, sources: list[str], options: list[str], words: str
) -> None:
    given = [each.format(folder=folder, report=folder / "a.txt") for each in (*sources, *options)]
    fails(mkg(tmp_path, "build", *given, "-o", tmp_path / "g.ttl"), words, "name the reports themselves")
    assert not (tmp_path / "g.ttl").exists()


def test_a_review_that_lies_beside_a_report_of_a_folder_is_told(tmp_path: Path, folder: Path) -> None:
    (folder / "a.txt.review.jsonl").write_text("")
    done = mkg(tmp_path, "build", folder, "-o", tmp_path / "g.ttl", "--workers", "1")
    assert done.returncode == 0, done.stderr
    assert "1 review file lies beside a report, not used, such as" in done.stdout


@pytest.mark.parametrize(
    ("address", "words"), [("nowhere", "tcp://HOST:PORT"), ("tcp://127.0.0.1:1", "check the address")]
)
def test_an_address_where_no_scheduler_is(tmp_path: Path, folder: Path, address: str, words: str) -> None:
    pytest.importorskip("distributed", reason="needs the extra `cluster`")
    output = tmp_path / "g.ttl"
    fails(mkg(tmp_path, "build", folder, "-o", output, "--cluster", address), address, words)
    assert not output.exists()


def test_tables_are_written_and_asked(tmp_path: Path) -> None:
    pytest.importorskip("duckdb", reason="needs the extra `tables`")
    tables = tmp_path / "tables"
    done = mkg(tmp_path, "export", "--format", "parquet", "-o", tables, "--graph", SMALL)
    assert done.returncode == 0, done.stderr
    asked = ("query", "remittances", "--param", "sender=Qatar", "--format", "csv")
    assert mkg(tmp_path, *asked, "--tables", tables).stdout == mkg(tmp_path, *asked, "--graph", SMALL).stdout


def test_tables_need_a_folder(tmp_path: Path) -> None:
    fails(mkg(tmp_path, "export", "--format", "parquet", "--graph", SMALL), "-o FOLDER")
