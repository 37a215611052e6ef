"""Lines of annotators become gold claims with offsets; what is wrong with a line is said."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "annotations.py"
pytestmark = pytest.mark.skipif(not SCRIPT.is_file(), reason="the scripts are not in this distribution")
TEXT = "Some 900 Nepalis sailed from Malta in 2019.4 Brokers took $300 to $500 from each of them.\n"
GOOD = (
    "MigrantStock || Some 900 Nepalis ... Malta in 2019 || Some 900 || origin=NP; eq=900; unit=persons; year=2019 "
    "|| e || Port Union & ILO || 4"
)


def converted(folder: Path, *lines: str) -> subprocess.CompletedProcess[str]:
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "a.ann").write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = [sys.executable, str(SCRIPT), str(folder), "a"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_line_becomes_a_claim(tmp_path: Path) -> None:
    done = converted(tmp_path, GOOD)
    assert done.returncode == 0, done.stderr
    claim = json.loads((tmp_path / "a.jsonl").read_text(encoding="utf-8"))
    assert TEXT[claim["start"] : claim["end"]] == claim["quote"] == "Some 900 Nepalis sailed from Malta in 2019"
    assert TEXT[claim["anchor_start"] : claim["anchor_end"]] == claim["anchor"] == "Some 900"
    assert claim["slots"] == {"origin": ["NP"], "low": 900, "high": 900, "unit": ["persons"], "year": [2019]}
    assert (claim["modality"], claim["polarity"]) == ("estimated", "affirmed")
    assert (claim["attribution"], claim["notes"]) == (["Port Union", "ILO"], [4])


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (GOOD.replace(" || 4", ""), "6 fields instead of 7"),
        (GOOD.replace("MigrantStock", "Flock"), "no type Flock"),
        (GOOD.replace("unit=persons", "unit=heads"), "allowed are"),
        (GOOD.replace("eq=900", "eq=700"), "low=700 cannot be read"),
        (GOOD.replace("|| Some 900 ||", "|| Some 800 ||"), "anchor not in the quote"),
        (GOOD.replace("... Malta", "... Cyprus"), "quote in no sentence"),
        (GOOD.replace("origin=NP", "payer=NP"), "MigrantStock has no slot payer"),
    ],
)
def test_what_is_wrong_with_a_line_is_said(tmp_path: Path, line: str, fault: str) -> None:
    done = converted(tmp_path, line)
    assert done.returncode == 1
    assert "a.ann:1: " in done.stderr
    assert fault in done.stderr
    assert "Traceback" not in done.stderr
