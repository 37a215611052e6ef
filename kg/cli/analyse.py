"""Commands that analyse the graph: estimates, network."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.common import Format, FormatOption, GraphOption, emit, open_graph, open_source, show
from kg.cli.growth import show_growth
from kg.cli.states import state_code
from kg.errors import UserError

if TYPE_CHECKING:
    from kg.analysis.estimates import Comparison
    from kg.analysis.networks import Network as NetworkGraph


class Edges(StrEnum):
    COOPERATION = "cooperation"
    OBSTRUCTION = "obstruction"
    AGREEMENTS = "agreements"
    LISTED = "listed"
    CORRIDORS = "corridors"
    EVERYTHING = "everything"


class Quantity(StrEnum):
    MIGRANTS = "MigrantStock"
    REMITTANCES = "Remittance"
    ROUTES = "TraffickingRoute"
    PAYMENTS = "Payment"
    INDICATORS = "Indicator"
    MEASURES = "Measure"


def register(app: typer.Typer) -> None:
    app.command(epilog="Example: mkg estimates --from UZ --to KZ")(estimates)
    app.command(epilog="Example: mkg network cooperation --gap KZ UZ")(network)


def estimates(
    origin: Annotated[
        str | None, typer.Option("--from", help="Where migrants come from, or money is sent from.")
    ] = None,
    destination: Annotated[str | None, typer.Option("--to", help="Where they, or it, go to.")] = None,
    quantity: Annotated[Quantity, typer.Option("--of", help="Which claims with figures.")] = Quantity.MIGRANTS,
    graph: GraphOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Rival figures side by side: who says what, and whether two estimates agree, overlap or conflict."""
    from kg.analysis.estimates import estimates as compare
    from kg.analysis.views import comparison_view

    codes = [state_code(s) if s else None for s in (origin, destination)]
    found = compare(open_graph(graph), codes[0], codes[1], quantity.value)
    if form is Format.TABLE:
        show(comparison_view(found))
        return
    rows = [row for c in found for row in _figure_rows(c)]
    emit(rows, {c: c for c in _FIGURE_COLUMNS}, form)


_FIGURE_COLUMNS = (
    "quantity", "claim", "low", "high", "unit", "population", "years", "speakers", "modality", "sources",
    "verdicts", "sentence", "data_set", "row", "column",
)  # fmt: skip


def _figure_rows(comparison: Comparison) -> list[dict[str, Any]]:
    return [
        {
            "quantity": comparison.title,
            "claim": f.claim,
            "low": f.low,
            "high": f.high,
            "unit": f.unit,
            "population": f.population,
            "years": list(f.period) if f.period else [],
            "speakers": list(f.speakers),
            "modality": f.modality,
            "sources": list(f.sources),
            "verdicts": [
                f"{v.kind} {v.second if v.first == f.claim else v.first}: {v.reason}"
                for v in comparison.verdicts
                if f.claim in (v.first, v.second) and v.kind != "incomparable"
            ],
            "sentence": f.evidence.sentence,
            "data_set": [c.data_set for c in f.cells],
            "row": [c.row for c in f.cells],
            "column": [c.column for c in f.cells],
        }
        for f in (*comparison.figures, *comparison.recorded)
    ]


def network(
    kind: Annotated[Edges, typer.Argument(help="Which edges.")] = Edges.COOPERATION,
    gap: Annotated[
        tuple[str, str] | None,
        typer.Option(help="Two states: the organisations that already link both.", show_default=False),
    ] = None,
    year: Annotated[
        int | None, typer.Option(help="With listed: agreements signed up to this year.", show_default=False)
    ] = None,
    over_time: Annotated[bool, typer.Option("--over-time", help="With listed: the network by decade.")] = False,
    hints: Annotated[bool, typer.Option("--hints", help="With listed: pairs with most partners in common.")] = False,
    top: Annotated[int, typer.Option(help="Rows shown.")] = 20,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write .graphml or .gexf.", show_default=False)
    ] = None,
    graph: GraphOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Actors by centrality and brokerage, their communities, and who could bridge a gap."""
    from kg.analysis import networks

    _check_listed(kind, year, over_time, hints, gap is not None or output is not None)
    codes = [state_code(s) for s in gap or ()]
    if over_time or hints:
        show_growth(open_source(graph), hints, top, form)
        return
    data = open_graph(graph)
    if codes:
        found = networks.bridges_for_gap(data, codes[0], codes[1])
        rows = [
            {"organisation": i.label, "kind": i.kind, **{c: list(i.claims.get(c, ())) for c in codes}} for i in found
        ]
        heads = {
            "organisation": "organisation",
            "kind": "kind",
            codes[0]: f"claims on {codes[0]}",
            codes[1]: f"claims on {codes[1]}",
        }
        emit(rows, heads, form, empty="No organisation links both states in this graph.")
        return
    net = networks.listed(data, year) if kind is Edges.LISTED else getattr(networks, kind.value)(data)
    if output is not None:
        _write_network(net, output)
    else:
        heads = {"actor": "actor", "kind": "kind", "community": "community", "degree": "neighbours", "claims": "claims",
                 "betweenness": "betweenness", "constraint": "constraint"}  # fmt: skip
        emit(_rank_rows(net)[:top], heads, form, empty=f"The graph has no {kind.value} edges.")


def _check_listed(kind: Edges, year: int | None, over_time: bool, hints: bool, elsewhere: bool) -> None:
    given = [n for n, on in (("year", year is not None), ("over-time", over_time), ("hints", hints)) if on]
    if given and kind is not Edges.LISTED:
        raise UserError(f"network: --{given[0]} goes with `mkg network listed`; leave it out or name listed")
    if len(given) > 1:
        raise UserError(f"network: --{' and --'.join(given)} exclude each other; give one of them")
    if given and given[0] != "year" and elsewhere:
        raise UserError(f"network: --{given[0]} excludes --gap and --output")


def _rank_rows(net: NetworkGraph) -> list[dict[str, Any]]:
    """Actors by betweenness, each with the number of its community (1 is the largest)."""
    from kg.analysis.networks import centrality, communities

    community = {node: i for i, group in enumerate(communities(net), 1) for node in group}
    return [
        {
            "actor": c.label,
            "kind": c.kind,
            "community": community[c.node],
            "degree": c.degree,
            "claims": c.claims,
            "betweenness": round(c.betweenness, 3),
            "constraint": None if c.constraint is None else round(c.constraint, 3),
        }
        for c in centrality(net)
    ]


def _write_network(net: NetworkGraph, output: Path) -> None:
    from kg.analysis.network_files import to_gexf, to_graphml
    from kg.graph.turtle import check_writable, write_atomically

    writers = {".graphml": to_graphml, ".gexf": to_gexf}
    if output.suffix not in writers:
        raise UserError(f"{output}: unknown kind of network file; use a name that ends in .graphml or .gexf")
    check_writable(output)
    write_atomically(output, writers[output.suffix](net))
    typer.echo(str(output))
