"""Actors told in one breath, and that they share their roles."""

from __future__ import annotations

import numpy as np
import pytest

from kg.document import read_text
from kg.lexicon import lexicon
from kg.proposers.reader.coordination import LIKELY, coordinations, levelled
from kg.proposers.reader.windows import lines_of, windows


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Nurses leave for Oman, Qatar and the United States.", [["Oman", "Qatar", "United States"]]),
        ("They sail from Ghana to Oman or Qatar.", [["Oman", "Qatar"]]),
        ("Ghana and, in 2011, Togo signed.", []),
        ("Ghana sends nurses to Oman.", []),
        ("In Nepal, Qatar recruits nurses.", []),
        ("According to IOM, Nepal and India send nurses.", [["IOM", "Nepal", "India"]]),
        ("They sign with Oman (2011), Qatar (2012) and Kuwait.", [["Oman", "Qatar", "Kuwait"]]),
        ("They leave Oman (for Qatar and Kuwait) and Ghana.", [["Oman", "Ghana"], ["Qatar", "Kuwait"]]),
        ("Nurses go to Oman. Qatar and Kuwait wait.", [["Qatar", "Kuwait"]]),
    ],
)
def test_groups_are_actors_with_nothing_but_joining_words_between(text: str, groups: list[list[str]]) -> None:
    (window,) = windows(lines_of(read_text(text, "x.txt"), lexicon()))
    found = coordinations(window.placed)
    assert [[window.placed[i].unit.text for i in group] for group in found] == groups


def test_likely_members_become_as_likely_as_the_likeliest_and_others_stay() -> None:
    odds = np.array([[0.9, 0.1], [LIKELY, 0.0], [0.05, 0.2], [0.5, 0.5]])
    assert levelled(odds, [[0, 1, 2]]).tolist() == [[0.9, 0.1], [0.9, 0.0], [0.05, 0.2], [0.5, 0.5]]
