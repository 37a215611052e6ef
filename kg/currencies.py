"""Money as texts name it: signs, codes and words before or after a number."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from kg.numerals import either, words
from kg.resources import ontology_dir

_SIGNS = {
    "US$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "HK$": "HKD", "NZ$": "NZD",
    "S$": "SGD",
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₱": "PHP", "₽": "RUB", "₺": "TRY",
    "₴": "UAH",
    "₸": "KZT", "₦": "NGN", "₩": "KRW", "৳": "BDT", "R$": "BRL", "US $": "USD",
}  # fmt: skip
_CODES = words(
    "USD EUR GBP JPY CHF CNY INR PKR BDT NPR LKR PHP IDR MYR THB VND KRW HKD SGD TWD AED SAR "
    "QAR KWD BHD OMR JOD LBP IQD "
    "IRR ILS EGP MAD TND DZD ETB KES UGX TZS NGN GHS XOF XAF ZAR MXN GTQ HNL NIO CRC COP PEN "
    "BRL ARS CLP BOB CAD AUD NZD "
    "RUB UAH BYN MDL GEL AMD AZN KZT KGS UZS TJS TMT TRY PLN CZK HUF RON BGN RSD SEK NOK DKK AFN MMK KHR "
    "SYP YER LYD SDG SSP DJF RWF BIF CDF MGA MUR MWK ZMW MZN AOA NAD BWP LSL SZL SLL LRD GMD GNF BTN MVR LAK BND "
    "FJD SBD PGK VUV BZD JMD TTD XCD GYD SRD HTG DOP CUP VES UYU PYG MNT ISK BAM MKD DEM"
)
_SHORT: dict[str, str | None] = {
    "NRs": "NPR", "NRs.": "NPR", "PRs": "PKR", "Rs": None, "Rs.": None, "KD": "KWD", "BD": "BHD", "RO": "OMR",
    "JD": "JOD", "Tk": "BDT", "RM": "MYR", "DM": "DEM", "NT$": "TWD", "J$": "JMD", "Dh": None, "Dhs": None,
    "KSh": "KES", "Ksh": "KES", "QR": "QAR", "SR": "SAR", "Birr": "ETB",
}  # fmt: skip
# Signs that the moneys of several countries share → their word.
_WORD_OF = {"Rs": "rupee", "Dh": "dirham", "Dhs": "dirham"}
# Words of money that more often are something else, unless a large number stands before them.
_DOUBTFUL = words("sum pound won real sol mark crown")


@dataclass(frozen=True, slots=True)
class Currency:
    """A sign, code or word of money at `start:end`; `code` is None where several countries use the word."""

    start: int
    end: int
    code: str | None


_LETTERED = either(s for s in _SIGNS if s[0].isalpha())
_BARE = either(s for s in _SIGNS if not s[0].isalpha())
_BEFORE = re.compile(
    rf"(?:(?P<sign>(?<![A-Za-z])(?:{_LETTERED})|{_BARE})\s?"
    rf"|(?<![A-Za-z])(?:(?P<code>{either(_CODES)})|(?P<short>{either(_SHORT)}))\s?)$"
)
_SHARED = re.compile(rf"(?<![A-Za-z])(?P<sign>{either(_WORD_OF)})\.?\s?\d")
_LARGE = re.compile(r"\d[,.]?\d{3}\s*$|(?:hundred|thousand|million|billion|trillion)\s*$", re.I)
_WINDOW = 6


@cache
def codes() -> frozenset[str]:
    """Codes of currencies and the short forms that stand for them, as they are written before a sum."""
    return frozenset(_CODES) | {short.rstrip(".") for short in _SHORT}


def currency_before(text: str, at: int) -> Currency | None:
    """The money sign or code that stands right before a number at `at`."""
    window = max(0, at - _WINDOW)
    match = _BEFORE.search(text[window:at])
    if not match:
        return None
    code = _SIGNS[match["sign"]] if match["sign"] else match["code"] or _SHORT[match["short"]]
    return Currency(window + match.start(), at, code)


def currency_after(text: str, at: int) -> Currency | None:
    """The money sign, code or word that stands right after a number that ends at `at`."""
    match = _after().match(text, at)
    if not match:
        return None
    if match["sign"]:
        return Currency(match.start(), match.end(), _SIGNS[match["sign"]])
    if match["code"]:
        return Currency(match.start(), match.end(), match["code"]) if match["code"].isupper() else None
    word, adjective = match["word"].lower(), (match["adjective"] or "").lower()
    if word in _DOUBTFUL and not adjective and not match["plural"] and not _LARGE.search(text[max(0, at - 12) : at]):
        return None
    return Currency(match.start(), match.end(), _table().named.get((word, adjective)) or _table().bare.get(word))


def currency_in(text: str, states: Iterable[str]) -> str | None:
    """Code of the money that a text names last or by its sign, of the first of some states that has such money.

    >>> currency_in("between 3,000 and 5,000 dinars", ["NP", "KW"]), currency_in("Rs. 5,000", ["KW", "NP"])
    ('KWD', 'NPR')
    """
    if found := _last().search(text):
        word = found["word"].lower()
    elif sign := _SHARED.search(text):
        word = _WORD_OF[sign["sign"]]
    else:
        return None
    codes = ((word, state) for state in states)
    return next((code for key in codes if (code := _table().of_state.get(key))), None)


@dataclass(frozen=True, slots=True)
class _Table:
    """Codes by word and adjective, by word and state, and of words that need neither; all lower case but states."""

    named: Mapping[tuple[str, str], str]
    of_state: Mapping[tuple[str, str], str]
    bare: Mapping[str, str]
    words: frozenset[str]


@cache
def _table() -> _Table:
    named: dict[tuple[str, str], str] = {}
    of_state: dict[tuple[str, str], str] = {}
    bare: dict[str, str] = {}
    known: set[str] = set()
    with (ontology_dir() / "reference" / "currencies.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            code = row["code"]
            for word in row["words"].split("|"):
                known.add(word)
                named |= {(word, adjective.lower()): code for adjective in row["adjectives"].split("|")}
                of_state |= {(word, state): code for state in row["states"].split("|")}
                if row["bare"]:
                    bare[word] = code
    return _Table(named, of_state, bare, frozenset(known))


@cache
def _after() -> re.Pattern[str]:
    adjectives = either({adjective for _, adjective in _table().named if adjective})
    return re.compile(
        rf"\s?(?P<sign>[$€£₹₽₸])(?!\s?\d)|\s+(?P<code>{either(_CODES)})\b(?!\s?\d)"
        rf"|[\s-]+(?:(?P<adjective>{adjectives})\s+)?(?P<word>{either(_table().words)})(?P<plural>e?s)?\b(?!\s+cents?\b)",
        re.I,
    )


@cache
def _last() -> re.Pattern[str]:
    return re.compile(rf"\b(?P<word>{either(_table().words)})(?:e?s)?\W*$", re.I)
