"""Everything about one pair of states, in the order in which people read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.analysis.agreements import gap_of, gaps_from, instruments_from
from kg.analysis.bonds import Intermediary, Route, Tie
from kg.analysis.content import find_content_gaps
from kg.analysis.facts import Facts, Period, read_facts
from kg.analysis.gap_model import Citation, PairGap
from kg.analysis.pairs import Pair, pair_of
from kg.analysis.quantities import Corridor, Estimate
from kg.claims.wording import bounds, counted
from kg.errors import UserError
from kg.graph.store import Graph


@dataclass(frozen=True, slots=True)
class Line:
    """One thing said: in short, in whose voice, and the sentence behind it (empty for a summary)."""

    text: str
    speakers: tuple[str, ...] = ()
    sentence: str = ""
    where: str = ""
    claim: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """Lines on one matter."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class PairStory:
    """What a graph says of two states; chapters without a line are left out."""

    gap: PairGap
    chapters: tuple[Chapter, ...]


def pair_story(graph: Graph, one: str, other: str) -> PairStory:
    """The story of two states, given by ISO code, IRI or English name.

    Raises:
        UserError: the graph has no such state, or both are the same.
    """
    facts = read_facts(graph)
    codes = facts.actors.code(one), facts.actors.code(other)
    if codes[0] == codes[1]:
        raise UserError(f"{one}, {other}: are the same state; name two different ones")
    return story_from(facts, gaps_from(facts), pair_of(*codes))


def story_from(facts: Facts, found: Iterable[PairGap], pair: Pair) -> PairStory:
    """`pair_story` on claims and gaps that are already read, for two different states of the graph."""
    gap = gap_of(found, *pair) or _unlisted(facts, pair)
    return PairStory(gap, tuple(c for c in _chapters(gap, facts) if c.lines))


def _unlisted(facts: Facts, pair: Pair) -> PairGap:
    """A pair that is not listed, with what is said of it all the same, such as cooperation. It has no rank."""
    asked = next(gap for gap in gaps_from(facts, {pair}) if gap.pair == pair)
    return replace(asked, rank=None, rank_range=None)


def _chapters(gap: PairGap, facts: Facts) -> Iterator[Chapter]:
    one, other = gap.names
    deciding = set(gap.claims)
    yield Chapter("What the status rests on", _cited(c for c in gap.evidence if c.claim in deciding))
    yield Chapter("Also said of an agreement", _cited(c for c in gap.evidence if c.claim not in deciding))
    yield Chapter("Recommended", _cited(gap.recommendations))
    yield Chapter("Agreements on other matters", _cited(gap.other_agreements))
    for corridor in gap.migrants:
        yield Chapter(f"Migrants from {_way(corridor, facts)}", tuple(_flow(corridor)))
    for corridor in gap.remittances:
        yield Chapter(f"Money sent from {_way(corridor, facts)}", tuple(_flow(corridor)))
    yield Chapter("Trafficking routes", tuple(_route(r, facts) for r in gap.trafficking))
    yield Chapter("What keeps the two apart", tuple(map(_tie, gap.relations)))
    yield Chapter("What they do together", tuple(map(_tie, gap.cooperation)))
    yield Chapter("Organisations that work with both", tuple(map(_intermediary, gap.intermediaries)))
    for code, name in zip(gap.pair, gap.names, strict=True):
        yield Chapter(f"Conventions and open agreements of {name}", _cited(instruments_from(facts, code)))
    lacking = [g.citation for g in find_content_gaps(facts) if set(g.states) & set(gap.pair)]
    yield Chapter(f"What agreements lack, where {one} or {other} is named", _cited(lacking))


def _way(corridor: Corridor, facts: Facts) -> str:
    actors = facts.actors
    return f"{actors.state_label(corridor.origin)} to {actors.state_label(corridor.destination)}"


def _cited(found: Iterable[Citation]) -> tuple[Line, ...]:
    return tuple(
        Line(c.label + _modality(c.modality), c.speakers, c.sentence, where(c.section, c.notes), c.claim)
        for c in found
    )


def _flow(corridor: Corridor) -> Iterator[Line]:
    if corridor.scope:
        yield Line(corridor_summary(corridor))
    for title, found in (("", corridor.estimates + corridor.shares), ("shared: ", corridor.shared)):
        for estimate in found:
            yield Line(
                title + estimate_text(estimate),
                estimate.speakers,
                estimate.evidence.sentence,
                where(estimate.evidence.section, estimate.evidence.notes),
                estimate.claim,
            )


def corridor_summary(corridor: Corridor) -> str:
    """The interval over all estimates, and what it covers."""
    if corridor.low is None and corridor.high is None:
        return "no bound of its own: the figures are open or shared with other corridors"
    scope = {
        "whole": "all estimates together",
        "part": "parts of the people only",
        "flow": "those who move in a year; nobody says how many are there",
    }
    covers = scope.get(corridor.scope or "", "shared with other corridors: an upper bound")
    return f"{bounds(corridor.low, corridor.high)} {corridor.unit} ({covers})"


def estimate_text(estimate: Estimate) -> str:
    """One estimate in short: figure, population, years, and why it is not counted."""
    figure = f"{bounds(estimate.low, estimate.high)} {estimate.unit}".strip() if estimate.has_figure else ""
    population = " ".join(filter(None, (estimate.status, estimate.sector)))
    among = f"among {estimate.corridors} corridors" if estimate.corridors > 1 else ""
    counts = {"flow": "a year", "average": "on average"}.get(estimate.scope, "")
    parts = (" ".join(filter(None, (figure or "no figure", counts))), population, years(estimate.period), among)
    aside = f" [{estimate.left_out}, not counted]" if estimate.left_out else _modality(estimate.modality)
    return ", ".join(filter(None, parts)) + aside


def years(period: Period | None) -> str:
    """Years of a period in short.

    >>> years((2007, 2007)), years((1991, 1999)), years(None)
    ('2007', '1991–1999', '')
    """
    if period is None:
        return ""
    return str(period[0]) if period[0] == period[1] else f"{period[0]}–{period[1]}"


def where(section: str, notes: Iterable[int]) -> str:
    """Section and notes in short."""
    cited = ", ".join(map(str, notes))
    return "; ".join(filter(None, (section, f"note {cited}" if cited else "")))


def _modality(modality: str) -> str:
    return "" if modality == "asserted" else f" [{modality}]"


def _route(route: Route, facts: Facts) -> Line:
    ends = f"{facts.actors.state_label(route.origin)} → {facts.actors.state_label(route.destination)}"
    leg = "" if route.leg == "origin to destination" else f" ({route.leg})"
    purpose = f", for {route.purpose}" if route.purpose else ""
    count = f", {bounds(route.low, route.high)}" if route.low is not None or route.high is not None else ""
    when = f", {years(route.period)}" if route.period else ""
    text = f"{ends}{leg}: {route.victims or 'persons'}{purpose}{count}{when}"
    place = where(route.evidence.section, route.evidence.notes)
    return Line(text, route.speakers, route.evidence.sentence, place, route.claim)


def _tie(tie: Tie) -> Line:
    denied = "does not: " if tie.polarity == "negated" else ""
    about = f" ({tie.topic})" if tie.topic else ""
    text = f"{tie.agent} – {denied}{tie.relation} – {tie.patient}{about}"
    place = where(tie.evidence.section, tie.evidence.notes)
    return Line(text, tie.speakers, tie.evidence.sentence, place, tie.claim)


def _intermediary(found: Intermediary) -> Line:
    parts = [f"{code}: {_count(len(ids))}" for code, ids in found.claims.items()]
    return Line(f"{found.label} ({'; '.join(parts)})")


def _count(claims: int) -> str:
    return counted(claims, "claim") if claims else "at home"
