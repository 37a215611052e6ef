"""Who the claims speak of: labels, states behind bodies and places, members of groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from kg import iri
from kg.analysis.scan import Values, objects, scan, subjects
from kg.errors import UserError
from kg.graph.store import Graph

_STATE = iri.thing("state", "")
_RDF_TYPE = iri.PREFIXES["rdf"] + "type"
# Classes from the narrowest to the widest: the first that a node has names its kind.
_KINDS = (
    *("State", "Region", "Place", "Office", "InternationalOrganisation", "NonGovernmentalOrganisation"),
    *("GovernmentBody", "Company", "MediaOutlet", "ResearchBody", "Diaspora", "Organisation", "Person"),
    *("PopulationGroup", "UnresolvedActor", "Actor", "Issue"),
)
ORGANISATIONS = frozenset(_KINDS[_KINDS.index("Office") : _KINDS.index("Organisation") + 1])
# Offices of outside bodies work in a state but do not act for it.
_OUTSIDERS = frozenset({"Office", "InternationalOrganisation"})


@dataclass(frozen=True, slots=True)
class Membership:
    """Years in which a state belonged to a group; None where a side is open."""

    state: str
    first: int | None
    last: int | None

    def covers(self, period: tuple[int, int]) -> bool:
        return (self.first is None or self.first <= period[1]) and (
            self.last is None or period[0] <= self.last
        )


@dataclass(frozen=True, slots=True)
class ActorIndex:
    """Reference data of a graph; states are given by their ISO 3166-1 alpha-2 codes."""

    labels: Mapping[str, str]
    kinds: Mapping[str, str]
    members_today: Mapping[str, frozenset[str]]
    memberships: Mapping[str, tuple[Membership, ...]]
    located: Mapping[str, str]
    parents: Mapping[str, str]

    def label(self, node: str) -> str:
        """Label of a node; of one without a label the last part of its IRI, as words."""
        return self.labels.get(node) or node.rsplit("/", 1)[-1].replace("-", " ")

    def kind(self, node: str) -> str:
        """Narrowest class of a node, by its local name; empty where the graph does not say."""
        return self.kinds.get(node, "")

    def state(self, node: str) -> str | None:
        """Code of the state that a node is, lies in or works in; None for groups of states and unknowns."""
        return state_code(node) or self.located.get(node)

    def acting_for(self, node: str) -> str | None:
        """Code of the state whose actor a node is.

        An office of an international body is no actor of the state in which it works; an embassy is one
        of the state that it belongs to.
        """
        if self.kind(node) in _OUTSIDERS:
            return state_code(self.parents.get(node, ""))
        return self.state(node)

    def government(self, node: str) -> str | None:
        """Code of the state that a node speaks for in treaties: a state, a government body or an embassy."""
        if self.kind(node) in ("GovernmentBody", "Office"):
            return self.acting_for(node)
        return state_code(node)

    def members(self, node: str, period: tuple[int, int] | None = None) -> frozenset[str]:
        """Codes of the members of a group during a period, today's without one; empty for no group.

        Dated memberships decide for the states that have one; for the others the plain list does.
        """
        today = self.members_today.get(node, frozenset())
        dated = self.memberships.get(node, ())
        if period is None:
            return today or frozenset(m.state for m in dated if m.last is None)
        undated = today - {m.state for m in dated}
        return undated | {m.state for m in dated if m.covers(period)}

    def is_group(self, node: str) -> bool:
        """Whether a node stands for several states, known or not."""
        return self.kind(node) == "Region" or node in self.members_today or node in self.memberships

    def code(self, name: str) -> str:
        """Code of a state of the graph by its code, IRI or English name.

        Raises:
            UserError: no such state.
        """
        wanted = name.strip()
        by_name = {label.casefold(): c for node, label in self.labels.items() if (c := state_code(node))}
        found = state_code(wanted) or by_name.get(wanted.casefold(), wanted.upper())
        if self.kind(iri.state(found)) != "State":
            raise UserError(
                f"{name}: no state of this graph; give an ISO 3166 code such as UA or an English name"
            )
        return found

    def state_label(self, code: str) -> str:
        return self.label(iri.state(code))


def state_code(node: str) -> str | None:
    """Code in the IRI of a state.

    >>> state_code("https://w3id.org/migration-kg/id/state/UA"), state_code("https://example.org/UA")
    ('UA', None)
    """
    return node.removeprefix(_STATE) if node.startswith(_STATE) else None


def read_actors(graph: Graph) -> ActorIndex:
    """Read labels, kinds, places and groups from a graph."""
    store = graph.store
    return ActorIndex(
        labels=graph.labels(),
        kinds=_kinds(graph),
        members_today=_members_today(objects(store, iri.term("hasMember"))),
        memberships=_memberships(graph),
        located=_located(graph),
        parents=dict(sorted(scan(store, iri.term("officeOf")), reverse=True)),
    )


def _kinds(graph: Graph) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in _KINDS:
        for subject in subjects(graph.store, _RDF_TYPE, iri.term(name)):
            found.setdefault(subject, name)
    return found


def _members_today(members: Values) -> dict[str, frozenset[str]]:
    return {group: frozenset(c for s in states if (c := state_code(s))) for group, states in members.items()}


def _memberships(graph: Graph) -> dict[str, tuple[Membership, ...]]:
    states = dict(scan(graph.store, iri.term("memberState")))
    first = dict(scan(graph.store, iri.term("memberFrom")))
    last = dict(scan(graph.store, iri.term("memberUntil")))
    found: dict[str, list[Membership]] = defaultdict(list)
    for membership, group in sorted(scan(graph.store, iri.term("group"))):
        code = state_code(states.get(membership, ""))
        if code:
            found[group].append(Membership(code, _year(first.get(membership)), _year(last.get(membership))))
    return {group: tuple(each) for group, each in found.items()}


def _year(text: str | None) -> int | None:
    return int(text[:4]) if text and text[:4].isdigit() else None


def _located(graph: Graph) -> dict[str, str]:
    """State of each place and body; whom a body serves counts before where it sits."""
    store = graph.store
    places = {s: c for s, o in scan(store, iri.term("inState")) if (c := state_code(o))}
    found: dict[str, str] = {}
    for name in ("locatedIn", "inState", "serves"):
        for subject, node in sorted(scan(store, iri.term(name)), reverse=True):
            code = state_code(node) or places.get(node)
            if code:
                found[subject] = code
    return found
