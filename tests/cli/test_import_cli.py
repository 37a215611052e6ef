"""`mkg import` as people run it."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.errors import UserError
from tests.datasets import samples

pytest.importorskip("openpyxl", reason="the extra datasets is not installed")


def run(*words: object) -> str:
    result = CliRunner().invoke(app, [str(w) for w in words], catch_exceptions=True)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.output


def test_an_import_says_what_it_took_and_what_not(tmp_path: Path) -> None:
    told = run("import", "undesa", samples.stocks(tmp_path), "-o", tmp_path / "out.ttl")
    assert "International Migrant Stock 2019 (undesa-2019)" in told
    assert "no claim: 2 cells of zero" in told
    assert "not in the reference data: Other South" in told
    assert (tmp_path / "out.ttl").is_file()


def test_bla_lists_dates_that_are_none(tmp_path: Path) -> None:
    told = run("import", "bla", samples.formation(tmp_path), samples.coding(tmp_path), "-o", tmp_path / "out.nt")
    assert "2/30/2009" in told
    assert "Atlantis, Yugoslavia" in told


def test_a_store_is_filled(tmp_path: Path) -> None:
    told = run("--store", tmp_path / "store", "import", "remittances", *samples.money(tmp_path))
    assert "the store holds" in told
    assert "3 claims" in told


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("-o", "a.ttl", "--into", "b.ttl"), "exclude each other"),
        ((), "needs a place"),
        (("-o", "a.csv"), "unknown kind of RDF file"),
        (("-o", "missing/a.ttl"), "folder does not exist"),
        (("--into", "missing.ttl"), "cannot be read"),
        (("--into", "a.nt"), "Turtle file"),
    ],
)
def test_a_place_that_cannot_be_used_is_one_clear_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UserError, match=message):
        run("import", "undesa", samples.stocks(tmp_path), *words)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a_2019.xlsx", "no workbook", "cannot be read as a workbook"),
        ("a_2019.dta", "no data", "cannot be read as a Stata file"),
        ("a_2019.csv", "", "no table of migrants"),
        ("a_2019.pdf", "x", "unknown kind of table"),
    ],
)
def test_a_file_that_is_no_table_is_one_clear_line(tmp_path: Path, name: str, text: str, message: str) -> None:
    path = tmp_path / name
    path.write_text(text)
    with pytest.raises(UserError, match=message):
        run("import", "undesa", path, "-o", tmp_path / "out.ttl")
    assert not (tmp_path / "out.ttl").exists()
