"""What changed between two graphs, said in claims before it is said in triples."""

from __future__ import annotations

from dataclasses import dataclass

from kg.graph.store import Graph
from kg.graph.views import ClaimIndex, ClaimView


@dataclass(frozen=True, slots=True)
class Diff:
    """Claims only in B, only in A, and pairs (A, B) of one type on the same words that say different things.

    `triples_added` and `triples_removed` count all triples, also those of documents and reference data.
    """

    added: tuple[ClaimView, ...]
    removed: tuple[ClaimView, ...]
    changed: tuple[tuple[ClaimView, ClaimView], ...]
    triples_added: int
    triples_removed: int

    @property
    def equal(self) -> bool:
        return not (self.triples_added or self.triples_removed)


def diff(a: Graph, b: Graph) -> Diff:
    """Compare two graphs."""
    old, new = ({c.id: c for c in ClaimIndex(g).claims} for g in (a, b))
    gone = [c for i, c in old.items() if i not in new]
    come = [c for i, c in new.items() if i not in old]
    changed = [(old[i], new[i]) for i in old if i in new and old[i] != new[i]]
    places: dict[tuple[str, str, int, int], list[ClaimView]] = {}
    for claim in gone:
        places.setdefault(_place(claim), []).append(claim)
    added = []
    for claim in come:
        if twins := places.get(_place(claim)):
            changed.append((twins.pop(0), claim))
        else:
            added.append(claim)
    matched = {before.id for before, _ in changed}
    removed = [c for c in gone if c.id not in matched]
    triples_a, triples_b = set(a.triples()), set(b.triples())
    return Diff(
        added=tuple(added),
        removed=tuple(removed),
        changed=tuple(changed),
        triples_added=len(triples_b - triples_a),
        triples_removed=len(triples_a - triples_b),
    )


def _place(claim: ClaimView) -> tuple[str, str, int, int]:
    return claim.type, claim.document, claim.start, claim.end
