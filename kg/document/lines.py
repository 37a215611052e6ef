"""Lines of a plain text, and what their lengths and breaks tell about how the text was made."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.document.clean import INVISIBLE, SPACE

_BREAK = re.compile(r"\r\n|\n|\r")
_MARGIN = SPACE + INVISIBLE.replace("\u00ad", "")
# What a line may end with when a sentence ends there: a stop, closing quotes, a note number.
_STOPPED = re.compile(
    r"[.!?…:;。！？][\"'”’»)\]]*$"
    r"|(?:(?<!\d)|(?<=(?:19|20)\d\d))[.!?…:;][\"'”’»)\]]*(?:\s?\[?\d{1,3}\]?|\[?\d{1,3}(?:[,–-]\d{1,3})+\]?)$"
    r"|[.!?…:;][\"'”’»)\]]*[⁰¹²³⁴-⁹][⁰¹²³⁴-⁹,⁻–-]*$"
)
_RULE_LINE = re.compile(r"[_\-=*~–—]{4,}$")
UNWRAPPED = 160


class Line(NamedTuple):
    """One line of the source. `begin:stop` is all of it but the line break, `start:end` its words."""

    begin: int
    start: int
    end: int
    stop: int
    body: str

    @property
    def blank(self) -> bool:
        return not self.body

    @property
    def indent(self) -> int:
        return self.start - self.begin


def split_lines(text: str) -> list[Line]:
    """Lines of a text with any mix of line breaks (LF, CRLF, CR). Form feeds are margin, not breaks."""
    lines: list[Line] = []
    begin = 0
    for match in _BREAK.finditer(text):
        lines.append(_line(text, begin, match.start()))
        begin = match.end()
    if begin < len(text):
        lines.append(_line(text, begin, len(text)))
    return lines


def _line(text: str, begin: int, stop: int) -> Line:
    raw = text[begin:stop]
    left = raw.lstrip(_MARGIN)
    start = stop - len(left)
    body = left.rstrip(_MARGIN)
    return Line(begin, start, start + len(body), stop, body)


def stopped(body: str) -> bool:
    """Does a line end where a sentence (or the lead-in of a list) ends?

    >>> stopped("as it was in 2008.15"), stopped("from three to"), stopped("grew to $2.7")
    (True, False, False)
    """
    return _STOPPED.search(body, max(0, len(body) - 12)) is not None


def is_rule(body: str) -> bool:
    """Is it a drawn line: "____", "=====", "----"?"""
    return _RULE_LINE.match(body) is not None


def starts_lower(body: str) -> bool:
    """Does a line go on in the middle of a sentence, to judge by its first letter?"""
    first = body.lstrip("\"'“‘(")[:1]
    return first.islower()


@dataclass(frozen=True, slots=True)
class Profile:
    """How a text was made, read off its lines.

    `width`: length that full lines reach; `wrapped`: paragraphs run over several lines; `broken`: blank
    lines also stand inside paragraphs; `page_space`: a lone leading space opens a page.
    """

    width: int
    wrapped: bool
    broken: bool
    page_space: bool

    def full(self, body: str, following: str) -> bool:
        """Was there no room on this line for the first word of the next one?"""
        return _needed(body, following) > 0.92 * self.width

    def packed(self, body: str, following: str) -> bool:
        """The same, more strictly: one line in ten that runs on falls short of this."""
        return _needed(body, following) > self.width


def _needed(body: str, following: str) -> int:
    """Width of a line with the first word of the next one."""
    return len(body) + 1 + (len(following.split(None, 1)[0]) if following else 0)


def profile(lines: Sequence[Line]) -> Profile:
    """The profile of a text, by counting; a text without words counts as unwrapped."""
    lengths = sorted(len(line.body) for line in lines if line.body)
    width = lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0
    wrapped = 0 < width <= UNWRAPPED
    return Profile(width, wrapped, wrapped and _broken(lines, width), _page_space(lines))


def _broken(lines: Sequence[Line], width: int) -> bool:
    """Do blank lines often stand where a long line goes on in lower case?"""
    inside = gaps = 0
    before: Line | None = None
    blanks = 0
    for line in lines:
        if not line.body:
            blanks += 1
            continue
        if before is not None and blanks == 1:
            gaps += 1
            long = len(before.body) >= 0.6 * width
            inside += long and not stopped(before.body) and starts_lower(line.body)
        before, blanks = line, 0
    return inside >= 2 and inside >= 0.08 * gaps


def _page_space(lines: Sequence[Line]) -> bool:
    """Are lines that begin with exactly one space rare, in a text set flush left?"""
    filled = [line for line in lines if line.body]
    single = sum(line.indent == 1 for line in filled)
    return 0 < single <= 0.1 * len(filled) and sum(line.indent > 1 for line in filled) <= 0.1 * len(filled)
