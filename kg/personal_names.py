"""Personal names that hold the name of a state or a town, and the titles that stand before persons.

>>> in_personal_name("Michael Jordan left".split(), 1), in_personal_name("In Jordan they left".split(), 1)
(True, False)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import yaml

from kg.resources import ontology_dir


@dataclass(frozen=True, slots=True)
class Words:
    """The words of `personal-names.yaml`."""

    titles: frozenset[str]
    offices: frozenset[str]
    borne: frozenset[str]
    places: frozenset[str]
    forenames: frozenset[str]
    surnames: frozenset[str]


@cache
def words() -> Words:
    """The words by which persons are told, read once."""
    held = yaml.safe_load((ontology_dir() / "reference" / "personal-names.yaml").read_text(encoding="utf-8"))
    return Words(**{name: frozenset(listed.split()) for name, listed in held.items()})


def in_personal_name(tokens: Sequence[str], at: int) -> bool:
    """Is the name of a place at an index the name of a person, or half of it? Full stops are tokens."""
    known = words()
    before = _before(tokens, at)
    if before >= 0 and tokens[before] in known.titles:
        return True
    return tokens[at] in known.borne and (_follows(tokens, before) or _leads(tokens, at))


def _before(tokens: Sequence[str], at: int) -> int:
    """Index of the word before a name, past the stop of a title, of "St." or of a middle initial; -1: none."""
    known = words()
    if at > 1 and tokens[at - 1] == ".":
        if tokens[at - 2] in known.titles | known.offices | known.places:
            return at - 2
        if _initial(tokens[at - 2]) and at > 2 and tokens[at - 3] in known.forenames:
            return at - 3
        return -1
    return at - 1


def _follows(tokens: Sequence[str], before: int) -> bool:
    """Is the word before a surname a forename or an office, or any name with a title before it?"""
    known = words()
    if before < 0:
        return False
    earlier = _before(tokens, before)
    titled = earlier >= 0 and tokens[earlier] in known.titles | known.offices
    forename = tokens[before] in known.forenames and not (earlier >= 0 and tokens[earlier] in known.places)
    return forename or tokens[before] in known.offices or (titled and tokens[before].istitle())


def _leads(tokens: Sequence[str], at: int) -> bool:
    """Does a surname follow a forename, perhaps after an initial?"""
    following = tokens[at + 1 : at + 4]
    if len(following) == 3 and _initial(following[0]) and following[1] == "." and following[2].istitle():
        return True
    return bool(following) and following[0] in words().surnames


def _initial(token: str) -> bool:
    return len(token) == 1 and token.isupper()
