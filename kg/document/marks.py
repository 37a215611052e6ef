"""Note marks in plain running text, told apart from numbers by one rising sequence over the document.

"GDP.3" and "grew 3.7%" look alike; but notes are numbered in order. So every number that could be a mark
is a candidate with a weight (how much it looks like one), and the heaviest rising chain of candidates wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kg.document.clean import Cut, Piece
from kg.document.model import Note
from kg.document.words import LEADING, NUMBERING

RESTART = 1000  # added to note numbers each time that numbering starts again
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LOWERED = str.maketrans(RAISED, "0123456789")
_GLUED = re.compile(r"(?<=[^\W\d_A-Z]|[.,;:!?)\]”’\"'»%…])\d{1,3}(?![\d%°‰])")
_ACRONYM = re.compile(r"(?<=[A-Z]{3})\d{1,3}(?=[.,;:]?(?:\s|$))")
_SPACED = re.compile(r"(?:(?<=[.!?] )|(?<=[.!?][”\"] ))\d{1,3}(?=\s{2}|\s*$)")
_RAISED = re.compile(rf"(?<!\b[kcm]m)(?<!\bm)[{RAISED}]{{1,3}}")
BRACKETED = re.compile(r"(?P<space> ?)(?P<mark>\[(?P<number>\d{1,3})\])(?=(?P<stop>[.,;:]?))(?!\()")
_ABBREVIATED = re.compile(r"\b(?:pp?|nos?|vol|art|para|fig|sec|ch|ann|res)\.$", re.IGNORECASE)
_LAST_WORD = re.compile(r"(\w+)\. $")
_BEFORE_NUMBERS = LEADING | NUMBERING
_YEAR = re.compile(r"(?:^|\D)(?:1[5-9]|20)\d\d[.,;:]$")
_OUTLINE = re.compile(r"(?:\d{1,2}\.)+$")
_AFTER_STOP = re.compile(r"\s|$|[A-Z“‘\"'(—–)\]]")
_AFTER_WORD = re.compile(r"\s|$|[.,;:)”’—–]")
_MARGIN = 80  # characters of space after a line, at most, before the next one
_MAX_SKIP = 5
_SKIP_COST = 1.5
_RESTART_COST = 12.0
_KNOWN_BONUS = 2.0
_EXCERPT_COST = 1  # steps that a first number far from 1 costs at most where the notes are not in the text
_LEAST_CHAIN = 3  # marks that a text without any note must show before they count as marks


class Candidate(NamedTuple):
    """A number that may be a note mark, at `start:end` of the source, with the weight of its looks."""

    start: int
    end: int
    number: int
    weight: float


def glued_numbers(line: str) -> Iterator[int]:
    """Numbers on a line that may be note marks.

    >>> list(glued_numbers("fell by 3.7% to 12,000 in Lima.15 Wages”16 rose"))
    [15, 16]
    """
    if any(map(str.isdigit, line)):
        yield from (candidate.number for candidate in candidates(line, 0, len(line)))


def find_marks(text: str, pieces: Sequence[Piece], notes: Mapping[int, Note]) -> list[Cut]:
    """Note marks in the pieces of the body, in order; numbers of later sets have `RESTART`s added.

    `notes` are the notes found. Marks in square brackets may repeat and count when their note exists.
    """
    found: list[Candidate] = []
    for piece in pieces:
        found.extend(candidates(text, piece.start, piece.end))
    cuts = _numbered(text, heaviest_chain(found, notes), bool(notes))
    cuts.extend(_bracketed(text, pieces, notes))
    return sorted(cuts)


def number_of(digits: str) -> int:
    """The number that digits write, raised ones too.

    >>> number_of("12"), number_of("¹²")
    (12, 12)
    """
    return int(digits.translate(_LOWERED))


def candidates(text: str, start: int, end: int) -> list[Candidate]:
    """Candidates on one line `start:end` of the text, in order of place."""
    found: dict[int, Candidate] = {}
    for match in _RAISED.finditer(text, start, end):
        found[match.start()] = Candidate(match.start(), match.end(), number_of(match.group()), 4.0)
    for match in _GLUED.finditer(text, start, end):
        weight = _glued_weight(text, start, match.start(), match.end(), end)
        if weight and match.start() > start:
            found[match.start()] = Candidate(match.start(), match.end(), int(match.group()), weight)
    spaced = (m for m in _SPACED.finditer(text, start, end) if _is_spaced_mark(text, start, *m.span()))
    for match in (*_ACRONYM.finditer(text, start, end), *spaced):
        if match.start() > start:
            found.setdefault(match.start(), Candidate(match.start(), match.end(), int(match.group()), 1.0))
    return [found[at] for at in sorted(found) if found[at].number > 0]


def _glued_weight(text: str, line: int, start: int, end: int, limit: int) -> float:
    """How much a glued number looks like a note mark; 0 when it cannot be one."""
    before = text[max(line, start - 12) : start]
    after = text[end : min(end + 1, limit)]
    token = text[max(text.rfind(" ", max(line, start - 200), start), line, start - 200) : start]
    if _OUTLINE.match(token):  # "1.1 Costs" at the start of a line
        return 0.0
    if "/" in token or "@" in token or "www." in token or text[start] == "0":
        return 0.0
    last = before[-1]
    if last.isalpha():
        return 2.0 if _AFTER_WORD.match(after) and len(token.strip()) > 2 else 0.0
    if not _AFTER_STOP.match(after) and after not in (".", ",", ";"):
        return 0.0
    if _ABBREVIATED.search(before):
        return 0.0
    if last in ".,;:" and before[-2:-1].isdigit():
        if _YEAR.search(before):
            return 3.0 if last == "." else 1.5
        return 0.5 if last == "." and _sentence_follows(text, end, limit) else 0.0  # "3.7 Wages" or "2.5."
    if last in "'’" and end - start == 2:
        return 0.5  # "the class of ’68"
    return 3.0


def _is_spaced_mark(text: str, line: int, start: int, end: int) -> bool:
    """Does a number apart from its sentence follow the end of one? Not in "No. 5", "the U.S. 6", nor where the next
    line goes on in lower case."""
    word = _LAST_WORD.search(text, max(line, start - 12), start)
    if word and (len(word[1]) == 1 or word[1].lower() in _BEFORE_NUMBERS):
        return False
    return not text[end : end + _MARGIN].lstrip()[:1].islower()


def _sentence_follows(text: str, at: int, limit: int) -> bool:
    rest = text[at : min(at + 3, limit)].lstrip(' “"')
    return not rest or rest[0].isupper()


def heaviest_chain(found: Sequence[Candidate], notes: Mapping[int, Note]) -> list[Candidate]:
    """The rising sequence of candidates (steps of one, some numbers may be missing) that weighs most.

    A chain may begin again at 1, at a price: notes numbered by chapter. Linear in the candidates.
    """
    best: dict[int, tuple[float, int]] = {}  # number → weight of the best chain that ends with it, candidate
    parents: list[int] = []
    top: tuple[float, int] = (0.0, -1)
    starts = {number % RESTART: note.span.start for number, note in notes.items() if note.span}
    first = min(starts, default=1)
    farthest = 6 if notes else _EXCERPT_COST
    for at, candidate in enumerate(found):
        number = candidate.number
        known = candidate.start < starts.get(number, -1)
        own = candidate.weight + (_KNOWN_BONUS if known else 0.0)
        score, parent = own - min(abs(number - 1), abs(number - first), farthest) * _SKIP_COST, -1
        for skipped in range(_MAX_SKIP):
            earlier = best.get(number - 1 - skipped)
            if earlier and earlier[0] + own - skipped * _SKIP_COST > score:
                score, parent = earlier[0] + own - skipped * _SKIP_COST, earlier[1]
        if number == 1 and top[0] + own - _RESTART_COST > score:
            score, parent = top[0] + own - _RESTART_COST, top[1]
        parents.append(parent)
        if number not in best or score > best[number][0]:
            best[number] = (score, at)
        if score > top[0]:
            top = (score, at)
    chain: list[Candidate] = []
    at = top[1]
    while at >= 0:
        chain.append(found[at])
        at = parents[at]
    return chain[::-1]


def _numbered(text: str, chain: Sequence[Candidate], any_notes: bool) -> list[Cut]:
    """Cuts of a chain; a fall in the numbers begins a new set.

    Where no note is in the text, a short chain is chance, unless it is an excerpt from the middle of a
    report: then every mark must stand where nothing but a mark can, or be the next number to one that does.
    """
    if not any_notes and (len(chain) < _LEAST_CHAIN or chain[0].number > 2):
        chain = _assured(text, chain)
    base, last = 0, 0
    cuts: list[Cut] = []
    for candidate in chain:
        base += RESTART * (candidate.number <= last)
        last = candidate.number
        cuts.append(Cut(candidate.start, candidate.end, base + last))
    return cuts


def _assured(text: str, chain: Sequence[Candidate]) -> list[Candidate]:
    """The unmistakable candidates of a chain, and those that count on from one or up to one ("until 2019.15")."""
    sure = {at for at, candidate in enumerate(chain) if _unmistakable(text, candidate)}
    for steps in (range(1, len(chain)), range(len(chain) - 2, -1, -1)):
        for at in steps:
            beside = at - 1 if steps.step > 0 else at + 1
            if beside in sure and abs(chain[at].number - chain[beside].number) == 1:
                sure.add(at)
    return [chain[at] for at in sorted(sure)]


_LETTER = r"[a-zß-öø-ÿā-ž]"
_MARKED = re.compile(rf"(?:{_LETTER}|[’”)]){{2}}[.,;:!?][”\"’)]?$|{_LETTER}{{2}}[”\"’)]$")
_GOES_ON = re.compile(r"$|\n|\s+[“\"‘(]?[A-Z]")
_CONTINUES = re.compile(r"$|\n|\s+\S")


def _unmistakable(text: str, candidate: Candidate) -> bool:
    """Is a number glued to the end of a sentence or clause: "in Lima.15 Wages", "fees,16 and"?"""
    before = text[max(0, candidate.start - 4) : candidate.start]
    if candidate.weight < 3 or not _MARKED.search(before):
        return False
    follows = _CONTINUES if before[-1] in ",;:" else _GOES_ON
    return follows.match(text, candidate.end) is not None


def _bracketed(text: str, pieces: Sequence[Piece], notes: Mapping[int, Note]) -> list[Cut]:
    """Marks like "[12]": those whose note was found, or a run from 1 on where all notes are lost."""
    if "[" not in text:
        return []
    found = [m for piece in pieces for m in BRACKETED.finditer(text, piece.start, piece.end)]
    distinct = list(dict.fromkeys(int(match["number"]) for match in found))
    if notes:
        found = [match for match in found if int(match["number"]) in notes]
    elif len(distinct) < _LEAST_CHAIN or distinct != list(range(1, len(distinct) + 1)):
        return []
    return [cut for match in found for cut in bracket_cuts(match)]


def bracket_cuts(match: re.Match[str]) -> Iterator[Cut]:
    """What a match of `BRACKETED` leaves out: the mark, and a space before it that would stand before a stop."""
    if match["space"] and match["stop"]:  # "as agreed [3]." must not leave "as agreed ."
        yield Cut(*match.span("space"))
    yield Cut(*match.span("mark"), int(match["number"]))
