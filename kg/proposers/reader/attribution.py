"""Who says so: the voices that a sentence itself names as its source.

A voice is the subject of a verb of saying ("the central bank of Ghana reported"), what follows "according to" and
the like, or the owner of data that show something ("the ministry's figures show"). Words are in `voices.yaml`.
Where nobody speaks, the author of a work that is cited in brackets does.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import yaml

from kg.citations import Citation
from kg.proposers.reader.units import FIGURE_KINDS, NAMED_PLACE_KINDS, PLACE_KINDS, Unit, clause
from kg.proposers.reader.view import Actor, name_of

_PATH = Path(__file__).parent / "voices.yaml"
_NAMES = frozenset(("O", "H", "organisation", "name"))
_ARTICLES = frozenset(("the", "a", "an", "its", "their", "one", "some", "several", "many"))
_DEFINITE = frozenset(("the", "its", "their"))
_OPENERS = frozenset("in on by at from since during for".split())
_LINKS = frozenset(("of", "in", "at", "for", "from"))
_TOPICS = frozenset("on about with to under against regarding concerning".split())  # what a law or a report is on
_SELVES = frozenset(("we", "i", "our", "my"))
_NONE = frozenset("no neither nor none not".split())
_JOINED = 2  # units of a voice that another one is joined to by "and"
_BREAKS = frozenset(
    ", ; : – — ( ) \" “ ” . and but while whereas although though as that which who if when because since so what "
    "yet or where than until whom whose after before".split()
)
_STOPS = frozenset(", ; . ) –".split())
_QUOTED = frozenset((",", "”", '"', "’"))
_BE = frozenset("is are was were be been being to not".split())
_STATES = frozenset(("government", "authorities"))
_LONGEST = 9  # units of a voice's name
_APPOSITION = 24  # units between a subject's comma and its verb's
_NEAR = 9  # units after a verb within which its figure stands


@dataclass(frozen=True, slots=True)
class Voice:
    """A source named at units `first` to `last` (inclusive) of a sentence; `reach`: the units that it may speak of.

    Without a name it is the text's own: "we estimate".
    """

    name: str
    first: int
    last: int
    reach: range = range(0)

    def reaches(self, at: int) -> bool:
        """Is the unit part of what the voice says?"""
        return at in self.reach and not self.first <= at <= self.last


@dataclass(frozen=True, slots=True)
class Words:
    """The words of `voices.yaml`."""

    says: frozenset[str]
    counts: frozenset[str]
    between: frozenset[str]
    people: frozenset[str]
    data: frozenset[str]
    nobody: frozenset[str]
    recording: frozenset[str]
    undergone: frozenset[str]
    before: tuple[tuple[str, ...], ...]


@cache
def words() -> Words:
    """The words by which voices are told, read once."""
    held = yaml.safe_load(_PATH.read_text(encoding="utf-8"))
    return Words(
        says=frozenset(held["says"].split()),
        counts=frozenset(held["says with a figure"].split()),
        between=frozenset(held["between"].split()),
        people=frozenset(held["people"].split()),
        data=frozenset(held["data"].split()),
        nobody=frozenset(held["nobody"].split()),
        recording=frozenset(held["recording"].split()),
        undergone=frozenset(held["undergone"].split()),
        before=tuple(tuple(phrase.split()) for phrase in held["before"]),
    )


def voices(units: Sequence[Unit]) -> tuple[Voice, ...]:
    """The sources of a sentence in its order, each name once; () for bare "reportedly"."""
    low = _plain_words(units)
    found: dict[str, Voice] = {}
    named = (*_subjects(units, low), *_inverted(units, low), *_named_after(units, low))
    for voice in sorted(named, key=lambda v: v.first):
        own = clause(units, voice.first, voice.last)
        found.setdefault(voice.name, replace(voice, reach=range(max(own.start, voice.reach.start), own.stop)))
    return tuple(found.values())


def _plain_words(units: Sequence[Unit]) -> list[str]:
    """The words of a sentence in small letters, with nothing in the place of mentions."""
    return [u.text.lower() if u.kind == "word" else "" for u in units]


def is_own(heard: Sequence[Voice], at: int) -> bool:
    """Does the text itself say what stands at a unit: is the nearest voice before it, of those that reach, "we"?"""
    nearest = max((v for v in heard if v.first < at), key=lambda v: v.first, default=None)
    return nearest is not None and not nearest.name


def cited(citations: Sequence[Citation], units: Sequence[Unit]) -> tuple[Voice, ...]:
    """The authors of works that a sentence cites in brackets, for what stands before: "fees fell (Moyo 2011)"."""
    found: list[Voice] = []
    begin = 0
    for citation in citations:
        first = bisect_left(units, citation.start, key=lambda u: u.start)
        inside = [a for a in citation.authors if a in citation.text]
        found += [Voice(author, first, first - 1, range(begin, first)) for author in inside]
        begin = first
    return tuple(found)


def _subjects(units: Sequence[Unit], low: Sequence[str]) -> Iterator[Voice]:
    known = words()
    for at, word in enumerate(low):
        saying = word in known.says
        if not (saying or (word in known.counts and _said_after(units, at))):
            continue
        end = _before_verb(low, at)
        if end < 0 or _underwent(units, low, at, end) or low[end] in _BE or (at + 1 < len(low) and low[at + 1] == "by"):
            continue
        end = _subject_end(units, end)
        if end < 0:
            continue
        aside = at + 1 < len(units) and units[at + 1].text in _STOPS
        begin = _begin(units, low, end)
        found = [*_joined(units, low, begin), *_voice(units, low, begin, end)]
        yield from (v if aside else replace(v, reach=range(v.last, len(units))) for v in found)


def _subject_end(units: Sequence[Unit], end: int) -> int:
    """Where a subject ends that a verb follows: before an apposition or brackets; -1 where there is none."""
    if units[end].text == ",":
        end = _before_apposition(units, end)
    if end >= 0 and units[end].text == ")":
        end = next((i - 1 for i in range(end, max(-1, end - _APPOSITION), -1) if units[i].text == "("), -1)
    return end


def _joined(units: Sequence[Unit], low: Sequence[str], begin: int) -> Iterator[Voice]:
    """The first of two voices of one verb: "the ILO and the World Bank estimate"."""
    last = begin - 2
    if last < 0 or low[begin - 1] != "and":
        return
    last = _subject_end(units, last)
    first = _begin(units, low, last) if last >= 0 else 0
    if last >= 0 and last - _past_articles(low, first, last) < _JOINED:
        yield from _voice(units, low, first, last)


def _inverted(units: Sequence[Unit], low: Sequence[str]) -> Iterator[Voice]:
    """Subjects that follow their verb: "…, says the bank"."""
    for at in range(1, len(low) - 1):
        if low[at] in words().says and units[at - 1].text in _QUOTED:
            yield from _voice(units, low, at + 1, _end(units, low, at + 1))


def _said_after(units: Sequence[Unit], at: int) -> bool:
    if at + 1 < len(units) and units[at + 1].text == "that":
        return True
    return any(u.kind in FIGURE_KINDS for u in units[at + 1 : at + 1 + _NEAR])


def undergoing(units: Sequence[Unit]) -> list[int]:
    """Units that name states which went through something rather than say it: "Chad recorded a sharp decline"."""
    low = _plain_words(units)
    subjects = ((at, _before_verb(low, at)) for at, word in enumerate(low) if word in words().recording)
    return [end for at, end in subjects if end >= 0 and _underwent(units, low, at, end)]


def _underwent(units: Sequence[Unit], low: Sequence[str], at: int, end: int) -> bool:
    """Did the subject that ends at a unit go through what the verb at another one tells?"""
    follows = not words().undergone.isdisjoint(low[at + 1 : at + 4])
    return low[at] in words().recording and units[end].kind in NAMED_PLACE_KINDS and follows


def _before_verb(low: Sequence[str], at: int) -> int:
    """Where the words before a verb end that may be its subject; below 0 where there are none."""
    end = at - 1
    while end >= 0 and (low[end] in words().between or low[end].endswith("ly")):
        end -= 1
    return end


def _before_apposition(units: Sequence[Unit], comma: int) -> int:
    """Where the subject ends when ", a network in the north," stands between it and its verb; -1: nowhere."""
    for i in range(comma - 1, max(-1, comma - _APPOSITION), -1):
        if units[i].text in (";", ":"):
            return -1
        if units[i].text == ",":
            return i - 1
    return -1


def _begin(units: Sequence[Unit], low: Sequence[str], end: int) -> int:
    begin = end
    while begin > 0 and end - begin < _LONGEST and units[begin - 1].text.lower() not in _BREAKS:
        begin -= 1
    return begin


def _voice(units: Sequence[Unit], low: Sequence[str], begin: int, end: int) -> Iterator[Voice]:
    """The voice that stands in a range, if what stands there can speak."""
    begin = _past_articles(low, _past_adverbial(low, begin, end), end)
    if begin > end or any(w.endswith("ed") for w in low[begin:end]) or not _NONE.isdisjoint(low[begin : end + 1]):
        return
    link = next((i for i in range(begin + 1, end) if low[i] in _LINKS | _TOPICS), end + 1)
    head = link - 1
    if low[begin] in _SELVES and (head == begin or low[head] in words().data):
        if not _is_quoted(units[:begin]):  # there others speak of themselves
            yield Voice("", begin, end)
    elif low[head] in words().data:
        yield from _owner(units, low, begin, link, end)
    elif units[head].kind in _NAMES or (units[head].kind == "S" and head == begin == end):
        yield Voice(_name(units[head]), head, head)
    elif low[head] in words().people:
        if head == begin + 1 and low[head] in _STATES and units[begin].kind in PLACE_KINDS:
            yield Voice(_name(units[begin]), begin, head)
        elif begin < end or low[head] not in words().nobody:
            yield Voice(_text(units, begin, end), begin, end)


def _is_quoted(before: Sequence[Unit]) -> bool:
    """Is a quotation open after some units?"""
    marks = [u.text for u in before]
    straight = sum(m == '"' for m in marks)
    return straight % 2 == 1 or sum(m in "“«" for m in marks) > sum(m in "”»" for m in marks)


def _past_adverbial(low: Sequence[str], begin: int, end: int) -> int:
    """Where a subject begins that follows "In the last year the …"; past the end where there is none."""
    if low[begin] not in _OPENERS:
        return begin
    return max((i for i in range(begin + 1, end + 1) if low[i] in _DEFINITE), default=end + 1)


def _past_articles(low: Sequence[str], begin: int, end: int) -> int:
    while begin <= end and low[begin] in _ARTICLES:
        begin += 1
    return begin


def _owner(units: Sequence[Unit], low: Sequence[str], begin: int, link: int, end: int) -> Iterator[Voice]:
    """Whose data it is: "Eurostat figures", "the figures of the ministry"."""
    owned = [i for i in range(begin, link - 1) if units[i].kind in _NAMES]
    if owned:
        yield Voice(_name(units[owned[-1]]), owned[-1], owned[-1])
    elif link < end and low[link] in _LINKS and (first := _past_articles(low, link + 1, end)) <= end:
        yield from _voice(units, low, first, end)


def _named_after(units: Sequence[Unit], low: Sequence[str]) -> Iterator[Voice]:
    for phrase in words().before:
        for at in range(len(low) - len(phrase)):
            if tuple(low[at : at + len(phrase)]) == phrase:
                begin = at + len(phrase)
                yield from _voice(units, low, begin, _end(units, low, begin))


def _end(units: Sequence[Unit], low: Sequence[str], begin: int) -> int:
    """Where a name that begins at a unit ends: at its head, or the head of what it is "of"."""
    known = words()
    best = begin
    for i in range(begin, min(len(units), begin + _LONGEST)):
        if units[i].text.lower() in _BREAKS:
            break
        if units[i].kind in _NAMES | PLACE_KINDS or low[i] in known.people | known.data:
            best = i
        elif i > begin and low[i] in known.says | _BE:
            break
    return best


def _name(unit: Unit) -> str:
    return name_of(unit.value.government or unit.value.entry) if isinstance(unit.value, Actor) else unit.text


def _text(units: Sequence[Unit], begin: int, end: int) -> str:
    out = units[begin].text
    for left, right in zip(units[begin:end], units[begin + 1 : end + 1], strict=True):
        out += " " * (right.start - left.end) + right.text
    return out
