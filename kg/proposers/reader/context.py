"""What a sentence takes from elsewhere: its country, its year. Nothing crosses the border of a section."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.claims.model import How, SlotValue, Span
from kg.document import Document, Paragraph, Sentence
from kg.document.words import SMALL
from kg.lexicon import Entry, Lexicon
from kg.mentions import Mention, find_mentions
from kg.proposers.reader.view import FIGURES, TOKEN, Actor, Token, View
from kg.quantities import Period

_SAME_TIME = re.compile(r"\b(?:the same|that|this) (?:year|period|time|decade)\b", re.I)
_PREPOSITION = re.compile(r"\b(?:in|with|to|from|of|for|by|at|against|between|and|than)(?: the)? $", re.I)
_CAPITALS = re.compile(r"\b[^\W\d_]{4,}\b|\b(?:OF|AND|THE|D(?=['’]))\b")
_OPENING = 30
_WORDS_BESIDE = 2  # of a heading that is hardly more than the name of a state
_ABBREVIATED = 3  # letters of an abbreviation, which names a publisher as often as a subject ("U.S. Report on …")
_REACH = 3  # sentences back in which "the country" or "that year" may have its meaning
_BEFORE_COSTS = 12  # a period before a figure counts as this much farther off than one behind it


@dataclass(slots=True)
class Context:
    """State of a section while it is read: its topic, and what was named last."""

    topic: Actor | None = None
    _country: Actor | None = None
    _country_age: int = _REACH + 1
    _period: tuple[Period, Span] | None = None
    _period_age: int = field(default=_REACH + 1)
    _sentence: Sentence | None = None

    def begin(self, sentence: Sentence) -> None:
        """A new sentence is read; what was named before grows older."""
        self._sentence = sentence
        self._country_age += 1
        self._period_age += 1

    def country(self, mentions: Sequence[Mention], at: int) -> Actor | None:
        """The state that "the country" at an index of the current sentence means, or None when in doubt."""
        before = {m.entry.iri: m for m in mentions if m.entry.kind == "State" and m.end <= at}
        if len(before) == 1 and self._sentence is not None:
            (mention,) = before.values()
            span = self._sentence.source_span(mention.start, mention.end)
            return Actor(mention.entry, mention.text, None, How.INHERITED, span)
        if before:
            return None
        return self.state()

    def state(self) -> Actor | None:
        """The state that the text is about here: of a sentence just before, else of the heading."""
        return self._country if self._country_age <= _REACH and self._country else self.topic

    def finish(self, view: View) -> None:
        """Remember what the sentence named: the state it is about, its last period."""
        states: dict[str, Token] = {}
        for token in view.tokens:
            if isinstance(token.value, Period):
                self._period, self._period_age = (token.value, view.token_source(token)), 0
            elif isinstance(token.value, Actor) and token.value.entry.kind == "State":
                states.setdefault(token.value.entry.iri, token)
        first = next(iter(states.values()), None)
        if first and _is_subject(view, first):
            assert isinstance(first.value, Actor)
            span = first.value.span or view.token_source(first)
            self._country = Actor(first.value.entry, first.value.text, None, How.INHERITED, span)
            self._country_age = 0
        elif self._country and states.keys() - {self._country.entry.iri}:
            self._country = None  # another state is in play: in doubt, none

    def years(self, view: View, figure: tuple[int, int], clause: tuple[int, int]) -> tuple[SlotValue, ...]:
        """Years of what stands at a rendered range: of its clause, the sentence's opening, or inherited."""
        best: tuple[int, Token] | None = None
        near = [*TOKEN.finditer(view.text, 0, min(_OPENING, clause[0])), *TOKEN.finditer(view.text, *clause)]
        periods = [(m.span(), view.tokens[int(m[2])]) for m in near if m[1] == "Y"]
        for (start, end), token in periods:
            cost = _distance(view, figure, clause, start, end)
            if cost is not None and (best is None or cost < best[0]):
                best = cost, token
        if best:
            return _slot(best[1].value, How.STATED, view.token_source(best[1]))
        if _SAME_TIME.search(view.text, *clause) and self._period and self._period_age <= _REACH and not periods:
            return _slot(self._period[0], How.INHERITED, self._period[1])
        return ()


def _distance(view: View, figure: tuple[int, int], clause: tuple[int, int], start: int, end: int) -> int | None:
    """How far a period lies from a figure; None where it belongs to something else."""
    if figure[0] <= start and end <= figure[1]:
        return 0
    opening = start < 20
    if not clause[0] <= start < clause[1] and not opening:
        return None
    gap = view.text[figure[1] : start] if start >= figure[1] else view.text[end : figure[0]]
    crossed = any(m[1] in FIGURES for m in TOKEN.finditer(gap))
    if crossed and not opening:
        return None
    return len(gap) + (0 if start >= figure[1] else _BEFORE_COSTS) + (1000 if crossed else 0)


def _slot(period: object, how: How, span: Span) -> tuple[SlotValue, ...]:
    assert isinstance(period, Period)
    years = (period.first,) if period.last in (None, period.first) else (period.first, period.last)
    rule = None if how is How.STATED else "same-time"
    return tuple(SlotValue(year, how, span, rule) for year in years if year is not None)


def _is_subject(view: View, token: Token) -> bool:
    """Does a state open its sentence, so that the next one may call it "the country"?"""
    before = view.sentence.text[: token.start]
    return token.letter == "S" and len(before) <= _OPENING and not _PREPOSITION.search(before)


def topics_of(
    document: Document, paragraph: Paragraph, title: Actor | None, lexicon: Lexicon
) -> tuple[Actor | None, Actor | None]:
    """The one state that the heading of a paragraph's section names, or that a heading above it names; and that of the
    document's title (`title_topic`), where no heading names any."""
    section = document.section_of(paragraph)
    for above in reversed(document.section_path(section)):
        states = _states(above.title, lexicon)
        if len(states) == 1:
            (entry,) = states
            heading = document.sentence_at(above.span.start)
            return Actor(entry, above.title, None, How.INHERITED, heading.span if heading else above.span), None
        if states:
            return None, None
    return None, title


def title_topic(document: Document, lexicon: Lexicon) -> Actor | None:
    """The one state that the title of a document names, where the title stands in the text.

    A first chapter that is named after its state ("NEPAL: TIER 2") and followed by those of others is no title, and an
    adjective may speak of who published it.
    """
    headings = [p for p in document.paragraphs if p.kind == "heading"]
    title = next((p for p in headings if p.text == document.title), None)
    entry = _one_state(title.text, lexicon) if title else None
    if title is None or entry is None or not _names_its_subject(title.text, lexicon):
        return None
    others = {state.iri for p in headings if p is not title and (state := _one_state(p.text, lexicon))} - {entry.iri}
    is_short = len(title.text.split()) <= len(entry.label.split()) + _WORDS_BESIDE
    if len(others) > 1 or (others and is_short):
        return None
    return Actor(entry, title.text, None, How.INHERITED, title.sentences[0].span)


def _names_its_subject(title: str, lexicon: Lexicon) -> bool:
    found = [m for text in (title, _small_letters(title)) for m in find_mentions(text, lexicon)]
    states = [m for m in found if m.entry.kind == "State" and m.role != "adjective"]
    return any(sum(map(str.isalpha, m.text)) > _ABBREVIATED for m in states)


def _one_state(title: str, lexicon: Lexicon) -> Entry | None:
    states = _states(title, lexicon)
    return next(iter(states)) if len(states) == 1 else None


def _small_letters(title: str) -> str:
    """A heading whose words in capitals are written as names are: "COSTA RICA: Tier 2" as "Costa Rica: Tier 2"."""
    return _CAPITALS.sub(lambda m: m[0].lower() if len(m[0]) < 4 or m[0].lower() in SMALL else m[0].title(), title)


def _states(title: str, lexicon: Lexicon) -> set[Entry]:
    """The states that a heading names; those that it names in capitals, if no others."""
    forms = (title, _small_letters(title))
    found = ({m.entry for m in find_mentions(form, lexicon) if m.entry.kind == "State"} for form in forms)
    return next((states for states in found if states), set())
