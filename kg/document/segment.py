"""Splitting clean text into sentences, by rules.

The rules read the text before and after each full stop. What they know about words is data:
`kg.document.words`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator

from kg.document.words import AMBIGUOUS, CLOSING, LABELS, LEADING, NUMBERING, STARTERS, TITLES

_STOP = re.compile(r"[.!?…؟]{1,9}[\"'”’»)\]]{0,4}(?=\s|$)|[.!?]{1,9}[”\"]?(?=[A-Z][a-z])|[。！？]{1,9}[」』”]{0,4}")
_OPENS = "\"'“‘„«([¿¡"
_OPENING = re.compile(rf"[{re.escape(_OPENS)}]*")
_WORD = re.compile(r"[^\W\d_]+")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]$")
_BRACKET = re.compile(r"\([^()]{0,400}\)|\[[^\[\]]{0,400}\]")
_CAPTION = re.compile(r"(?P<label>[^\W\d_]+) \d{1,3}(?:\.\d{1,2})?$")
_LABEL = re.compile(r"\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zA-Z]|[ivxIVX]{1,4})$")


def sentence_ranges(text: str, marks: Collection[int] = ()) -> list[tuple[int, int]]:
    """Ranges of the sentences of one paragraph, in order, without the white space between them.

    `text` is clean: single spaces, no note marks. `marks` are the positions at which note marks stood: a
    mark right after a stop shows that the stop ends a sentence.
    """
    inside = _Brackets(text)
    ranges: list[tuple[int, int]] = []
    start = _skip_space(text, 0)
    for stop in _STOP.finditer(text):
        end = stop.end()
        if end <= start or end >= len(text):
            continue
        if inside.hold(stop.start(), start) or not _ends(text, start, stop, end in marks):
            continue
        ranges.append((start, end))
        start = _skip_space(text, end)
    last = len(text.rstrip())
    if start < last:
        ranges.append((start, last))
    return ranges


def sentences(text: str) -> Iterator[str]:
    """The sentences of a clean paragraph.

    >>> list(sentences("Dr. Okoye met 3.5 million people. “Why?” she asked. They left for the U.S. Embassy."))
    ['Dr. Okoye met 3.5 million people.', '“Why?” she asked.', 'They left for the U.S. Embassy.']
    """
    for start, end in sentence_ranges(text):
        yield text[start:end]


class _Brackets:
    """The bracketed stretches of a text, for asking whether a stop lies in one."""

    def __init__(self, text: str) -> None:
        found = [match.span() for match in _BRACKET.finditer(text)]
        self.starts = [start for start, _ in found]
        self.ends = [end for _, end in found]

    def hold(self, at: int, sentence_start: int) -> bool:
        """Does a bracket that opened in mid-sentence still stand open here?"""
        k = bisect_right(self.starts, at) - 1
        return k >= 0 and self.starts[k] > sentence_start and at < self.ends[k] - 1


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _ends(text: str, start: int, stop: re.Match[str], marked: bool) -> bool:
    """Does this stop end a sentence that began at `start`?"""
    if stop.group()[0] in "。！？":
        return True
    after = _skip_space(text, stop.end())
    opening = _OPENING.match(text, after)
    first = opening.end() if opening else after
    begins = text[first : first + 1]
    if not begins or begins.islower() or not (begins.isalnum() or begins in "$€£#–—-•"):
        return False
    if begins in "–—-•" and not text[first + 1 : first + 3].strip()[:1].isupper():
        return False
    word = _WORD.match(text, first)
    following = word.group() if word else ""
    if after == stop.end():  # no space after the stop: "governments.However", but not "Gazeta.Ru"
        return following in STARTERS and stop.start() - start > 3 and text[stop.start() - 1].islower()
    if marked or stop.group() != ".":
        return stop.group() != "." or marked
    return _stop_ends(text, start, stop.start(), following, begins)


def _stop_ends(text: str, start: int, at: int, following: str, first: str) -> bool:
    """A single full stop before a capital or a figure: does it end the sentence, or an abbreviation?"""
    before = text[max(start, at - 24) : at]
    token = before.rsplit(None, 1)[-1].lstrip(_OPENS) if before.strip() else ""
    lower = token.lower()
    if len(token) + 2 >= at - start and _LABEL.match(token):
        return False  # a list label: "1. Text", "(a. Text"
    caption = _CAPTION.match(text, start, at) if at - start < 24 else None
    if caption and caption["label"].lower() in LABELS:
        return False  # "Table 1. Workers by sector"
    if lower in NUMBERING and (first.isdigit() or (lower != "no" and token[:1].isupper() and len(token) < 3)):
        return False
    if lower in LEADING or (lower in TITLES and token.istitle()):
        return False
    if lower in CLOSING:
        return True
    if _ACRONYM.search(token) or lower in AMBIGUOUS or (len(token) == 1 and token.isupper()):
        return following in STARTERS
    return True
