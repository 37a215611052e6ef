"""Trafficking as reports tell of it: routes, roles, money, and shelters and hotlines.

A role is held in a claim, by a group as the text words it; it is never a property of persons or of a nationality.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg import iri
from kg.queries import template
from kg.web.explorer.library import Library
from kg.web.explorer.lines import Line, lines_of
from kg.web.explorer.names import Ref
from kg.web.explorer.numbers import numbers_of

_ENDS = ("origin", "transit", "destination")
_HELP = ("shelter", "hotline")
_TEMPLATES = ("trafficking-routes", "routes-by-place", "trafficking-roles", "payments", "shelters-and-hotlines")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that a route names. `kind` is "state", "town" (any place in one state), "group" of states, or "unknown"
    for what lies nowhere in particular ("abroad"); `states` are codes of the states that it is, lies in or groups."""

    ref: Ref
    kind: str
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trafficking:
    """`states` names the codes in use, `numbers` has the ISO 3166 numeric codes of those of `spots`, by which maps know
    them. `silent` are states that routes or roles name and of which no claim tells whether there is a shelter or
    hotline. `queries` are the templates that give the same claims as tables."""

    routes: tuple[Line, ...]
    roles: tuple[Line, ...]
    payments: tuple[Line, ...]
    services: tuple[Line, ...]
    spots: dict[str, Spot]
    states: dict[str, Ref]
    numbers: dict[str, str]
    silent: tuple[str, ...]
    queries: dict[str, str]


def trafficking(library: Library, _: str = "") -> Trafficking:
    """All claims on trafficking, on money that is paid, and on services."""
    kinds = ("TraffickingRoute", "TraffickingRole", "Payment", "Service")
    routes, roles, payments, services = (lines_of(library, kind) for kind in kinds)
    spots = dict(_spots(library, routes))
    codes = {code for line in (*routes, *roles, *payments, *services) for code in line.states}
    return Trafficking(
        routes=routes,
        roles=roles,
        payments=payments,
        services=services,
        spots=spots,
        states={code: library.names.ref(iri.state(code)) for code in sorted(codes)},
        numbers=numbers_of({code for spot in spots.values() for code in spot.states}),
        silent=_silent(library, (*routes, *roles), services),
        queries={name: template(name).text for name in _TEMPLATES},
    )


def _spots(library: Library, routes: Iterable[Line]) -> Iterator[tuple[str, Spot]]:
    found = {ref.id: ref for line in routes for end in _ENDS for ref in line.refs.get(end, ())}
    for name, ref in sorted(found.items()):
        yield name, _spot(library, iri.THINGS + name, ref)


def _spot(library: Library, node: str, ref: Ref) -> Spot:
    actors = library.facts.actors
    code, members = actors.state(node), actors.members(node)
    if code:
        return Spot(ref, "state" if actors.kind(node) == "State" else "town", (code,))
    return Spot(ref, "group" if members else "unknown", tuple(sorted(members)))


def _silent(library: Library, told: Iterable[Line], services: Iterable[Line]) -> tuple[str, ...]:
    """Single states only: a claim on a group does not name its members one by one."""
    helped = {code for line in services if _is_help(line) for code in line.states}
    actors = library.facts.actors
    refs = (ref for line in told for slot in (*_ENDS, "place") for ref in line.refs.get(slot, ()))
    named = {code for ref in refs if (code := actors.state(iri.THINGS + ref.id))}
    return tuple(sorted(named - helped, key=actors.state_label))


def _is_help(line: Line) -> bool:
    return any(ref.id.endswith(_HELP) for ref in line.refs.get("kind", ()))
