"""Scoring: which claims pair, what counts as right, and what the figures are."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kg.evaluation import Tally, measure, pair
from kg.evaluation.measure import Measured, join
from kg.evaluation.table import reliability, rows, summary
from kg.evaluation.units import same


def claim(start: int = 0, end: int = 40, type_: str = "MigrantStock", **slots: Any) -> dict[str, Any]:
    return {"type": type_, "start": start, "end": end, "slots": slots, "polarity": "affirmed"}


@pytest.mark.parametrize(
    ("slot", "gold", "given", "alike"),
    [
        ("origin", "NP", "NP", True),
        ("origin", "NP", "IN", False),
        ("low", 1000, 1004, True),
        ("low", 1000, 1010, False),
        ("year", (2007, 2007), (2008, 2008), True),
        ("year", (2007, 2007), (2009, 2010), False),
        ("measure", "share of women", "women among recruits", True),
        ("status", "irregular", "irregular workers", False),
        ("agent", "Kuwaiti police|police of Kuwait", "police", True),
    ],
)
def test_values_are_the_same_by_the_rules_of_their_slot(slot: str, gold: Any, given: Any, alike: bool) -> None:
    assert same(slot, gold, given) is alike


def test_claims_pair_when_type_and_words_meet() -> None:
    gold = [claim(0, 10, origin=["NP"]), claim(20, 30, origin=["IN"]), claim(50, 60, origin=["LK"])]
    given = [claim(5, 25, origin=["IN"]), claim(0, 9, origin=["NP"]), claim(50, 60, "Indicator", subject=["LK"])]
    found = pair(gold, given)
    assert found.pairs == ((0, 1), (1, 0))
    assert found.missed == (2,)
    assert found.spurious == (2,)


def test_slots_and_claims_are_counted() -> None:
    gold = [claim(origin=["NP"], destination=["QA"], low=5, high=5), claim(50, 60, origin=["IN"])]
    given = [claim(origin=["NP"], destination=["KW"], low=5)]
    found = measure(gold, given)
    assert found.slots["all"] == Tally(right=3, wrong=1, missed=4)
    assert found.claims["all"] == Tally(right=0, wrong=1, missed=2)
    assert found.slots["with figures"] == Tally(right=3, wrong=1, missed=2)


def test_a_claim_may_miss_one_unit_but_none_may_be_wrong() -> None:
    gold = [claim(origin=["NP"], destination=["QA"], low=5)]
    assert measure(gold, [claim(origin=["NP"], low=5)]).claims["all"].right == 1
    assert measure(gold, [claim(origin=["NP"])]).claims["all"].right == 0


def test_voices_notes_and_negation_are_counted_on_pairs() -> None:
    gold = [{**claim(origin=["NP"]), "attribution": ["IOM"], "notes": [3], "polarity": "negated"}]
    given = [{**claim(origin=["NP"]), "attribution": ["World Bank"], "notes": [3, 4]}]
    found = measure(gold, given)
    assert found.attribution == Tally(right=0, wrong=1, missed=1)
    assert found.notes == Tally(right=1, wrong=1, missed=0)
    assert found.negated == Tally(missed=1)
    assert summary(found)["notes F1"] == pytest.approx(0.667)


def test_the_interval_holds_the_figure() -> None:
    good = measure([claim(origin=["NP"])], [claim(origin=["NP"])])
    bad = measure([claim(origin=["NP"])], [])
    both = join([good, bad, good])
    low, high = both.interval(lambda m: m.slots["all"].f1)
    assert low <= both.slots["all"].f1 <= high
    assert low < high


def test_rows_end_with_all_and_reliability_follows_scores() -> None:
    found = measure([claim(origin=["NP"])], [{**claim(origin=["NP"]), "score": 0.85}])
    assert rows(found)[-1]["claims"] == "all"
    (band,) = reliability(found.judged)
    assert (band["score"], band["claims"], band["claims right"]) == ("0.8–0.9", 1, 1.0)


def test_the_shared_scorer_agrees(evaluation_data: Path, tmp_path: Path) -> None:
    text = "Some 400 Nepalis work in Qatar. Wages are 200 dollars a month. Nobody signed an agreement there."
    gold = [
        claim(0, 30, origin=["NP"], destination=["QA"], low=400, high=400, unit=["persons"]),
        claim(32, 61, "Payment", kind=["wage"], low=200, currency=["USD"]),
        claim(63, 96, "Agreement", status=["absent"]),
    ]
    given = [
        {**claim(5, 30, origin=["NP"], destination=["KW"], low=400, high=400), "id": "1"},
        {**claim(32, 61, "Payment", kind=["fee"], low=200, currency=["USD"]), "id": "2"},
    ]
    files = {"text.txt": text, "gold.jsonl": _lines(gold), "given.jsonl": _lines(given)}
    for name, content in files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    score = evaluation_data / "gold" / "score.py"
    command = [sys.executable, str(score), *(str(tmp_path / n) for n in files), "--json"]
    theirs = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    ours = measure(gold, given)
    assert ours.slots["all"].f1 == pytest.approx(theirs["slots"]["f1"], abs=1e-4)
    assert ours.claims["all"].f1 == pytest.approx(theirs["claims"]["f1"], abs=1e-4)


def _lines(records: list[dict[str, Any]]) -> str:
    return "".join(json.dumps(r) + "\n" for r in records)


def test_what_there_was_nothing_of_is_not_measured() -> None:
    assert set(summary(Measured()).values()) == {None}
