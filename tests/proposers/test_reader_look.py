"""What the reader sees of a window around an anchor."""

from __future__ import annotations

import numpy as np
import pytest

from kg.document import read_text
from kg.lexicon import lexicon
from kg.proposers.reader import look as looks
from kg.proposers.reader.encoding import encode
from kg.proposers.reader.labels import MODALITIES, ROLES, TYPES
from kg.proposers.reader.look import look, view_of
from kg.proposers.reader.model import model
from kg.proposers.reader.windows import Placed, Window, lines_of, windows

TEXT = "Ghana sends nurses abroad. Many of them sail to Oman. Wages there are low.\n"


@pytest.fixture
def placed() -> tuple[Placed, ...]:
    (window,) = windows(lines_of(read_text(TEXT, "x.txt"), lexicon()))
    return tuple(window.placed)


def at(placed: tuple[Placed, ...], word: str) -> int:
    return next(i for i, p in enumerate(placed) if p.unit.text == word)


def seen(placed: tuple[Placed, ...], word: str) -> list[str]:
    return [placed[i].unit.text for i in view_of(placed, at(placed, word))]


def test_the_own_sentence_and_what_stands_before_it_are_seen(placed: tuple[Placed, ...]) -> None:
    words = seen(placed, "sail")
    assert {"Ghana", "nurses", "Oman"} <= set(words)
    assert "Wages" not in words


def test_of_what_is_farther_back_than_the_reach_only_mentions_are_seen(
    placed: tuple[Placed, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looks, "REACH", 2)
    words = seen(placed, "sail")
    assert "nurses" not in words
    assert {"Ghana", "Many", "Oman"} <= set(words)


def test_a_look_tells_where_its_anchor_stands_and_which_words_share_its_sentence(placed: tuple[Placed, ...]) -> None:
    found = look(placed, at(placed, "low"), 3)
    assert found.view.tolist() == view_of(placed, at(placed, "low"))
    assert (found.view[found.at], found.type) == (at(placed, "low"), 3)
    shared = [placed[found.view[i]].unit.text for i in np.flatnonzero(found.same)]
    assert shared == ["Wages", "there", "are", "low", "."]


def test_odds_of_a_view_go_back_to_the_units_of_the_window(placed: tuple[Placed, ...]) -> None:
    found = look(placed, at(placed, "sends"), 0)
    odds = np.arange(len(found.view), dtype=np.float32)[:, None] + 1
    spread = found.spread(odds, len(placed))
    assert spread[found.view].tolist() == odds.tolist()
    assert set(np.flatnonzero(spread[:, 0])) == set(found.view.tolist())
    assert len(found.view) < len(placed)


def test_the_network_answers_for_what_is_seen(placed: tuple[Placed, ...]) -> None:
    network = model()
    units, _ = network.encode(encode(Window(placed), network.tokenizer))
    found = look(placed, at(placed, "sail"), TYPES.index("MigrantStock"))
    answer = network.read(units, found)
    assert answer.roles.shape == (len(found.view), len(ROLES))
    assert (answer.listed.shape, answer.modality.shape) == ((network.values.size(),), (len(MODALITIES),))
    assert 0 <= answer.negated <= 1
