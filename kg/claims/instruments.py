"""Agreements of two states, and instruments that many join one by one, told apart by their words."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+")
_OPEN = frozenset("charter covenant multilateral".split())
_OPEN_OR_OF_TWO = frozenset("convention conventions protocol protocols".split())
_OF_TWO = frozenset(("bilateral", "between"))  # the words say that two concluded it
_INSTRUMENT = r"(?:convention|protocol)s?"
_NAME = r"(?:[Tt]he )?[A-Z]\w*"
# By the body that wrote it, the town that it is called after or its number, and by how states come to be bound.
_OF_MANY = re.compile(
    r"\b(?:ILO|UN|United Nations|(?:International )?Labou?r Organi[sz]ation|Council of Europe"
    r"|Palermo|Geneva|Hague|Vienna|Istanbul|C\d{2,3})\b"
    rf"|\b(?i:international(?: \w+){{0,2}} {_INSTRUMENT}|{_INSTRUMENT} (?:nos?\b\.? ?)?\d{{1,3}})\b"
    r"|\b(?i:acced\w+|accession|join(?:s|ed|ing)?|(?:a|states?) party|part(?:y|ies) to|member states?|membership)\b"
)
_CONCLUDED = re.compile(
    rf"\b(?i:{_INSTRUMENT})(?: [a-z\d-]+){{0,5}} with {_NAME}"
    rf"|\b(?i:signed by) {_NAME}(?: [A-Z]\w*)* and {_NAME}"
    r"|\b(?i:conclu(?:de[sd]?|ding|sion of))\b(?! that\b)"
)
_THE_TWO = re.compile(r"\bthe two\b", re.I)
_RATIFIED = re.compile(r"\bratif\w+", re.I)


def words(text: str) -> tuple[str, ...]:
    """Words of a text in lower case, apostrophes dropped.

    >>> words("Migrants’ rights, 2007")
    ('migrants', 'rights', '2007')
    """
    return tuple(_WORD.findall(re.sub(r"['’]", "", text.lower())))


def is_multilateral(text: str) -> bool:
    """Whether a text speaks of an instrument that states join one by one.

    A convention or a protocol is one unless the words say that two concluded it. "Concluded" and
    "with Kuwait" say so, but not of one of the UN, nor of one that states joined.

    >>> is_multilateral("joined the ILO convention"), is_multilateral("a convention between them on pensions")
    (True, False)
    >>> is_multilateral("ratified the protocol"), is_multilateral("renewed the labor protocol with Kuwait")
    (True, False)
    """
    text = " ".join(text.split())
    found = words(text)
    if not _OF_TWO.isdisjoint(found):
        return False
    if not _OPEN.isdisjoint(found):
        return True
    return not _OPEN_OR_OF_TWO.isdisjoint(found) and (_OF_MANY.search(text) is not None or not _is_of_two(text))


def _is_of_two(text: str) -> bool:
    """Whether words on a convention or a protocol say that two concluded it; each of "the two" may ratify any."""
    of_the_two = _THE_TWO.search(text) is not None and _RATIFIED.search(text) is None
    return of_the_two or _CONCLUDED.search(text) is not None
