"""The page of a claim: itself, what else its sentence says, and what was derived from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg import iri
from kg.web.explorer.claims import CLAIM, ClaimCard
from kg.web.explorer.library import Library, Unknown
from kg.web.explorer.names import Ref, short
from kg.web.explorer.nodes import is_a, mkg, number, of_class, one, subjects, values

_SOURCE = ox.NamedNode(iri.PREFIXES["oa"] + "hasSource")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value comes from that the sentence does not state."""

    slot: str
    how: str
    words: str
    rule: str


@dataclass(frozen=True, slots=True)
class Derived:
    """What rests on the claim: a relation between actors, a gap, an agreement or a law."""

    kind: str
    label: str
    refs: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """`beside` are the other claims of the same sentence."""

    claim: ClaimCard
    iri: str
    origins: tuple[Origin, ...]
    beside: tuple[ClaimCard, ...]
    derived: tuple[Derived, ...]


def claim_page(library: Library, rest: str) -> ClaimPage:
    """The page of a claim by its id.

    Raises:
        Unknown: there is no such claim.
    """
    node = CLAIM + rest
    try:
        card = library.claims.card(node) if rest else None
    except ValueError:
        card = None
    if card is None:
        raise Unknown(f"claim/{rest[:80]}: is not in this graph")
    return ClaimPage(
        card, node, tuple(_origins(library, node)), tuple(_beside(library, node)), tuple(_derived(library, node))
    )


def every(library: Library) -> Iterator[str]:
    """All claims."""
    return (n.removeprefix(CLAIM) for n in of_class(library.store, "Claim"))


def _origins(library: Library, node: str) -> Iterator[Origin]:
    store = library.store
    for origin in values(store, node, mkg("slotOrigin")):
        yield Origin(
            slot=one(store, origin, mkg("ofSlot")), how=one(store, origin, mkg("how")),
            words=one(store, origin, mkg("quote")), rule=one(store, origin, mkg("byRule")),
        )  # fmt: skip


def _beside(library: Library, node: str) -> list[ClaimCard]:
    """Claims whose evidence is the same sentence of the same document."""
    store = library.store
    found: set[str] = set()
    for evidence in values(store, node, mkg("evidence")):
        sentence, document = one(store, evidence, mkg("sentence")), one(store, evidence, _SOURCE)
        if not sentence:
            continue
        same = [e for e in _with_sentence(library, evidence) if one(store, e, _SOURCE) == document]
        found |= {c for e in same for c in subjects(store, mkg("evidence"), e)}
    ordered = sorted(found - {node}, key=lambda c: (*library.claims.place(c), c))
    return [card for c in ordered if (card := library.claims.card(c))]


def _with_sentence(library: Library, evidence: str) -> Iterator[str]:
    for own in library.store.quads_for_pattern(ox.NamedNode(evidence), mkg("sentence"), None):
        for quad in library.store.quads_for_pattern(None, mkg("sentence"), own.object):
            if isinstance(quad.subject, ox.NamedNode):
                yield quad.subject.value


def _derived(library: Library, node: str) -> Iterator[Derived]:
    store, names = library.store, library.names
    for resting in sorted(subjects(store, mkg("restsOn"), node)):
        if is_a(store, resting, "DerivedEdge"):
            ends = [one(store, resting, mkg(p)) for p in ("edgeSubject", "edgePredicate", "edgeObject")]
            yield Derived("relation", " ".join(map(names.label, ends)), tuple(map(names.ref, (ends[0], ends[2]))))
        elif is_a(store, resting, "Gap"):
            rank = number(store, resting, mkg("gapRank"))
            label = names.label(resting) + (f" (rank {rank})" if rank else "")
            yield Derived("gap", label, names.refs(values(store, resting, mkg("gapState"))))
        else:
            yield Derived("instrument", names.label(resting), (Ref(short(resting), names.label(resting)),))
