"""Figures of a text with their bounds: counts, shares, money, ranks, multiples and lengths of time.

`find_quantities` reads a figure with the words that bound it ("up to", "over", "between … and …");
`find_periods` reads years; `values` collects every number that a text can be said to state.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from kg.cover import Cover
from kg.currencies import Currency, currency_after, currency_before
from kg.numerals import ORDINALS, Numeral, either, find_numerals, joined, tidy, words
from kg.periods import Period, find_periods
from kg.readings import shared_scale, values
from kg.shares import CHANGED_FROM, Share, find_shares
from kg.unit_lists import with_shared_units

__all__ = ["Period", "Quantity", "find_periods", "find_quantities", "values"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with its bounds; `low` or `high` is None where the text leaves that side open.

    `start`, `end` and `text` cover the words that bound it. `unit` is "percent", "money", "rank", "times",
    "years", "months", "days", "hours", "degrees" or None; `currency` an ISO 4217 code, None where the
    text does not tell (a bare "rupees"). `noun` is the head word of what is counted, lower case.
    """

    start: int
    end: int
    low: float | None
    high: float | None
    unit: str | None
    currency: str | None
    estimated: bool
    noun: str | None
    text: str


_ABOUT = (
    "about|around|roughly|some|nearly|almost|approximately|approx\\.|an\\s+estimated|estimated|close\\s+to|circa|"
    "ca\\.|c\\.|virtually|practically|in\\s+the\\s+(?:region|order|range)\\s+of|somewhere\\s+around|up\\s+towards|"
    "perhaps|probably|possibly|an\\s+approximate|just\\s+about|~"
)
_UP_TO = "up\\s+to|as\\s+many\\s+as|as\\s+much\\s+as|as\\s+high\\s+as"
_AT_MOST = (
    "less\\s+than|fewer\\s+than|lower\\s+than|under|below|at\\s+most|not?\\s+(?:be\\s+)?(?:much\\s+|far\\s+)?(?:more|higher|greater)\\s+than|"
    "a\\s+maximum\\s+of|not\\s+exceed(?:ing|ed)?|not\\s+(?:be\\s+)?(?:much\\s+|far\\s+)?(?:over|above)|at\\s+the\\s+most|<"
)
_AT_LEAST = (
    "over|more\\s+than|at\\s+least|exceeding|exceeded|exceeds?|above|in\\s+excess\\s+of|greater\\s+than|"
    "higher\\s+than|not?\\s+(?:be\\s+)?(?:fewer|less|lower)\\s+than|not\\s+(?:be\\s+)?(?:below|under)|upwards?\\s+of|a\\s+minimum\\s+of|"
    "as\\s+little\\s+as|as\\s+few\\s+as|as\\s+low\\s+as|starting\\s+at|starts?\\s+at|>"
)
_SMALL = r"(?:(?:only|just|well|slightly|far|much|even|already|now|a\s+little|significantly|considerably)\s+)*"
# Which bound the words before a figure set.
_BEFORE = [
    (kind, re.compile(rf"(?<![\w-]){_SMALL}(?:{words})\s*$", re.I))
    for kind, words in (("up-to", _UP_TO), ("at-most", _AT_MOST), ("at-least", _AT_LEAST), ("about", _ABOUT))
]
_AFTER = [
    ("at-least", re.compile(r"\s*\+(?!\w)|,?\s+(?:or\s+(?:more|over|higher)|and\s+(?:more|above))\b", re.I)),
    ("at-most", re.compile(r",?\s+(?:or\s+(?:less|fewer|under|below)|at\s+(?:the\s+)?most)\b", re.I)),
    ("at-least", re.compile(r"\s+at\s+(?:the\s+(?:very\s+)?)?least\b", re.I)),
    ("about", re.compile(r",?\s+or\s+so\b|-odd\b|\s+or\s+thereabouts\b", re.I)),
]
_PLACES = words("over under above below")  # before a hedge they say where, not how many
_WINDOW = 48
_HEDGES = rf"(?:(?:{_UP_TO}|{_AT_MOST}|{_AT_LEAST}|{_ABOUT})\s*)"
_TO = re.compile(rf"(?:\s*[-–—−]\s*|\s+(?:up\s+)?to\s+)(?P<cue>{_HEDGES}?)$", re.I)
_LOOSE = re.compile(rf"(?:{_UP_TO}|{_ABOUT})", re.I)
_AND = re.compile(rf"\s+and\s+(?P<cue>{_HEDGES}?)$", re.I)
_OR = re.compile(r"\s+or\s+(?:even\s+)?$", re.I)
_BETWEEN = re.compile(r"\b(?P<some>somewhere\s+)?(?:between|anywhere\s+from)\s+(?:the\s+)?$", re.I)
_PERCENT = re.compile(r"\s*%|[\s-]+(?:per\s?cent|pct|percentage\s+points?)\b", re.I)
_DEGREES = re.compile(r"\s*°|[\s-]+degrees?\b", re.I)
_TIME = re.compile(r"[\s-]+(?P<unit>year|month|day|hour)s?\b(?:[-\s]old\b)?", re.I)
_TIMES = re.compile(r"[-\s]?fold\b|\s+times\b", re.I)
_SUPERLATIVE = (
    r"(?:largest|biggest|highest|greatest|poorest|richest|lowest|smallest|"
    r"fastest[-\s]growing|most\s+(?=popular|important|common|numerous|frequent|widespread|affected|populous|lucrative))"
)
_ORDINAL = rf"(?P<ordinal>{either(ORDINALS)}|\d{{1,3}}(?:st|nd|rd|th))"
_DETERMINED = r"(?:(?<=the\s)|(?<=’s\s)|(?<='s\s)|(?<=its\s)|(?<=their\s))"
_LEADING = r"leading(?=\s+\w)(?!\s+(?:to|the|up|roles?|parts?|positions?)\b)"
_ORDERED = r"(?:nationality|destination|source|supplier|market|recipient)\b"
_STATE = r"(?:country|state|nation|republic)(?:\s+in\s+(?:the\s+)?[\w-]+)?"
_FIRST_TO = rf"(?:(?!time\b|half\b|year\b|the\b)[\w-]+\s+){{0,2}}{_STATE}\s+to\s"
_RANK = re.compile(
    rf"\b(?:{_ORDINAL}[-\s]+{_SUPERLATIVE}"
    rf"|{_ORDINAL.replace('ordinal', 'place')}\s+(?:place|position|rank)\b"
    rf"|{_DETERMINED}(?:{_SUPERLATIVE}|{_LEADING})"
    rf"|{_DETERMINED}{_ORDINAL.replace('ordinal', 'ordered')}(?=\s+(?:(?:[\w-]+\s+)?{_ORDERED}|{_FIRST_TO}))"
    rf"|(?:ranks?|ranked|ranking|came|stood)\s+(?:in\s+)?(?:the\s+)?{_ORDINAL.replace('ordinal', 'ranked')}\b"
    r"|(?:leads?|led|leading|tops?|topped|topping|heads?|headed|heading)"
    r"(?=\s+(?:(?:the|this|that)\s+(?:[\w-]+\s+){0,2}(?:list|table|rankings?|category)\b(?!\s+of\b)"
    r"|all\s+other\b))"
    r"|(?<!no\s)(?<!\d\s)more(?=\s+(?:[\w’'-]+\s+){0,6}?(?<!rather\s)than\s+(?:(?:from|in|to)\s+)?any\s+other\b)"
    r"(?![^.;]*\b(?:except|apart\s+from|save|besides)\b)"
    r"|(?:(?:one|some|many|most|several|two|three)\s+of|among)\s+"
    rf"(?:(?:the|its|their)\s+)?(?:[\w-]+(?:\s+[\w-]+)?['’]s\s+)?(?P<group>{_SUPERLATIVE}|leading))",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Term:
    """A number with what is glued to it: currency, percent sign, unit of time."""

    start: int
    end: int
    number: Numeral
    unit: str | None
    currency: Currency | None

    @property
    def value(self) -> float:
        return self.number.value


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Every figure of the text from left to right; years and ordinals that rank nothing are none.

    >>> [(q.low, q.high, q.unit, q.estimated) for q in find_quantities("up to 90% of some 5,000 men")]
    [(None, 90.0, 'percent', True), (5000.0, 5000.0, None, True)]
    """
    periods = find_periods(text)
    found = [Quantity(*share, noun=None, text="") for share in _ranks(text)]
    for share in find_shares(text):
        found.append(_bounded_share(text, share))
    spans = [(p.start, p.end) for p in periods] + [(q.start, q.end) for q in found if q.unit != "rank"]
    taken = Cover(len(text), spans)
    terms = [t for t in _terms(text) if not taken.touches(t.start, t.end)]
    found += _combined(text, terms)
    found.sort(key=lambda q: (q.start, -q.end))
    told = [replace(q, noun=head_noun(text, q.end), text=text[q.start : q.end]) for q in _apart(text, found)]
    return tuple(with_shared_units(text, told))


def _apart(text: str, found: list[Quantity]) -> list[Quantity]:
    """Figures that do not overlap; one that repeats in brackets what stands before ("forty-two (42)") is part of it."""
    kept: list[Quantity] = []
    for quantity in found:
        if not kept or quantity.start >= kept[-1].end:
            if kept and _repeats(text, kept[-1], quantity):
                whole = kept[-1]
                unit, currency = whole.unit or quantity.unit, whole.currency or quantity.currency
                kept[-1] = replace(whole, end=quantity.end + 1, unit=unit, currency=currency)
            else:
                kept.append(quantity)
    return kept


def _repeats(text: str, one: Quantity, other: Quantity) -> bool:
    between = text[one.end : other.start].strip()
    closed = text[other.end : other.end + 1] in (")", "]")
    return between in ("(", "[") and closed and other.low == other.high and other.low in (one.low, one.high)


def _ranks(text: str) -> Iterator[tuple[int, int, float, float, str, None, bool]]:
    for match in _RANK.finditer(text):
        if match["group"]:
            continue
        named = (match[form] for form in ("ordinal", "place", "ordered", "ranked"))
        word = next(filter(None, named), "first").lower()
        rank = float(ORDINALS.get(word) or re.sub(r"\D", "", word))
        yield match.start(), match.end(), rank, rank, "rank", None, False


def _terms(text: str) -> list[_Term]:
    terms = []
    for number in find_numerals(text):
        currency = currency_before(text, number.start)
        start = currency.start if currency else number.start
        unit, end = ("money", number.end) if currency else _unit(text, number.end)
        if unit is None and (after := currency_after(text, number.end)):
            unit, end, currency = "money", after.end, after
        terms.append(_Term(start, end, number, unit, currency))
    return terms


def _unit(text: str, at: int) -> tuple[str | None, int]:
    if match := _PERCENT.match(text, at):
        return "percent", match.end()
    if match := _DEGREES.match(text, at):
        return "degrees", match.end()
    if match := _TIMES.match(text, at):
        return "times", match.end()
    if match := _TIME.match(text, at):
        return match["unit"].lower() + "s", match.end()
    return None, at


def _combined(text: str, terms: list[_Term]) -> Iterator[Quantity]:
    for each in joined(terms, partial(_range, text)):
        if isinstance(each, Quantity):
            yield each
        elif not _is_pronoun(text, each):
            yield _single(text, each)


_PRONOUN = re.compile(r"\s+of\b|\s*[.,;:)]|\s*$|\s+(?:another|who|that|which|can|could|must|should|is|has|day)\b", re.I)


def _is_pronoun(text: str, term: _Term) -> bool:
    """Is this "one" no number: "one of the routes", "one must ask"?"""
    one = term.unit is None and text[term.start : term.end].lower() == "one"
    return one and _PRONOUN.match(text, term.end) is not None


def _cue(text: str, start: int) -> tuple[str | None, int]:
    """The bound that the words before `start` set, and where they begin."""
    window = max(0, start - _WINDOW)
    before = text[window:start]
    found = [(match.start(), kind) for kind, pattern in _BEFORE if (match := pattern.search(before))]
    if not found:
        return None, start
    at, kind = min(found)  # the longest: "no fewer than" holds "fewer than"
    if kind == "about":
        bound, further = _cue(text, window + at)
        place = text[further : window + at].strip().lower() in _PLACES  # "turned over some 300 million"
        if bound in ("up-to", "at-most", "at-least") and not place:
            return f"about {bound}", further
    return kind, window + at


def _bounds(kind: str | None, value: float) -> tuple[float | None, float | None, bool]:
    """Bounds of a value with the cue before it, and whether it is estimated ("more than an estimated 900")."""
    bound = (kind or "").removeprefix("about ")
    if bound in ("up-to", "at-most"):
        return None, value, _estimates(kind)
    return value, None if bound == "at-least" else value, _estimates(kind)


def _estimates(kind: str | None) -> bool:
    return (kind or "").startswith(("about", "up-to"))


def _single(text: str, term: _Term) -> Quantity:
    kind, start = _cue(text, term.start)
    end = term.end
    if kind is None:
        for kind_after, pattern in _AFTER:
            if match := pattern.match(text, end):
                kind, end = kind_after, match.end()
                break
    low, high, estimated = _bounds(kind, term.value)
    currency = term.currency.code if term.currency else None
    return Quantity(start, end, low, high, term.unit, currency, estimated, None, "")


def _bounded_share(text: str, share: Share) -> Quantity:
    start, end, low, high, unit, code, loose = share
    kind, start = _cue(text, start)
    if kind and high == low:
        bottom, top, estimated = _bounds(kind, low)
        return Quantity(start, end, bottom, top, unit, code, estimated or loose, None, "")
    return Quantity(start, end, low, high, unit, code, loose or (kind or "").startswith("about"), None, "")


def _joint(text: str, first: _Term, second: _Term) -> tuple[str, str] | None:
    """How the words between two numbers make them a range: ("and"|"to"|"or", hedge of the second)."""
    gap = text[first.end : second.start]
    if len(gap) > _WINDOW:
        return None
    before = text[max(0, first.start - _WINDOW) : _cue(text, first.start)[1]]
    if (match := _AND.match(gap)) and _BETWEEN.search(before):
        return "and", match["cue"].strip()
    if match := _TO.match(gap):
        return "to", match["cue"].strip()
    if _OR.match(gap) and (low := _low(text, first, second)) < second.value <= 5 * low:
        return "or", ""
    return None


def _low(text: str, first: _Term, second: _Term) -> float:
    """The lower bound of a range, with the scale that its numbers share: "2 to 3 million", "30–40,000", "three or
    four hundred"."""
    one, other = first.number, second.number
    if one.scale == 1 and other.scale > 1 and one.mantissa < other.mantissa:
        return one.scaled(other.scale).value
    if (scale := shared_scale(text, one, other)) is not None:
        return one.scaled(scale).value
    return one.value


def _range(text: str, first: _Term, second: _Term) -> Quantity | None:
    joint = _joint(text, first, second)
    if joint is None or not _one_kind(text, first, second, joint[0]):
        return None
    low, high = _low(text, first, second), second.value
    if low >= high:
        return None
    kind, start = _cue(text, first.start)
    window = max(0, start - _WINDOW)
    if joint[0] == "to" and CHANGED_FROM.search(text[window:start]):
        return None
    between = _BETWEEN.search(text[window:start])
    if between:
        start = window + between.start()
        outer, start = _cue(text, start)
        kind = kind or outer
    elif match := re.search(r"\bfrom\s+$", text[window:start], re.I):
        start = window + match.start()
    hedged = _LOOSE.match(joint[1]) or (between and between["some"])
    estimated = _estimates(kind) or bool(hedged)
    money = first.currency or second.currency
    code = money.code if money else None
    unit = first.unit or second.unit
    return Quantity(start, second.end, low, high, unit, code, estimated, None, "")


_DASHES = frozenset("-–—")


def _one_kind(text: str, first: _Term, second: _Term, joint: str) -> bool:
    """Do two numbers measure the same thing, so that they can bound one range?"""
    if first.unit == second.unit:
        codes = {c.code for c in (first.currency, second.currency) if c}
        return len(codes) < 2
    if first.unit is None:  # "5 to 10 percent", "200-300 euros"; but not "5 to $10"
        return second.currency is None or second.currency.start >= second.number.end
    if second.unit is None and first.unit == "money" and first.start < first.number.start:
        if text[first.end : second.start].strip() in _DASHES:  # "a $200-300 bribe"
            return True
        counted = re.match(r"\s+[a-z]{4,}", text[second.end : second.end + 12])  # "$200 to 300 brokers"
        return joint == "and" or counted is None
    return False


_WORD = re.compile(r"[A-Za-z][\w’'-]*")
_STOPS = words(
    "who that which were was is are be been has have had will would could may might can from in to at on by "
    "with as and or but for since during per each every than while when where if not also do did does abroad "
    "home annually a an through into out over under between after before about because so then there this "
    "these those it they he she whom whose said say being having go goes went left live lives lived work "
    "works worked"
)
_SKIPPED = words("of the its their his her all total a an that this these those our such")
_PLURALS = words("people women men children police")
_NOT_PLURAL = words("previous various numerous religious serious precious gross less across us yes thus plus its")


def head_noun(text: str, at: int) -> str | None:
    """The word for what a figure ending at `at` counts: the first plural, else the last of the phrase."""
    phrase: list[str] = []
    end = at
    for match in _WORD.finditer(text, at, at + 90):
        gap = text[end : match.start()]
        if gap.strip(" -"):
            break
        word = match[0]
        end = match.end()
        if word.lower() in _SKIPPED and not phrase:
            continue
        if word.lower() in _STOPS or word.lower() == "of" or len(phrase) > 5:
            break
        phrase.append(word)
        if _plural(word):
            return word.lower()
    return phrase[-1].lower() if phrase else None


def _plural(word: str) -> bool:
    lower = word.lower()
    return lower in _PLURALS or (
        len(lower) > 3
        and lower.endswith("s")
        and not lower.endswith(("ss", "’s", "'s", "ous"))
        and lower not in _NOT_PLURAL
    )


def whole(value: float) -> int | float:
    """An int where the value is one, so that 5000.0 prints as 5000."""
    value = tidy(value)
    return int(value) if value == int(value) else value
