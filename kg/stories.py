"""What the graph says of one actor."""

from __future__ import annotations

from dataclasses import dataclass

from kg import iri
from kg.errors import UserError
from kg.graph.store import Graph
from kg.graph.views import ClaimIndex, ClaimView
from kg.lexicon import lexicon


@dataclass(frozen=True, slots=True)
class ActorStory:
    """Claims about an actor, and claims that the actor itself makes."""

    iri: str
    label: str
    kinds: tuple[str, ...]
    claims: tuple[ClaimView, ...]
    said: tuple[ClaimView, ...]


def actor_story(graph: Graph, name: str) -> ActorStory:
    """Story of an actor or place by name, code, label or IRI.

    Raises:
        UserError: nothing in the graph or in the reference data has that name; the nearest are suggested.
    """
    index = ClaimIndex(graph)
    thing = find_thing(index, name)
    kinds = index.properties(thing).get(iri.PREFIXES["rdf"] + "type", [])
    return ActorStory(
        iri=thing,
        label=index.label(thing),
        kinds=tuple(sorted(k.removeprefix(iri.TERMS) for k in kinds if k.startswith(iri.TERMS))),
        claims=tuple(sorted(index.about(thing), key=_by_type)),
        said=index.by(thing),
    )


def find_thing(index: ClaimIndex, name: str) -> str:
    """IRI of a thing that the graph speaks of.

    Raises:
        UserError: no such thing; the nearest names are suggested.
    """
    wanted = " ".join(name.split()).casefold()
    entry = lexicon().resolve(name)
    if entry is not None and index.properties(entry.iri):
        return entry.iri
    full = iri.THINGS + name.removeprefix("id:") if name.startswith("id:") else name
    if index.properties(full):
        return full
    named = {label.casefold(): node for node, label in index.labels.items() if _is_actor(node)}
    if wanted in named:
        return named[wanted]
    if entry is not None:
        raise UserError(f"{name}: known as {entry.label}, but the graph says nothing of it")
    from difflib import get_close_matches

    near = lexicon().nearest(name) or get_close_matches(wanted, list(named), n=3, cutoff=0.6)
    hint = f"did you mean {' or '.join(near[:3])}?" if near else "see `mkg export --format csv` for all actors"
    raise UserError(f"{name}: no actor or place of that name; {hint}")


def _by_type(claim: ClaimView) -> tuple[str, bool, int, float, str]:
    """Types apart; claims of reports in the order of the text, then those of data sets, greatest figures first."""
    figures = [float(v) for v in claim.slots.get("high", ()) if v.replace(".", "", 1).isdigit()]
    cell = claim.places[0].is_cell
    return claim.type, cell, claim.start, -max(figures, default=0.0) if cell else 0.0, claim.id


def _is_actor(node: str) -> bool:
    kinds = ("state/", "region/", "organisation/", "group/", "issue/", "person/", "unknown/", "place/")
    return node.startswith(iri.THINGS) and node.removeprefix(iri.THINGS).startswith(kinds)
