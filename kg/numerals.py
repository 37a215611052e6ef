"""Numbers as texts write them: digits, words and both, with the scale that they are multiplied by."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeVar
from unicodedata import numeric

_T = TypeVar("_T")
_U = TypeVar("_U")

ONES = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
}  # fmt: skip
TEENS = {
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
SCALES = {
    "hundred": 1e2, "dozen": 12.0, "thousand": 1e3, "lakh": 1e5, "lakhs": 1e5, "million": 1e6, "crore": 1e7,
    "crores": 1e7, "billion": 1e9, "trillion": 1e12,
}  # fmt: skip
SUFFIXES = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "bln": 1e9, "tn": 1e12}
# Codes and signs of money that stand before digits without a space.
GLUED = (
    "USD EUR GBP AED CHF MYR SGD NPR PKR INR BDT LKR PHP IDR THB SAR QAR KWD BHD OMR JOD KES UGX TZS NGN ZAR XOF XAF "
    "ETB MXN Rs NRs PRs RM Dh Dhs Tk KSh Ksh KD JD QR SR"
).split()
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14,
    "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20,
}  # fmt: skip
BELOW_HUNDRED = ONES | TEENS | TENS


def words(text: str) -> frozenset[str]:
    """The words of a list that is written as one line of text."""
    return frozenset(text.split())


def either(choices: Iterable[str]) -> str:
    """Regular expression for any of the words, the longest first."""
    return "|".join(re.escape(w) for w in sorted(choices, key=lambda w: (-len(w), w)))


_ONE = either(ONES)
_SUB100 = rf"(?:(?:{either(TENS)})(?:[-\s](?:{_ONE}))?|{either(TEENS)}|{_ONE})"
# "one hundred and two hundred" holds two numbers: what follows "and" must not have a hundred of its own.
_REST = rf"(?:(?:\s+and\s+|[-\s]){_SUB100}(?![-\s](?:hundred|\w*ty\b)))"
_SUB1000 = rf"(?:(?:an?|{_SUB100})[-\s]hundred{_REST}?|{_SUB100})"
_BIG = either(s for s in SCALES if s not in ("hundred",))
_PART = rf"(?:(?:an?|{_SUB1000})[-\s](?:{_BIG})|{_SUB1000})"
_WORDS = rf"(?P<words>{_PART}(?:(?:,?\s+and\s+|,?\s+){_PART})*)"
_SPACES = " \u00a0\u2009\u202f"
PARTING = f",'’{_SPACES}"  # what parts thousands
_DIGITS = (
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)|\d{1,3}(?:['’]\d{3})+(?!\d)"
    rf"|[1-9]\d{{0,2}}(?:[{_SPACES}]\d{{3}})+(?!\d|[,.]\d)|\d+(?:\.\d+)?|(?<=[\s(])\.\d+)"
)
_VULGAR = "[¼½¾⅐-⅞]"
_PORTION = r"(?P<portion>half|a\s+quarter\s+of)(?:\s+an?)?(?=[-\s]+(?:million|billion|dozen))"
_HALF = r"(?P<half>\s+and\s+a\s+half|-and-a-half)"
_SCALE = rf"(?:(?:\s+|-)(?P<scale>(?:hundred\s+)?(?:{either(SCALES)}))|\s?(?P<long>mln|bln|bn|mn|tn)|(?P<suffix>m|k))"
_AFTER_CODE = "|".join(rf"(?<=\b{code})" for code in GLUED)
_NUMBER = re.compile(
    rf"(?:(?<![A-Za-z0-9_’'])|{_AFTER_CODE})(?<![0-9][.,])"
    rf"(?P<minus>(?<![\w%-])(?:[-−]|minus\s+)(?=\d))?"
    rf"(?:{_DIGITS}(?:[ \u2009]?(?P<vulgar>{_VULGAR}))?|{_PORTION}|{_WORDS})(?:{_HALF})?(?:{_SCALE})?"
    r"(?![A-Za-z0-9_]|,\d{3}|\.\d)",
    re.I,
)
_PIECE = re.compile(_PART, re.I)
_PARTING = re.compile(rf"[{PARTING}]")
_GAPS = re.compile(rf"[{_SPACES}]")
_COUNTED = re.compile(r"\s?[%$€£]|\s+(?:[a-z(]|[A-Z][a-z])")  # what follows a number in prose, not in a row of a table
_PRICE = re.compile(r"[$€£¥₹]\s?$")  # before a sum, which no row of a table parts from the next one
_SIGN = 2  # characters of it
_LABEL = 16  # characters before a number that may say what it numbers
_LABELLED = re.compile(
    r"\b(?:articles?|arts?\.|sections?|chapters?|ch\.|tables?|figures?|fig\.|pages?|pp?\.|no\.|nos\.|number|notes?|annex|"
    r"box|convention|resolution|decree|act|law|jan\w*|feb\w*|march|april|may|june|july|aug\w*|sept?\w*|oct\w*|nov\w*|dec\w*)\s+$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """One number in a text. `value` is `mantissa * scale`; a scale of 1 means that none is written."""

    start: int
    end: int
    mantissa: float
    scale: float
    words: bool

    @property
    def value(self) -> float:
        return tidy(self.mantissa * self.scale)

    def scaled(self, scale: float) -> Numeral:
        return replace(self, scale=scale)


def tidy(value: float) -> float:
    """The value without the dust of binary fractions: 1.1 * 1e6 is 1,100,000."""
    return float(f"{value:.12g}")


def joined(items: Sequence[_T], join: Callable[[_T, _T], _U | None]) -> Iterator[_T | _U]:
    """Neighbours that `join` makes one as that one, from left to right, the others as they are.

    >>> list(joined([1, 2, 5, 6], lambda a, b: f"{a}-{b}" if a + 1 == b else None))
    ['1-2', '5-6']
    """
    at = 0
    while at < len(items):
        one = join(items[at], items[at + 1]) if at + 1 < len(items) else None
        yield items[at] if one is None else one
        at += 1 if one is None else 2


def find_numerals(text: str) -> tuple[Numeral, ...]:
    """Every number in the text from left to right; parts of names ("COVID-19", "G8") are none."""
    found = []
    at = 0
    while match := _NUMBER.search(text, at):
        number = _numeral(text, match)
        at = match.end() if number is None else number.end
        if number is not None:
            found.append(number)
    return tuple(found)


def _numeral(text: str, match: re.Match[str]) -> Numeral | None:
    start, end = match.span()
    if text[start - 1 : start] in ("-", "−") and text[start - 2 : start - 1].isalpha():
        return None  # the number of a name: COVID-19, mid-2000s
    scale_words = (match["scale"] or "").lower().split()
    suffix = match["long"] or match["suffix"]
    scale = SUFFIXES[suffix.lower()] if suffix else 1.0
    for word in scale_words:
        scale *= SCALES[word]
    if match["digits"]:
        if (first := _numbered(text, match)) is not None:
            return first
        mantissa = float(_PARTING.sub("", match["digits"])) + (0.5 if match["half"] else 0.0)
        if match["vulgar"]:
            mantissa += numeric(match["vulgar"])
        return Numeral(start, end, -mantissa if match["minus"] else mantissa, scale, False)
    if match["portion"]:
        return Numeral(start, end, 0.5 if match["portion"].lower() == "half" else 0.25, scale, True)
    parts = _parts(match["words"])
    mantissa, last_scale, used = _sum(parts)
    if used < len(parts):  # "twenty, thirty": two numbers beside each other
        return Numeral(start, match.start("words") + parts[used - 1][2], mantissa, last_scale, True)
    if match["half"]:
        mantissa += 0.5
    return Numeral(start, end, mantissa, last_scale * scale, True)


def _numbered(text: str, match: re.Match[str]) -> Numeral | None:
    """The first of some numbers that spaces only seem to make one: "on page 12 300 names", a row "Qatar 350 410"."""
    groups = _GAPS.split(match["digits"])
    if len(groups) == 1:
        return None
    # "120 000 140 000" are two: behind round thousands another number begins.
    rounded = next((at for at, (one, other) in enumerate(pairwise(groups), start=1) if one == "000" != other), None)
    labelled = _LABELLED.search(text, max(0, match.start() - _LABEL), match.start())
    priced = _PRICE.search(text, max(0, match.start() - _SIGN), match.start())
    whole = priced or groups[-1] == "000" or len(groups) > 2 or _COUNTED.match(text, match.end("digits"))
    if rounded is None and whole and not labelled:
        return None
    own = groups[: rounded or 1]
    return Numeral(match.start(), match.start("digits") + len(" ".join(own)), float("".join(own)), 1.0, False)


def _parts(words: str) -> list[tuple[float, float, int]]:
    """Value below thousand, scale and end of each part of a number in words."""
    found = []
    for piece in _PIECE.finditer(words):
        value, scale = 0.0, 1.0
        for word in re.findall(r"[a-z]+", piece[0].lower()):
            if word == "hundred":
                value = (value or 1.0) * 100
            elif word in SCALES:
                scale = SCALES[word]
            else:
                value += BELOW_HUNDRED.get(word, 0)
        found.append((value or 1.0, scale, piece.end()))
    return found


def _sum(parts: list[tuple[float, float, int]]) -> tuple[float, float, int]:
    """Mantissa, scale and number of the parts that make one number: scales must fall, as in two million
    three hundred thousand."""
    value, scale, _ = parts[0]
    total, used = value * scale, 1
    for more, smaller, _ in parts[1:]:
        if smaller >= scale or more * smaller >= scale:
            break
        total, scale, used = total + more * smaller, smaller, used + 1
    if used == 1:
        return value, parts[0][1], 1
    return total, 1.0, used
