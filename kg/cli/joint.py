"""`mkg gaps --both`: what reports state beside what data sets list."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import typer

from kg.cli.common import Format, emit, show

if TYPE_CHECKING:
    from kg.graph.store import Graph


def both(data: Graph, state: str | None, status: str | None, reading: str | None, form: Format) -> None:
    """Print the joint reading of all pairs, or of those of one state (code), status or reading."""
    from kg.analysis.joint_json import COLUMNS, joint_json, joint_row
    from kg.analysis.joint_reading import joint_status, select

    found = joint_status(data)
    pairs = select(found.pairs, state, status, reading)
    if form is Format.JSON:
        rows = [joint_json(each, found.data_sets) for each in pairs]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    elif form is Format.TABLE:
        from kg.analysis.joint_view import joint_table

        show(joint_table(pairs, found.data_sets))
    else:
        emit([joint_row(each, found.data_sets) for each in pairs], {c: c for c in COLUMNS}, form)
