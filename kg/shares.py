"""Figures without a number of their own: fractions, multiples, vague multitudes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from kg.currencies import currency_after
from kg.numerals import BELOW_HUNDRED, ORDINALS, SCALES, either, find_numerals, joined, tidy

# start, end, low, high (None: open), unit, currency, estimated
Share = tuple[int, int, float, float | None, str | None, str | None, bool]

_DIVISORS = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4} | {
    word + plural: n for word, n in ORDINALS.items() if 3 <= n <= 12 for plural in ("", "s")
}
_COUNTS = {"a": 1, "an": 1} | {w: n for w, n in BELOW_HUNDRED.items() if n <= 10}
_FRACTION = re.compile(
    rf"\b(?P<count>{either(w for w in _COUNTS if len(w) > 2)})[-\s](?P<part>{either(_DIVISORS)})\b(?!-)"
    rf"|\b(?P<some>an?|by\s+an?)\s+(?P<part2>{either(k for k in _DIVISORS if not k.endswith('s'))})\b"
    r"(?=\s+of\b|\s*[.,;:)]|\s*$|\s+(?:in|or|and)\b|\s+to\s+(?:(?:even|almost|nearly|perhaps|about)\s+)?(?:an?|one|two|three|half)\b)",
    re.I,
)
_BETWEEN = re.compile(r"\bbetween\s+$", re.I)
_JOINT = re.compile(r"\s+(?P<by>and|to|or)\s+(?:(?:even|almost|nearly|perhaps|about)\s+)?(?:a\s+)?", re.I)
_FROM = re.compile(r"\bfrom\s+$", re.I)
_LEAD = 48  # characters before a range that tell what it is
# "rose from 5 to 9" tells of two figures, not of one that lies between them.
CHANGED_FROM = re.compile(
    r"(?:\b(?:ros|ris|rais|rose|grew|grow|increas|climb|jump|surg|expand|fell|fall|decreas|declin|drop|cut|reduc|shr|lower|"
    r"extend|mov|swell|swoll|doubl|tripl|quadrupl|went|gone)\w*\s+(?:[\w’'.,%-]+\s+){0,5}?|\b(?:up|down)\s+)from\s+$",
    re.I,
)
_OF_SCALE = re.compile(r"\s+of\s+a\s+(?P<scale>million|billion|trillion)\b", re.I)
_HALF = re.compile(
    r"(?<!first\s)(?<!second\s)(?<!other\s)(?<!and a\s)(?<!and-a-)\bhalf\b"
    r"(?!\s+(?:of\s+(?:the\s+)?(?:year|decade|century|(?:19|20)\d)|a\s|years?|million|billion|dozen)|-)",
    re.I,
)
_IN = re.compile(
    rf"\b(?P<a>{either(w for w in _COUNTS if len(w) > 2)}|\d{{1,2}})\s+(?:in|out\s+of|of)\s+(?:every\s+)?"
    rf"(?P<b>{either(w for w in BELOW_HUNDRED if w != 'one')}|\d{{1,3}})\b(?!\s*[,.]\d|\s*%)",
    re.I,
)
_NTH = either(w for w in ORDINALS if w != "first")
_EVERY = re.compile(rf"\b(?:every|each)\s+(?P<nth>{_NTH})\b(?!\s+(?:year|month|day|week))", re.I)
_CHANGES = {
    "doubled": 100, "doubling": 100, "doubles": 100, "tripled": 200, "tripling": 200, "quadrupled": 300,
    "halved": 50,
}  # fmt: skip
_CHANGE = re.compile(rf"\b(?:{either(_CHANGES)})\b", re.I)
_TIMES = {"twice": 2.0, "thrice": 3.0}
_FOLD = re.compile(
    rf"\b(?P<n>{either(BELOW_HUNDRED)})[-\s]?fold\b|\b(?P<word>{either(_TIMES)})\b(?!\s+(?:a|per)\b)", re.I
)
_VAGUE = re.compile(
    r"\b(?:(?P<lead>hundreds|tens|dozens|thousands|scores|millions|several|many|a\s+few|few)\s+(?:of\s+)?)?"
    r"(?P<scale>hundreds|dozens|thousands|millions|billions|(?<=several\s)(?:hundred\s+thousand|dozen|hundred|thousand|million|billion)"
    r"|(?<=few\s)(?:hundred\s+thousand|dozen|hundred|thousand|million|billion))\b"
    r"(?P<money>\s+of\s+(?P<currency>(?:US\s+)?dollars|euros))?",
    re.I,
)
_MULTIPLES = {
    "hundreds": 100.0, "tens": 10.0, "dozens": 24.0, "scores": 40.0, "thousands": 1e3, "millions": 1e6,
    "billions": 1e9,
}  # fmt: skip


def find_shares(text: str) -> Iterator[Share]:
    """Fractions and every-nth as percent, "doubled" and "halved" as percent of change, "tenfold" as times,
    "hundreds of thousands" with its lowest value."""
    yield from joined(sorted(_fractions(text), key=lambda share: share[0]), partial(_range, text))
    for match in _CHANGE.finditer(text):
        change = float(_CHANGES[match[0].lower()])
        yield match.start(), match.end(), change, change, "percent", None, False
    for match in _FOLD.finditer(text):
        times = float(BELOW_HUNDRED[match["n"].lower()]) if match["n"] else _TIMES[match["word"].lower()]
        yield match.start(), match.end(), times, times, "times", None, False
    for match in _VAGUE.finditer(text):
        currency = match["currency"] and ("EUR" if match["currency"].lower() == "euros" else "USD")
        unit = "money" if currency else None
        yield match.start(), match.end(), _vague(match), None, unit, currency, False


def _vague(match: re.Match[str]) -> float:
    lead = (match["lead"] or "").lower()
    scale = match["scale"].lower()
    value = 1.0
    for word in scale.split():
        value *= _MULTIPLES.get(word) or SCALES[word]
    return value * (_MULTIPLES.get(lead, 1.0) if scale in _MULTIPLES else 1.0)


def _range(text: str, first: Share, second: Share) -> Share | None:
    """Two fractions that bound one share: "between a quarter and a third"; not "rose from a third to a half"."""
    joint = _JOINT.fullmatch(text, first[1], second[0])
    rising = first[4] == second[4] == "percent" and first[2] < second[2]
    if not rising or joint is None:
        return None
    start = first[0]
    window = max(0, start - _LEAD)
    before = text[window:start]
    if joint["by"].lower() == "and":
        if (match := _BETWEEN.search(before)) is None:
            return None
        start = window + match.start()
    elif joint["by"].lower() == "to" and (match := _FROM.search(before)):
        if CHANGED_FROM.search(before):
            return None
        start = window + match.start()
    return start, second[1], first[2], second[3], "percent", None, False


def _fractions(text: str) -> Iterator[Share]:
    for match in _FRACTION.finditer(text):
        part = (match["part"] or match["part2"]).lower()
        count = _COUNTS[match["count"].lower()] if match["count"] else 1
        if count < _DIVISORS[part] and not (match["part2"] and part == "half"):
            scaled = _OF_SCALE.match(text, match.end())
            yield (
                _scaled(text, match.start(), count / _DIVISORS[part], scaled)
                if scaled
                else (*match.span(), *_percent(count, _DIVISORS[part]))
            )
    for match in _HALF.finditer(text):
        yield (*match.span(), *_percent(1, 2))
    for match in _IN.finditer(text):
        a, b = (int(find_numerals(match[name])[0].value) for name in ("a", "b"))
        if 0 < a < b:
            yield (*match.span(), *_percent(a, b))
    for match in _EVERY.finditer(text):
        yield (*match.span(), *_percent(1, ORDINALS[match["nth"].lower()]))


def _scaled(text: str, start: int, share: float, scale: re.Match[str]) -> Share:
    """A share that is a number: "three quarters of a million", "a quarter of a billion dollars"."""
    value = tidy(float(f"{share * SCALES[scale['scale'].lower()]:.3g}"))
    currency = currency_after(text, scale.end())
    if currency:
        return start, currency.end, value, value, "money", currency.code, False
    return start, scale.end(), value, value, None, None, False


def _percent(count: int, of: int) -> tuple[float, float, str, None, bool]:
    share = tidy(round(100 * count / of, 1))
    return share, share, "percent", None, False
