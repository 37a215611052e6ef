"""Who says so: the voices that a sentence itself names as its source."""

from __future__ import annotations

import re

from kg.proposers.reader.view import Actor, View, name_of

_VOICE = r"⟦[OHSU]\d+⟧(?: in ⟦[SL]\d+⟧)?"
_PEOPLE = (
    r"(?:the )?⟦[AB]\d+⟧ (?:government|authorities|officials|experts|analysts|economists|MPs|diplomats|NGOs?|"
    r"police|activists|researchers|ministry|parliament(?:arians)?|embassy|observers)"
)
_SPEAKER = rf"(?:the )?(?P<voice>{_VOICE}|{_PEOPLE})"
_SAY = (
    r"(?:estimate[sd]?|report(?:s|ed)?|claim(?:s|ed)?|say(?:s)?|said|note[sd]?|found|finds|state[sd]?|argue[sd]?|"
    r"maintain(?:s|ed)?|"
    r"suggest(?:s|ed)?|indicate[sd]?|show(?:s|ed|n)?|count(?:s|ed)?|calculate[sd]?|believe[sd]?|warn(?:s|ed)?|"
    r"acknowledge[sd]?|predict(?:s|ed)?|forecast(?:s|ed)?|cite[sd]?|announce[sd]?)"
)
_DATA = (
    r"(?:data|figures?|statistics|estimates?|reports?|surveys?|records|numbers|calculations|research|study|"
    r"studies|polls?)"
)
_PATTERNS = tuple(
    re.compile(p, re.I)
    for p in (
        rf"\b(?:according to|as (?:reported|estimated) by|reported by|estimated by|cited by|in the view of|"
        rf"data from|figures from|estimates (?:by|from|of)|statistics (?:of|from)|surveys? (?:by|of)) "
        rf"(?:\w+ ){{0,2}}?{_SPEAKER}",
        rf"{_SPEAKER}(?:’s|'s)? (?:own )?(?:\w+ ){{0,2}}?{_DATA} (?:\w+ )?(?:{_SAY}|that|for|from)\b",
        rf"{_SPEAKER} (?:usually |also |itself |officially |recently |now |has |have )?{_SAY} "
        rf"(?!by\b|to\b|on\b|in\b|with\b|for\b)",
    )
)
_ACTING = re.compile(r"(?:the )?⟦[AB]\d+⟧ (?:government|authorities)$", re.I)


def voices(view: View) -> tuple[str, ...]:
    """Names of the sources of a sentence, in order, each once; () for bare "experts" and "reportedly"."""
    found: dict[str, int] = {}
    for pattern in _PATTERNS:
        for match in pattern.finditer(view.text):
            start, end = match.span("voice")
            found.setdefault(_name(view, start, end), start)
    return tuple(sorted((name for name in found if name), key=found.__getitem__))


def _name(view: View, start: int, end: int) -> str:
    actors = [t.value for t in view.tokens_in(start, end) if isinstance(t.value, Actor)]
    words = view.text[start:end]
    if not actors:
        return ""
    if (words.startswith("⟦") and not words.startswith(("⟦A", "⟦B"))) or _ACTING.match(words):
        return name_of(actors[0].government or actors[0].entry)
    return view.words(start, end).removeprefix("the ").removeprefix("The ")
