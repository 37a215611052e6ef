"""Commands that analyse the graph: gaps, estimates, network."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.common import Format, FormatOption, GraphOption, emit, open_graph, show
from kg.errors import UserError


class Network(StrEnum):
    COOPERATION = "cooperation"
    OBSTRUCTION = "obstruction"
    AGREEMENTS = "agreements"
    CORRIDORS = "corridors"
    EVERYTHING = "everything"


class Quantity(StrEnum):
    MIGRANTS = "MigrantStock"
    REMITTANCES = "Remittance"


def register(app: typer.Typer) -> None:
    app.command(epilog="Example: mkg gaps --pair KZ UZ")(gaps)
    app.command(epilog="Example: mkg estimates --from UZ --to KZ")(estimates)
    app.command(epilog="Example: mkg network cooperation --gap KZ UZ")(network)


def state_code(name: str) -> str:
    """ISO code of a state by any of its names.

    Raises:
        UserError: no state has that name; the nearest are suggested.
    """
    from kg.lexicon import lexicon

    entry = lexicon().resolve(name)
    if entry is not None and entry.kind == "State" and entry.code:
        return entry.code
    near = lexicon().nearest(name)[:3]
    hint = f"did you mean {' or '.join(near)}?" if near else "write an ISO code, such as KZ, or a name"
    raise UserError(f"{name}: no such state; {hint}")


def gaps(
    pair: Annotated[
        tuple[str, str] | None, typer.Option("--pair", help="Two states: the whole story of the pair.", show_default=False)
    ] = None,
    state: Annotated[str | None, typer.Option(help="Only pairs of this state.", show_default=False)] = None,
    status: Annotated[str | None, typer.Option(help="Only pairs of this status.", show_default=False)] = None,
    graph: GraphOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Which pairs of states have no labor-migration agreement, by what the claims say, and what is at stake."""
    from kg.analysis.agreements import as_json, select
    from kg.analysis.agreements import gaps as find

    data = open_graph(graph)
    if pair is not None:
        _pair(find(data), (state_code(pair[0]), state_code(pair[1])), data, form)
        return
    found = select(find(data), state_code(state) if state else None, status)
    if form is Format.JSON:
        typer.echo(json.dumps([as_json(g) for g in found], ensure_ascii=False, indent=2))
    elif form is Format.TABLE:
        from kg.analysis.views import gap_table

        show(*gap_table(found))
    else:
        from kg.analysis.views import gap_columns, gap_rows

        emit(gap_rows(found), gap_columns(), form)


def _pair(found: object, codes: tuple[str, str], data: object, form: Format) -> None:
    from kg.analysis.agreements import as_json
    from kg.analysis.story import pair_story
    from kg.analysis.views import story_view

    if codes[0] == codes[1]:
        raise UserError(f"{codes[0]} {codes[1]}: a pair has two different states")
    story = pair_story(data, *codes)  # type: ignore[arg-type]
    if form is Format.JSON:
        typer.echo(json.dumps(as_json(story.gap), ensure_ascii=False, indent=2))
    else:
        show(*story_view(story))


def estimates(
    origin: Annotated[str | None, typer.Option("--from", help="Where migrants come from, or money is sent from.")] = None,
    destination: Annotated[str | None, typer.Option("--to", help="Where they, or it, go to.")] = None,
    quantity: Annotated[Quantity, typer.Option("--of", help="Which quantity.")] = Quantity.MIGRANTS,
    graph: GraphOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Rival figures side by side: who says what, and whether two estimates agree, overlap or conflict."""
    from kg.analysis.estimates import estimates as compare
    from kg.analysis.views import estimate_columns, estimate_rows

    codes = [state_code(s) if s else None for s in (origin, destination)]
    found = compare(open_graph(graph), codes[0], codes[1], quantity.value)
    emit(estimate_rows(found), estimate_columns(), form, empty="No estimates of this corridor.")


def network(
    kind: Annotated[Network, typer.Argument(help="Which edges.")] = Network.COOPERATION,
    gap: Annotated[
        tuple[str, str] | None, typer.Option(help="Two states: the organisations that already link both.", show_default=False)
    ] = None,
    top: Annotated[int, typer.Option(help="Rows shown.")] = 20,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write .graphml or .gexf.", show_default=False)] = None,
    graph: GraphOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Actors by centrality and brokerage, their communities, and who could bridge a gap."""
    from kg.analysis import networks

    data = open_graph(graph)
    if gap is not None:
        rows = networks.bridge_rows(data, state_code(gap[0]), state_code(gap[1]))
        emit(rows, networks.BRIDGE_COLUMNS, form, empty="No organisation links both states in this graph.")
        return
    net = getattr(networks, kind.value)(data)
    if output is not None:
        _write_network(net, output)
        return
    emit(networks.rank_rows(net)[:top], networks.RANK_COLUMNS, form, empty=f"The graph has no {kind.value} edges.")


def _write_network(net: object, output: Path) -> None:
    from kg.analysis.network_files import to_gexf, to_graphml
    from kg.graph.turtle import check_writable, write_atomically

    writers = {".graphml": to_graphml, ".gexf": to_gexf}
    if output.suffix not in writers:
        raise UserError(f"{output}: unknown kind of network file; use a name that ends in .graphml or .gexf")
    check_writable(output)
    write_atomically(output, writers[output.suffix](net))  # type: ignore[arg-type]
    typer.echo(str(output))
