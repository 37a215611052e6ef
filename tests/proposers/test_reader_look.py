"""What the reader sees of a window around an anchor."""

from __future__ import annotations

import numpy as np
import pytest

from kg.document import read_text
from kg.lexicon import lexicon
from kg.proposers.reader import look as looks
from kg.proposers.reader.encoding import encode
from kg.proposers.reader.labels import TYPES
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


def test_shorter_views_are_padded_and_marked(placed: tuple[Placed, ...]) -> None:
    early, late = at(placed, "sends"), at(placed, "low")
    found = look(placed, [(early, 0), (late, 3)])
    lengths = [len(view_of(placed, early)), len(view_of(placed, late))]
    assert found.seen.sum(axis=1).tolist() == lengths
    assert [found.view[row, at] for row, at in enumerate(found.at)] == [early, late]
    assert found.types.tolist() == [0, 3]
    assert [placed[found.view[1, i]].unit.text for i in np.flatnonzero(found.same[1])] == (
        ["Wages", "there", "are", "low", "."]
    )


def test_odds_of_views_go_back_to_the_units_of_the_window(placed: tuple[Placed, ...]) -> None:
    anchors = [(at(placed, "sends"), 0), (at(placed, "low"), 3)]
    found = look(placed, anchors)
    odds = np.arange(found.view.size, dtype=np.float32).reshape(*found.view.shape, 1) + 1
    spread = found.spread(odds, len(placed))
    for row, (unit, _) in enumerate(anchors):
        view = view_of(placed, unit)
        assert spread[row, view, 0].tolist() == odds[row, : len(view), 0].tolist()
        assert set(np.flatnonzero(spread[row, :, 0])) == set(view)


def test_what_is_read_beside_an_anchor_does_not_matter(placed: tuple[Placed, ...]) -> None:
    network = model()
    units, _ = network.encode(encode(Window(placed), network.tokenizer))
    anchors = [(at(placed, "sail"), TYPES.index("MigrantStock")), (at(placed, "low"), TYPES.index("Payment"))]
    both = network.read(units, look(placed, anchors))
    for row, anchor in enumerate(anchors):
        alone = network.read(units, look(placed, [anchor]))
        assert np.array_equal(both[0][row, : alone[0].shape[1]], alone[0][0])
        assert not both[0][row, alone[0].shape[1] :].any()
        assert all(np.array_equal(one[row], other[0]) for one, other in zip(both[1:], alone[1:], strict=True))
