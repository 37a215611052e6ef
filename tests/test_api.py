"""The Python interface: its functions answer by their names, before and after the modules of these names are loaded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

TEXT = "In 2016 some 40,000 Nepalis worked in Malta.\n"
PROGRAM = """
import kg
{first}
claims = kg.claims("r.txt")
assert [c.type for c in claims] == [c.type for c in kg.claims("r.txt")]
assert claims and kg.build("r.txt").claim_count() == kg.build("r.txt").claim_count() == len(claims)
assert kg.read("r.txt").text and kg.gaps(kg.build("r.txt")) is not None
import kg.claims.model as model
from kg import build
assert model.Claim and build("r.txt").claim_count()
"""


@pytest.mark.parametrize("first", ["", "import kg.build, kg.claims.gate", "kg.read('r.txt')", "kg.build('r.txt')"])
def test_functions_answer_by_their_names(first: str, tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text(TEXT, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(first=first)], cwd=tmp_path, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
