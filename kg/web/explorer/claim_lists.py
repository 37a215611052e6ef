"""All claims of a type, in parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg import iri
from kg.claims.schema import schema
from kg.web.explorer.claims import CLAIM, ClaimCard
from kg.web.explorer.library import Library, Unknown
from kg.web.explorer.names import Ref
from kg.web.explorer.nodes import of_class

SHOWN = 25  # claims of one part


@dataclass(frozen=True, slots=True)
class ClaimList:
    """One part of `parts`, which begin with 1."""

    type: Ref
    total: int
    part: int
    parts: int
    claims: tuple[ClaimCard, ...]


def claims(library: Library, rest: str) -> ClaimList:
    """`Relation/2`: the second part of the claims of a type, in the order of their documents.

    Raises:
        Unknown: there is no such type or part.
    """
    name, _, number = rest.partition("/")
    part = int(number) if number.isdigit() else 1
    found = _ordered(library, name)
    parts = max(1, -(-len(found) // SHOWN))
    if name not in schema().types or not 1 <= part <= parts:
        raise Unknown(f"{rest[:80]}: is no type of claims, or there are no more of it")
    chosen = found[(part - 1) * SHOWN : part * SHOWN]
    cards = tuple(card for c in chosen if (card := library.claims.card(c)))
    return ClaimList(library.names.ref(iri.term(name)), len(found), part, parts, cards)


def every(library: Library) -> Iterator[str]:
    for name in schema().types:
        for part in range(1, -(-len(_ordered(library, name)) // SHOWN) + 1):
            yield f"{name}/{part}"


def _ordered(library: Library, name: str) -> list[str]:
    found = (node for node in of_class(library.store, name) if node.startswith(CLAIM)) if name in schema().types else ()
    return sorted(found, key=lambda c: (*library.claims.place(c), c))
