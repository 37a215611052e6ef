"""Gold on disk: offsets or quotes, ranges, splits, and clear words for what is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import UserError
from kg.evaluation.folder import gold_folder, gold_passage


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("Wages rose.3 Fees fell. Wages rose again.", encoding="utf-8")
    records = [
        {"type": "Indicator", "quote": "Wages rose. Fees", "slots": {}},
        {"type": "Indicator", "quote": "Fees doubled", "slots": {}},
    ]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    (tmp_path / "splits.toml").write_text('dev = ["a"]\nblind = []\n', encoding="utf-8")
    return tmp_path


def test_quotes_are_found_with_glued_note_numbers(folder: Path) -> None:
    (passage,) = gold_folder(folder)
    assert [(c["start"], c["end"]) for c in passage.claims] == [(0, 17)]
    assert passage.lost == 1


def test_a_range_leaves_out_the_claims_beyond_it(folder: Path) -> None:
    passage = gold_passage(folder / "a.txt", folder / "a.jsonl", (10, 41))
    assert passage.claims == ()


def test_a_split_is_chosen_by_name(folder: Path) -> None:
    assert [p.name for p in gold_folder(folder, "dev")] == ["a"]
    with pytest.raises(UserError, match="no split"):
        gold_folder(folder, "test")


def test_gold_that_is_no_json_names_its_line(folder: Path) -> None:
    (folder / "a.jsonl").write_text("{}\nnonsense\n", encoding="utf-8")
    with pytest.raises(UserError, match=r"a\.jsonl:2: not JSON"):
        gold_folder(folder)


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no passages"):
        gold_folder(tmp_path)
