"""Agreements that a sentence says are signed and not ratified: one of two verbs would be half of what it tells."""

from __future__ import annotations

import re

STATUS = "unratified"

_DENIAL = (
    r"(?:(?:\b(?:not|never|nor|cannot|yet to|(?:fail|refus|declin)\w+ to)|n[’']t)\b(?! only| just| merely| hesitat)"
    r"[^.,;:]{0,30}?\bratif(?:y|ied|ying)\b|\bwithout (?:having )?ratif(?:ied|ying)\b)(?! (?:until|before)\b)"
    r"|\bunratified\b|\b(?:awaits?|awaiting|awaited|lacks|lacking) (?:\w+ ){0,2}ratification\b"
)
_NOT_RATIFIED = re.compile(_DENIAL, re.IGNORECASE)
# What is not ratified is the text just signed, where neither another one is named nor another state.
_SAME = re.compile(
    r"[^;:,]*?(?:,?\s+(?:but|yet|though|although|and|which|that))\s+"
    r"(?:(?:it|the (?:agreement|text|treaty|accord|document|deal))\s+)?"
    r"(?:(?:has|had|have|was|were|is|are|still|so far)\s+)*$",
    re.IGNORECASE,
)
_OPEN_END = re.compile(r" (?:it|them|so far|yet|by|since|to date|the (?:agreement|text|treaty|accord))\b|[.,;)]|$")
_SIGNED = re.compile(r"\b(?:signed|signing|signature|initialled|initialed|concluded|agreed)\b", re.IGNORECASE)


def is_unratified(text: str, start: int, end: int) -> bool:
    """Does a sentence say that the agreement told at an anchor is not ratified?"""
    if any(m.start() < end and start < m.end() for m in _NOT_RATIFIED.finditer(text)):
        return True
    if not _SIGNED.search(text[start:end]):
        return False
    later = _NOT_RATIFIED.search(text, end)
    return (
        later is not None
        and _SAME.fullmatch(text, end, later.start()) is not None
        and _OPEN_END.match(text, later.end()) is not None
    )
