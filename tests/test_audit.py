"""The number audit: claimed, set aside with a reason, or unread."""

from __future__ import annotations

import pytest

from kg.audit import audit
from kg.claims.model import Claim, How, SlotValue, Span, freeze
from kg.document import read_text
from kg.lexicon import lexicon
from kg.proposers.reader import propose


def states(text: str) -> dict[str, tuple[str, str]]:
    document = read_text(text, "text.txt")
    return {f.text: (f.state, f.reason) for f in audit(document, propose(document, lexicon())).figures}


def test_a_figure_that_a_claim_rests_on_is_claimed() -> None:
    found = states("About 400,000 Nepali migrants work in Qatar.")
    assert found["About 400,000"] == ("claimed", "")


def test_a_figure_that_nothing_uses_is_unread() -> None:
    assert states("The valley lies at 2,700 metres.") == {"2,700": ("unread", "")}


@pytest.mark.parametrize(
    ("text", "figure", "reason"),
    [
        ("The survey is described on p. 14 of the annex.", "14", "page"),
        ("Wages are listed in table 7 below.", "7", "numbered-part"),
        ("This was argued before (Moyo 2011).", "2011", "citation"),
        ("They met on 12 March to talk.", "12", "day-of-a-date"),
    ],
)
def test_figures_that_state_nothing_are_set_aside_by_reason(text: str, figure: str, reason: str) -> None:
    assert states(text)[figure] == ("set-aside", reason)


def test_counts_add_up() -> None:
    document = read_text("About 400,000 Nepali migrants work in Qatar. It is 40 degrees. See p. 3.", "text.txt")
    found = audit(document, propose(document, lexicon()))
    assert sum(found.counts().values()) == len(found.figures)
    assert sum(found.reasons().values()) == found.counts()["set-aside"]


@pytest.mark.parametrize(
    ("text", "figure", "value"),
    [
        ("In 2016 remittances to Nepal fell by 12 percent.", "12 percent", -12),
        ("Winters in the camps of Nepal reach -60 degrees.", "-60 degrees", -60),
    ],
)
def test_a_fall_and_a_figure_below_zero_are_claimed(text: str, figure: str, value: int) -> None:
    document = read_text(text, "text.txt")
    start = text.index(figure)
    span = Span(start, start + len(figure))
    slots = freeze({"low": (SlotValue(value, How.STATED, span),)})
    claim = Claim("a", "Indicator", document.id, span, slots)
    found = {f.text: f.state for f in audit(document, [claim]).figures}
    assert found[figure] == "claimed"
