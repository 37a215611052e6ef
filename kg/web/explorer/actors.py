"""The page of an actor, a place, an agreement or a law: what is said of it, by it, and where figures disagree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg import iri
from kg.analysis.estimates import Comparison
from kg.web.explorer.claims import CLAIM, ClaimCard
from kg.web.explorer.library import Library, Unknown
from kg.web.explorer.names import Ref
from kg.web.explorer.nodes import mkg, one, subjects, values
from kg.web.explorer.search import kind_of

SHOWN = 20  # claims of a group that the page has at first; the rest comes in parts of this size
_OTHER_NAMES = tuple(ox.NamedNode(iri.PREFIXES["skos"] + n) for n in ("altLabel", "notation"))
# What the reference data say of an actor, as the page lists it.
_FACTS = (
    "capital", "people", "adjective", "formerName", "inRegion", "inState", "locatedIn", "officeOf", "serves",
    "memberOf", "hasMember", "nationalsOf", "validFrom", "validUntil", "succeededBy", "instrumentParty",
    "instrumentStatus", "instrumentSubject", "ofState", "signedOn", "ratifiedOn",
)  # fmt: skip
_SPEAKING = (mkg("attributedTo"), mkg("rootSource"))


@dataclass(frozen=True, slots=True)
class Fact:
    """A property of an actor that the reference data or the rules give."""

    property: Ref
    values: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Claims of one type on an actor: the first of `total`, in the order of their documents."""

    type: Ref
    total: int
    claims: tuple[ClaimCard, ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation that a rule derived, with the claims that it rests on. `outward`: the actor is its subject."""

    predicate: Ref
    other: Ref
    outward: bool
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActorPage:
    """`groups` are claims on it, `said` claims that it makes, `rivals` figures on one quantity, side by side."""

    ref: Ref
    kind: Ref
    names: tuple[str, ...]
    facts: tuple[Fact, ...]
    groups: tuple[Group, ...]
    said: Group | None
    edges: tuple[Edge, ...]
    rivals: tuple[Comparison, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Some more claims of a group."""

    claims: tuple[ClaimCard, ...]


def actor(library: Library, rest: str) -> ActorPage:
    """The page of `state/KZ`.

    Raises:
        Unknown: the graph says nothing of it.
    """
    node = iri.THINGS + rest
    store, names = library.store, library.names
    if not rest or rest.startswith(("claim/", "document/")) or not _is_described(library, node):
        raise Unknown(f"{rest[:80]}: is not in this graph")
    about = _about(library, node)
    spoken = _in_order(library, {s for s in subjects(store, mkg("attributedTo"), node) if s.startswith(CLAIM)})
    return ActorPage(
        ref=names.ref(node),
        kind=kind_of(store, names, node),
        names=tuple(sorted({v for p in _OTHER_NAMES for v in values(store, node, p)})),
        facts=tuple(_facts(library, node)),
        groups=tuple(
            Group(names.ref(iri.term(kind)), len(found), _cards(library, found[:SHOWN]))
            for kind, found in sorted(about.items(), key=lambda p: (-len(p[1]), p[0]))
        ),
        said=Group(names.ref(iri.term("attributedTo")), len(spoken), _cards(library, spoken[:SHOWN]))
        if spoken
        else None,
        edges=tuple(sorted(_edges(library, node), key=lambda e: (e.predicate.label, not e.outward, e.other.label))),
        rivals=tuple(c for c in library.comparisons if node in (*c.origin, *c.destination)),
    )


def every(library: Library) -> Iterator[str]:
    """All things with a page of their own."""
    return (t.id for t in library.index.things if t.kind in ("actor", "place", "agreement", "law"))


def part(library: Library, rest: str) -> Part:
    """More claims on an actor: `state/KZ/Relation/2` is the second part, after what its page shows; `…/said/2` its own.

    Raises:
        Unknown: there is no such part.
    """
    name, _, number = rest.rpartition("/")
    where, _, kind = name.rpartition("/")
    if not where or not number.isdigit() or int(number) < 1:
        raise Unknown(f"{rest[:80]}: names no part of an actor's claims")
    node = iri.THINGS + where
    if kind == "said":
        spoken = {s for s in subjects(library.store, mkg("attributedTo"), node) if s.startswith(CLAIM)}
        found = _in_order(library, spoken)
    else:
        found = _about(library, node).get(kind, [])
    first = (int(number) - 1) * SHOWN
    chosen = found[first : first + SHOWN]
    if not chosen:
        raise Unknown(f"{rest[:80]}: there are no more claims")
    return Part(_cards(library, chosen))


def every_part(library: Library) -> Iterator[str]:
    """All further parts of groups that are longer than what a page shows."""
    for name in every(library):
        page = actor(library, name)
        groups = [(g.type.id.removeprefix("mkg:"), g) for g in page.groups] + (
            [("said", page.said)] if page.said else []
        )
        for kind, group in groups:
            for number in range(2, -(-group.total // SHOWN) + 1):
                yield f"{name}/{kind}/{number}"


def _is_described(library: Library, node: str) -> bool:
    try:
        pattern = library.store.quads_for_pattern(ox.NamedNode(node), None, None)
    except ValueError:
        return False
    return next(iter(pattern), None) is not None


def _about(library: Library, node: str) -> dict[str, list[str]]:
    """Claims with the node, or the nationals of the state that it is, in a slot; by type, in the order of documents."""
    meant = [node, *(s for s in subjects(library.store, mkg("nationalsOf"), node))]
    found: dict[str, set[str]] = defaultdict(set)
    for one_meant in meant:
        for quad in library.store.quads_for_pattern(None, None, ox.NamedNode(one_meant)):
            subject = quad.subject
            if (
                isinstance(subject, ox.NamedNode)
                and subject.value.startswith(CLAIM)
                and quad.predicate not in _SPEAKING
            ):
                kind = library.claims.type_of(subject.value)
                if kind:
                    found[kind].add(subject.value)
    return {kind: _in_order(library, claims) for kind, claims in found.items()}


def _in_order(library: Library, claims: set[str]) -> list[str]:
    """Claims of reports by document and position, then those of data sets."""
    return sorted(claims, key=lambda c: (*library.claims.place(c), c))


def _cards(library: Library, claims: list[str]) -> tuple[ClaimCard, ...]:
    return tuple(card for c in claims if (card := library.claims.card(c)))


def _facts(library: Library, node: str) -> Iterator[Fact]:
    for name in _FACTS:
        found = values(library.store, node, mkg(name))
        if found:
            refs = [library.names.ref(v) if v.startswith(iri.BASE) else Ref("", v) for v in found]
            yield Fact(library.names.ref(iri.term(name)), tuple(sorted(refs, key=lambda r: r.label)))


def _edges(library: Library, node: str) -> Iterator[Edge]:
    store, names = library.store, library.names
    for role, other, outward in (("edgeSubject", "edgeObject", True), ("edgeObject", "edgeSubject", False)):
        for edge in subjects(store, mkg(role), node):
            far = one(store, edge, mkg(other))
            if far == node and not outward:
                continue
            claims = tuple(c.removeprefix(CLAIM) for c in values(store, edge, mkg("restsOn")))
            yield Edge(names.ref(one(store, edge, mkg("edgePredicate"))), names.ref(far), outward, claims)
