"""`mkg network listed --over-time` and `--hints`: listed agreements by decade, and what may come next."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from kg.cli.common import Format, Row, emit
from kg.errors import UserError

if TYPE_CHECKING:
    from kg.analysis.decades import Growth, Place
    from kg.graph.source import Source

_DECADES = {
    "year": "up to", "signed": "signed in decade", "states": "states", "pairs": "pairs", "new_pairs": "new pairs",
    "communities": "communities", "modularity": "modularity", "partners": "most partners",
    "bridges": "most between others",
}  # fmt: skip
_HINTS = {
    "rank": "rank", "state_a": "state a", "state_b": "state b", "common": "common partners", "score": "score",
    "through": "partners",
}  # fmt: skip
_TESTS = {
    "year": "hints of", "hinted": "pairs hinted", "signed": "signed in ten years", "precision": "share",
    "baseline": "share of all open pairs",
}  # fmt: skip


def show_growth(graph: Source, hints: bool, top: int, form: Format) -> None:
    """Print the network by decade, or the hints and how such hints turned out.

    Raises:
        UserError: no data set of the graph lists an agreement with a year.
    """
    from kg.analysis.decades import HINT_NOTE, growth
    from kg.analysis.standings import read_agreements
    from kg.analysis.world import NO_PROOF, lexicon_names
    from kg.analysis.world_json import as_json

    found = growth(read_agreements(graph), lexicon_names())
    if not found.decades:
        raise UserError("no data set of this graph lists agreements; add one with `mkg import bla FILE`")
    if form is Format.JSON:
        note = HINT_NOTE if hints else NO_PROOF
        parts = {"hints": found.hints, "tests": found.tests} if hints else {"decades": found.decades}
        whole = {"note": note} | {name: as_json(part) for name, part in parts.items()}
        typer.echo(json.dumps(whole, ensure_ascii=False, indent=2))
    elif form is Format.CSV:
        emit(_hint_rows(found)[:top] if hints else _decade_rows(found), _HINTS if hints else _DECADES, form)
    elif hints:
        _say(HINT_NOTE, form)
        emit(_hint_rows(found)[:top], _HINTS, form)
        _say("\nHow such hints turned out before, ten years on:", form)
        emit(_test_rows(found), _TESTS, form)
    else:
        _say(NO_PROOF, form)
        emit(_decade_rows(found), _DECADES, form)


def _say(text: str, form: Format) -> None:
    typer.echo(f"{text}\n" if form is Format.MARKDOWN else text)


def _decade_rows(found: Growth) -> list[Row]:
    return [
        {
            "year": d.year, "signed": d.signed, "states": d.states, "pairs": d.pairs, "new_pairs": d.new_pairs,
            "communities": d.communities, "modularity": round(d.modularity, 2),
            "partners": _places(d.partners, 0), "bridges": _places(d.bridges, 2),
        }
        for d in found.decades
    ]  # fmt: skip


def _places(places: Sequence[Place], digits: int) -> list[str]:
    return [f"{p.name} {p.value:.{digits}f}" for p in places]


def _hint_rows(found: Growth) -> list[Row]:
    return [
        {"rank": h.rank, "state_a": h.names[0], "state_b": h.names[1], "common": len(h.common),
         "score": round(h.score, 2), "through": list(h.common)}
        for h in found.hints
    ]  # fmt: skip


def _test_rows(found: Growth) -> list[Row]:
    return [
        {"year": t.year, "hinted": t.hinted, "signed": t.signed, "precision": f"{t.precision:.1%}",
         "baseline": f"{t.baseline:.1%}"}
        for t in found.tests
    ]  # fmt: skip
