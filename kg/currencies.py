"""Money as texts name it: signs, codes and words before or after a number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.numerals import either, words

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
    "RUB UAH BYN MDL GEL AMD AZN KZT KGS UZS TJS TMT TRY PLN CZK HUF RON BGN RSD ALL SEK NOK DKK AFN MMK KHR"
)
_SHORT: dict[str, str | None] = {
    "NRs": "NPR", "NRs.": "NPR", "PRs": "PKR", "Rs": None, "Rs.": None, "KD": "KWD", "Tk": "BDT", "RM": "MYR",
}  # fmt: skip
# Words after a number. None: money of more than one country, which only an adjective tells apart.
_WORDS: dict[str, str | None] = {
    "dollar": "USD", "euro": "EUR", "rouble": "RUB", "ruble": "RUB", "yen": "JPY", "yuan": "CNY",
    "renminbi": "CNY",
    "tenge": "KZT", "somoni": "TJS", "hryvnia": "UAH", "hryvna": "UAH", "baht": "THB", "ringgit": "MYR",
    "rupiah": "IDR", "birr": "ETB", "taka": "BDT", "naira": "NGN", "lari": "GEL", "zloty": "PLN",
    "kyat": "MMK",
    "pounds sterling": "GBP", "dram": "AMD", "rupee": None, "peso": None, "dinar": None, "dirham": None,
    "riyal": None, "rial": None, "franc": None, "lei": None, "som": None, "soum": "UZS", "sum": None,
    "lira": None,
    "manat": None, "shilling": None, "krona": None, "kroner": None, "afghani": "AFN", "quetzal": "GTQ",
    "lempira": "HNL", "cedi": "GHS", "pound": None, "won": "KRW", "dong": "VND", "tugrik": "MNT",
}  # fmt: skip
_OF = {
    ("US", "dollar"): "USD", ("U.S.", "dollar"): "USD", ("American", "dollar"): "USD",
    ("Australian", "dollar"): "AUD",
    ("Canadian", "dollar"): "CAD", ("Singapore", "dollar"): "SGD", ("Hong Kong", "dollar"): "HKD",
    ("New Zealand", "dollar"): "NZD", ("Indian", "rupee"): "INR", ("Nepali", "rupee"): "NPR",
    ("Nepalese", "rupee"): "NPR", ("Pakistani", "rupee"): "PKR", ("Pakistan", "rupee"): "PKR",
    ("Sri Lankan", "rupee"): "LKR", ("Mexican", "peso"): "MXN", ("Philippine", "peso"): "PHP",
    ("Colombian", "peso"): "COP", ("Argentine", "peso"): "ARS", ("Kuwaiti", "dinar"): "KWD",
    ("Jordanian", "dinar"): "JOD", ("Iraqi", "dinar"): "IQD", ("Bahraini", "dinar"): "BHD",
    ("Emirati", "dirham"): "AED", ("UAE", "dirham"): "AED", ("Moroccan", "dirham"): "MAD",
    ("Saudi", "riyal"): "SAR",
    ("Qatari", "riyal"): "QAR", ("Omani", "rial"): "OMR", ("Iranian", "rial"): "IRR",
    ("Swiss", "franc"): "CHF",
    ("CFA", "franc"): "XOF", ("Moldovan", "lei"): "MDL", ("Romanian", "lei"): "RON", ("Kyrgyz", "som"): "KGS",
    ("Uzbek", "sum"): "UZS", ("Uzbek", "som"): "UZS", ("Turkish", "lira"): "TRY", ("Turkmen", "manat"): "TMT",
    ("Azerbaijani", "manat"): "AZN", ("Kenyan", "shilling"): "KES", ("Ugandan", "shilling"): "UGX",
    ("Swedish", "krona"): "SEK", ("Norwegian", "kroner"): "NOK", ("Danish", "kroner"): "DKK",
    ("British", "pound"): "GBP", ("Egyptian", "pound"): "EGP", ("Belarusian", "rouble"): "BYN",
    ("Belarusian", "ruble"): "BYN", ("Russian", "rouble"): "RUB", ("Russian", "ruble"): "RUB",
    ("South Korean", "won"): "KRW", ("Ethiopian", "birr"): "ETB", ("Bangladeshi", "taka"): "BDT",
    ("Kazakh", "tenge"): "KZT", ("Thai", "baht"): "THB", ("Malaysian", "ringgit"): "MYR",
}  # fmt: skip


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
_ADJECTIVES = either({a for a, _ in _OF})
_AFTER = re.compile(
    rf"\s?(?P<sign>[$€£₹₽₸])(?!\s?\d)|\s+(?P<code>{either(_CODES)})\b(?!\s?\d)"
    rf"|[\s-]+(?:(?P<adjective>{_ADJECTIVES})\s+)?(?P<word>{either(_WORDS)})(?P<plural>e?s|a)?\b",
    re.I,
)
_WINDOW = 6


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
    match = _AFTER.match(text, at)
    if not match:
        return None
    if match["sign"]:
        return Currency(match.start(), match.end(), _SIGNS[match["sign"]])
    if match["code"]:
        return Currency(match.start(), match.end(), match["code"]) if match["code"].isupper() else None
    word = match["word"].lower()
    if match["adjective"] is None and word in ("sum", "pound", "won", "dong") and not match["plural"]:
        return None  # more often an English word than money
    adjective = (match["adjective"] or "").lower()
    code = next((c for (a, w), c in _OF.items() if w == word and a.lower() == adjective), None)
    return Currency(match.start(), match.end(), code or _WORDS[word])
