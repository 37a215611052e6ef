"""Names of the actors and places of the reference data: from words to nodes, and from groups to members.

The lexicon is read from `ontology/reference/*.ttl`, the one list that serves reading, queries and
documentation.

>>> lexicon().resolve("Nepalese").label
'Nepal'
>>> [(r.role, r.entry.label) for r in lexicon().forms["Hanoi"]]
[('name', 'Hanoi'), ('capital', 'Vietnam')]
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal as OneOf

import pyoxigraph as ox

from kg import iri, resources

Role = OneOf["name", "adjective", "people", "capital", "former", "label"]

_SKOS = iri.PREFIXES["skos"]
_LABEL_ROLES: dict[str, Role] = {
    _SKOS + "prefLabel": "name",
    _SKOS + "altLabel": "name",
    _SKOS + "hiddenLabel": "label",
    iri.term("adjective"): "adjective",
    iri.term("people"): "people",
    iri.term("capital"): "capital",
    iri.term("formerName"): "former",
}
_ROLE_ORDER: tuple[Role, ...] = ("name", "former", "adjective", "people", "label", "capital")
# Of two meanings of one form the kind that stands first here is the likelier one: Georgia is a state first.
_KIND_ORDER = (
    "State",
    "Region",
    "Place",
    "Office",
    "InternationalOrganisation",
    "GovernmentBody",
    "NonGovernmentalOrganisation",
    "Company",
    "MediaOutlet",
    "ResearchBody",
    "Diaspora",
    "Organisation",
    "PopulationGroup",
    "Person",
)
# Codes and abbreviations that are ordinary words when written small: "can" is not Canada.
_WORDS = frozenset(
    re.findall(
        r"\w+",
        "ago am and are arm as at be by can care do gin guy in is it "
        "jam lie me my no nor pan per so to ton us who",
    )
)
_SAME_CHARACTER = str.maketrans("’‘ʼ‐‑‒–", "'''----")


@dataclass(frozen=True, slots=True)
class Entry:
    """One actor or place: `kind` is the local name of its class, `code` its notation (a state's ISO code)."""

    iri: str
    kind: str
    label: str
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One meaning of a surface form.

    `role` says what the form is to the entry: a "name" in use, a "former" name, its "adjective" or its
    "people", its "capital" standing for the government, or a "label" known only for matching.
    """

    entry: Entry
    role: Role


@dataclass(frozen=True, slots=True)
class _Membership:
    """Years (both inclusive, None = open) in which a state belonged to a group."""

    state: str
    first: int | None
    last: int | None

    def covers(self, year: int) -> bool:
        return (self.first is None or self.first <= year) and (self.last is None or year <= self.last)


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All entries and their surface forms; each form has its readings, the likeliest first."""

    entries: Mapping[str, Entry]
    forms: Mapping[str, tuple[Reading, ...]]
    _codes: Mapping[str, Entry]
    _folded: Mapping[str, Entry]
    _current: Mapping[str, frozenset[str]] = field(default_factory=dict)
    _dated: Mapping[str, tuple[_Membership, ...]] = field(default_factory=dict)

    def resolve(self, value: str) -> Entry | None:
        """Entry that a code, an IRI, `id:state/KZ` or a form in any case names; None if nothing does.

        Only a whole form counts ("Tajik" does, "Tajik migrants" does not). Of several readings the
        likeliest wins: a state before a place, and a town before the government that sits in it. ISO
        codes go before abbreviations: "AU" is Australia.
        """
        text = " ".join(value.split())
        if known := self.entries.get(_expand(text)) or self._codes.get(text):
            return known
        if readings := self.forms.get(text):
            return readings[0].entry
        if text in _WORDS:
            return None
        folded = fold(text)
        bare = folded.removeprefix("the ")
        return self._folded.get(folded) or self._folded.get(bare) or self._codes.get(text.upper())

    def nearest(self, text: str, limit: int = 3, kinds: Collection[str] = ()) -> list[str]:
        """Names that look like a text that did not resolve, the most similar first; of some kinds, where given."""
        names: dict[str, str] = {}
        for form, readings in self.forms.items():
            kind = readings[0].entry.kind
            if readings[0].role in ("name", "former") and kind != "Office" and (not kinds or kind in kinds):
                names.setdefault(fold(form), form)
        return [names[key] for key in difflib.get_close_matches(fold(text), names, n=limit, cutoff=0.7)]

    def suggestion(self, text: str, otherwise: str, kinds: Collection[str] = ()) -> str:
        """What to write in the place of a text that did not resolve: near names, or `otherwise` where none is near."""
        near = self.nearest(text, kinds=kinds)
        return f"did you mean {' or '.join(near)}?" if near else otherwise

    def members(self, region: str, year: int | None = None) -> frozenset[str]:
        """IRIs of the states of a region: those of today, or those of a year.

        Joining and leaving years count as years of membership. A member whose years are not known counts
        for every year. A region that is unknown or has no list gives the empty set.
        """
        current = self._current.get(region, frozenset())
        if year is None:
            return current
        dated = self._dated.get(region, ())
        undated = current - {m.state for m in dated}
        return undated | {m.state for m in dated if m.covers(year)}


def fold(text: str) -> str:
    """Form for comparison in any case: one kind of apostrophe, hyphen and space.

    >>> fold("Côte  d’Ivoire")
    "côte d'ivoire"
    """
    return " ".join(text.translate(_SAME_CHARACTER).casefold().split())


@cache
def lexicon() -> Lexicon:
    """The lexicon of the shipped reference data, loaded once."""
    return load(sorted((resources.ontology_dir() / "reference").glob("*.ttl")))


def load(paths: Iterable[Path]) -> Lexicon:
    """Lexicon of some Turtle files. Things without a preferred label (memberships) become no entries."""
    facts = _read(paths)
    entries = {name: entry for name, thing in facts.items() if (entry := _entry(name, thing))}
    forms = _forms(facts, entries)
    return Lexicon(
        entries=MappingProxyType(entries),
        forms=MappingProxyType(forms),
        _codes=MappingProxyType(_codes(facts, entries)),
        _folded=MappingProxyType(_folded(forms)),
        _current=MappingProxyType(_current(facts)),
        _dated=MappingProxyType(_dated(facts)),
    )


_Facts = dict[str, dict[str, list[str]]]


def _read(paths: Iterable[Path]) -> _Facts:
    """Subject → predicate → values, all as plain strings: quicker than a store for what is needed here."""
    facts: _Facts = {}
    for path in paths:
        for triple in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            subject, value = triple.subject, triple.object
            if isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode | ox.Literal):
                thing = facts.setdefault(subject.value, {})
                thing.setdefault(triple.predicate.value, []).append(value.value)
    return facts


_TYPE = iri.PREFIXES["rdf"] + "type"
_RANK = {kind: rank for rank, kind in enumerate(_KIND_ORDER)}
_ROLE_RANK = {role: rank for rank, role in enumerate(_ROLE_ORDER)}


def _entry(name: str, thing: Mapping[str, list[str]]) -> Entry | None:
    labels = thing.get(_SKOS + "prefLabel")
    kinds = [t.removeprefix(iri.TERMS) for t in thing.get(_TYPE, ())]
    known = sorted((k for k in kinds if k in _RANK), key=_RANK.__getitem__)
    if not labels or not known:
        return None
    return Entry(name, known[0], labels[0], thing.get(_SKOS + "notation", [None])[0])


def _likelihood(reading: Reading) -> tuple[int, int, int, str]:
    """Sort key: forms for matching only, then capitals as governments, come after all names."""
    weak = {"label": 1, "capital": 2}.get(reading.role, 0)
    return weak, _RANK[reading.entry.kind], _ROLE_RANK[reading.role], reading.entry.iri


def _forms(facts: _Facts, entries: Mapping[str, Entry]) -> dict[str, tuple[Reading, ...]]:
    found: dict[str, set[Reading]] = {}
    for name, entry in entries.items():
        thing = facts[name]
        for predicate, role in _LABEL_ROLES.items():
            if predicate in thing:
                reading = Reading(entry, role)
                for form in thing[predicate]:
                    found.setdefault(form, set()).add(reading)
    return {
        form: (*readings,) if len(readings) == 1 else (*sorted(readings, key=_likelihood),)
        for form, readings in found.items()
    }


def _codes(facts: _Facts, entries: Mapping[str, Entry]) -> dict[str, Entry]:
    """Notations and alpha-3 codes; where an abbreviation is also a state's code, the state keeps it."""
    codes: dict[str, Entry] = {}
    for name, entry in sorted(entries.items(), key=lambda item: (_RANK[item[1].kind], item[0])):
        for code in (*facts[name].get(_SKOS + "notation", ()), *facts[name].get(iri.term("alpha3"), ())):
            codes.setdefault(code, entry)
    return codes


def _folded(forms: Mapping[str, tuple[Reading, ...]]) -> dict[str, Entry]:
    best: dict[str, Reading] = {}
    for form, readings in forms.items():
        key = fold(form)
        if key not in best or _likelihood(readings[0]) < _likelihood(best[key]):
            best[key] = readings[0]
    return {key: reading.entry for key, reading in best.items()}


def _current(facts: _Facts) -> dict[str, frozenset[str]]:
    has_member = iri.term("hasMember")
    return {name: frozenset(thing[has_member]) for name, thing in facts.items() if has_member in thing}


def _dated(facts: _Facts) -> dict[str, tuple[_Membership, ...]]:
    found: dict[str, list[_Membership]] = {}
    for group, membership in _memberships(facts):
        found.setdefault(group, []).append(membership)
    return {group: tuple(members) for group, members in found.items()}


def _memberships(facts: _Facts) -> Iterator[tuple[str, _Membership]]:
    group, state = iri.term("group"), iri.term("memberState")
    for thing in facts.values():
        if group in thing and state in thing:
            first, last = (_year(thing, name) for name in ("memberFrom", "memberUntil"))
            yield thing[group][0], _Membership(thing[state][0], first, last)


def _year(thing: Mapping[str, list[str]], name: str) -> int | None:
    values = thing.get(iri.term(name))
    return int(values[0]) if values else None


_COMPACT = re.compile(r"id:(?=\S+$)")


def _expand(text: str) -> str:
    bare = text.removeprefix("<").removesuffix(">")
    return _COMPACT.sub(iri.THINGS, bare, count=1)
