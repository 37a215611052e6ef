"""From a document to the claims that its frames read."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from itertools import product

from kg.claims.model import Claim, How, SlotValue, Span, claim_id, freeze
from kg.document import Document, Paragraph, Sentence
from kg.document.cells import is_row_of_figures
from kg.lexicon import Lexicon
from kg.proposers.reader import cues
from kg.proposers.reader.attribution import Voice, cited, is_own, voices
from kg.proposers.reader.context import Context, title_topic, topics_of
from kg.proposers.reader.fill import Slots, figure_slots, kind_of, values_of
from kg.proposers.reader.frames import Frame, FrameSet, load
from kg.proposers.reader.units import Unit, units_of
from kg.proposers.reader.view import FIGURES, TOKEN, View, name_of, render
from kg.quantities import Quantity

_DATED = frozenset({"MigrantStock", "Remittance", "Agreement", "Law", "TraffickingRoute", "Measure", "Indicator"})
_DENIABLE = frozenset({"Presence", "Relation"})
_FAR = 1000  # characters around a match in which a state would be the one that is meant


def propose(document: Document, lexicon: Lexicon) -> tuple[Claim, ...]:
    """All claims that the frames read from the document, in the order of the text, each once."""
    frames = load()
    found: dict[str, Claim] = {}
    title = title_topic(document, lexicon)
    context, section = Context(), -1
    for paragraph in document.paragraphs:
        if paragraph.kind == "heading":
            continue
        if paragraph.section != section:
            topic, whole = topics_of(document, paragraph, title, lexicon)
            context, section = Context(topic or whole), paragraph.section
        for claim in _read(document, paragraph, lexicon, frames, context):
            found.setdefault(claim.id, claim)
    return tuple(sorted(found.values(), key=lambda c: (c.span, c.type, c.id)))


def _read(
    document: Document, paragraph: Paragraph, lexicon: Lexicon, frames: FrameSet, context: Context
) -> Iterator[Claim]:
    for sentence in paragraph.sentences:
        if is_row_of_figures(sentence.text):
            continue
        context.begin(sentence)
        view = render(sentence, lexicon, context.country)
        if view.tokens:
            yield from Reader(document, view, frames, context).claims()
        context.finish(view)


class Reader:
    """The frames at work on one sentence. A figure serves the first frame that can use it."""

    def __init__(self, document: Document, view: View, frames: FrameSet, context: Context) -> None:
        self._document = document
        self._view = view
        self._frames = frames
        self._context = context
        self._used: set[int] = set()
        self._units: tuple[Unit, ...] = ()
        self._voices: tuple[Voice, ...] = ()
        self._cited: tuple[Voice, ...] = ()

    def claims(self) -> Iterator[Claim]:
        for frame in self._frames.frames:
            if not frame.trigger.search(self._view.text):
                continue
            taken: list[tuple[int, int]] = []
            for pattern in frame.patterns:
                for match in pattern.finditer(self._view.text):
                    core = match.span()
                    if any(a < core[1] and core[0] < b for a, b in taken):
                        continue
                    made = list(self._claims_of(frame, match))
                    if made:
                        taken.append(core)
                        yield from made

    def _claims_of(self, frame: Frame, match: re.Match[str]) -> Iterator[Claim]:
        figure = match.start("figure") if "figure" in match.re.groupindex else -1
        if figure >= 0 and figure in self._used:
            return
        area = cues.clause(self._view, *match.span())
        if frame.unless and frame.unless.search(self._view.text, *area):
            return
        slots = self._slots(frame, match, area)
        if slots is None:
            return
        if figure < 0:
            for each in _paired(slots) if frame.pairs else (slots,):
                yield self._claim(frame, match, match.span(), area, each)
            return
        here = match.span("figure")
        self._used.add(figure)
        yield self._claim(frame, match, match.span(), area, slots)
        while sibling := _sibling(self._view, here) or _sibling(self._view, here, match.end()):
            here = sibling
            self._used.add(here[0])
            changed = {n: v for n, v in slots.items() if n not in ("low", "high", "year")}
            changed |= {n: v for n, v in figure_slots(self._view, here).items() if n in ("low", "high")}
            if frame.type in _DATED and (years := self._context.years(self._view, here, area)):
                changed["year"] = years
            yield self._claim(frame, match, (match.start(), here[1]), area, changed)

    def _slots(self, frame: Frame, match: re.Match[str], area: tuple[int, int]) -> Slots | None:
        """Slots of a match, or None where what the frame requires is missing."""
        slots = self._captured(frame, match)
        for name, patterns in frame.roles.items():
            if name not in slots and (found := self._role(frame, name, patterns, match, area)):
                slots[name] = found
        whole = self._view.source(*match.span())
        slots |= {name: (SlotValue(value, span=whole),) for name, value in frame.fixed.items()}
        for name, vocabulary in frame.lookup.items():
            if name not in slots and (word := self._looked_up(vocabulary, area)):
                slots[name] = (SlotValue(word[0], span=word[1]),)
        for name in frame.inherit - slots.keys():
            if (state := self._context.state()) and self._names_no_other(match):
                slots[name] = (SlotValue(name_of(state.entry), How.INHERITED, state.span, "topic"),)
        if any(not slots.keys() & group for group in frame.require):
            return None
        slots = {name: (SlotValue(value, span=whole),) for name, value in frame.default.items()} | slots
        if frame.type in _DATED and (years := self._years(match, area)):
            slots["year"] = years
        return slots

    def _captured(self, frame: Frame, match: re.Match[str]) -> Slots:
        """Slots that the pattern itself captured."""
        slots: Slots = {}
        for name, span in _captures(match):
            if name == "figure":
                slots |= figure_slots(self._view, span)
            elif found := self._named(frame, name, span) or values_of(self._view, frame.type, name, span):
                slots[name] = found
            if name == "organisation" and (kind := kind_of(self._view, span)):
                slots["kind"] = kind
        return slots

    def _names_no_other(self, match: re.Match[str]) -> bool:
        """Does the sentence name no state but those that the match has put into slots?"""
        inside = [span for _, span in _captures(match)]
        near = max(0, match.start() - _FAR), match.end() + _FAR
        found = (t for t in TOKEN.finditer(self._view.text, *near) if t[1] in "SABPL")
        return all(any(a <= t.start() < b for a, b in inside) for t in found)

    def _named(self, frame: Frame, name: str, span: tuple[int, int]) -> tuple[SlotValue, ...]:
        """The usual name of what captured words say, where the frame has a vocabulary for the slot."""
        found = self._looked_up(frame.named[name], span) if name in frame.named else None
        return (SlotValue(found[0], span=found[1]),) if found else ()

    def _years(self, match: re.Match[str], area: tuple[int, int]) -> tuple[SlotValue, ...]:
        figure = match.span("figure") if "figure" in match.re.groupindex else match.span()
        return self._context.years(self._view, figure if figure[0] >= 0 else match.span(), area)

    def _role(
        self,
        frame: Frame,
        name: str,
        patterns: tuple[re.Pattern[str], ...],
        match: re.Match[str],
        area: tuple[int, int],
    ) -> tuple[SlotValue, ...]:
        """Values of a slot from the words around a match: first those nearer to it than to other figures."""
        for start, end in (_region(self._view, match, area), area):
            for pattern in patterns:
                found = [m for m in pattern.finditer(self._view.text, start, end) if m[name]]
                if found:
                    nearest = min(found, key=lambda m: _gap(m.span(name), match.span()))
                    return values_of(self._view, frame.type, name, nearest.span(name))
        return ()

    def _looked_up(self, vocabulary: str, area: tuple[int, int]) -> tuple[str, Span] | None:
        for pattern, value in self._frames.vocabularies[vocabulary]:
            if match := pattern.search(self._view.text, *area):
                return value, self._view.source(*match.span())
        return None

    def _speakers(self, end: int) -> tuple[str, ...]:
        """Names of the voices that say what ends at an index of the clean sentence."""
        if not self._units:
            self._units = units_of(self._view)
            self._voices = voices(self._units)
            self._cited = cited(self._view.cited, self._units)
        at = bisect_left(self._units, end, key=lambda u: u.start) - 1
        heard = [v for v in self._voices if v.reaches(at)] or [v for v in self._cited if v.reaches(at)]
        return () if is_own(heard, at) else tuple(v.name for v in heard if v.name)

    def _claim(
        self, frame: Frame, match: re.Match[str], core: tuple[int, int], area: tuple[int, int], given: Slots
    ) -> Claim:
        view = self._view
        slots = {name: values for name, values in given.items() if name != "exclusive"}
        span = view.source(*core)
        frozen = freeze(slots)
        polarity = frame.polarity or self._polarity(frame, match, area)
        modality = cues.modality(view, *area, _hedged(view, core, given))
        speakers = self._speakers(view.clean(core[1]))
        return Claim(
            id=claim_id(self._document.id, span, frame.type, frozen, polarity, modality, speakers),
            type=frame.type,
            document=self._document.id,
            span=span,
            slots=frozen,
            modality=modality,
            polarity=polarity,
            attribution=speakers,
            notes=_notes(view.sentence, view.clean(core[1])),
            proposer="reader",
            basis=frame.name,
            anchor=view.words(*match.span()),
            cues=cues.cues_of(view.words(*area), modality, polarity),
            exclusive=tuple(str(v.value) for v in given.get("exclusive", ())),
        )

    def _polarity(self, frame: Frame, match: re.Match[str], area: tuple[int, int]) -> str:
        deniable = frame.type in _DENIABLE
        return "negated" if deniable and cues.denied(self._view, area[0], _predicate(match)) else "affirmed"


def _predicate(match: re.Match[str]) -> int:
    start = match.start("verb") if "verb" in match.re.groupindex else -1
    return start if start >= 0 else match.end()


def _captures(match: re.Match[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    for name in match.re.groupindex:
        if match.start(name) >= 0 and name != "verb":
            yield name.partition("__")[0], match.span(name)


_SIBLING = re.compile(
    r"(?:[^⟦;.]{0,15}⟦Y\d+⟧)?,? (?:to|and|compared (?:to|with)|up from|down from|against|from|versus)"
    r"(?: [a-z]+){0,3}? (?P<figure>⟦(?P<letter>[NFM])\d+⟧)(?! (?:of|[a-z]+s)\b| ⟦[ABP])"
)


def _sibling(view: View, figure: tuple[int, int], at: int = 0) -> tuple[int, int] | None:
    """The next figure of a series: "from $3 million in 2008 to $5 million in 2011"."""
    match = _SIBLING.match(view.text, max(figure[1], at))
    if match is None or match["letter"] != view.text[figure[0] + 1]:
        return None
    return match.span("figure")


def _hedged(view: View, core: tuple[int, int], slots: Slots) -> bool:
    """Does the figure of the slots carry a hedge of its own?"""
    spans = {v.span for name in ("low", "high") for v in slots.get(name, ())}
    figures = [(t, t.value) for t in view.tokens_in(*core)]
    return any(isinstance(q, Quantity) and q.estimated and view.token_source(t) in spans for t, q in figures)


def _region(view: View, match: re.Match[str], area: tuple[int, int]) -> tuple[int, int]:
    """The part of the clause that lies between the figures around a match."""
    start, end = area
    for token in TOKEN.finditer(view.text, *area):
        if token[1] not in FIGURES:
            continue
        if token.end() <= match.start():
            start = token.end()
        elif token.start() >= match.end():
            end = min(end, token.start())
    return start, end


def _gap(one: tuple[int, int], other: tuple[int, int]) -> int:
    return max(one[0] - other[1], other[0] - one[1], 0)


def _notes(sentence: Sentence, end: int) -> tuple[int, ...]:
    """The first note mark at or after the end of a claim."""
    return next(((mark.number,) for mark in sentence.marks if mark.position >= end), ())


def _paired(slots: Slots) -> Iterator[Slots]:
    """One set of slots for each pair of a party of `one` and a party of `other`."""
    rest: Mapping[str, tuple[SlotValue, ...]] = {n: v for n, v in slots.items() if n not in ("one", "other")}
    for one, other in product(slots.get("one", ()), slots.get("other", ())):
        if one.value != other.value:
            yield {**rest, "parties": (one, other)}
