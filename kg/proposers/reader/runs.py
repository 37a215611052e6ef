"""Values of a slot from the units that the network gave a role."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from kg.claims.model import How, SlotValue, Span
from kg.proposers.reader.encoding import Array
from kg.proposers.reader.units import Unit
from kg.proposers.reader.view import Actor, name_of
from kg.proposers.reader.windows import Line, Placed, Window
from kg.quantities import Period, Quantity

PLACE_ROLES = frozenset(("origin", "destination", "transit", "sender", "receiver", "parties", "jurisdiction", "place"))
ACTING = frozenset(("agent", "patient", "parties", "attribution", "jurisdiction", "actor", "addressee", "operator"))
_OF_THE_COUNTRY = frozenset(("jurisdiction", "parties", "actor", "agent", "operator", "addressee"))
_ABROAD = frozenset(("abroad", "overseas"))
_GOVERNMENT = re.compile(r"(?:government|authorities)$", re.I)
_TRIMMED = frozenset(
    "the a an its their his her this that these those our of in to by for and or with from at on no neither nor "
    "any".split()
)
_PLACES = ("S", "R", "L", "A", "B", "P", "name", "topic", "organisation", "O")
_JOINING = frozenset(("and", "or", "nor"))
_GAP = 2  # units that may miss in a run of words
_BESIDE = 0.3  # probability from which a word right beside one of a phrase belongs to it
_AS_FOUND = frozenset(("measure", "subject", "attribution"))  # roles whose phrases do not grow so


@dataclass(frozen=True, slots=True)
class Run:
    """A value for a slot with its probability; `period` where the value is one, `entry` the place that it names,
    `state` whether it names a state."""

    value: SlotValue
    probability: float
    period: Period | None = None
    entry: str | None = None
    state: bool = False


@dataclass(frozen=True, slots=True)
class _Here:
    """The sentence of a claim, by its number among the lines of the document."""

    lines: Sequence[Line]
    line: int

    def tied(self, placed: Placed) -> tuple[How, Span | None, str | None]:
        """How the claim has a value from a unit, which words hold it, and by which rule if they are not its own."""
        if placed.segment == 0:
            assert isinstance(placed.unit.value, Actor)
            return How.INHERITED, placed.unit.value.span, "topic"
        return self.tied_to(placed.line, placed.unit.start, placed.unit.end)

    def tied_to(self, line: int, start: int, end: int) -> tuple[How, Span | None, str | None]:
        """The same for a stretch of a sentence."""
        span = self.lines[line].sentence.source_span(start, end)
        return (How.STATED, span, None) if line == self.line else (How.INHERITED, span, "sentence-before")


def runs_of(window: Window, lines: Sequence[Line], at: int, role: str, odds: Array, cutoff: float) -> list[Run]:
    """The values that a role has for the anchor at a unit, in the order of the text, each once."""
    chosen = np.flatnonzero(odds >= cutoff).tolist()
    here = _Here(lines, window.placed[at].line)
    if role in ("year", "since"):
        made = [_period(window.placed[i], here, float(odds[i])) for i in chosen]
        return [run for run in made if run]
    if role == "count":
        return _counts(window, here, chosen, odds)
    if role in PLACE_ROLES:
        made = [_place(window.placed[i], here, role, float(odds[i])) for i in chosen]
        return _distinct([run for run in made if run])
    return _distinct(list(_phrases(window, here, role, chosen, odds)))


def under_heading(runs: Sequence[Run], role: str, topic: Actor | None) -> list[Run]:
    """The values of a role in a section whose heading names one state.

    "The government" that did something and "the law" are those of the chapter's country, not of the state that was
    named last: so that state stands in the place of others that other sentences name.
    """
    if topic is None or role not in _OF_THE_COUNTRY:
        return list(runs)
    value = SlotValue(name_of(topic.entry), How.INHERITED, topic.span, "topic")
    if role == "parties" and any(r.state and same_value(r.value, value) for r in runs):  # the others are its partners
        return list(runs)
    return _distinct([replace(r, value=value) if r.state and r.value.how is How.INHERITED else r for r in runs])


def _distinct(runs: Sequence[Run]) -> list[Run]:
    """Each value once: where it is stated rather than inherited, where it is likeliest."""
    best: dict[str, Run] = {}
    for run in runs:
        key = _key(run)
        known = best.get(key)
        if known is None or (run.value.how is How.STATED, run.probability) > (
            known.value.how is How.STATED,
            known.probability,
        ):
            best[key] = run
    return [best[k] for k in dict.fromkeys(_key(r) for r in runs)]


def _key(run: Run) -> str:
    return run.entry or str(run.value.value).casefold()


def same_value(one: SlotValue, other: SlotValue) -> bool:
    """Do two values name the same, in whatever case?"""
    return str(one.value).casefold() == str(other.value).casefold()


def _period(placed: Placed, here: _Here, probability: float) -> Run | None:
    if not isinstance(placed.unit.value, Period):
        return None
    how, span, rule = here.tied(placed)
    return Run(SlotValue(placed.unit.value.first, how, span, rule), probability, placed.unit.value)


def _counts(window: Window, here: _Here, chosen: Sequence[int], odds: Array) -> list[Run]:
    for i in sorted(chosen, key=lambda i: -odds[i]):
        quantity = window.placed[i].unit.value
        if isinstance(quantity, Quantity) and (bound := quantity.low if quantity.low is not None else quantity.high):
            how, span, rule = here.tied(window.placed[i])
            number = int(bound) if bound == int(bound) else bound
            return [Run(SlotValue(number, how, span, rule), float(odds[i]))]
    return []


def _place(placed: Placed, here: _Here, role: str, probability: float) -> Run | None:
    unit = placed.unit
    if unit.kind == "word":
        if unit.text.lower() not in _ABROAD or role not in ("destination", "sender", "place"):
            return None
        value = "abroad"
    elif unit.kind in _PLACES:
        value = _name(unit, role)
    else:
        return None
    how, span, rule = here.tied(placed)
    return Run(SlotValue(value, how, span, rule), probability, entry=_place_of(unit), state=_is_state(unit))


def _place_of(unit: Unit) -> str | None:
    """The place that a unit names, so that two spellings of it are one value."""
    return unit.value.entry.iri if isinstance(unit.value, Actor) and unit.value.entry.kind == "Place" else None


def _is_state(unit: Unit) -> bool:
    return isinstance(unit.value, Actor) and unit.value.entry.kind == "State"


def _name(unit: Unit, role: str) -> str:
    if not isinstance(unit.value, Actor):
        return unit.text
    entry = unit.value.entry
    if role in ACTING and unit.value.government:
        entry = unit.value.government
    if entry.kind == "Place":  # as the text spells it; the label may say which of several it is
        return unit.text
    return name_of(entry)


def _phrases(
    window: Window, here: _Here, role: str, chosen: Sequence[int], odds: Array
) -> Iterator[Run]:
    """Mentions alone are actors; runs of words are phrases, of which far ones lose to near ones."""
    groups: list[list[int]] = []
    for i in chosen if role in _AS_FOUND else _grown(window, chosen, odds):
        if groups and i - groups[-1][-1] <= _GAP + 1 and _one_phrase(window, groups[-1][-1], i):
            groups[-1].append(i)
        else:
            groups.append([i])
    several = role in ("agent", "patient", "holder", "operator", "organisation", "attribution", "subject", "payee",
                       "payer", "beneficiaries", "actor", "addressee", "target", "sector")  # fmt: skip
    made = []
    for group in groups:
        run = _phrase(window, here, role, group, odds)
        if run:
            made.append((run, sum(float(odds[i]) for i in group)))
    if not several and made:
        made = [max(made, key=lambda pair: pair[1])]
    yield from (run for run, _ in made)


def _grown(window: Window, chosen: Sequence[int], odds: Array) -> list[int]:
    """The units, and those in a row with them that are hardly less likely: half a phrase is a poor value."""
    found = set(chosen)
    for i in chosen:
        for step in (-1, 1):
            j = i + step
            while 0 <= j < len(odds) and odds[j] >= _BESIDE and _beside(window.placed[j - step], window.placed[j]):
                found.add(j)
                j += step
    return sorted(found)


def _beside(one: Placed, other: Placed) -> bool:
    """Can two neighbours be of one phrase? A mention is a value by itself, and what joins parts two of them."""
    is_word = other.unit.text[0].isalnum() and other.unit.text.lower() not in _JOINING
    return bool(one.segment) and one.line == other.line and is_word and not (_alone(one.unit) or _alone(other.unit))


def _one_phrase(window: Window, left: int, right: int) -> bool:
    between = window.placed[left + 1 : right]
    a, b = window.placed[left], window.placed[right]
    if a.line != b.line or a.segment == 0:
        return False
    if any(p.unit.text in (",", ";", ":", "(", ")", ".", "and", "or") for p in between):
        return False
    return not (_alone(a.unit) and _alone(b.unit) and between)


def _alone(unit: Unit) -> bool:
    return unit.kind in ("S", "R", "O", "organisation", "P")


def _phrase(window: Window, here: _Here, role: str, group: Sequence[int], odds: Array) -> Run | None:
    first, last = group[0], group[-1]
    while first <= last and _idle(window.placed[first].unit):
        first += 1
    while last >= first and _idle(window.placed[last].unit):
        last -= 1
    if first > last:
        return None
    probability = max(float(odds[i]) for i in group)
    head = window.placed[first]
    units = [p.unit for p in window.placed[first : last + 1]]
    if len(units) == 1 and units[0].kind != "word":
        how, span, rule = here.tied(head)
        if isinstance(units[0].value, Quantity | Period) and role not in ("measure", "function", "topic", "target"):
            return None
        value = SlotValue(_name(units[0], role), how, span, rule)
        return Run(value, probability, entry=_place_of(units[0]), state=_is_state(units[0]))
    if (
        len(units) == 2
        and units[0].kind in "AB"
        and _GOVERNMENT.match(units[1].text)
        and isinstance(units[0].value, Actor)
    ):
        how, span, rule = here.tied_to(head.line, units[0].start, units[1].end)
        return Run(SlotValue(name_of(units[0].value.entry), how, span, rule), probability, state=True)
    if len(units) == 1 and not units[0].text[0].isalnum():
        return None
    text = here.lines[head.line].sentence.text[units[0].start : units[-1].end]
    how, span, rule = here.tied_to(head.line, units[0].start, units[-1].end)
    return Run(SlotValue(text, how, span, rule), probability)


def _idle(unit: Unit) -> bool:
    return unit.kind == "word" and (unit.text.lower() in _TRIMMED or not unit.text[0].isalnum())


def years_of(runs: Sequence[Run], role: str) -> list[tuple[SlotValue, float]]:
    """The period of the likeliest unit, as one or two years."""
    dated = [r for r in runs if isinstance(r.period, Period)]
    if not dated:
        return []
    best = max(dated, key=lambda r: r.probability)
    assert best.period is not None
    last = best.period.last if best.period.last is not None else best.period.first
    years = [best.period.first] if role == "since" or last == best.period.first else [best.period.first, last]
    return [(SlotValue(y, best.value.how, best.value.span, best.value.rule), best.probability) for y in years]
