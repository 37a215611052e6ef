"""Words that a line break parts: whether the hyphen belongs to the word is read off the rest of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kg.document.clean import Piece, glued
from kg.document.words import COMPOUNDING, ENDINGS, PREFIXES

_LAST = re.compile(r"([^\W\d_]+(?:['’][^\W\d_]+)?)[-‐\u00ad]$")
_FIRST = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ADDRESS = re.compile(r"(?:[/@]|www\.)\S*$")  # its hyphens are its own
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

_LONG = 6  # letters that no mere ending has


class Hyphens:
    """Knows the words of a text, and which parted words of it are one.

    >>> hyphens = Hyphens(["Long-term workers sent remittances to law-enforcement bodies."])
    >>> hyphens.part("they sent remit-", "tances home"), hyphens.part("the law-", "enforcement bodies")
    (True, False)
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: set[str] = set()
        for line in lines:
            found = _WORD.findall(line.lower())
            self._words.update(
                found[1:-1] if line.endswith(("-", "\u00ad")) else found[1:]
            )  # the first may be a rest

    def part(self, line: str, following: str) -> bool:
        """Does the hyphen that ends the line only part a word, which goes on in the line that follows?"""
        last, first = _LAST.search(line), _FIRST.match(following)
        if last is None or first is None or not following[0].islower() or _ADDRESS.search(line):
            return False
        one, two = last[1].lower(), first.group().lower()
        if one + two in self._words or two in ENDINGS:
            return True
        known = two in self._words
        if f"{one}-{two}" in self._words or (one in COMPOUNDING and (known or len(two) >= _LONG)):
            return False
        return not (known and (one in PREFIXES or (one in self._words and min(len(one), len(two)) > 3)))


def join_rows(text: str, rows: Sequence[tuple[int, int]], hyphens: Hyphens) -> list[Piece]:
    """Lines of one paragraph as pieces: a hyphen that only parts a word is left out."""
    pieces: list[Piece] = []
    joined = False
    for at, (start, end) in enumerate(rows):
        after = rows[at + 1] if at + 1 < len(rows) else None
        parted = after is not None and hyphens.part(text[start:end], text[after[0] : after[1]])
        if start < end - parted:
            pieces.append(Piece(start, end - parted, joined))
        joined = after is not None and start < end and (parted or glued(text, (start, end), after))
    return pieces
