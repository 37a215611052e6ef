"""Mentions of actors and places in a text: which words name a state, a people, a region, an organisation.

>>> from kg.lexicon import lexicon
>>> [(m.text, m.role, m.entry.code) for m in find_mentions("Lao-Thai talks on Laos’s migrants", lexicon())]
[('Lao', 'adjective', 'LA'), ('Thai', 'adjective', 'TH'), ('Laos', 'name', 'LA')]
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from kg.lexicon import Entry, Lexicon, Reading, Role
from kg.personal_names import in_personal_name

# A word (with combining accents), a number, or any other single character.
_TOKEN = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*|\d+|\S")
_SAME_CHARACTER = {"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-", "‒": "-", "–": "-"}
# What may stand before a word that is capital only because it opens a sentence.
_OPENERS = frozenset(".!?:;\"“”'(–—-•*#|")

PLACES = frozenset(("State", "Region", "Place"))

# Longer phrases in which a name means something else: seas, moneys, provinces, treaties named after a town.
NOT_ACTORS: tuple[str, ...] = tuple(
    " ".join(phrase.split())
    for phrase in re.findall(
        r"[^;]+",
        """
    Gulf of Aden; Gulf of California; Gulf of Finland; Gulf of Guinea; Gulf of Mexico; Gulf of Oman;
    Gulf of Thailand; Gulf War; East China Sea; Indian Ocean; Sea of Japan; South China Sea; Jordan
    River; River Jordan; Panama Canal; US dollar; US dollars; U.S. dollar; U.S. dollars; Australian
    dollar; Australian dollars; Canadian dollar; Canadian dollars; Singapore dollar; Singapore dollars;
    Chinese yuan; Indian rupee; Indian rupees; Japanese yen; Russian rouble; Russian roubles; Russian
    ruble; Russian rubles; Swiss franc; Swiss francs; African American; African Americans;
    African-American; African-Americans; American Indian; American Indians; Native American; Native
    Americans; New England; Guinea pig; Guinea pigs; Panama Papers; Stockholm syndrome; Beijing
    Platform; Dublin Convention; Dublin Regulation; Dublin system; Geneva Convention; Geneva
    Conventions; Hague Convention; Istanbul Convention; New York Declaration; Paris Agreement; Rome
    Statute; Vienna Convention; New Guinea; Lake Chad; Lake Malawi; Niger Delta; Niger River; River
    Niger; Congo River; River Congo; Congo Basin; Guinea worm; Gulf of Tonkin; Atlanta, Georgia; Savannah,
    Georgia; Georgia, USA; Georgia, U.S.; US state of Georgia; U.S. state of Georgia; Georgia State; Mexico
    State; Niger State; Washington State; Gulf Coast; US Gulf Coast; U.S. Gulf Coast; Mozambique Channel;
    Irish Sea; Philippine Sea; Jordan Valley; Korean War; Vietnam War; New Britain; New Ireland
    """,
    )
)


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a text that name an actor or place: `text[start:end]`, without a possessive ending.

    `entry` and `role` are the likeliest reading; `readings` holds all of them in that order, so that "Hanoi"
    is the town and, as a capital, the government.
    """

    start: int
    end: int
    text: str
    entry: Entry
    role: Role
    readings: tuple[Reading, ...] = field(repr=False)

    def reading(self, role: Role) -> Entry | None:
        """Entry of the first reading in a role: `reading("capital")` is the government meant, if any."""
        return next((r.entry for r in self.readings if r.role == role), None)


@dataclass(slots=True)
class _Node:
    """A step in the tree of tokens; `readings` is None where no form ends, () where a blocked phrase does."""

    next: dict[str, _Node] = field(default_factory=dict)
    readings: tuple[Reading, ...] | None = None
    only_opening: bool = False


_Token = tuple[str, int, int]
_Match = tuple[int, tuple[Reading, ...]]


def find_mentions(text: str, lexicon: Lexicon) -> tuple[Mention, ...]:
    """All mentions in the order of the text, without overlaps; of nested names the longest counts.

    Case matters ("turkey" and "who" are no mentions); a form that starts small may start a sentence with a
    capital. White space inside a name may be a line break. A name after "non-" is no mention, nor is a person's
    ("Michael Jordan").
    """
    root = _tree(lexicon)
    first = root.next
    tokens = _tokens(text)
    words = [token for token, _, _ in tokens]
    found: list[Mention] = []
    i, count = 0, len(tokens)
    while i < count:
        match = _longest(tokens, i, root, text) if tokens[i][0] in first else None
        if match is None:
            i += 1
            continue
        after, readings = match
        start, end = tokens[i][1], tokens[after - 1][2]
        alone = after == i + 1
        if readings and not _denied(words, i, text[end : end + 1]) and not (alone and _person(words, i, readings)):
            found.append(Mention(start, end, text[start:end], readings[0].entry, readings[0].role, readings))
        i = after
    return tuple(found)


def _longest(tokens: list[_Token], start: int, root: _Node, text: str) -> _Match | None:
    """End (token index) and readings of the longest form that starts at a token."""
    node = root
    best: _Match | None = None
    for index in range(start, len(tokens)):
        step = node.next.get(tokens[index][0])
        if step is None:
            break
        node = step
        if node.readings is not None and (not node.only_opening or _opens(text, tokens[start][1])):
            best = index + 1, node.readings
    return best


def _opens(text: str, start: int) -> bool:
    """Whether a word opens a sentence or a line of its own."""
    before = text[max(0, start - 8) : start]
    stripped = before.rstrip()
    return not stripped or stripped[-1] in _OPENERS


def _denied(words: list[str], index: int, after: str) -> bool:
    """Whether the surroundings take a name its meaning: "non-Qataris", "US$ 40"."""
    negated = index > 1 and words[index - 1] == "-" and words[index - 2] in ("non", "Non")
    return negated or after == "$"


def _person(words: list[str], index: int, readings: tuple[Reading, ...]) -> bool:
    """Whether the name of a place is a person's here."""
    return readings[0].entry.kind in PLACES and in_personal_name(words, index)


def _tokens(text: str) -> list[_Token]:
    same = _SAME_CHARACTER
    if text.isascii():
        return [(m[0], m.start(), m.end()) for m in _TOKEN.finditer(text)]
    return [(same.get(m[0]) or _composed(m[0]), m.start(), m.end()) for m in _TOKEN.finditer(text)]


def _composed(token: str) -> str:
    return token if token.isascii() else unicodedata.normalize("NFC", token)


@lru_cache(maxsize=8)
def _tree(lexicon: Lexicon) -> _Node:
    """Tree of all forms of a lexicon. Built once a lexicon; lexicons compare by identity."""
    root = _Node()
    for form, readings in lexicon.forms.items():
        _add(root, (t for t, _, _ in _tokens(form)), readings)
    for form, readings in lexicon.forms.items():
        if form[:1].islower():
            _add_opening(root, form[0].upper() + form[1:], readings)
    for phrase in NOT_ACTORS:
        for opening in ("", "the ", "The "):  # "the Gulf" and "The Hague" are forms of their own
            _add(root, (t for t, _, _ in _tokens(opening + phrase)), ())
    return root


def _descend(root: _Node, tokens: Iterable[str]) -> _Node:
    node = root
    for token in tokens:
        step = node.next.get(token)
        if step is None:
            step = node.next[token] = _Node()
        node = step
    return node


def _add(root: _Node, tokens: Iterable[str], readings: tuple[Reading, ...]) -> None:
    node = _descend(root, tokens)
    if node.readings:  # two spellings that differ in an apostrophe only
        readings = tuple(dict.fromkeys((*node.readings, *readings))) if readings else ()
    node.readings = readings


def _add_opening(root: _Node, form: str, readings: tuple[Reading, ...]) -> None:
    node = _descend(root, (t for t, _, _ in _tokens(form)))
    if node.readings is None:
        node.readings, node.only_opening = readings, True
