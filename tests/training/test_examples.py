"""Fingerprints of what training reads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import UserError
from kg.lexicon import lexicon
from training import examples
from training.align import Labelled, labelled

TEXT = "In 2014 some 3,000 Nepalis left for Qatar. The ministry runs no shelter there.\n"
CLAIM = {
    "id": "T1", "type": "MigrantStock", "start": 0, "end": 42, "quote": TEXT[:42], "anchor_start": 13,
    "anchor_end": 18, "anchor": "3,000",
    "slots": {"low": 3000, "high": 3000, "unit": "persons", "origin": ["NP"], "destination": ["QA"], "year": "2014"},
    "modality": "estimated", "polarity": "affirmed", "attribution": [], "notes": [],
}  # fmt: skip


def passage(folder: Path, text: str = TEXT, **changes: object) -> Labelled:
    (folder / "T1.txt").write_text(text, encoding="utf-8")
    (folder / "T1.jsonl").write_text(json.dumps(CLAIM | changes) + "\n", encoding="utf-8")
    return labelled(folder / "T1.txt", folder / "T1.jsonl", lexicon())


def test_the_same_passage_has_the_same_fingerprint_in_every_run(tmp_path: Path) -> None:
    assert examples.fingerprint(passage(tmp_path)) == "f886a44ff1fc"


@pytest.mark.parametrize(
    "changes",
    [
        {"text": TEXT.replace("Qatar", "Kuwait")},
        {"text": TEXT.replace("shelter", "office")},
        {"polarity": "negated"},
        {"modality": "asserted"},
        {"type": "Indicator"},
        {"slots": CLAIM["slots"] | {"origin": ["QA"]}},  # type: ignore[operator]
        {"anchor_start": 19, "anchor_end": 26},
    ],
)
def test_any_other_word_or_label_changes_it(tmp_path: Path, changes: dict[str, object]) -> None:
    before = examples.fingerprint(passage(tmp_path))
    assert examples.fingerprint(passage(tmp_path, **changes)) != before  # type: ignore[arg-type]


def test_what_is_kept_is_read_again(tmp_path: Path) -> None:
    found = {"B": "0123456789ab", "A": "ba9876543210"}
    examples.write(found, tmp_path / "kept.tsv")
    assert examples.read(tmp_path / "kept.tsv") == found
    assert (tmp_path / "kept.tsv").read_text().startswith("A\t")


def test_passages_that_changed_came_or_went_are_named() -> None:
    assert examples.otherwise({"a": "1", "b": "2", "c": "3"}, {"a": "1", "b": "9", "d": "4"}) == ["b", "c", "d"]
    assert examples.otherwise({"a": "1"}, {"a": "1"}) == []


def test_a_file_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="--write"):
        examples.read(tmp_path / "none.tsv")
    (tmp_path / "bad.tsv").write_text("A 12\n")
    with pytest.raises(UserError, match="line 1"):
        examples.read(tmp_path / "bad.tsv")
