"""Proper names that no list holds: organisations told by a word of their name, and other capitalised names.

>>> [(n.text, n.kind) for n in find_names("The Ministry of Labour asked Rita Moyo and the Blue Lamp Foundation.")]
[('Ministry of Labour', 'organisation'), ('Rita Moyo', 'name'), ('Blue Lamp Foundation', 'organisation')]
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["organisation", "name"]

_CAPITAL = r"(?:[A-Z]\.(?:[A-Z]\.)+|[A-ZÀ-ÖØ-ÞŁŚŠŽČĆ][\w’'&.-]*\w|[A-Z])"
_JOINT = r"(?:\s+(?:of|for|on|and|the|de|des|du|del|da|do|dos|la|las|los|le|les|el|al|y|e|von|van|in|against|to)){1,3}"
# "and" joins two names as often as parts of one, so it joins only before a word of an organisation.
_CHAIN = re.compile(rf"{_CAPITAL}(?:(?:{_JOINT})?\s+{_CAPITAL})*")
_HEAD = (
    r"Ministr(?:y|ies)|Agency|Authority|Office|Offices|Department|Directorate|Secretariat|Service|Services|Commission|"
    r"Commissioner|Committee|Council|Union|Federation|Confederation|Foundation|Association|Bureau|Cent(?:er|re)|"
    r"Institute|Embassy|Consulate|Mission|Police|Guard|Court|Tribunal|Bank|Board|Organi[sz]ation|University|Fund|"
    r"Inspectorate|Parliament|Senate|Congress|Assembly|Corporation|Company|Group|Network|Alliance|Society|League|"
    r"Trust|Watch|International|Chamber|Unit|Taskforce|Task\s+Force|Programme|Program|Project|Initiative|Forum|"
    r"Coalition|Campaign|Caritas|Nations|Cross|Crescent|Church|Syndicate|Cooperative|Observatory|Ombudsman|"
    r"Prosecutor|Attorney|Administration|Corps|Navy|Army|Customs|Cabinet|Presidency|Treasury|Academy|Clinic|"
    r"Collective|Solidarity|Relief|Aid|Rights|Workers|Migrante|Ltd|Inc|LLC|GmbH|Holdings|Recruitment|Manpower"
)
_ORGANISATION = re.compile(rf"\b(?:{_HEAD})\b")
_SINGLE = re.compile(rf"(?:{_HEAD})$")
_OPENER = re.compile(
    r"(?:The|A|An|In|On|At|By|For|From|To|Of|With|Since|After|Before|When|While|Although|Though|But|And|Or|Nor|Yet|"
    r"As|If|It|Its|He|She|His|Her|They|Their|This|That|These|Those|There|Here|Some|Many|Most|Few|Several|All|Both|"
    r"Each|Every|No|Not|None|Neither|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|What|Who|Where|Why|How|"
    r"Under|Over|Between|Among|Within|Without|Because|Until|Unlike|Like|Despite|During|According|Other|Another|"
    r"Such|So|Even|Only|Nearly|About|Around|Roughly|Perhaps|Then|Now|Once|Still|Also|However|Moreover|Meanwhile|"
    r"Officials|Migrants|Workers|Women|Men|Children|Experts|Recruiters|Brokers|Employers|Families|Returnees|"
    r"Government|Remittances|Migration|I|We|You|Our|My)(?=\s)"
)
_MONTH = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|"
    r"Wednesday|Thursday|Friday|Saturday|Sunday)s?$|(?:I|Mr|Mrs|Ms|Dr)$"
)
_ABBREVIATION = re.compile(r"[A-Z]{2,}[A-Za-z0-9&-]*s?$")
_INTRODUCED = re.compile(r"(?P<long>[^()]{3,120}?)\s*\((?:the\s+)?(?P<short>[A-Z][A-Za-z]*[A-Z][A-Za-z]*)\)")
_START = re.compile(r"(?:^|[.!?:;]\s|[“\"‘(—–•]\s?)$")


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name at `start:end` of a text, without an article."""

    start: int
    end: int
    text: str
    kind: Kind


def find_names(text: str) -> tuple[Name, ...]:
    """Capitalised names from left to right; a word that only opens a sentence is none."""
    found = []
    for match in _CHAIN.finditer(text):
        for start, end in _pieces(text, match.start(), match.end()):
            name = _name(text, start, end)
            if name:
                found.append(name)
    return tuple(found)


def abbreviations(text: str) -> dict[str, str]:
    """Short names that a text introduces in brackets after the long ones.

    >>> abbreviations("the Overseas Workers Welfare Administration (OWWA) pays")
    {'OWWA': 'Overseas Workers Welfare Administration'}
    """
    found: dict[str, str] = {}
    for match in _INTRODUCED.finditer(text):
        if long := _long_form(match["long"], match["short"]):
            found.setdefault(match["short"], long)
    return found


def _long_form(before: str, short: str) -> str | None:
    """The shortest run of words before a bracket whose initials hold the letters of the short name."""
    words = before.split()
    letters = [c.lower() for c in short if c.isupper()]
    for count in range(1, min(len(words), 2 * len(letters) + 2) + 1):
        run = words[-count:]
        initials = iter(w[0].lower() for w in run)
        if run[0][0].isupper() and run[0][0].lower() == letters[0] and all(c in initials for c in letters):
            return " ".join(run)
    return None


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A chain cut where "and", "in" or "to" joins two names rather than the parts of one."""
    pieces = []
    for cut in re.finditer(r"\s+(?:and|in|to|on|for|the|against)(?:\s+the)?\s+", text[start:end]):
        left, right = text[start : start + cut.start()], text[start + cut.end() : end]
        joins = cut[0].split()[0] in ("for", "on", "against", "and") and _ORGANISATION.search(left.split("  ")[-1])
        if joins and not _ORGANISATION.search(right):
            continue
        pieces.append((cut.start(), cut.end()))
    out, at = [], start
    for cut_start, cut_end in pieces:
        out.append((at, start + cut_start))
        at = start + cut_end
    return [*out, (at, end)]


def _name(text: str, start: int, end: int) -> Name | None:
    opens = bool(_START.search(text[max(0, start - 3) : start])) or start == 0
    while opens and (match := _OPENER.match(text, start, end)):
        start = match.end() + 1
        opens = False
    words = text[start:end]
    for ending in ("’s", "'s", "."):
        if words.endswith(ending) and not re.fullmatch(r"(?:[A-Z]\.)+", words):
            words = words[: -len(ending)]
    if len(words) < 2 or not words[0].isupper() or _MONTH.fullmatch(words):
        return None
    single = " " not in words
    if opens and single and not _ABBREVIATION.fullmatch(words):
        return None
    organisation = _ORGANISATION.search(words) is not None or (single and _ABBREVIATION.fullmatch(words) is not None)
    return Name(start, start + len(words), words, "organisation" if organisation else "name")
