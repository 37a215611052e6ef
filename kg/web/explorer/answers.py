"""Every answer of the explorer by its name: what `/api/NAME/REST` gives, and which there are to be written as files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, is_dataclass
from typing import Any

from kg.web.explorer import site
from kg.web.explorer.claims import CLAIM, ClaimCard
from kg.web.explorer.library import Library
from kg.web.explorer.nodes import of_class


class Unknown(LookupError):  # noqa: N818  (reads as what it says: the thing is unknown)
    """There is no such thing in the graph."""


def _alone(_: Library) -> Iterable[str]:
    return ("",)


@dataclass(frozen=True, slots=True)
class Answer:
    """`make` gives the answer for the rest of the address ("state/KZ", "" where there is none) as a dataclass, and
    raises Unknown for a rest that names nothing. `every` lists the rests that a static export writes.
    """

    make: Callable[[Library, str], object]
    every: Callable[[Library], Iterable[str]] = _alone


def _claim(library: Library, rest: str) -> ClaimCard:
    found = library.claims.card(CLAIM + rest) if rest else None
    if found is None:
        raise Unknown(f"claim/{rest[:80]}: is not in this graph")
    return found


def _claims(library: Library) -> Iterator[str]:
    return (node.removeprefix(CLAIM) for node in of_class(library.store, "Claim"))


ANSWERS: dict[str, Answer] = {
    "site": Answer(site.site),
    "index": Answer(lambda library, _: library.index),
    "claim": Answer(_claim, _claims),
}


def answer(library: Library, name: str, rest: str) -> object:
    """The answer of an address.

    Raises:
        Unknown: no answer is called so, or it has nothing under the rest of the address.
    """
    if name not in ANSWERS:
        raise Unknown(f"{name[:80]}: no answer is called so")
    return ANSWERS[name].make(library, rest)


def everything(library: Library) -> Iterator[tuple[str, object]]:
    """All addresses that a static export writes, each with its answer."""
    for name, found in ANSWERS.items():
        for rest in found.every(library):
            yield f"{name}/{rest}" if rest else name, found.make(library, rest)


def to_json(found: object) -> bytes:
    """An answer as JSON; fields keep their names."""
    data: Any = asdict(found) if is_dataclass(found) and not isinstance(found, type) else found
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
