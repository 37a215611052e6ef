"""Labels of the network: what a unit is taught to be, in the sentence of a claim and before it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.lexicon import lexicon
from kg.proposers.reader.labels import ROLE_INDEX
from kg.proposers.reader.windows import Placed, windows

align = pytest.importorskip("training.align", reason="the training is not in this distribution")
targets = pytest.importorskip("training.targets", reason="the training is not in this distribution")

TEXT = (
    "Village brokers near Sylhet visit indebted families in the dry season. "
    "They lend the fare, and border guards at the crossing look away for a share."
)


def gold(anchor: str, slots: dict[str, Any]) -> dict[str, Any]:
    at = TEXT.index(anchor)
    return {
        "type": "TraffickingRole", "quote": anchor, "start": at, "end": at + len(anchor), "anchor": anchor,
        "anchor_start": at, "anchor_end": at + len(anchor), "slots": slots, "modality": "asserted",
        "polarity": "affirmed", "attribution": [], "notes": [],
    }  # fmt: skip


def labels(folder: Path, claim: dict[str, Any], role: str) -> dict[tuple[int, str], int]:
    """(line, text of the unit) → label of a role."""
    (folder / "p.txt").write_text(TEXT, encoding="utf-8")
    (folder / "p.jsonl").write_text(json.dumps(claim) + "\n", encoding="utf-8")
    passage = align.labelled(folder / "p.txt", folder / "p.jsonl", lexicon())
    (window,) = windows(passage.lines)
    placed: tuple[Placed, ...] = window.placed
    found = targets.roles_of(placed, targets.Place.of(placed), passage.anchors)[:, ROLE_INDEX[role]]
    return {(p.line, p.unit.text): int(label) for p, label in zip(placed, found, strict=True)}


def test_words_of_the_sentence_before_are_wrong_where_the_sentence_itself_has_the_value(tmp_path: Path) -> None:
    found = labels(tmp_path, gold("look away", {"role": ["facilitator"], "holder": ["border guards"]}), "holder")
    assert (found[1, "border"], found[1, "guards"]) == (1, 1)
    assert {found[0, word] for word in ("Village", "brokers", "indebted", "families", "season")} == {0}
    assert found[1, "fare"] == 0


def test_a_value_that_only_the_sentence_before_has_is_right_there(tmp_path: Path) -> None:
    found = labels(tmp_path, gold("lend", {"role": ["broker"], "holder": ["village brokers"]}), "holder")
    assert (found[0, "Village"], found[0, "brokers"]) == (1, 1)
    assert {found[0, "families"], found[1, "guards"], found[1, "They"]} == {0}


def test_a_value_that_is_nowhere_teaches_nothing(tmp_path: Path) -> None:
    found = labels(tmp_path, gold("lend", {"role": ["broker"], "holder": ["money changers"]}), "holder")
    assert set(found.values()) == {-1}


def test_words_of_a_value_that_stand_before_it_as_well_are_left_open(tmp_path: Path) -> None:
    claim = gold("lend the fare", {"role": ["broker"], "function": ["lend fare to families"]})
    found = labels(tmp_path, claim, "function")
    assert (found[1, "lend"], found[1, "fare"]) == (1, 1)
    assert (found[0, "families"], found[0, "visit"]) == (-1, 0)


def test_a_role_that_a_claim_lacks_is_filled_by_nothing(tmp_path: Path) -> None:
    found = labels(tmp_path, gold("lend", {"role": ["broker"], "holder": ["village brokers"]}), "function")
    assert set(found.values()) == {0}
