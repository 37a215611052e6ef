"""`mkg picture` and `mkg report`."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

pytest.importorskip("matplotlib", reason="needs the extra `pictures`")

from kg.cli.app import app
from kg.errors import UserError

PICTURES = [
    ("gaps",),
    ("gaps", "--state", "Kazakhstan"),
    ("gaps", "--region", "Central Asia", "--status", "stated-absent"),
    ("estimates", "--from", "TJ", "--to", "RU"),
    ("estimates", "--of", "Remittance"),
    ("network",),
    ("network", "cooperation", "--top", "12"),
    ("dependence",),
]
PAGES = [("--state", "KZ"), ("--pair", "KZ", "RU"), ("--region", "Central Asia")]


def mkg(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments], env={"MKG_STORE": None})


def complains(done: Result) -> str:
    assert isinstance(done.exception, UserError), done.output
    assert "\n" not in str(done.exception)
    return str(done.exception)


@pytest.mark.parametrize("asked", PICTURES, ids=" ".join)
@pytest.mark.parametrize(("ending", "start"), [("svg", b"<svg"), ("png", b"\x89PNG")])
def test_a_picture_is_what_its_name_says(tmp_path: Path, asked: tuple[str, ...], ending: str, start: bytes) -> None:
    file = tmp_path / f"picture.{ending}"
    done = mkg("picture", *asked, "-o", file)
    assert done.exit_code == 0, done.output
    assert done.output == f"{file}\n"
    assert file.read_bytes().startswith(start)
    assert [p.name for p in tmp_path.iterdir()] == [file.name]


@pytest.mark.parametrize("asked", PAGES, ids=" ".join)
def test_a_page_is_written(tmp_path: Path, asked: tuple[str, ...]) -> None:
    file = tmp_path / "page.html"
    done = mkg("report", *asked, "-o", file)
    assert done.exit_code == 0, done.output
    assert file.read_text("utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("picture", "gaps", "-o", "x.pdf"), "ends in .svg or .png"),
        (("picture", "gaps", "-o", "missing/x.svg"), "folder does not exist"),
        (("picture", "gaps", "--state", "LK", "--status", "in-force", "-o", "x.svg"), "no pair of states to show"),
        (("picture", "gaps", "--state", "KZ", "--region", "Central Asia", "-o", "x.svg"), "exclude each other"),
        (("picture", "gaps", "--region", "Nowhere", "-o", "x.svg"), "no region with members"),
        (("picture", "estimates", "--from", "US", "--to", "KZ", "-o", "x.svg"), "no figures to show"),
        (("picture", "estimates", "--from", "Atlantis", "-o", "x.svg"), "no such state"),
        (("report", "-o", "x.html"), "give one of --state, --pair and --region"),
        (("report", "--state", "KZ", "--pair", "KZ", "RU", "-o", "x.html"), "give one of"),
        (("report", "--state", "KZ", "-o", "x.pdf"), "ends in .html"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert message in complains(mkg(*arguments))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("module", "arguments"),
    [
        ("matplotlib", ("picture", "gaps", "-o", "x.svg")),
        ("matplotlib", ("report", "--state", "KZ", "-o", "x.html")),
        ("jinja2", ("report", "--state", "KZ", "-o", "x.html")),
    ],
)
def test_a_missing_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, module, None)
    assert "migration-kg[pictures]" in complains(mkg(*arguments))
    assert list(tmp_path.iterdir()) == []
