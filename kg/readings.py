"""Every number that a text can be said to state, however it words it."""

from __future__ import annotations

import re
from itertools import pairwise

from kg.numerals import ORDINALS, PARTING, SCALES, SUFFIXES, Numeral, either, find_numerals
from kg.periods import find_periods
from kg.shares import find_shares

_MULTIPLIERS = SCALES | SUFFIXES
_PLAIN = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_SCALED = re.compile(
    r"(?P<a>\d+(?:[.,]\d+)*)[^\d]{1,30}?\d+(?:[.,]\d+)*[-\s]*"
    rf"(?P<scale>{either(_MULTIPLIERS)})\b",
    re.I,
)
_NUMBER_WORD = re.compile(
    rf"\b(?P<nth>{either(ORDINALS)})\b|\b(?P<n>\d{{1,3}})(?:st|nd|rd|th)\b|\b(?P<fold>\d+)-?fold\b", re.I
)
# Words that state a number without being one.
_SAYS: dict[str, tuple[float, ...]] = {
    "no": (0,), "none": (0,), "zero": (0,), "nobody": (0,), "nothing": (0,), "neither": (0,), "nil": (0,),
    "once": (1,), "single": (1,), "sole": (1,), "twice": (2,), "both": (2,), "couple": (2,), "pair": (2,),
    "thrice": (3,), "dozen": (12,), "dozens": (24, 12), "hundred": (100,), "hundreds": (100,),
    "thousand": (1e3,),
    "thousands": (1e3,), "million": (1e6,), "millions": (1e6,), "billion": (1e9,), "billions": (1e9,),
    "all": (100,), "half": (50, 0.5), "largest": (1,), "biggest": (1,), "highest": (1,), "leading": (1,),
    "leads": (1,), "lead": (1,), "top": (1,), "most": (1,), "main": (1,), "greatest": (1,), "lowest": (1,),
    "smallest": (1,), "least": (1,), "worst": (1,), "best": (1,),
    "poorest": (1,), "richest": (1,), "doubled": (100, 2, 200),
    "double": (100, 2, 200), "doubling": (100, 2), "tripled": (200, 3, 300), "triple": (200, 3, 300),
    "quadrupled": (300, 4, 400), "halved": (50,), "third": (33.3,), "thirds": (66.7, 33.3),
    "fifth": (20,), "quarter": (25,), "quarters": (75, 25),
}  # fmt: skip
_SAYING = re.compile(rf"\b(?:{either(_SAYS)})\b", re.I)
_NEGATIVE = re.compile(r"(?<![\w-])(?:−|–|minus\s+|-)(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)")
_BESIDE = re.compile(r"\s?[-–—]\s?|\s+(?:or|to|and)\s+")
_HUNDRED = re.compile(r"\bhundred$", re.I)
_GROUPED = re.compile(rf"\d[{PARTING}]000$")
_DECADE = re.compile(r"\b(?:19|20)\d0['’]?s\b")


def values(text: str) -> frozenset[float]:
    """Every number that can be read from the text in any defensible way.

    Generous on purpose: it answers "may this figure stand on these words?", not "what do they mean?".

    >>> sorted(values("2.5-3 million, or one-third"))
    [1.0, 2.5, 3.0, 33.3, 1000000.0, 2500000.0, 3000000.0]
    """
    found: set[float] = set()
    for match in _PLAIN.finditer(text):
        found.add(float(match[0].replace(",", "")))
    for number in find_numerals(text):
        found.update((number.value, number.mantissa))
    for match in _SCALED.finditer(text):
        scale = _MULTIPLIERS[match["scale"].lower()]
        found.add(float(match["a"].replace(",", "")) * scale)
    found |= _ranges_in_words(text) | _years(text) | _worded(text)
    for _, _, low, high, unit, _, _ in find_shares(text):
        found.update({low, high if high is not None else low})
        if unit == "times":
            found.update((low * 100, (low - 1) * 100))
    found.update(-float(m[1].replace(",", "")) for m in _NEGATIVE.finditer(text))
    return frozenset(round(float(value), 6) for value in found)


def _ranges_in_words(text: str) -> set[float]:
    """Numbers that share the scale of the next one: "three to five million"."""
    numbers = find_numerals(text)
    found = {a.mantissa * b.scale for a, b in pairwise(numbers) if a.scale == 1 < b.scale and b.start - a.end <= 30}
    shared = ((a, shared_scale(text, a, b)) for a, b in pairwise(numbers))
    return found | {a.mantissa * scale for a, scale in shared if scale is not None}


def shared_scale(text: str, one: Numeral, other: Numeral) -> float | None:
    """The scale that a number takes from a neighbour that holds it: "30–40,000", "three or four hundred"."""
    if one.scale != 1 or other.scale != 1 or not _BESIDE.fullmatch(text, one.end, other.start):
        return None
    scale = 100.0 if _HUNDRED.search(text, other.start, other.end) else 1000.0
    written = scale == 100 or _GROUPED.search(text, other.start, other.end)
    rising = one.mantissa < other.mantissa / scale <= 5 * one.mantissa
    return scale if written and rising and one.mantissa < 1000 else None


def _years(text: str) -> set[float]:
    found: set[float] = set()
    for period in find_periods(text):
        found.update({period.first, period.last if period.last is not None else period.first})
    for match in _DECADE.finditer(text):
        first = int(match[0][:4])
        found.update(range(first, first + 10))
    return found


def _worded(text: str) -> set[float]:
    found: set[float] = set()
    for match in _NUMBER_WORD.finditer(text):
        if match["fold"]:
            fold = float(match["fold"])
            found.update((fold, fold * 100, (fold - 1) * 100))
        else:
            found.add(float(match["n"] or ORDINALS[match["nth"].lower()]))
    for match in _SAYING.finditer(text):
        found.update(_SAYS[match[0].lower()])
    return found
