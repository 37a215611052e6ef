"""A sentence as the frames see it: its words, with every actor, figure and period replaced by a typed token.

"Some 400,000 Nepali migrants work in Qatar" becomes "⟦N0⟧ ⟦A1⟧ migrants work in ⟦S2⟧". Letters: N count,
F percent, M money, K rank, X times, T length of time, Y period; S state, R region, L place, A adjective,
P people, B both, O organisation, H person, U population group.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from kg import iri
from kg.citations import Citation, find_citations, in_any
from kg.claims.model import How, Span
from kg.document import Sentence
from kg.lexicon import Entry, Lexicon
from kg.mentions import Mention, find_mentions
from kg.quantities import Period, Quantity, find_periods, find_quantities

OPEN, CLOSE = "⟦", "⟧"
TOKEN = re.compile(r"⟦([A-Z])(\d+)⟧")
FIGURES = "NFMKXT"
_UNIT_LETTERS = {"percent": "F", "money": "M", "rank": "K", "times": "X", "degrees": "T"}
_ABROAD = iri.thing("region", "abroad")  # a word that the patterns know
_COUNTRY = re.compile(r"\b(?:[Tt]he|[Tt]his|[Tt]hat) country(?=(?:[’']s)?[ ,.;]|$)")
_OFFICE_IN = re.compile(r" in (?:the )?(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor or place; `government` is the state that a capital may stand for. `span`: source words."""

    entry: Entry
    text: str
    government: Entry | None = None
    how: How = How.STATED
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Token:
    """A typed token at `start:end` of the clean sentence."""

    letter: str
    start: int
    end: int
    value: Actor | Quantity | Period


@dataclass(frozen=True, slots=True)
class View:
    """A rendered sentence and the way back from it to the clean text and the source."""

    sentence: Sentence
    text: str
    tokens: Sequence[Token]
    _rendered: Sequence[int]
    _clean: Sequence[int]
    cited: Sequence[Citation]

    def clean(self, at: int) -> int:
        """Index in the clean text of an index in the rendered text (in a token: the token's start)."""
        piece = bisect_right(self._rendered, at) - 1
        offset = at - self._rendered[piece]
        following = self._clean[piece + 1] if piece + 1 < len(self._clean) else len(self.sentence.text)
        return min(self._clean[piece] + offset, following)

    def words(self, start: int, end: int) -> str:
        """The clean words of a rendered range."""
        return self.sentence.text[self.clean(start) : self.clean(end)]

    def source(self, start: int, end: int) -> Span:
        return self.sentence.source_span(self.clean(start), self.clean(end))

    def tokens_in(self, start: int, end: int) -> list[Token]:
        return [self.tokens[int(m[2])] for m in TOKEN.finditer(self.text, start, end)]

    def token_source(self, token: Token) -> Span:
        return self.sentence.source_span(token.start, token.end)


def render(sentence: Sentence, lexicon: Lexicon, country: Callable[[Sequence[Mention], int], Actor | None]) -> View:
    """The view of a sentence; `country` says which state "the country" at an index means, if known."""
    text = sentence.text.replace(OPEN, "[").replace(CLOSE, "]")
    figures: list[Token] = [Token("Y", p.start, p.end, p) for p in find_periods(text)]
    figures += [Token(_letter(q), q.start, q.end, q) for q in find_quantities(text)]
    cited = find_citations(text, lexicon)
    mentions = [m for m in find_mentions(text, lexicon) if m.entry.iri != _ABROAD]
    if cited:
        figures = [f for f in figures if not in_any(cited, f.start)]
        mentions = [m for m in mentions if not in_any(cited, m.start)]
    tokens = figures + [t for m in _outside(mentions, figures) for t in _actors(m, lexicon)]
    for match in _COUNTRY.finditer(text):
        if actor := country(mentions, match.start()):
            tokens.append(Token("S", match.start(), match.end(), actor))
    return _assemble(sentence, text, sorted(tokens, key=lambda t: (t.start, -t.end)), cited)


def _assemble(sentence: Sentence, text: str, tokens: Iterable[Token], cited: Sequence[Citation]) -> View:
    kept: list[Token] = []
    out: list[str] = []
    rendered, clean = [0], [0]
    length = at = 0
    for token in tokens:
        if token.start < at:
            continue
        mark = f"{OPEN}{token.letter}{len(kept)}{CLOSE}"
        kept.append(token)
        out += [text[at : token.start], mark]
        length += token.start - at
        rendered.append(length)
        clean.append(token.start)
        length += len(mark)
        rendered.append(length)
        clean.append(token.end)
        at = token.end
    out.append(text[at:])
    return View(sentence, "".join(out), kept, rendered, clean, cited)


def _outside(mentions: Iterable[Mention], figures: Iterable[Token]) -> list[Mention]:
    """The mentions that are no part of a figure, as "Kuwaiti" is in "300 Kuwaiti dinars"."""
    taken = {i for t in figures for i in range(t.start, t.end)}
    return [m for m in mentions if m.start not in taken and m.end - 1 not in taken]


def _letter(quantity: Quantity) -> str:
    return _UNIT_LETTERS.get(quantity.unit or "", "T" if quantity.unit else "N")


def _actors(mention: Mention, lexicon: Lexicon) -> list[Token]:
    """One token; an office that is named with its place ("IOM office in Nepal") gives two."""
    if mention.entry.kind == "Office" and (match := _OFFICE_IN.search(mention.text)):
        place = lexicon.resolve(mention.text[match.end() :])
        if place:
            cut, at = mention.start + match.start(), mention.start + match.end()
            head = Actor(mention.entry, mention.text[: match.start()])
            tail = Actor(place, mention.text[match.end() :])
            return [Token("O", mention.start, cut, head), Token(_kind(place), at, mention.end, tail)]
    roles = {r.role for r in mention.readings if r.entry.kind in ("State", "Region")}
    actor = Actor(mention.entry, mention.text, mention.reading("capital"))
    if mention.role in ("adjective", "people"):
        letter = "B" if {"adjective", "people"} <= roles else "A" if mention.role == "adjective" else "P"
    else:
        letter = _kind(mention.entry)
    return [Token(letter, mention.start, mention.end, actor)]


_LETTERS = {"State": "S", "Region": "R", "Place": "L", "Person": "H", "PopulationGroup": "U"}


def _kind(entry: Entry) -> str:
    return _LETTERS.get(entry.kind, "O")


def name_of(entry: Entry) -> str:
    """The value of a slot that holds the entry: a state's code, an organisation's usual short name."""
    return entry.code or entry.label
