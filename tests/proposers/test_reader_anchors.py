"""Which anchors the network's probabilities tell."""

from __future__ import annotations

import numpy as np
import pytest

from kg.document import read_text
from kg.lexicon import lexicon
from kg.proposers.reader.anchors import Anchored, anchors_of
from kg.proposers.reader.cutoffs import Cutoffs
from kg.proposers.reader.labels import TYPE_INDEX, TYPES
from kg.proposers.reader.windows import lines_of, windows

ANCHORS = {
    "neighbours share a claim": (
        {"officers": 0.25, "beat": 0.4}, [("beat", 0.65)],
    ),
    "what is far is a claim of its own": (
        {"beat": 0.6, "insult": 0.7}, [("beat", 0.6), ("insult", 0.7)],
    ),
    "far ones do not add up": ({"beat": 0.4, "insult": 0.3}, []),
    "what is hardly likely adds nothing": ({"officers": 0.05, "beat": 0.46}, []),
    "never more than sure": ({"officers": 0.5, "beat": 0.9}, [("beat", 1.0)]),
}  # fmt: skip


@pytest.mark.parametrize("case", ANCHORS, ids=str)
def test_likely_anchors_that_stand_together_are_one(case: str) -> None:
    odds, expected = ANCHORS[case]
    document = read_text("Customs officers often beat drivers at crossings and then loudly insult porters.\n", "x.txt")
    (window,) = windows(lines_of(document, lexicon()))
    words = [p.unit.text for p in window.placed]
    told = np.zeros((len(words), len(TYPES)))
    for word, probability in odds.items():
        told[words.index(word), TYPE_INDEX["Relation"]] = probability
    found = [(words[a.at], round(a.probability, 6)) for a in anchors_of(window, told, Cutoffs(default=0.5).of_anchor)]
    assert found == expected


def test_two_figures_that_stand_together_are_two_anchors() -> None:
    document = read_text("Of them 300 or 400 went.\n", "x.txt")
    (window,) = windows(lines_of(document, lexicon()))
    figures = [i for i, p in enumerate(window.placed) if p.unit.kind == "N"]
    told = np.zeros((len(window.placed), len(TYPES)))
    told[figures, TYPE_INDEX["MigrantStock"]] = 0.6
    assert anchors_of(window, told, Cutoffs().of_anchor) == [Anchored(i, "MigrantStock", 0.6) for i in figures]


def test_anchors_that_are_sure_by_themselves_are_no_doubles() -> None:
    document = read_text("Chad signed agreements with Mali, Niger and Togo.\n", "x.txt")
    (window,) = windows(lines_of(document, lexicon()))
    words = [p.unit.text for p in window.placed]
    told = np.zeros((len(words), len(TYPES)))
    for word, odds in (("signed", 0.1), ("Mali", 0.9), ("Niger", 0.85), ("Togo", 0.6), ("agreements", 0.6)):
        told[words.index(word), TYPE_INDEX["Agreement"]] = odds
    found = [(words[a.at], round(a.probability, 6)) for a in anchors_of(window, told, Cutoffs().of_anchor)]
    assert found == [("Mali", 1.0), ("Niger", 0.85), ("Togo", 0.6)]
