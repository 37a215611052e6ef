"""Agreements of two states, and instruments that many join one by one, told apart by their words."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+")
_MULTILATERAL = frozenset("convention conventions protocol protocols charter covenant multilateral".split())
_OF_TWO = frozenset(("bilateral", "between"))  # the words say that two concluded it


def words(text: str) -> tuple[str, ...]:
    """Words of a text in lower case, apostrophes dropped.

    >>> words("Migrants’ rights, 2007")
    ('migrants', 'rights', '2007')
    """
    return tuple(_WORD.findall(re.sub(r"['’]", "", text.lower())))


def is_multilateral(text: str) -> bool:
    """Whether a text speaks of an instrument that states join one by one.

    >>> is_multilateral("joined the ILO convention"), is_multilateral("a convention between them on pensions")
    (True, False)
    """
    found = words(text)
    return not _MULTILATERAL.isdisjoint(found) and _OF_TWO.isdisjoint(found)
