"""Regions of states after the United Nations standard M49, from the shipped reference data.

>>> region_of("KZ")
M49(subregion='Central Asia', region='Asia')
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import pyoxigraph as ox

from kg import iri
from kg.analysis.actors import state_code
from kg.errors import UserError
from kg.lexicon import lexicon
from kg.resources import ontology_dir

ELSEWHERE = "not in a region"


class M49(NamedTuple):
    """A subregion ("Central Asia") and the region that it lies in ("Asia"), by their labels."""

    subregion: str
    region: str


def region_of(code: str) -> M49:
    """Region of a state by its code; former states and the Antarctic are in none."""
    return _regions().get(code, M49(ELSEWHERE, ELSEWHERE))


def members_of(name: str) -> frozenset[str]:
    """Codes of the states of a region or group of states, by its name; those of today.

    Raises:
        UserError: no region with members has that name; near ones are suggested.
    """
    entry = lexicon().resolve(name)
    states = lexicon().members(entry.iri) if entry is not None else frozenset()
    if not states:
        hint = lexicon().suggestion(name, "write a name, such as 'Central Asia'")
        raise UserError(f"{name}: no region with members; {hint}")
    return frozenset(code for node in states if (code := state_code(node)))


@cache
def _regions() -> Mapping[str, M49]:
    lies_in, labels = _read()
    found = {}
    for node, subregion in lies_in.items():
        code = state_code(node)
        if code:
            region = subregion
            while region in lies_in:
                region = lies_in[region]
            found[code] = M49(labels[subregion], labels[region])
    return found


def _read() -> tuple[dict[str, str], dict[str, str]]:
    """Node → region that it lies in, and node → English label."""
    lies_in: dict[str, str] = {}
    labels: dict[str, str] = {}
    keep = {iri.term("inRegion"): lies_in, iri.PREFIXES["skos"] + "prefLabel": labels}
    for name in ("states.ttl", "regions.ttl"):
        for triple in ox.parse(path=str(ontology_dir() / "reference" / name), format=ox.RdfFormat.TURTLE):
            into = keep.get(triple.predicate.value)
            english = not isinstance(triple.object, ox.Literal) or triple.object.language in (None, "en")
            if into is not None and english and isinstance(triple.subject, ox.NamedNode):
                into[triple.subject.value] = triple.object.value
    return lies_in, labels
