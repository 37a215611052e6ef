"""Note marks in plain running text, told apart from numbers by one rising sequence over the document.

"GDP.3" and "grew 3.7%" look alike; but notes are numbered in order. So every number that could be a mark
is a candidate with a weight (how much it looks like one), and the heaviest rising chain of candidates wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from kg.document.clean import Cut, Piece
from kg.document.model import Note
from kg.document.words import LEADING, NUMBERING

RESTART = 1000  # added to note numbers each time that numbering starts again
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LOWERED = str.maketrans(RAISED, "0123456789")
# Several marks at one place: "1,2", "3-5", "¹,²". Raised ones may have a space after the comma.
_GLUED_LIST = re.compile(
    r"(?<=[^\W\d_A-Z]|[.,;:!?)\]”’\"'»%…])\d{1,3}(?:[,;–-]\d{1,3})+(?!\d|[.,]\d|[%°‰])",
)
_RAISED_LIST = re.compile(rf"(?<!\b[kcm]m)(?<!\bm)[{RAISED}]{{1,3}}(?:[,;⁻–-] ?[{RAISED}]{{1,3}})+")
_MEMBER = re.compile(rf"(?P<sign>[,;⁻–-])? ?(?P<number>[\d{RAISED}]{{1,3}})")
_BETWEEN = re.compile(r"\s?[,;]\s?|\s?[–-]\s?")
_OTHERS = re.compile(r"(?:[,;–-]\d{1,3})*")
_LONGEST_RANGE = 12  # marks that "3-14" may stand for
_GLUED = re.compile(r"(?<=[^\W\d_A-Z]|[.,;:!?)\]”’\"'»%…])\d{1,3}(?![\d%°‰])")
_ACRONYM = re.compile(r"(?<=[A-Z]{3})\d{1,3}(?=[.,;:]?(?:\s|$))")
_SPACED = re.compile(r"(?:(?<=[.!?] )|(?<=[.!?][”\"] ))\d{1,3}(?=\s{2}|\s*$)")
_RAISED = re.compile(rf"(?<!\b[kcm]m)(?<!\bm)[{RAISED}]{{1,3}}")
BRACKETED = re.compile(
    r"(?P<space> ?)(?P<mark>\[(?P<numbers>\d{1,3}(?:[,;–-] ?\d{1,3})*)\])(?=(?P<stop>[.,;:]?))(?!\()"
)
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
_MATE = 0.1  # weight of the other numbers of a list
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
    cuts.extend(_mates(text, pieces, cuts))
    cuts.extend(_bracketed(text, pieces, notes))
    return with_signs_between(text, sorted(cuts))


def with_signs_between(text: str, cuts: Sequence[Cut]) -> list[Cut]:
    """The sorted cuts, and the commas and dashes between marks at one place."""
    between = [
        Cut(before.end, after.start)
        for before, after in pairwise(cuts)
        if None not in (before.number, after.number) and _BETWEEN.fullmatch(text, before.end, after.start)
    ]
    return sorted([*cuts, *between], key=lambda cut: cut[:2])


def numbers_of(listed: str) -> list[int]:
    """The numbers of a list of marks; empty where it is none, as its numbers do not rise.

    >>> numbers_of("1,2"), numbers_of("3–5"), numbers_of("1,200"), numbers_of("9-5")
    ([1, 2], [3, 4, 5], [], [])
    """
    return [number for _, _, number in _members(listed, 0, len(listed))]


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
    listed = [candidate for members in _lists(text, start, end) for candidate in members]
    found = {at: candidate for at, candidate in found.items() if not any(c.start == at for c in listed)}
    spaced = (m for m in _SPACED.finditer(text, start, end) if _is_spaced_mark(text, start, *m.span()))
    for match in (*_ACRONYM.finditer(text, start, end), *spaced):
        if match.start() > start:
            found.setdefault(match.start(), Candidate(match.start(), match.end(), int(match.group()), 1.0))
    return sorted(candidate for candidate in (*found.values(), *listed) if candidate.number > 0)


def _lists(text: str, start: int, end: int) -> Iterator[list[Candidate]]:
    """Several numbers at one place of a line, which are all marks if one is. The first bears the weight."""
    for match in (*_RAISED_LIST.finditer(text, start, end), *_GLUED_LIST.finditer(text, start, end)):
        raised = match.re is _RAISED_LIST
        weight = 4.0 if raised else _glued_weight(text, start, *match.span(), end)
        members = list(_members(text, *match.span()))
        if match.start() > start and weight and members and members[0][2]:
            yield [Candidate(*member, weight if k == 0 else _MATE) for k, member in enumerate(members)]


def _members(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """The places and numbers of a list of marks; none where the numbers do not rise, or where a comma groups digits.

    What a dash leaves out stands where the dash does.
    """
    found: list[tuple[int, int, int]] = []
    for match in _MEMBER.finditer(text, start, end):
        number, last = number_of(match["number"]), found[-1][2] if found else 0
        if found and not last < number <= last + _LONGEST_RANGE:
            return
        if match["sign"] == "," and len(match["number"]) == 3 and number != last + 1:
            return
        if match["sign"] not in (None, ",", ";"):
            dash = match.start("number")
            left_out = range(last + 1, number)
            found += [(match.start() if k == last + 1 else dash, dash, k) for k in left_out]
        found.append((*match.span("number"), number))
    yield from found


def _mates(text: str, pieces: Iterable[Piece], cuts: Sequence[Cut]) -> list[Cut]:
    """What else stands in a list of which one number is a mark."""
    bases = {(cut.start, cut.end): (cut.number or 0) // RESTART * RESTART for cut in cuts}
    known = {(cut.start, cut.end, (cut.number or 0) % RESTART) for cut in cuts}
    found: list[Cut] = []
    for piece in pieces:
        for members in _lists(text, piece.start, piece.end) if bases else ():
            held = [m for m in members if m[:3] in known]
            if held:
                base = bases[held[0][:2]]
                found += [Cut(m.start, m.end, base + m.number) for m in members if m[:3] not in known]
    return found


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
    places = sum(before.start - after.end > 2 for after, before in pairwise(chain)) + bool(chain)
    if not any_notes and (places < _LEAST_CHAIN or chain[0].number > 2):
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
    others = _OTHERS.match(text, candidate.end)
    return follows.match(text, others.end() if others else candidate.end) is not None


def _bracketed(text: str, pieces: Sequence[Piece], notes: Mapping[int, Note]) -> list[Cut]:
    """Marks like "[12]": those whose note was found, or a run from 1 on where all notes are lost."""
    if "[" not in text:
        return []
    every = [m for piece in pieces for m in BRACKETED.finditer(text, piece.start, piece.end)]
    found = [(match, numbers) for match in every if (numbers := numbers_of(match["numbers"]))]
    distinct = list(dict.fromkeys(number for _, numbers in found for number in numbers))
    if notes:
        found = [(match, numbers) for match, numbers in found if all(number in notes for number in numbers)]
    elif len(distinct) < _LEAST_CHAIN or distinct != list(range(1, len(distinct) + 1)):
        return []
    return [cut for match, _ in found for cut in bracket_cuts(match)]


def bracket_cuts(match: re.Match[str]) -> Iterator[Cut]:
    """What a match of `BRACKETED` with numbers (see `numbers_of`) leaves out: its marks, and a space before them that
    would stand before a stop."""
    if match["space"] and match["stop"]:  # "as agreed [3]." must not leave "as agreed ."
        yield Cut(*match.span("space"))
    first, *others = _members(match.string, *match.span("numbers"))
    if not others:
        yield Cut(*match.span("mark"), first[2])
        return
    yield Cut(match.start("mark"), first[1], first[2])
    ends = [start for start, _, _ in others[1:]] + [match.end("mark")]
    at = first[1]
    for (_, _, number), end in zip(others, ends, strict=True):
        yield Cut(at, end, number)
        at = end
