"""The annotated passages: every quote stands in its text, every slot and value is one of the guide's."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from kg.claims.schema import schema
from kg.document import read_text
from kg.evaluation.folder import gold_folder, splits
from kg.quantities import values

FOLDER = Path(__file__).parents[2] / "evaluation" / "passages"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the annotated passages are not in this distribution")
NAMES = sorted(p.stem for p in FOLDER.glob("*.txt"))
SECOND = FOLDER.parent / "second"
FIRST = FOLDER.parent / "first"  # of passages whose two annotations were settled
FILES = [path for folder in (FOLDER, FIRST, SECOND) for path in sorted(folder.glob("*.jsonl"))]
NAMED = pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}-{p.stem}")
SINGULAR = ("low", "high", "count", "since")
_SHINGLE = 5  # words; what two passages share of these tells near-duplicates


@cache
def text(name: str) -> str:
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8")


@cache
def gold(path: Path) -> list[dict[str, Any]]:
    return [json.loads(row) for row in path.read_text(encoding="utf-8").splitlines()]


def index() -> dict[str, list[str]]:
    rows = (FOLDER / "index.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return {row.split("\t")[0]: row.split("\t")[1:] for row in rows}


@NAMED
def test_every_quote_and_anchor_stands_in_one_sentence(path: Path) -> None:
    document = read_text(text(path.stem), path.name)
    for claim in gold(path):
        assert text(path.stem)[claim["start"] : claim["end"]] == claim["quote"]
        assert claim["start"] <= claim["anchor_start"] < claim["anchor_end"] <= claim["end"]
        sentence = document.sentence_at(claim["start"])
        assert sentence is not None
        assert claim["end"] <= sentence.span.end, claim["quote"]


@NAMED
def test_every_slot_and_value_is_one_of_the_ontology(path: Path) -> None:
    for claim in gold(path):
        known = schema().types[claim["type"]].slots
        assert claim["slots"], claim["quote"]
        assert claim["modality"] in schema().schemes["modality"]
        assert claim["polarity"] in schema().schemes["polarity"]
        for slot, value in claim["slots"].items():
            assert slot in known, (claim["quote"], slot)
            if slot in SINGULAR:
                assert isinstance(value, int | float), (claim["quote"], slot)
                continue
            assert isinstance(value, list), (claim["quote"], slot)
            assert value, (claim["quote"], slot)
            if known[slot].kind == "concept":
                assert set(value) <= known[slot].allowed, (claim["quote"], slot, value)
            if known[slot].kind == "code":
                assert all(re.fullmatch("[A-Z]{3}", v) for v in value), (claim["quote"], value)


def test_figures_in_digits_can_be_read_again_from_their_sentence() -> None:
    unread = []
    for name in NAMES:
        document = read_text(text(name), f"{name}.txt")
        for claim in gold(FOLDER / f"{name}.jsonl"):
            if not any(c.isdigit() for c in claim["anchor"]) or claim["slots"].get("unit") == ["rank"]:
                continue
            sentence = document.sentence_at(claim["start"])
            assert sentence is not None
            readable = {sign * v for v in values(sentence.text) for sign in (1, -1)}
            for slot in SINGULAR:
                wanted = claim["slots"].get(slot)
                if wanted is not None and not any(abs(v - wanted) <= 0.005 * abs(wanted) for v in readable):
                    unread.append((name, slot, wanted, claim["quote"]))
    assert not unread


def test_every_passage_is_in_exactly_one_split() -> None:
    placed = Counter(name for names in splits(FOLDER).values() for name in names)
    assert set(placed) == set(NAMES)
    assert set(placed.values()) == {1}
    assert len(gold_folder(FOLDER, "dev")) == len(splits(FOLDER)["dev"])


def test_regions_are_spread_over_the_world() -> None:
    regions = Counter(row[0] for row in index().values())
    assert set(index()) == set(NAMES)
    assert regions["Former Soviet Union"] <= len(NAMES) / 8
    assert min(regions.values()) >= 0.09 * len(NAMES)


def test_lengths_are_those_of_a_passage() -> None:
    assert [n for n in NAMES if not 230 <= len(text(n).split()) <= 420] == []


def test_no_two_passages_repeat_each_other() -> None:
    sizes: dict[str, int] = {}
    bearers: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name in NAMES:
        words = re.findall(r"\w+", text(name).lower())
        shingles = {tuple(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)}
        sizes[name] = len(shingles)
        for shingle in shingles:
            bearers[shingle].append(name)
    shared = Counter(pair for names in bearers.values() for pair in combinations(names, 2))
    assert [pair for pair, count in shared.items() if count > 0.05 * min(sizes[n] for n in pair)] == []
