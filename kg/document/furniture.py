"""Page heads, page numbers and page breaks in a plain text: what the page adds to the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from kg.document.lines import Line, Profile, starts_lower, stopped
from kg.document.words import LABELS

_LONGEST_HEAD = 80
_ROOM = 0.8  # of the width of full lines, which a head that hardly repeats leaves empty; else it may be text
_NUMBERED = re.compile(
    r"(?:(?P<left>\d{1,3})\s*[|–—·•-]?\s+)?(?P<words>.*?[^\W\d_].*?)(?:\s+[|–—·•-]?\s*(?P<right>\d{1,3}))?$"
)
_NUMBER = re.compile(r"(?:[-–—|]\s*|page\s+)?(\d{1,3})(?:\s*[-–—|]|\s+of\s+\d{1,3})?$", re.IGNORECASE)


class Furniture(NamedTuple):
    """Line indices of page heads and page numbers, those that open a page, and the heads' wordings."""

    heads: frozenset[int]
    breaks: frozenset[int]
    titles: tuple[str, ...]


class _Candidate(NamedTuple):
    line: int
    number: int | None
    words: str
    cuts: bool  # stands between the halves of a sentence
    resumes: bool  # the text below goes on in lower case; a footnote may stand above
    runs_on: bool  # the line above is full and ends amid a sentence, whatever the line below begins with
    edge: bool  # stands first or last on a page that a form feed ends
    alone: bool  # blank lines or form feeds around it; else it is a number straight below or above the text


def find_furniture(text: str, lines: Sequence[Line], shape: Profile) -> Furniture:
    """Short lines that stand alone, and that repeat with rising numbers or amid sentences.

    A wording that only repeats ("PROSECUTION" in each country's chapter) is a heading, so repetition alone
    proves nothing: half of the occurrences must bear a rising page number, or most must cut a sentence or stand at
    form feeds.
    An extract of two or three pages repeats nothing: there a form feed or a cut sentence tells them.
    """
    groups: dict[str, list[_Candidate]] = defaultdict(list)
    numbers: list[_Candidate] = []
    for candidate in _candidates(text, lines, shape):
        if candidate.words:
            groups[candidate.words.lower()].append(candidate)
        else:
            numbers.append(candidate)
    heads: set[int] = set()
    titles: list[str] = []
    for words, group in groups.items():
        if _is_head(words, group):
            heads.update(candidate.line for candidate in group)
            titles.append(group[0].words)
    loners = [group[0] for group in groups.values() if len(group) == 1]
    heads.update(_heads_between(loners, [c for group in groups.values() for c in group if c.line in heads]))
    alone = [c for c in numbers if c.alone]
    every = _are_page_numbers(alone)
    heads.update(c.line for c in alone if every or c.edge or c.cuts)
    in_row = _in_row(numbers)
    heads.update(c.line for c in numbers if not c.alone and (c.edge or c.line in in_row))
    for group in groups.values():
        if len(group[0].words) < _ROOM * shape.width and not starts_lower(group[0].words):
            heads.update(_at_borders(group, lines, frozenset(heads)))
    return Furniture(frozenset(heads), frozenset(_breaks(text, lines, shape)), tuple(titles))


def _candidates(text: str, lines: Sequence[Line], shape: Profile) -> list[_Candidate]:
    limit = min(_LONGEST_HEAD, max(shape.width, 20))
    short: dict[int, tuple[int | None, str]] = {}
    alone: set[int] = set()
    for at, line in enumerate(lines):
        if not line.body or len(" ".join(line.body.split())) > limit:
            continue
        if _alone(text, lines, at):
            alone.add(at)
        elif not _is_close_number(text, lines, at):
            continue
        if read := _read(line.body):
            short[at] = read
    return [
        _Candidate(at, *read, *_around(lines, at, short, shape), _at_edge(text, lines, at), at in alone)
        for at, read in short.items()
    ]


def _read(body: str) -> tuple[int | None, str] | None:
    """The page number on a line and its wording, empty where the number is all; None where it can be no head."""
    if alone := _NUMBER.match(body):
        return int(alone[1]), ""
    match = _NUMBERED.match(body)
    if not match or stopped(match["words"]):
        return None
    page = match["right"] or match["left"]
    return int(page) if page else None, " ".join(match["words"].split())


def _alone(text: str, lines: Sequence[Line], at: int) -> bool:
    return _open_above(text, lines, at) and _open_below(text, lines, at)


def _open_above(text: str, lines: Sequence[Line], at: int) -> bool:
    return at == 0 or lines[at - 1].blank or _feeds(text, lines[at])


def _open_below(text: str, lines: Sequence[Line], at: int) -> bool:
    return at + 1 == len(lines) or lines[at + 1].blank or _feeds(text, lines[at + 1])


def _is_close_number(text: str, lines: Sequence[Line], at: int) -> bool:
    """Is it a number straight below the last line of a page, often of a footnote, or above the first one?

    Below a sentence that has not ended it may be a word of it, unless a form feed parts it from the rest; among
    other numbers it is a cell of a table.
    """
    if not _NUMBER.match(lines[at].body):
        return False
    if _open_above(text, lines, at):
        return _feeds(text, lines[at]) and not _NUMBER.match(lines[at + 1].body)
    above = lines[at - 1].body
    if not _open_below(text, lines, at) or _NUMBER.match(above):
        return False
    below = next((k for k in range(at + 1, len(lines)) if lines[k].body or _feeds(text, lines[k])), None)
    return stopped(above) or (below is not None and _feeds(text, lines[below]))


def _at_edge(text: str, lines: Sequence[Line], at: int) -> bool:
    """Does it end the text, or a form feed stand between it and the next line above or below that is not blank?"""
    near = _neighbours(lines, at)
    if at == max([at, *near]):
        return True
    first, last = min([at, *near]), max([at, *near])
    return any(_feeds(text, lines[k]) for k in range(first + 1, last + 1))


def _around(lines: Sequence[Line], at: int, short: Container[int], shape: Profile) -> tuple[bool, bool, bool]:
    """Do the lines around it belong to one sentence; does the line below go on in one; does the line above?

    Between the text and a page number a head may stand, or the other way round.
    """
    before = _text_near(lines, range(at - 1, max(at - 8, -1), -1), short)
    after = _text_near(lines, range(at + 1, min(at + 8, len(lines))), short)
    resumes = starts_lower(after)
    open_above = bool(before) and not stopped(before)
    return open_above and resumes, resumes, open_above and shape.full(before, after)


def _text_near(lines: Sequence[Line], places: Iterable[int], short: Container[int]) -> str:
    """The first line that is not blank, or the second where the first stands alone."""
    filled = [k for k in places if lines[k].body][:2]
    near = next((k for k in filled if k not in short), filled[0] if filled else None)
    return lines[near].body if near is not None else ""


def _is_head(words: str, group: Sequence[_Candidate]) -> bool:
    numbers = [candidate.number for candidate in group if candidate.number is not None]
    cutting = sum(candidate.cuts for candidate in group)
    if len(group) < 2 or words.split()[0] in LABELS:
        return False
    rising = 2 * len(numbers) >= len(group) and len(numbers) >= 2 and _rise(numbers)
    if rising and (cutting or len(words.split()) > 1):
        return True
    placed = sum(candidate.cuts or candidate.edge for candidate in group)
    amid = any(candidate.resumes or candidate.runs_on for candidate in group)
    return len(group) >= 3 and amid and 3 * placed >= 2 * len(group)


def _heads_between(loners: Sequence[_Candidate], known: Sequence[_Candidate]) -> list[int]:
    """Wordings that occur once: above the rest of a sentence, with the page number due between two heads."""
    pages = sorted((c.line, c.number) for c in known if c.number is not None)
    found: list[int] = []
    for candidate in loners:
        at = bisect_left(pages, (candidate.line, 0))
        below = pages[at - 1][1] if at else 0
        above = pages[at][1] if at < len(pages) else below + 1000
        due = candidate.number is not None and below < candidate.number < above
        if pages and due and candidate.resumes:
            found.append(candidate.line)
    return found


def _at_borders(group: Sequence[_Candidate], lines: Sequence[Line], heads: Container[int]) -> list[int]:
    """A wording at the borders of pages, told by form feeds or page numbers, if one of them stands amid a sentence."""
    found = [c for c in group if c.edge or any(k in heads for k in _neighbours(lines, c.line))]
    return [c.line for c in found] if any(c.resumes or c.runs_on for c in found) else []


def _neighbours(lines: Sequence[Line], at: int) -> list[int]:
    """The next lines above and below that are not blank."""
    above = (k for k in range(at - 1, -1, -1) if lines[k].body)
    below = (k for k in range(at + 1, len(lines)) if lines[k].body)
    return [k for k in (next(above, None), next(below, None)) if k is not None]


def _rise(numbers: Sequence[int]) -> bool:
    """Mostly rising: a collection of reports starts again now and then."""
    rises = sum(b > a for a, b in pairwise(numbers))
    return 2 * rises > len(numbers) - 1


def _in_row(numbers: Sequence[_Candidate]) -> set[int]:
    """Lines of the numbers that count on by one, three of them at least."""
    found: set[int] = set()
    row: list[_Candidate] = []
    for candidate in numbers:
        if row and candidate.number != (row[-1].number or 0) + 1:
            row = []
        row.append(candidate)
        if len(row) >= 3:
            found.update(c.line for c in row)
    return found


def _are_page_numbers(numbers: Sequence[_Candidate]) -> bool:
    values = [candidate.number for candidate in numbers if candidate.number is not None]
    return len(values) >= 3 and _rise(values)


def _feeds(text: str, line: Line) -> bool:
    return "\f" in text[line.begin : line.start]


def _breaks(text: str, lines: Sequence[Line], shape: Profile) -> list[int]:
    """Lines that open a page: after a form feed, or with a lone leading space where those are rare."""
    fed = "\f" in text
    return [
        at
        for at, line in enumerate(lines)
        if (fed and _feeds(text, line)) or (shape.page_space and line.body and line.indent == 1)
    ]
