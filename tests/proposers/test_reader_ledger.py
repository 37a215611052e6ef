"""The ledger: scores off a curve, frames that may speak, cut-offs."""

from __future__ import annotations

import pytest

from kg.claims.model import Claim, Span
from kg.proposers.reader.cutoffs import Cutoffs
from kg.proposers.reader.ledger import Ledger, ledger

CURVE = [(0.4, 0.5), (0.8, 0.7), (0.9, 0.9)]
FRAMES = {"good": {"claims": 9, "slots right": 0.91}, "bad": {"claims": 9, "slots right": 0.4}}
HELD = Ledger("1", Cutoffs(), CURVE, FRAMES)


def claim(basis: str, score: float | None) -> Claim:
    return Claim("i", "Law", "d", Span(0, 1), {}, proposer="reader", basis=basis, score=score)


@pytest.mark.parametrize(("probability", "score"), [(0.1, 0.5), (0.4, 0.5), (0.6, 0.6), (0.8, 0.7), (0.99, 0.9)])
def test_scores_are_read_off_the_curve(probability: float, score: float) -> None:
    assert HELD.score(probability) == pytest.approx(score)


def test_a_frame_that_was_mostly_wrong_is_not_used() -> None:
    assert HELD.keeps("good")
    assert not HELD.keeps("bad")
    assert HELD.keeps("never seen")


def test_claims_carry_calibrated_scores() -> None:
    assert HELD.scored(claim("encoder", 0.8)).score == 0.7
    assert HELD.scored(claim("good", None)).score == 0.91
    assert HELD.scored(claim("never seen", None)).score is None


def test_the_shipped_curve_rises_and_cut_offs_cover_all_types() -> None:
    held = ledger()
    assert [y for _, y in held.curve] == sorted(y for _, y in held.curve)
    assert [x for x, _ in held.curve] == sorted(x for x, _ in held.curve)
    assert len(held.cutoffs.anchor) == len(held.cutoffs.figure) == 13
