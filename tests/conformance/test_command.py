"""The command that runs a suite."""

from __future__ import annotations

import runpy
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conformance.conftest import SUITE

COMMAND = Path(__file__).parents[2] / "benchmarks" / "conformance.py"
pytestmark = pytest.mark.skipif(not COMMAND.exists(), reason="the benchmarks are not in this distribution")


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def run(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["conformance.py", *map(str, arguments)])
        status = runpy.run_path(str(COMMAND))["main"]()
        return (status, *capsys.readouterr())

    return run


def test_it_prints_the_table_and_the_failures(command: Callable[..., tuple[int, str, str]]) -> None:
    status, out, _ = command(SUITE, "--only", "syntax", "--engine", "Oxigraph", "--failures")
    assert status == 0
    assert "| syntax   | 8     | 3 / 1 / 0 / 4 |" in out
    assert "syntax/taken-for-wrong  Oxigraph  failed: is no SPARQL, and was taken" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["missing"], "missing: is no folder; name the folder of a test suite"),
        ([SUITE, "--only", "verbs"], "--only verbs: no such category; there are answers, forms, protocol, syntax"),
        ([SUITE, "--engine", "abacus"],
         "--engine abacus: no such engine; there are Oxigraph, rdflib, free queries, service"),
        ([SUITE, "--seconds", "0"], "--seconds 0: must be more than 0"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_one_line(
    arguments: list[object], said: str, command: Callable[..., tuple[int, str, str]]
) -> None:
    assert command(*arguments) == (1, "", f"{said}\n")
