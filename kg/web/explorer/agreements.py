"""Which pairs of states have an agreement, by what is said: a table of states, and the story of each pair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

import pyoxigraph as ox

from kg import iri
from kg.analysis.bonds import Intermediary
from kg.analysis.gap_model import PairGap
from kg.analysis.joint_kind import READINGS, label_of
from kg.analysis.joint_reading import JointPair
from kg.analysis.joint_story import with_data_sets
from kg.analysis.pairs import Pair, pair_of
from kg.analysis.quantities import Corridor
from kg.analysis.status import STATUSES
from kg.analysis.story import Chapter, PairStory, story_from
from kg.web.explorer.claims import CLAIM, ClaimCard
from kg.web.explorer.library import Library, Unknown
from kg.web.explorer.names import Names, Ref, short, vocabulary
from kg.web.explorer.nodes import one

# Regions of the United Nations standard M49 that share no state, so that each state has one place in the table.
_REGIONS = (
    "central-asia", "western-asia", "south-asia", "east-asia", "southeast-asia", "eastern-europe", "northern-europe",
    "southern-europe", "western-europe", "north-africa", "west-africa", "central-africa", "east-africa",
    "southern-africa", "north-america", "central-america", "caribbean", "south-america", "australia-and-new-zealand",
    "melanesia", "micronesia", "polynesia",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Status:
    """A status that a pair can have, from the scheme of gap kinds."""

    name: str
    label: str
    definition: str
    is_gap: bool


@dataclass(frozen=True, slots=True)
class StateLine:
    """A state of the table. `exposure` is the number of migrants that claims with bounds of their own give for its
    pairs (midpoints added up: an order, not an estimate), `place` its place by that, then by the number of pairs that
    reports, then data sets speak of, from 1; `cluster` the number of its group of states with more migration, money and
    trafficking among them than with others (from 1, 0 none).
    """

    code: str
    ref: Ref
    region: str
    exposure: int
    place: int
    cluster: int


@dataclass(frozen=True, slots=True)
class Flow:
    """Migrants from one state to another: bounds of all estimates (None is open or unknown). `scope` is whole, part,
    flow or shared, None where nothing is claimed; `estimates` counts the claims."""

    origin: str
    destination: str
    low: float | None
    high: float | None
    scope: str | None
    estimates: int


@dataclass(frozen=True, slots=True)
class PairLine:
    """One pair of states as the table shows it; `rank` is None where an agreement is in force, and where data sets
    alone speak of the pair. `listed` are the dates of signature of agreements that data sets list ("" for one without),
    `reading` how these stand to the reports, `kinds` that in words; empty in a graph without such data sets.
    """

    pair: Pair
    names: tuple[str, str]
    status: str
    basis: str
    rank: int | None
    best: int | None
    worst: int | None
    claims: int
    migrants: tuple[Flow, Flow]
    listed: tuple[str, ...] = ()
    reading: str = ""
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Matrix:
    """All states that any pair names, and the pairs that the graph gives a reason to look at, most pressing first.

    `readings` tells how reports and data sets can stand to each other; it is empty where no data set lists agreements.
    """

    states: tuple[StateLine, ...]
    pairs: tuple[PairLine, ...]
    statuses: tuple[Status, ...]
    readings: tuple[Status, ...] = ()


@dataclass(frozen=True, slots=True)
class Bridge:
    """An organisation with ties to actors of both states; `claims` by state are ids (none where it is at home)."""

    ref: Ref
    kind: str
    claims: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Story:
    """What the graph says of two states. `deciding` are the claims that the status rests on, `cards` all claims that
    the chapters name, by id."""

    pair: Pair
    states: tuple[Ref, Ref]
    status: str
    reading: str
    basis: str
    note: str
    rank: int | None
    best: int | None
    worst: int | None
    deciding: tuple[str, ...]
    migrants: tuple[Flow, Flow]
    money: tuple[Flow, Flow]
    money_units: tuple[str, str]
    chapters: tuple[Chapter, ...]
    bridges: tuple[Bridge, ...]
    cards: Mapping[str, ClaimCard]


def matrix(library: Library, _: str = "") -> Matrix:
    """The answer for the whole table."""
    joint = _joint(library)
    ranked = {gap.pair for gap in library.gaps}
    gaps = (*library.gaps, *(found.gap for pair, found in joint.items() if pair not in ranked))
    return Matrix(
        states=tuple(_states(library, gaps)),
        pairs=tuple(_line(gap, joint.get(gap.pair)) for gap in gaps),
        statuses=tuple(_status(library.names, "gap-kind", name) for name in STATUSES),
        readings=tuple(_status(library.names, "joint-reading", name) for name in READINGS) if joint else (),
    )


def _joint(library: Library) -> dict[Pair, JointPair]:
    """What reports and data sets say together, by pair; nothing where no data set lists agreements."""
    from kg.analysis.joint_reading import joint_status
    from kg.analysis.listings import listings

    if not listings(library.graph):
        return {}
    return {found.pair: found for found in joint_status(library.graph).pairs}


def agreements(library: Library, rest: str) -> Matrix | Story:
    """The table for an empty rest, else the story of a pair such as "KZ-UZ" (codes in either order).

    Raises:
        Unknown: not two different states of this graph.
    """
    return story(library, rest) if rest else matrix(library)


def every(library: Library) -> Iterator[str]:
    """The table, and each two of its states."""
    yield ""
    yield from ("-".join(pair) for pair in combinations(sorted(s.code for s in matrix(library).states), 2))


def story(library: Library, rest: str) -> Story:
    """What is said of one pair."""
    pair = _asked(library, rest)
    found, joint = with_data_sets(library.graph, story_from(library.facts, library.gaps, pair))
    gap = found.gap
    units = tuple(c.unit for c in gap.remittances)
    return Story(
        pair=gap.pair,
        states=(library.names.ref(iri.state(pair[0])), library.names.ref(iri.state(pair[1]))),
        status=gap.status,
        reading=joint.reading if joint else "",
        basis=gap.basis,
        note=gap.note,
        rank=gap.rank,
        best=gap.rank_range[0] if gap.rank_range else None,
        worst=gap.rank_range[1] if gap.rank_range else None,
        deciding=tuple(c.claim for c in gap.evidence if c.claim in gap.claims),
        migrants=_flows(gap.migrants),
        money=_flows(gap.remittances),
        money_units=(units[0], units[1]),
        chapters=found.chapters,
        bridges=tuple(_bridge(library.names, i) for i in gap.intermediaries),
        cards=_cards(library, found),
    )


def _asked(library: Library, rest: str) -> Pair:
    codes = rest.upper().split("-")
    known = [c for c in codes if library.facts.actors.kind(iri.state(c)) == "State"] if rest.isascii() else []
    if len(codes) != 2 or len(known) != 2 or codes[0] == codes[1]:
        raise Unknown(f"agreements/{rest[:80]}: name two different states of this graph by code, such as KZ-UZ")
    return pair_of(codes[0], codes[1])


def _cards(library: Library, found: PairStory) -> dict[str, ClaimCard]:
    named = {line.claim for chapter in found.chapters for line in chapter.lines if line.claim}
    named |= {claim for i in found.gap.intermediaries for ids in i.claims.values() for claim in ids}
    cards = ((claim, library.claims.card(CLAIM + claim)) for claim in sorted(named))
    return {claim: card for claim, card in cards if card is not None}


def _bridge(names: Names, found: Intermediary) -> Bridge:
    return Bridge(names.ref(found.iri), found.kind, found.claims)


def _line(gap: PairGap, joint: JointPair | None) -> PairLine:
    best, worst = gap.rank_range or (None, None)
    return PairLine(
        pair=gap.pair,
        names=gap.names,
        status=gap.status,
        basis=gap.basis,
        rank=gap.rank,
        best=best,
        worst=worst,
        claims=len(gap.evidence),
        migrants=_flows(gap.migrants),
        listed=tuple(each.signed or "" for each in joint.listed) if joint else (),
        reading=joint.reading if joint else "",
        kinds=tuple(map(label_of, joint.kinds)) if joint else (),
    )


def _flows(found: tuple[Corridor, Corridor]) -> tuple[Flow, Flow]:
    one_way, other_way = map(_flow, found)
    return one_way, other_way


def _flow(found: Corridor) -> Flow:
    said = len(found.estimates) + len(found.shares) + len(found.shared)
    return Flow(found.origin, found.destination, found.low, found.high, found.scope if said else None, said)


def _status(names: Names, scheme: str, name: str) -> Status:
    concept = iri.concept(scheme, name)
    definition = one(vocabulary(), concept, ox.NamedNode(iri.PREFIXES["skos"] + "definition"))
    return Status(name, names.label(concept), definition, name != "in-force")


def _states(library: Library, gaps: Collection[PairGap]) -> Iterator[StateLine]:
    """States by region, then by name."""
    named = Counter(code for gap in gaps for code in gap.pair)
    reported = Counter(code for gap in library.gaps for code in gap.pair)
    codes = sorted(named)
    exposed = _exposure(gaps)
    by_exposure = sorted(codes, key=lambda c: (-exposed[c], -reported[c], -named[c], c))
    places = {code: place for place, code in enumerate(by_exposure, 1)}
    clusters = _clusters(library)
    regions = {code: _region(library, code) for code in codes}
    found = (
        StateLine(
            code=code,
            ref=library.names.ref(iri.state(code)),
            region=regions[code][1],
            exposure=exposed[code],
            place=places[code],
            cluster=clusters.get(code, 0),
        )
        for code in codes
    )
    return iter(sorted(found, key=lambda s: (regions[s.code][0], s.ref.label)))


def _exposure(gaps: Iterable[PairGap]) -> Counter[str]:
    found: Counter[str] = Counter()
    for gap in gaps:
        people = round(sum(corridor.midpoint for corridor in gap.migrants))
        found.update(dict.fromkeys(gap.pair, people))
    return found


def _region(library: Library, code: str) -> tuple[int, str]:
    for place, name in enumerate(_REGIONS):
        region = iri.thing("region", name)
        if code in library.facts.actors.members(region):
            return place, library.names.label(region)
    return len(_REGIONS), "Other"


def _clusters(library: Library) -> dict[str, int]:
    """State → number of its group among the corridors of migrants, money and victims."""
    from kg.analysis.networks import communities, corridors

    prefix = iri.state("")
    groups = ([n for n in group if n.startswith(prefix)] for group in communities(corridors(library.graph)))
    numbered = enumerate((g for g in sorted(groups, key=lambda g: (-len(g), g)) if g), 1)
    return {short(node).removeprefix("state/"): number for number, group in numbered for node in group}
