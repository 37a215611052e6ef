"""Agreements that a sentence says are signed and not ratified: one of two verbs would be half of what it tells."""

from __future__ import annotations

import re

STATUS = "unratified"

_DENIAL = (
    r"(?:\b(?:not|never|nor|cannot|without|yet to|(?:fail|refus|declin)\w+ to)|n[’']t)\b[^.;:]{0,30}?"
    r"\bratif(?:y|ied|ying)\b"
    r"|\bunratified\b|\b(?:awaits?|awaiting|awaited|lacks|lacking) (?:\w+ ){0,2}ratification\b"
)
_NOT_RATIFIED = re.compile(_DENIAL, re.IGNORECASE)
# What is not ratified is the text just signed, where no other one is named.
_NOT_RATIFIED_SO_FAR = re.compile(
    rf"(?:{_DENIAL})(?= (?:it|them|so far|yet|by|since|to date|until|the (?:agreement|text|treaty|accord))\b|[.,;)]|$)",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"\b(?:signed|signing|signature|initialled|initialed|concluded|agreed)\b", re.IGNORECASE)


def is_unratified(text: str, start: int, end: int) -> bool:
    """Does a sentence say that the agreement told at an anchor is not ratified?"""
    if any(m.start() < end and start < m.end() for m in _NOT_RATIFIED.finditer(text)):
        return True
    if not _SIGNED.search(text[start:end]):
        return False
    later = _NOT_RATIFIED_SO_FAR.search(text, end)
    return later is not None and ";" not in text[end : later.start()]
