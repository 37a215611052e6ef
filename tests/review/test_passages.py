"""Judged parts of a report become passages that the training reads; what is judged in part stays out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.claims.schema import schema
from kg.document import read_text
from kg.errors import UserError
from kg.evaluation.folder import gold_folder, splits
from kg.review.passages import LEAST, MOST, export, windows
from tests.review import desk

FILLER = (
    "The quay was paved again while the council argued about its colour, and nobody who lived beside it was asked what "
    "he thought of the stones, the noise or the price of bread in the new shops."
)  # 36 words
FIRST = " ".join([desk.PARAGRAPHS[0].replace("2016.", "2016.3"), *[FILLER] * 3])
SECOND = " ".join([desk.PARAGRAPHS[1], *[FILLER] * 3])
LAST = " ".join([desk.PARAGRAPHS[2], *[FILLER] * 7])
NOTES = "1 Port Union.\n\n2 Gozo Daily.\n\n3 Census of Masons.\n"
REPORT = "\n\n".join([f"Bakers stay.1 Cooks leave.2 {FILLER}", FIRST, SECOND, LAST, NOTES])
ADD = "+ Relation || It also trains them || trains || agent=embassy of Nepal; relation=trains; patient=masons"


def exported(folder: Path, *commands: str) -> str:
    reading = desk.reading(desk.document(REPORT))
    return export(desk.under(reading, *desk.judge(desk.under(reading), *commands)), folder).told()


def test_windows_are_runs_of_whole_paragraphs_of_a_passages_length() -> None:
    runs, rest = windows(desk.document(REPORT))
    assert [[p.text[:12] for p in run] for run in runs] == [["Bakers stay.", FIRST[:12], SECOND[:12]], [LAST[:12]]]
    assert all(LEAST <= sum(len(p.text.split()) for p in run) <= MOST for run in runs)
    assert rest == 0


def test_a_paragraph_longer_than_a_passage_is_in_no_window() -> None:
    runs, rest = windows(desk.document(" ".join([FILLER] * 12)))
    assert (runs, rest) == ([], 1)


def test_a_judged_part_becomes_a_passage_with_gold(tmp_path: Path) -> None:
    told = exported(tmp_path, "a", "r", "c payer=masons")
    assert told.startswith("1 passage with 2 claims; windows left out: 1 with no claim that is held")
    (passage,) = gold_folder(tmp_path, "train")
    text = passage.path.read_text(encoding="utf-8")
    assert passage.lost == 0
    stock, fee = passage.claims
    assert (stock["type"], stock["anchor"], stock["notes"], stock["slots"]) == (
        "MigrantStock", "7,000", [3], {**desk.STOCK, "low": 7000},
    )  # fmt: skip
    assert fee["slots"]["payer"] == ["masons"]
    assert "2016.3 Their letters" in text
    assert splits(tmp_path) == {"train": [passage.name]}


def test_gold_passes_the_checks_of_annotated_passages(tmp_path: Path) -> None:
    exported(tmp_path, "a", "a", "a", "a", ADD)
    passages = gold_folder(tmp_path)
    assert [len(p.claims) for p in passages] == [3, 2]
    for passage in passages:
        text = passage.path.read_text(encoding="utf-8")
        document = read_text(text, passage.path.name)
        assert 230 <= len(text.split()) <= 420
        for claim in passage.claims:
            assert text[claim["start"] : claim["end"]] == claim["quote"]
            assert text[claim["anchor_start"] : claim["anchor_end"]] == claim["anchor"]
            assert claim["start"] <= claim["anchor_start"] < claim["anchor_end"] <= claim["end"]
            sentence = document.sentence_at(claim["start"])
            assert sentence is not None
            assert claim["end"] <= sentence.span.end
            assert set(claim["slots"]) <= set(schema().types[claim["type"]].slots)


def test_the_training_reads_what_was_exported(tmp_path: Path) -> None:
    align = pytest.importorskip("training.align", reason="the training is not in this distribution")
    from kg.lexicon import lexicon

    exported(tmp_path, "a", "a", "a", "a", ADD)
    found = align.load(tmp_path, splits(tmp_path)["train"], lexicon())
    assert [(len(p.anchors), p.lost) for p in found] == [(3, 0), (2, 0)]


@pytest.mark.parametrize(
    ("commands", "told"),
    [
        (["a"], "0 passages with 0 claims; windows left out: 1 judged in part, 1 with no claim that is held"),
        (["r", "r", "r", "a"], "1 passage with 1 claim; windows left out: 1 with no claim that is held"),
        ([], "0 passages with 0 claims; windows left out: 2 with no claim that is held"),
    ],
)
def test_what_is_left_out_is_counted(tmp_path: Path, commands: list[str], told: str) -> None:
    assert exported(tmp_path, *commands) == told


def test_a_new_export_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    exported(tmp_path, "a", "a", "a", "a")
    exported(tmp_path, "a", "a", "a")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["harbour-001.jsonl", "harbour-001.txt", "splits.toml"]


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "harbour-001.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UserError, match="name an empty or a new folder"):
        exported(tmp_path, "a", "a", "a", "a")
    assert (tmp_path / "harbour-001.txt").read_text(encoding="utf-8") == "mine"


def test_equal_judgements_give_equal_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        exported(tmp_path / name, "a", "r", "c payer=masons")
    (one,), (two,) = ([*(tmp_path / n).glob("*.jsonl")] for n in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()
    assert all(json.loads(line)["quote"] for line in one.read_text(encoding="utf-8").splitlines())
