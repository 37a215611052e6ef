"""Conventions and protocols that states join one by one, and those that two of them conclude."""

from __future__ import annotations

import pytest

from kg.claims.instruments import is_multilateral

OF_MANY = [
    "both joined the ILO convention",
    "both ratified the Palermo Protocol",
    "neither has ratified Convention No. 189",
    "the two are bound by Convention 97",
    "the two governments signed the UN convention",
    "the convention that the United Nations concluded in 1990",
    "the two countries signed the international convention on migrants",
    "acceded to the protocol",
    "the two states are parties to the convention",
    "the two states ratified the protocol",
    "The report concluded that Nepal had signed no convention.",
    "the convention signed by Ghana, Togo and 40 others",
    "adopted the protocol",
    "signed the convention with reservations",
    "Qatar, along with Nepal, signed the convention",
    "both signed the covenant",
]
OF_TWO = [
    "The labor protocol with Kuwait, which was drafted in 2009, was renewed.",
    "Nepal ratified the protocol with the Maldives.",
    "a convention on the work of nurses with Jordan",
    "the convention of 1964\nwith Mali",
    "Ghana and Togo concluded a convention on labour flows.",
    "Ghana and Togo concluded a convention, which was ratified in 1965.",
    "the convention signed by Ghana and Togo on 17 February 1964",
    "The two governments signed a protocol in 2007.",
    "a convention between the two",
    "an agreement on workers",
]


@pytest.mark.parametrize(("text", "expected"), [*((t, True) for t in OF_MANY), *((t, False) for t in OF_TWO)])
def test_words_tell_whether_states_join_it_one_by_one(text: str, expected: bool) -> None:
    assert is_multilateral(text) is expected
