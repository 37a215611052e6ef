"""Claims in words."""

from __future__ import annotations

from dataclasses import replace

from kg.claims.wording import speakers
from tests import made


def test_states_that_speak_are_named() -> None:
    claim = replace(made.claims(made.document())[0], attribution=("PK", "ILO", "Nepali experts"))
    assert speakers(claim, {"PK": "Pakistan"}.__getitem__) == ("Pakistan", "ILO", "Nepali experts")
