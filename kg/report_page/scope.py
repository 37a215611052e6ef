"""Whom a page is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg import iri
from kg.analysis.actors import ActorIndex
from kg.analysis.facts import Statement
from kg.analysis.pairs import Pair, pair_of
from kg.errors import UserError
from kg.lexicon import lexicon


@dataclass(frozen=True, slots=True)
class Scope:
    """The states of a page by code, in the order of their names; `pair` where it is about what two have together.

    `nodes` are the things themselves: the states, and the region where it is about one.
    """

    title: str
    codes: tuple[str, ...]
    nodes: frozenset[str]
    pair: Pair | None = None

    def has_pair(self, pair: Pair) -> bool:
        """Whether a pair of states belongs on the page."""
        return pair == self.pair if self.pair else bool(set(pair) & set(self.codes))

    def has_ends(self, first: Iterable[str], second: Iterable[str], actors: ActorIndex) -> bool:
        """Whether figures from one side to another belong on the page, the sides given as nodes."""
        one, other = ({actors.state(n) for n in nodes} for nodes in (first, second))
        if self.pair is None:
            return bool((one | other) & set(self.codes))
        a, b = self.pair
        return (a in one and b in other) or (b in one and a in other)

    def concerns(self, claim: Statement, actors: ActorIndex) -> bool:
        """Whether a claim names a state of the page, a place or a body of it, or the region itself."""
        named = [node for nodes in claim.nodes.values() for node in nodes]
        return any(node in self.nodes or actors.state(node) in self.codes for node in named)


def of_state(name: str, actors: ActorIndex) -> Scope:
    """A state by code, IRI or English name.

    Raises:
        UserError: the graph has no such state.
    """
    code = actors.code(name)
    return Scope(actors.state_label(code), (code,), frozenset({iri.state(code)}))


def of_pair(one: str, other: str, actors: ActorIndex) -> Scope:
    """Two states.

    Raises:
        UserError: the graph lacks one, or both are the same.
    """
    pair = pair_of(actors.code(one), actors.code(other))
    if pair[0] == pair[1]:
        raise UserError(f"{one}, {other}: are the same state; name two different ones")
    names = [actors.state_label(code) for code in pair]
    return Scope(" and ".join(names), pair, frozenset(map(iri.state, pair)), pair)


def of_region(name: str, actors: ActorIndex) -> Scope:
    """A region or group of states by its name, with today's members.

    Raises:
        UserError: no region has that name, or the graph knows no members of it; known ones are suggested.
    """
    entry = lexicon().resolve(name)
    members = actors.members(entry.iri) if entry is not None else frozenset()
    if entry is None or not members:
        regions = sorted(actors.label(n) for n in actors.members_today if actors.members_today[n])
        near = _nearest(name, regions)
        raise UserError(f"{name}: no region with members in this graph; did you mean {near}?")
    codes = tuple(sorted(members, key=actors.state_label))
    return Scope(entry.label, codes, frozenset({entry.iri, *map(iri.state, codes)}))


def _nearest(name: str, known: list[str]) -> str:
    from difflib import get_close_matches

    found = get_close_matches(name, known, n=3, cutoff=0.4) or known[:3]
    return " or ".join(found) or "a state (--state)"
