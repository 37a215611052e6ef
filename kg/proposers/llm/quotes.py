"""From a quote to the words of a sentence: exact, or the same but for white space and typography.

>>> found("the   workers' fees", "Agents keep the workers’ fees.")
[(12, 29)]
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.claims.model import Span
from kg.document import Sentence
from kg.document.typography import PLAIN

_MARK = re.compile(r"\[\^\d+\]")
_SAME = {**PLAIN, "…": "...", **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")}


@dataclass(frozen=True, slots=True)
class Missing:
    """A quote that gives no single place: `reason` to count by, `detail` to read."""

    reason: str
    detail: str


def locate(quote: str, number: int | None, sentences: Iterable[tuple[int, Sentence]]) -> tuple[int, Span] | Missing:
    """Number of the sentence and source range of a quote.

    The sentence that the quote is said to stand in goes first. Where it does not stand there, or no
    sentence is named, it must stand once in all of them.
    """
    shown = quote if len(quote) <= 60 else quote[:57] + "..."
    places = [(n, s, at) for n, s in sentences for at in found(quote, s.text)]
    named = [p for p in places if p[0] == number]
    chosen = named or places
    if not chosen:
        return Missing("quote-not-found", f"“{shown}” stands in no sentence of the section")
    if len(chosen) > 1:
        return Missing("ambiguous-quote", f"“{shown}” stands {len(chosen)} times; a longer quote would tell which")
    ((which, sentence, (start, end)),) = chosen
    return which, sentence.source_span(start, end)


def found(quote: str, text: str) -> list[tuple[int, int]]:
    """Where a quote stands in a text, as ranges of its characters, from left to right."""
    wanted = _folded(_MARK.sub("", quote))[0].strip()
    if not wanted:
        return []
    folded, origin = _folded(text)
    places = []
    at = _next(wanted, folded, 0)
    while at >= 0:
        places.append((origin[at], origin[at + len(wanted) - 1] + 1))
        at = _next(wanted, folded, at + len(wanted))
    return places


def _next(wanted: str, text: str, start: int) -> int:
    """The next place at which `wanted` begins and ends between words, or -1."""
    at = text.find(wanted, start)
    while at >= 0 and (_inside(text, at) or _inside(text, at + len(wanted))):
        at = text.find(wanted, at + 1)
    return at


def _inside(text: str, at: int) -> bool:
    """Whether a position lies within a word or a number; "50" does not stand in "1,500" or "50,000"."""
    before, after = text[max(at - 2, 0) : at], text[at : at + 2]
    if not before or not after:
        return False
    if before[-1].isalnum() and after[0].isalnum():
        return True
    digits_after = after[0] in ".," and after[1:].isdigit() and before[-1].isdigit()
    return digits_after or (before[-1] in ".," and before[:1].isdigit() and len(before) > 1 and after[0].isdigit())


def _folded(text: str) -> tuple[str, list[int]]:
    """A text with white space and typography made plain, and the index that each character came from."""
    letters: list[str] = []
    origin: list[int] = []
    for at, letter in enumerate(text):
        plain = " " if letter.isspace() else _SAME.get(letter, letter)
        if plain == " " and letters and letters[-1] == " ":
            continue
        letters += plain
        origin += [at] * len(plain)
    return "".join(letters), origin
