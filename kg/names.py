"""Proper names that no list holds: organisations told by a word of their name, and other capitalised names.

>>> [(n.text, n.kind) for n in find_names("The Ministry of Labour asked Rita Moyo and the Blue Lamp Foundation.")]
[('Ministry of Labour', 'organisation'), ('Rita Moyo', 'name'), ('Blue Lamp Foundation', 'organisation')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from kg import months, personal_names

Kind = Literal["organisation", "name"]

_CAPITAL = r"(?:[A-Z]\.(?:[A-Z]\.)+|[A-ZÀ-ÖØ-ÞŁŚŠŽČĆ][\w’'&.-]*\w|[A-Z])"
_SMALL = r"(?:\s+(?:of|for|on|and|the|de|des|du|del|da|do|dos|la|las|los|le|les|el|al|y|e|von|van|in|against|to))"
_LABELS = (
    "Annex Appendix Article Block Box Category Class Grade Group Level Option Part Phase Plan Section Stage Table Tier "
    "Type War"
)
# Middle initials; after a label a letter counts ("Plan B.").
_INITIALS = "".join(rf"(?<!\b{label})" for label in _LABELS.split()) + r"(?:\s+[A-Z]\.){1,2}"
_CHAIN = re.compile(rf"{_CAPITAL}(?:(?:{_SMALL}{{1,3}}|{_INITIALS})?\s+{_CAPITAL})*")
_JOINT = re.compile(r"\s+(?P<word>and|in|to|on|for|the|against)(?P<the>\s+the)?\s+")
_ADJECTIVE = re.compile(r"(?:ic|al)$")  # half of a pair: "Economic and Social Rights"
_ENDS_SMALL = re.compile(rf"{_SMALL}+$")
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
# An organisation with what it is for: "Ministry of Labour", to which "and Employment" may belong.
_COMPLETED = re.compile(rf"\b(?:{_HEAD})\s+(?:of|for|on|against)\s")
# What an organisation "of the" is of, where that is no organisation or state of its own.
_OF_THE = re.compile(
    r"(?:(?:Deputy|Vice)[ -])?(?:Prime Minister|President|Presidency|Interior|High Commissioner|Attorney|Prosecutor|"
    r"Public Prosecutor|Special|Governor|Ombuds\w+|Inspector|Auditor|Secretary|Chief|Chancellor|Mayor)\b"
)
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
    rf"(?:{months.ANY}|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)s?$|(?:I|Mr|Mrs|Ms|Dr|Prof)$"
)
_ABBREVIATION = re.compile(r"[A-Z]{2,}[A-Za-z0-9&-]*s?$")
_INTRODUCED = re.compile(r"(?P<long>[^()]{3,120}?)\s*\((?:the\s+)?(?P<short>[A-Z][A-Za-z]*[A-Z][A-Za-z]*)\)")
_OTHERS = re.compile(r",? et al\b\.?")
_TITLE = re.compile(r"\b(\w+)\.\s$")
_LONGEST_TITLE = 16
_START = re.compile(r"(?:[.!?:;]\s|[“\"‘(—–•]\s?)$")


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
                found.append(_with_others(text, name))
    return tuple(found)


def _with_others(text: str, name: Name) -> Name:
    """A name with the "et al." that stands for those who wrote with it."""
    others = _OTHERS.match(text, name.end) if name.kind == "name" else None
    return replace(name, end=others.end(), text=name.text + others[0]) if others else name


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


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A chain cut where "and", "in" or "to" joins two names rather than the parts of one."""
    joints = list(_JOINT.finditer(text, start, end))
    ends = [joint.start() for joint in joints] + [end]
    last = max((m.start() for m in _ORGANISATION.finditer(text, start, end)), default=-1)
    at, group = start, _Group.of(text[start : ends[0]])
    for joint, following in zip(joints, ends[1:], strict=True):
        part = text[joint.end() : following]
        if group.takes(joint, part) or (group.organisation and last < joint.end() and _is_part(joint, part)):
            group = _Group(group.organisation, completed=True)
        else:
            yield at, joint.start()
            at, group = joint.end(), _Group.of(part)
    yield at, end


@dataclass(frozen=True, slots=True)
class _Group:
    """Words of a chain that make one name so far: do they name an organisation, and what it is for?"""

    organisation: bool
    completed: bool

    @classmethod
    def of(cls, part: str) -> _Group:
        return cls(_ORGANISATION.search(part) is not None, _COMPLETED.search(part) is not None)

    def takes(self, joint: re.Match[str], part: str) -> bool:
        """Do further words belong to the name, though more organisations may follow?"""
        if joint["word"] == "the":
            of = joint.string.endswith(" of", 0, joint.start())
            return self.organisation and of and _OF_THE.match(part) is not None
        if _ORGANISATION.search(part) or not _is_part(joint, part):
            return False
        if joint["word"] == "and":
            return self.completed and self.organisation and not joint["the"]
        return self.organisation and not _ADJECTIVE.search(part)


def _is_part(joint: re.Match[str], part: str) -> bool:
    """Can the words after a joint be part of an organisation's name, rather than an abbreviation or a person?"""
    if joint["word"] != "and":
        return joint["word"] in ("for", "on", "against")
    first = part.split()[0]
    return not _ABBREVIATION.fullmatch(first) and first not in personal_names.words().forenames


def _opens(text: str, start: int) -> bool:
    """Does a sentence begin here? The stop of a title ends none."""
    before = text[max(0, start - _LONGEST_TITLE) : start]
    if title := _TITLE.search(before):
        return title[1] not in personal_names.words().titles | personal_names.words().offices
    return start == 0 or _START.search(before) is not None


def _name(text: str, start: int, end: int) -> Name | None:
    opens = _opens(text, start)
    while opens and (match := _OPENER.match(text, start, end)):
        start = match.end() + 1
        opens = False
    words = _ENDS_SMALL.sub("", text[start:end])
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
