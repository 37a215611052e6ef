"""What the notes of a document cite: works and interviews, each once however often it is cited.

Independence of claims is counted by these sources: two notes that cite one work, the second time in a
short form ("Ibid.", "Olsen, 2005", "Interview, Olsen"), must come out as one source.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from kg import iri, months
from kg.document import Note
from kg.lexicon import lexicon
from kg.mentions import find_mentions

_URL = re.compile(r"<?https?://\S+>?|<[^>]*>")
_ACCESSED = re.compile(
    r",?\s*(?:last\s+)?accessed(?:\s+on)?\s+[A-Z][a-z]+ \d{1,2}, \d{4}|,?\s*accessed(?:\s+on)?[^;.]*", re.I
)
_PAGES = re.compile(r",?\s*\bpp?\.\s*[\d–-]+")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_TITLE = re.compile(r"[“\"]([^”\"]{4,})[”\"]|\*([^*]{4,})\*|_([^_]{4,})_")
_INTERVIEW = re.compile(
    r"^(?:author[’']s )?"
    r"(?:interview|comment|presentation|conversation|personal communication)s?\b",
    re.I,
)
_SENTENCE_END = re.compile(r"(?<=[a-z0-9)”\]])\.\s+(?=[A-Z])")
_IBID = re.compile(r"^ibid(?:em)?\b", re.I)
_WORD = re.compile(r"[^\W\d_]{3,}")
_SMALL = frozenset(
    """
    the and for from with that its into over about
    """.split()
)
_MONTHS = frozenset(name.lower() for name in months.NAMES)
_ROLES = frozenset(
    """
    interview interviews comment presentation with program programme officer national project manager coordinator
    expert local representative director country author staff employee
    """.split()
)


@dataclass(frozen=True, slots=True)
class Source:
    """A work, or an interview or other spoken source."""

    iri: str
    label: str
    kind: str  # "work" or "interview"
    year: int | None


@dataclass(frozen=True, slots=True)
class _Reading:
    """One citation, taken apart far enough to be compared with others."""

    label: str
    kind: str
    words: frozenset[str]
    surname: str
    year: int | None
    titled: bool = False


@dataclass(frozen=True, slots=True)
class NoteSources:
    """Sources by note number, and all of them in the order of first citation."""

    by_note: Mapping[int, tuple[Source, ...]] = field(default_factory=dict)

    def of(self, note: int) -> tuple[Source, ...]:
        return self.by_note.get(note, ())

    def all(self) -> tuple[Source, ...]:
        return tuple(dict.fromkeys(s for found in self.by_note.values() for s in found))


def note_sources(notes: Mapping[int, Note], scope: str = "") -> NoteSources:
    """Resolve every note that has a text; short forms point to the full citation before them.

    `scope` names the document: an interview belongs to its report, a work is one across reports.
    """
    known: list[tuple[_Reading, Source]] = []
    by_note: dict[int, tuple[Source, ...]] = {}
    last: tuple[Source, ...] = ()
    for number in sorted(notes):
        body = notes[number].text
        if not body:
            continue
        found: list[Source] = []
        for part in _citations(body):
            if _IBID.match(part):
                found += last
                continue
            reading = _read(part)
            if reading is not None:
                found.append(_find_or_add(reading, known, scope))
        if found:
            last = by_note[number] = tuple(dict.fromkeys(found))
    return NoteSources(by_note)


def shared(label: str) -> str:
    """What the citations of one work share in all reports: author, year, words of the title.

    Empty for what is no work, or where the citation does not tell all three.

    >>> shared("Ann Odera, “Kenyans Away”, Nairobi Review, 2014") == shared("Odera, “Kenyans away”, 2014")
    True
    """
    found = _read(label)
    if found is None or found.kind != "work" or not (found.titled and found.surname and found.year):
        return ""
    return f"{found.surname} {found.year} {' '.join(sorted(found.words))}" if len(found.words) > 1 else ""


def _citations(body: str) -> list[str]:
    """Parts of a note, split at semicolons outside quotation marks."""
    parts, depth, start = [], 0, 0
    for i, char in enumerate(body):
        depth += (char == "“") - (char == "”")
        if char == ";" and depth <= 0:
            parts.append(body[start:i])
            start = i + 1
    parts.append(body[start:])
    return [p.strip() for p in parts if p.strip()]


def _read(part: str) -> _Reading | None:
    """A citation, or None for a remark (prose with a verb and no sign of a work)."""
    years = [int(y) for y in _YEAR.findall(part)]
    year = years[-1] if years else None
    clean = " ".join(_PAGES.sub("", _ACCESSED.sub("", _URL.sub("", part))).split()).strip(" ,.")
    if _ACCESSED.search(part) and years:
        kept = [int(y) for y in _YEAR.findall(clean)]
        year = kept[-1] if kept else None
    if not clean:
        return None
    if _INTERVIEW.match(clean):
        return _Reading(clean, "interview", _persons(clean), "", year)
    if not _looks_cited(clean, part):
        return None
    title = _TITLE.search(clean)
    if end := _SENTENCE_END.search(clean, title.end() if title else 0):
        clean = clean[: end.start()]  # what follows the citation is a remark
        kept = [int(y) for y in _YEAR.findall(clean)]
        year = kept[-1] if kept else None
    named = next((g for g in title.groups() if g), "") if title else clean
    words = frozenset(w.lower() for w in _WORD.findall(named) if w.lower() not in _SMALL | _MONTHS)
    before = clean[: title.start()] if title else clean.split(",")[0]
    surnames = [w for w in re.findall(r"[^\W\d_]{3,}", before) if w[:1].isupper()]
    return _Reading(clean, "work", words, surnames[-1].lower() if surnames else "", year, bool(title))


def _persons(clean: str) -> frozenset[str]:
    """Names of persons in the head of an interview: capitalised words that name no place, state or body."""
    head = clean
    for mention in reversed(find_mentions(clean, lexicon())):
        if mention.entry.kind != "Person":
            head = head[: mention.start] + head[mention.end :]
    names = re.findall(r"[A-Z][\w’'-]+", head)
    return frozenset(w.lower() for w in names if w.lower() not in _ROLES | _MONTHS)


def _looks_cited(clean: str, part: str) -> bool:
    """Whether words name a work: a title, an address, a date of access, a year, or a short list of names."""
    sentences = re.split(r"(?<=[a-z])\. ", clean)
    signs = (_TITLE.search(clean), _URL.search(part), _ACCESSED.search(part), _YEAR.search(clean), "[" in clean)
    has_sign = any(signs)
    return has_sign or ("," in clean and len(clean.split()) <= 12 and len(sentences) == 1)


def _find_or_add(reading: _Reading, known: list[tuple[_Reading, Source]], scope: str) -> Source:
    for earlier, source in known:
        if _same(earlier, reading):
            return source
    key = iri.digest(reading.label, scope if reading.kind == "interview" else "")[:8]
    name = f"{iri.readable(reading.label)[:48].strip('-')}-{key}"
    source = Source(iri.thing("source", name), reading.label, reading.kind, reading.year)
    known.append((reading, source))
    return source


def _same(earlier: _Reading, later: _Reading) -> bool:
    """Whether the later citation is the earlier work again, in full or in short form."""
    if earlier.kind != later.kind:
        return False
    if earlier.kind == "work" and earlier.year and later.year and earlier.year != later.year:
        return False  # another edition, or another work of the same author
    if earlier.kind == "interview":
        if not (later.words and earlier.words):  # unnamed persons are one only where all else is the same
            return later.label == earlier.label
        return later.words <= earlier.words or earlier.words <= later.words
    shorter, longer = sorted((earlier.words, later.words), key=len)
    if (len(shorter) >= 3 and shorter <= longer) or (len(shorter) == 2 and shorter == longer):
        return True
    author_only = len(_WORD.findall(later.label)) <= 3
    return author_only and later.surname in {earlier.surname, *_names(earlier)} and earlier.year == later.year


def _names(reading: _Reading) -> set[str]:
    return {w.lower() for w in _WORD.findall(_TITLE.sub("", reading.label)) if w[:1].isupper()}
