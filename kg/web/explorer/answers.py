"""Every answer of the explorer by its name: what `/api/NAME/REST` gives, and which there are to be written as files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, is_dataclass
from typing import Any

from kg.web.explorer import (
    actors,
    agreements,
    claim_lists,
    claim_page,
    estimates,
    network,
    numbers,
    ontology_pages,
    overview,
    questions,
    site,
    text,
    timeline,
    trafficking,
    validation_page,
    vocabulary,
    written,
)
from kg.web.explorer.claims import CLAIM, ClaimCard
from kg.web.explorer.library import Library, Unknown

__all__ = ["ANSWERS", "Answer", "Unknown", "addresses", "answer", "to_json"]


def _alone(_: Library) -> Iterable[str]:
    return ("",)


@dataclass(frozen=True, slots=True)
class Answer:
    """`make` gives the answer for the rest of the address ("state/KZ", "" where there is none) as a dataclass, and
    raises Unknown for a rest that names nothing. `every` lists the rests that a static export writes.

    An answer that takes long has `meanwhile`: what a server tells until it is there, None from then on.
    """

    make: Callable[[Library, str], object]
    every: Callable[[Library], Iterable[str]] = _alone
    meanwhile: Callable[[Library, str], object] | None = None


def _claim(library: Library, rest: str) -> ClaimCard:
    try:
        found = library.claims.card(CLAIM + rest) if rest else None
    except ValueError:  # no IRI
        found = None
    if found is None:
        raise Unknown(f"claim/{rest[:80]}: is not in this graph")
    return found


ANSWERS: dict[str, Answer] = {
    "site": Answer(site.site),
    "overview": Answer(overview.overview),
    "index": Answer(lambda library, _: library.index),
    "actor": Answer(actors.actor, actors.every),
    "actor-claims": Answer(actors.part, actors.every_part),
    "claims": Answer(claim_lists.claims, claim_lists.every),
    "claim": Answer(_claim, claim_page.every),
    "claim-page": Answer(claim_page.claim_page, claim_page.every),
    "agreements": Answer(agreements.agreements, agreements.every),
    "network": Answer(network.network),
    "numbers": Answer(numbers.numbers),
    "estimates": Answer(estimates.estimates, estimates.every),
    "trafficking": Answer(trafficking.trafficking),
    "timeline": Answer(timeline.timeline, timeline.every),
    "documents": Answer(lambda library, _: text.documents(library)),
    "document": Answer(text.document, text.every),
    "ontology": Answer(ontology_pages.ontology),
    "questions": Answer(questions.answer, questions.every),
    "written": Answer(written.written, written.every),
    "examples": Answer(questions.example, questions.every_example),
    "vocabulary": Answer(vocabulary.vocabulary),
    "validation": Answer(validation_page.validation, meanwhile=validation_page.meanwhile),
}


def answer(library: Library, name: str, rest: str) -> object:
    """The answer of an address.

    Raises:
        Unknown: no answer is called so, or it has nothing under the rest of the address.
    """
    return of_name(name).make(library, rest)


def of_name(name: str) -> Answer:
    """The answer of a name.

    Raises:
        Unknown: there is none.
    """
    if name not in ANSWERS:
        raise Unknown(f"{name[:80]}: no answer is called so")
    return ANSWERS[name]


def addresses(library: Library) -> Iterator[tuple[str, str]]:
    """Name and rest of every address that a static export writes."""
    for name, found in ANSWERS.items():
        for rest in found.every(library):
            yield name, rest


def to_json(found: object) -> bytes:
    """An answer as JSON; fields keep their names."""
    data: Any = asdict(found) if is_dataclass(found) and not isinstance(found, type) else found
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=dict).encode()
