"""Agreements that are signed and not ratified."""

from __future__ import annotations

import pytest

from kg.proposers.reader.ratification import is_unratified


@pytest.mark.parametrize(
    ("text", "anchor", "expected"),
    [
        ("Chad has not ratified the convention.", "not ratified", True),
        ("Chad has not ratified the convention.", "ratified", True),
        ("Chad has yet to ratify the convention.", "ratify", True),
        ("The accord of 2009, still unratified, lists six trades.", "unratified", True),
        ("The accord awaits ratification in Chad.", "ratification", True),
        ("Chad signed the accord in 2009 but has not ratified it.", "signed", True),
        ("Chad and Niger signed an accord in 2009, which was never ratified.", "signed", True),
        ("Chad signed an accord with Niger but has not ratified Convention 97.", "signed", False),
        ("Chad signed an accord; Niger has not ratified.", "signed", False),
        ("Chad ratified the accord in 2009.", "ratified", False),
        ("Chad ratified the accord; Niger has not ratified.", "ratified", False),
        ("Chad is not a member and signed nothing.", "signed", False),
        ("Chad signed the accord in 2005; it was not ratified until 2008.", "ratified", False),
        ("Chad signed the accord in 2005 and it was not ratified until 2008.", "signed", False),
        ("Chad has not only ratified the convention.", "ratified", False),
        ("Without delay Chad ratified the convention.", "ratified", False),
        ("It is not in force, Chad ratified it in 2004.", "ratified", False),
        ("Chad signed an accord with Mali, but the protocol with Niger was never ratified.", "signed", False),
        ("Chad signed the convention, and Mali, which has not ratified it, objected.", "signed", False),
    ],
)
def test_what_a_sentence_says_of_its_agreement(text: str, anchor: str, expected: bool) -> None:
    start = text.index(anchor)
    assert is_unratified(text, start, start + len(anchor)) is expected
