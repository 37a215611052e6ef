"""Citations in running text, by author and year: whose years and pages date and count nothing.

>>> from kg.lexicon import lexicon
>>> text = "Fees fell (World Bank 2013: 14), as Moyo et al. (2019) write."
>>> [(c.authors, c.text) for c in find_citations(text, lexicon())]
[(('World Bank',), '(World Bank 2013: 14)'), (('Moyo et al.',), '(2019)')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg import months
from kg.currencies import codes
from kg.lexicon import Lexicon
from kg.mentions import PLACES

_CAPITAL = r"[A-ZÀ-ÖØ-ÞŁŚŠŽČĆ][\w’'.&-]*"
_PARTICLES = r"(?:de|del|di|da|van|der|den|von|el|bin)"
_SMALL = rf"(?:(?:of|for|on|the|and|{_PARTICLES})\b|&)"
_AUTHORS = rf"(?:{_PARTICLES}\s+){{0,2}}{_CAPITAL}(?:,?\s+(?:{_CAPITAL}|{_SMALL})){{0,11}}(?:,?\s+et\s+al\b\.?)?"
_YEAR = r"(?:(?:1[89]|20)\d\d(?:[-–/]\d{2,4})?[a-z]?|forthcoming|n\.d\.)"
_YEARS = rf"{_YEAR}(?:\s?,\s?{_YEAR})*"
_PAGES = r"(?:\s?[:,]\s?(?:pp?\.\s?|paras?\.?\s|ch\.\s?)?\d{1,3}(?:\s?[-–]\s?\d{1,3})?(?:ff?\.)?)?"
_LEAD = (
    r"(?:(?:see|see\s+also|also|cf\.?|compare|e\.g\.,?|for\s+example,?|(?:as\s+)?(?:quoted|cited)\s+in|citing|quoting|"
    r"based\s+on|from|as\s+in|[Ss]ources?:)\s+)?"
)


def _work(authors: str) -> str:
    return rf"{_LEAD}{authors},?\s+{_YEARS}{_PAGES}"


_BRACKETED = re.compile(
    rf"[(\[]{_work(_AUTHORS)}(?:\s?[;,]\s?(?:{_work(_AUTHORS)}|{_YEARS}{_PAGES})){{0,9}}[)\]]"
)
_EACH = re.compile(rf"(?:[(\[]|[;,]\s?){_work(rf'(?P<authors>{_AUTHORS})')}")
_AFTER_AUTHORS = re.compile(rf"\s?\({_YEARS}{_PAGES}(?:;\s?{_YEARS}{_PAGES}){{0,5}}\)")
_SURNAMES = re.compile(
    rf"{_CAPITAL}(?:(?:,?\s+(?:and|&|de|van|der|von|al|of|the|for|on)|,)?\s+{_CAPITAL}){{0,5}}"
    r"(?:,?\s+et\s+al\.?)?(?:’s|'s)?$"
)
_AGAIN = re.compile(r"[(\[](?:see\s+)?(?:ibid|op\.\s?cit|id|loc\.\s?cit)\b[^()\[\]]{0,30}[)\]]", re.IGNORECASE)
_SAYING = re.compile(
    r"(?:,?\s+(?:has|have|had|also|further|recently|rightly|once|now))*\s+(?:(?:writ|argu|observ|find|found|estimat|report|"
    r"show|suggest|claim|conclud|describ|document|calculat|point|maintain|record|warn|count|explain|demonstrat|reckon|"
    r"remind|identif|discuss|distinguish|analys|analyz|stress|emphasi|propos)\w*|notes?|noted|states?|stated|puts?|holds?|"
    r"held|sees?|saw|speaks?|spoke|wrote|calls?|called)\b",
)
_SOURCE = re.compile(
    r"(?:\baccording\s+to|\bsee|\bcf\.|\bfollowing|\bas\s+in|\b(?:cited|quoted)\s+by|\bdata\s+from)\s+$", re.IGNORECASE
)
_ARTICLE = re.compile(r"(?:the|The|a|A|an|An)\s+$")
# What is dated in brackets, too, and no author.
_NO_AUTHOR = re.compile(
    rf"(?:{months.ANY}|{months.ANY_SHORT}|Spring|Summer|Autumn|"
    r"Q[1-4]|H[12]|Early|Mid|Late|Vision|Agenda|MoU|MOU|Rules?|Circular|"
    r"Guidelines?|Policy|Policies|Total|Males?|Females?|Women|Men|Children|Workers|Migrants|Year|Rs|QR|KD|BD|SR|Sh|Tk|"
    r"Winter|Since|In|From|Until|After|Before|Between|By|About|Article|Section|Chapter|Table|Figure|Box|No|Nos|"
    r"Acts?|Laws?|Protocols?|Conventions?|Decrees?|Constitution|Codes?|Agreements?|Treaty|Treaties|Declaration|"
    r"Directives?|Regulations?|Bills?|Orders?|Resolutions?|Ordinances?|Memorandum|Olympics|Crisis|War|Cup|Games|Plan|"
    r"Strategy|Programme|Program|Summit|Elections?|Census|Round|Fiscal|FY|Reform|Amendment|Compact|Pact|Accord)\.?$"
)
_PARTS = re.compile(r",\s*|\s+(?:and|&)\s+")  # between authors
_ALSO = re.compile(r"^(?:As|By|See|While|And|But|In|Both|Yet|Since|Although|For|Also)\s+")  # open a sentence
_LONGEST = 90  # characters of authors before a year in brackets


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation at `start:end` of a text: the brackets with its years. `authors` are as written."""

    start: int
    end: int
    text: str
    authors: tuple[str, ...]


def find_citations(text: str, lexicon: Lexicon) -> tuple[Citation, ...]:
    """Citations by author and year from left to right.

    Authors stand in the brackets, or before them where the sentence makes them speak: a law, a month or a place with a
    year in brackets is no citation, nor is money.
    """
    if "(" not in text and "[" not in text:
        return ()
    written = [*_bracketed(text), *_after_authors(text)]
    found = [c for c in written if not any(_is_no_author(a, lexicon) for a in c.authors)]
    found += [Citation(m.start(), m.end(), m[0], ()) for m in _AGAIN.finditer(text)]
    return tuple(sorted(found, key=lambda c: c.start))


def _is_no_author(authors: str, lexicon: Lexicon) -> bool:
    """Is one of some names that of a state or a town, or the code of a currency?"""
    names = [name.strip() for name in _PARTS.split(authors)]
    entries = [lexicon.resolve(name) for name in names]
    return not codes().isdisjoint(names) or any(entry is not None and entry.kind in PLACES for entry in entries)


def in_any(citations: Sequence[Citation], at: int) -> bool:
    """Does an index of the text stand in one of its citations?"""
    return any(c.start <= at < c.end for c in citations)


def _bracketed(text: str) -> Iterator[Citation]:
    for match in _BRACKETED.finditer(text):
        authors = tuple(_ALSO.sub("", m["authors"]) for m in _EACH.finditer(match[0]))
        if not any(_NO_AUTHOR.search(a) or _NO_AUTHOR.fullmatch(a.split()[0]) for a in authors):
            yield Citation(match.start(), match.end(), match[0], authors)


def _after_authors(text: str) -> Iterator[Citation]:
    for match in _AFTER_AUTHORS.finditer(text):
        before = text[max(0, match.start() - _LONGEST) : match.start()]
        names = _SURNAMES.search(before)
        if names is None or _NO_AUTHOR.search(names[0]):
            continue
        lead = before[: names.start()]
        marked = names[0].rstrip(".").endswith("et al") or re.search(r"\d[a-z]\b|\bpp?\.", match[0]) is not None
        if marked or _SOURCE.search(_ARTICLE.sub("", lead)) or _SAYING.match(text, match.end()):
            start = match.start() + (match[0][0] == " ")
            authors = _ALSO.sub("", re.sub(r"[’']s$", "", names[0]))
            yield Citation(start, match.end(), text[start : match.end()], (authors,))
