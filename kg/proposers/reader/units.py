"""A sentence as the encoder sees it: words, with each actor, figure, period and name as one unit.

Units are what a claim's anchor and the values of its slots are chosen from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.citations import in_any
from kg.document import Sentence
from kg.lexicon import Lexicon
from kg.names import Name, find_names
from kg.proposers.reader.view import FIGURES, Actor, Token, View, render
from kg.quantities import Period, Quantity

# Order matters: the index of a kind is an input of the trained encoder.
KINDS = ("word", *"NFMKXTYSRLABPOHU", "organisation", "name", "topic", "mark")
KIND_INDEX = {kind: index for index, kind in enumerate(KINDS)}
NAMED_PLACE_KINDS = frozenset("SRL")
PLACE_KINDS = NAMED_PLACE_KINDS | frozenset("ABP")  # with adjectives and peoples
ACTOR_KINDS = frozenset(("S", "R", "L", "A", "B", "P", "O", "H", "U", "organisation", "name"))
FIGURE_KINDS = frozenset(FIGURES)
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*|\S")


@dataclass(frozen=True, slots=True)
class Unit:
    """One word or mention: `start:end` of the clean sentence; `value` is what a mention names."""

    start: int
    end: int
    text: str
    kind: str
    value: Actor | Quantity | Period | Name | None = None

    @property
    def code(self) -> str:
        """The state's code or the name of the entry that the unit names; its words where it names none."""
        if isinstance(self.value, Actor):
            return self.value.entry.code or self.value.entry.label
        return self.text


def units_of(view: View) -> tuple[Unit, ...]:
    """The units of a rendered sentence, from left to right, without the works that it cites."""
    text = view.sentence.text
    tokens = _with_names(text, list(view.tokens))
    units: list[Unit] = []
    at = 0
    for start, end, kind, value in tokens:
        units += _words(text, at, start)
        units.append(Unit(start, end, text[start:end], kind, value))
        at = end
    units += _words(text, at, len(text))
    return tuple(u for u in units if not in_any(view.cited, u.start)) if view.cited else tuple(units)


def clause(units: Sequence[Unit], first: int, last: int) -> range:
    """The units of a sentence that no semicolon parts from those at `first` to `last`."""
    cuts = [i for i, u in enumerate(units) if u.text == ";"]
    begin = max((c + 1 for c in cuts if c < first), default=0)
    return range(begin, min((c for c in cuts if c > last), default=len(units)))


def plain_view(sentence: Sentence, lexicon: Lexicon) -> View:
    """The view of a sentence without context."""
    return render(sentence, lexicon, lambda mentions, at: None)


_Found = tuple[int, int, str, Actor | Quantity | Period | Name]


def _with_names(text: str, tokens: Sequence[Token]) -> list[_Found]:
    """The tokens of a view, and the names that no list holds; a longer name takes in shorter mentions."""
    found: list[_Found] = [(t.start, t.end, t.letter, t.value) for t in tokens]
    for name in find_names(text):
        inside = [f for f in found if f[0] < name.end and name.start < f[1]]
        if not inside:
            found.append((name.start, name.end, name.kind, name))
        elif name.kind == "organisation" and _takes_in(name, inside):
            found = [f for f in found if f not in inside]
            found.append((name.start, name.end, name.kind, name))
    return sorted(found, key=lambda f: f[0])


def _takes_in(name: Name, inside: Sequence[_Found]) -> bool:
    """Does an organisation's name swallow the mentions in it ("Uganda Police Force"), rather than repeat one?"""
    whole = all(name.start <= f[0] and f[1] <= name.end for f in inside)
    return whole and not any(
        f[2] in FIGURE_KINDS or f[2] in "YO" or f[1] - f[0] == name.end - name.start for f in inside
    )


def _words(text: str, start: int, end: int) -> list[Unit]:
    return [Unit(m.start(), m.end(), m[0], "word") for m in _WORD.finditer(text, start, end)]
