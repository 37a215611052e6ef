"""Agreement gaps: which pairs of states lack a labor-migration agreement, by what the claims say.

`gaps` looks at each pair of states that the graph gives a reason to look at: an agreement claim or an
"only" statement concerns it, or migrants, money, victims or hindrance pass between the two, or each of the
two is named as a party of some agreement, so that silence on the pair is worth seeing. Stated absence,
exclusion and silence stay apart; see `kg.analysis.status.decide` for how a status is reached.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations, product

from kg.analysis.actors import ActorIndex
from kg.analysis.bonds import Links, Route, Tie, intermediaries, links, routes, ties
from kg.analysis.content import ContentGap, find_content_gaps
from kg.analysis.facts import Facts, Statement, read_facts
from kg.analysis.gap_json import as_json
from kg.analysis.gap_model import Citation, PairGap, cite
from kg.analysis.pairs import Mention, Mentions, Pair, pair_of, read_mentions
from kg.analysis.quantities import Corridor, Direction, Estimate, corridors, no_corridor
from kg.analysis.ranking import Place, places, weigh
from kg.analysis.status import STATUSES, Decision, decide
from kg.analysis.topics import speaks_of_talks, topics
from kg.claims.instruments import words
from kg.errors import UserError
from kg.graph.store import Graph
from kg.lexicon import lexicon
from kg.mentions import find_mentions

__all__ = [
    "STATUSES",
    "Citation",
    "ContentGap",
    "Estimate",
    "PairGap",
    "as_json",
    "content_gaps",
    "gap_of",
    "gaps",
    "gaps_from",
    "instruments_of",
    "select",
]

_PERSONS = frozenset({"persons"})


@dataclass(frozen=True, slots=True)
class _Exposure:
    """What passes between states, by pair or direction."""

    migrants: Mapping[Direction, Corridor]
    money: Mapping[Direction, Corridor]
    routes: Mapping[Pair, tuple[Route, ...]]
    ties: Mapping[Pair, tuple[Tie, ...]]
    links: Links

    @property
    def pairs(self) -> frozenset[Pair]:
        """Pairs with something to lose: migrants, money, victims or hindrance."""
        flows = {
            pair_of(*d)
            for c in (self.migrants, self.money)
            for d, corridor in c.items()
            if corridor.is_claimed
        }
        hindered = {p for p, found in self.ties.items() if any(t.hinders for t in found)}
        return frozenset(flows | self.routes.keys() | hindered)

    def claims(self, pair: Pair) -> int:
        """How many claims speak of something that passes between the two."""
        flows = [c for found in (self.migrants, self.money) for c in _both_ways(pair, found)]
        counted = sum(len(c.estimates) + len(c.shares) + len(c.shared) for c in flows)
        return counted + len(self.routes.get(pair, ())) + len(self.ties.get(pair, ()))


def gaps(graph: Graph) -> tuple[PairGap, ...]:
    """The status of each pair of states, most pressing gap first, pairs with an agreement in force last."""
    return gaps_from(read_facts(graph))


def gaps_from(facts: Facts, asked: Iterable[Pair] = ()) -> tuple[PairGap, ...]:
    """`gaps` on claims that are already read, and on pairs that are asked for."""
    exposure = _exposure(facts)
    reached = exposure.pairs | frozenset(asked)
    mentions = read_mentions(facts, topics(), reached)
    named = {code for pair in mentions.named for code in pair}
    pairs = sorted(reached | mentions.pairs | {pair_of(a, b) for a in named for b in named if a < b})
    decisions = {pair: _decide(pair, mentions, facts.actors) for pair in pairs}
    weights = [
        weigh(decisions[p].status, p, _both_ways(p, exposure.migrants), exposure.claims(p)) for p in pairs
    ]
    ranks = places(weights)
    urged = _recommendations(facts)
    found = [
        _pair_gap(pair, decisions[pair], ranks.get(pair), mentions, exposure, urged, facts.actors)
        for pair, _ in sorted(((w.name, w.order) for w in weights), key=lambda each: each[1])
    ]
    return tuple(found)


def gap_of(found: Iterable[PairGap], one: str, other: str) -> PairGap | None:
    """The gap of two states given by code, or None where the graph gives no reason to look at them."""
    pair = pair_of(one, other)
    return next((g for g in found if g.pair == pair), None)


def select(
    found: Iterable[PairGap], state: str | None = None, status: str | None = None
) -> tuple[PairGap, ...]:
    """Gaps of one state (code) or of one status; ranks stay those among all.

    Raises:
        UserError: no such status.
    """
    if status is not None and status not in STATUSES:
        raise UserError(f"{status}: no status of a pair; choose one of {', '.join(STATUSES)}")
    kept = (g for g in found if status is None or g.status == status)
    return tuple(g for g in kept if state is None or state.upper() in g.pair)


def instruments_of(graph: Graph, state: str) -> tuple[Citation, ...]:
    """Agreement claims that concern one state and no pair: conventions, and agreements with unnamed states.

    Raises:
        UserError: the graph has no such state.
    """
    facts = read_facts(graph)
    return instruments_from(facts, facts.actors.code(state))


def instruments_from(facts: Facts, code: str) -> tuple[Citation, ...]:
    """`instruments_of` on claims that are already read, for the code of a state."""
    alone = read_mentions(facts, topics(), ()).alone
    return tuple(cite(c, "instrument") for c in alone.get(code, ()))


def content_gaps(graph: Graph) -> tuple[ContentGap, ...]:
    """What agreements lack or fail to do, where claims say so."""
    return find_content_gaps(read_facts(graph))


def _exposure(facts: Facts) -> _Exposure:
    return _Exposure(
        migrants=corridors(facts, "MigrantStock", ("origin", "destination"), _PERSONS),
        money=corridors(facts, "Remittance", ("sender", "receiver"), None),
        routes=routes(facts),
        ties=ties(facts),
        links=links(facts),
    )


def _decide(pair: Pair, mentions: Mentions, actors: ActorIndex) -> Decision:
    names = actors.state_label(pair[0]), actors.state_label(pair[1])
    return decide(mentions.by_pair.get(pair, ()), names)


def _both_ways(pair: Pair, found: Mapping[Direction, Corridor]) -> tuple[Corridor, Corridor]:
    one, other = pair
    return tuple(found.get(d) or no_corridor(d) for d in ((one, other), (other, one)))  # type: ignore[return-value]


def _recommendations(facts: Facts) -> Mapping[Pair, tuple[Statement, ...]]:
    """Recommendations that speak of agreements or talks, by the pairs for which they urge them."""
    found: dict[Pair, list[Statement]] = defaultdict(list)
    for claim in facts.of_type("Recommendation"):
        text = " ".join((*claim.words.get("action", ()), *claim.words.get("topic", ())))
        if claim.polarity == "affirmed" and speaks_of_talks(text):
            addressed: set[str] = set()
            for node in claim.nodes.get("addressee", ()):
                addressed |= facts.actors.members(node, claim.when)
                addressed |= {code for code in (facts.actors.government(node),) if code}
            for pair in _urged_pairs(frozenset(addressed), _states_in(text), is_mediated="between" in words(text)):
                found[pair].append(claim)
    return {pair: tuple(claims) for pair, claims in found.items()}


def _urged_pairs(addressed: frozenset[str], named: frozenset[str], is_mediated: bool) -> Iterable[Pair]:
    """Pairs of which those addressed are one side, and states that are named beside them the other.

    Where nobody else is named or addressed, or who is addressed is to mediate ("talks between A and B"), it is the
    pairs among those named, or among those addressed.
    """
    partners = named - addressed
    if addressed and partners and not (is_mediated and len(named) > 1 and named.isdisjoint(addressed)):
        return (pair_of(a, b) for a, b in product(named & addressed or addressed, partners))
    return combinations(sorted(named if len(named) > 1 else addressed), 2)


def _states_in(text: str) -> frozenset[str]:
    """Codes of the states that words name."""
    found = (m.entry for m in find_mentions(text, lexicon()))
    return frozenset(e.code for e in found if e.kind == "State" and e.code)


def _pair_gap(
    pair: Pair,
    decision: Decision,
    place: Place | None,
    mentions: Mentions,
    exposure: _Exposure,
    urged: Mapping[Pair, tuple[Statement, ...]],
    actors: ActorIndex,
) -> PairGap:
    own = mentions.by_pair.get(pair, ())
    migrants = _both_ways(pair, exposure.migrants)
    bonds = exposure.ties.get(pair, ())
    return PairGap(
        pair=pair,
        names=(actors.state_label(pair[0]), actors.state_label(pair[1])),
        status=decision.status,
        basis=decision.basis,
        note=decision.note,
        claims=tuple(c.id for c in decision.claims),
        rank=place.rank if place else None,
        rank_range=(place.best, place.worst) if place else None,
        evidence=tuple(cite(m.claim, m.via) for m in _ordered(own, decision) if m.stance != "recommended"),
        recommendations=(*_cited(own, "recommended"), *(cite(c, "recommendation") for c in urged.get(pair, ()))),
        mentioned=_cited(own, "open"),
        group_claims=tuple(
            cite(m.claim, m.via) for m in own if m.via == "group" and m.stance != "recommended"
        ),
        excluded_by=tuple(cite(m.claim, m.via) for m in own if m.via == "exclusion"),
        other_agreements=tuple(cite(m.claim, m.via) for m in mentions.others.get(pair, ())),
        migrants=migrants,
        remittances=_both_ways(pair, exposure.money),
        trafficking=exposure.routes.get(pair, ()),
        relations=tuple(t for t in bonds if t.hinders),
        cooperation=tuple(t for t in bonds if not t.hinders and t.polarity == "affirmed"),
        intermediaries=intermediaries(pair, exposure.links, actors),
    )


def _ordered(own: Iterable[Mention], decision: Decision) -> list[Mention]:
    """The claims that the status rests on, then those beside them; each claim once."""
    rests_on = {c.id for c in decision.claims}
    ordered = sorted(own, key=lambda m: (m.claim.id not in rests_on, m.claim.evidence.start, m.claim.id))
    return list({m.claim.id: m for m in reversed(ordered)}.values())[::-1]


def _cited(own: Iterable[Mention], stance: str) -> tuple[Citation, ...]:
    return tuple(cite(m.claim, m.via) for m in own if m.stance == stance and m.via != "exclusion")
