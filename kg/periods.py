"""Years, decades and spans of time as texts write them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg import months
from kg.cover import Cover
from kg.numerals import either, words

FIRST_YEAR, LAST_YEAR = 1500, 2100  # reports look back over centuries; what lies outside is a slip of the pen

_MONTHS = either((*months.NAMES, *months.SHORT, *words("spring summer autumn winter fall")))
_COUNTED = either(words("first second third fourth last final 1st 2nd 3rd 4th"))
_PART = (
    rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:{_MONTHS})\.?(?:\s+\d{{1,2}})?(?:,?\s+of)?,?\s+"
    rf"|(?:(?:the\s+)?(?:{_COUNTED})\s+(?:quarter|half|months?)|(?:the\s+)?(?:start|beginning|middle|end|close))\s+of\s+"
    r"|(?:very\s+)?(?:early|mid|late)[-\s]+|(?:the\s+)?(?:fiscal|calendar|school)\s+years?\s+|FY\s?|Q[1-4]\s+)"
)
_YEAR = r"(?:19|20)\d\d(?![\d%]|[.,]\d|s\b)"
_FIRST = rf"{_PART}?(?P<a>{_YEAR})"
_LAST = rf"{_PART}?(?P<b>{_YEAR})"
_DECADES = r"(?P<a>(?:19|20)\d0)['’]?s\b"
_TIMES = [
    ("both", rf"(?:between|from)\s+{_FIRST}\s+(?:and|to|until|till|through)\s+{_LAST}"),
    ("both", rf"{_FIRST}(?:\s*[-–—]\s*|\s+(?:to|through|until|till)\s+){_LAST}"),
    ("short", rf"{_FIRST}[-–/](?P<b>\d\d)(?![\d.,%]\d|\d|%)"),
    ("both", rf"{_FIRST}/(?P<b>{_YEAR})"),
    ("decades", rf"(?P<m>early|mid|late)[-\s]+(?:(?:to|and|or)\s+(?P<n>mid|late)[-\s]+)?{_DECADES}"),
    ("decades", rf"(?P<m>)(?P<n>)(?:the\s+)?{_DECADES}"),
    ("open", rf"(?:since|after)\s+{_FIRST}"),
    ("open", rf"from\s+{_FIRST}\s+(?:on|onwards?)\b"),
    ("one", rf"(?:by\s+)?(?:the\s+(?=\w+[\s-]))?{_FIRST}"),
]
_PATTERNS = [(kind, re.compile(rf"(?<![\w$€£.,-])(?:{rx})", re.I)) for kind, rx in _TIMES]
_CANDIDATE = re.compile(r"(?:19|20)\d\d")
# Years of a decade that its parts stand for, counted from its first year.
_DECADE = {"early": (0, 3), "mid": (4, 6), "late": (7, 9), "": (0, 9)}
# A four-digit number before one of these, without a preposition of time before it, counts things.
_COUNTABLE = re.compile(
    r"\s+(?:[a-z]+\s+)?(?:people|persons|women|men|children|migrants|workers|refugees|victims|cases|citizens|"
    r"nationals|families|households|jobs|dollars|euros|students|permits|visas|complaints|[kK]m|kilometers|miles|"
    r"hectares|tons|tonnes|individuals|employees|labou?rers|officers|returnees|calls|deaths|arrests)\b"
)
_TIMED = re.compile(
    r"(?:\b(?:in|since|by|until|till|during|of|before|after|the|and|to|through|early|late|mid|year)[-\s]+"
    rf"|(?:{_MONTHS})\.?,?\s+(?:\d{{1,2}},?\s+)?)$",
    re.I,
)
_MONEY = re.compile(r"(?:[$€£¥₹₱₽]|\b(?:USD|EUR|GBP|Rs\.?|[A-Z]{3}))\s?$")


@dataclass(frozen=True, slots=True)
class Period:
    """Years from `first` to `last`, both counted; `last` is None where the text leaves the end open."""

    start: int
    end: int
    first: int
    last: int | None
    text: str


def is_year(value: float) -> bool:
    """Whether a figure is a year within reason.

    >>> is_year(1947), is_year(18), is_year(20155), is_year(2015.5)
    (True, False, False, False)
    """
    return float(value).is_integer() and FIRST_YEAR <= value <= LAST_YEAR


def find_periods(text: str) -> tuple[Period, ...]:
    """Every period in the text from left to right. Four digits that count things or money are none.

    >>> [(p.first, p.last) for p in find_periods("between 1992 and 1997, and since the mid-2000s")]
    [(1992, 1997), (2004, 2006)]
    """
    if not _CANDIDATE.search(text):
        return ()
    found: list[Period] = []
    taken = Cover(len(text))
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            period = None if taken.touches(*match.span()) else _period(kind, match, text)
            if period:
                found.append(period)
                taken.add(period.start, period.end)
    return tuple(sorted(found, key=lambda p: p.start))


def _period(kind: str, match: re.Match[str], text: str) -> Period | None:
    start, end = match.span()
    first = int(match["a"])
    last: int | None
    if kind == "both":
        last = int(match["b"])
    elif kind == "short":
        last = first - first % 100 + int(match["b"])
    elif kind == "decades":
        modifier = (match["m"] or "").lower()
        later = (match["n"] or modifier).lower()
        first, last = first + _DECADE[modifier][0], first + _DECADE[later][1]
    elif kind == "open":
        last = None
    else:
        last = first
        year_at = match.start("a")
        if _MONEY.search(text[:year_at][-6:]):
            return None
        if _COUNTABLE.match(text, end) and not _TIMED.search(text[max(0, year_at - 20) : year_at]):
            return None
    if last is not None and not first <= last <= first + 100:
        return None
    return Period(start, end, first, last, text[start:end])
