"""Commands that analyse the graph: gaps, estimates, network."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.common import Format, FormatOption, GraphOption, emit, open_graph, show
from kg.cli.world import Options, Section, show_world
from kg.errors import UserError

if TYPE_CHECKING:
    from kg.analysis.agreements import PairGap
    from kg.analysis.estimates import Comparison
    from kg.analysis.networks import Network as NetworkGraph
    from kg.graph.store import Graph


class Edges(StrEnum):
    COOPERATION = "cooperation"
    OBSTRUCTION = "obstruction"
    AGREEMENTS = "agreements"
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
        tuple[str, str] | None,
        typer.Option("--pair", help="Two states: the whole story of the pair.", show_default=False),
    ] = None,
    state: Annotated[str | None, typer.Option(help="Only pairs of this state.", show_default=False)] = None,
    status: Annotated[str | None, typer.Option(help="Only pairs of this status.", show_default=False)] = None,
    content: Annotated[bool, typer.Option("--content", help="What existing agreements lack.")] = False,
    both: Annotated[bool, typer.Option("--both", help="What reports state beside what data sets list.")] = False,
    reading: Annotated[
        str | None, typer.Option(help="With --both: only pairs of this reading.", show_default=False)
    ] = None,
    world: Annotated[bool, typer.Option("--world", help="All pairs with migrants, by the data sets of the graph.")] = False,
    year: Annotated[int | None, typer.Option(help="With --world: year of the stocks (2019).", show_default=False)] = None,
    threshold: Annotated[
        float | None, typer.Option(help="With --world: migrants that make a corridor large (100000).", show_default=False)
    ] = None,
    compare: Annotated[
        int | None, typer.Option(help="With --world: another year beside it.", show_default=False)
    ] = None,
    income: Annotated[
        Path | None,
        typer.Option(help="With --world: CSV file with columns state and group.", show_default=False),
    ] = None,
    section: Annotated[
        Section | None, typer.Option(help="With --world: only this part; of CSV gaps if not given.", show_default=False)
    ] = None,
    top: Annotated[int, typer.Option(help="With --world: rows of each part shown.")] = 20,
    graph: GraphOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Which pairs of states have no labor-migration agreement, by what the claims say, and what is at stake."""
    from kg.analysis.agreements import as_json, select
    from kg.analysis.agreements import gaps as find

    options = Options(year, threshold, compare, income, top, section)
    if world:
        if pair is not None or content or state is not None or status is not None:
            raise UserError("gaps: --world stands alone; leave out --pair, --content, --state and --status")
        show_world(open_graph(graph), options, form)
        return
    options.check_unused()
    codes = [state_code(s) for s in (*(pair or ()), *((state,) if state else ()))]
    chosen = state is not None or status is not None or both
    if (pair is not None) + content + chosen > 1:
        raise UserError("gaps: --pair, --content, and --both, --state or --status exclude each other; give one of them")
    if reading is not None and not both:
        raise UserError("gaps: --reading chooses among the rows of --both; give both")
    if pair is not None and form not in (Format.TABLE, Format.JSON):
        raise UserError(f"gaps --pair --format {form.value}: a story comes as table or json")
    data = open_graph(graph)
    if pair is not None:
        _pair(data, codes[0], codes[1], form)
    elif content:
        _content(data, form)
    elif both:
        from kg.cli.joint import both as show_both

        show_both(data, codes[0] if state else None, status, reading, form)
    else:
        found = select(find(data), codes[0] if state else None, status)
        if form is Format.JSON:
            typer.echo(json.dumps([as_json(g) for g in found], ensure_ascii=False, indent=2))
        elif form is Format.TABLE:
            from kg.analysis.views import gap_table

            show(gap_table(found))
        else:
            emit([_gap_row(g) for g in found], {c: c for c in _GAP_COLUMNS}, form)


_GAP_COLUMNS = (
    "rank", "best_rank", "worst_rank", "state_a", "state_b", "status", "basis",
    "migrants_a_to_b_low", "migrants_a_to_b_high", "migrants_b_to_a_low", "migrants_b_to_a_high", "claims",
)  # fmt: skip


def _gap_row(gap: PairGap) -> dict[str, Any]:
    there, back = gap.migrants
    best, worst = gap.rank_range or (None, None)
    return {
        "rank": gap.rank,
        "best_rank": best,
        "worst_rank": worst,
        "state_a": gap.pair[0],
        "state_b": gap.pair[1],
        "status": gap.status,
        "basis": gap.basis,
        "migrants_a_to_b_low": there.low,
        "migrants_a_to_b_high": there.high,
        "migrants_b_to_a_low": back.low,
        "migrants_b_to_a_high": back.high,
        "claims": list(gap.claims),
    }


def _pair(data: Graph, one: str, other: str, form: Format) -> None:
    from kg.analysis.gap_json import as_json
    from kg.analysis.joint_json import joint_json
    from kg.analysis.joint_story import with_data_sets
    from kg.analysis.listings import data_sets
    from kg.analysis.story import pair_story
    from kg.analysis.views import story_view

    story, joint = with_data_sets(data, pair_story(data, one, other))
    if form is Format.JSON:
        known = data_sets(data).values()
        beside = {"joint": joint_json(joint, known) if joint else None}
        typer.echo(json.dumps(as_json(story.gap) | beside, ensure_ascii=False, indent=2))
    else:
        show(story_view(story))


def _content(data: Graph, form: Format) -> None:
    from kg.analysis.agreements import content_gaps
    from kg.analysis.views import content_view

    found = content_gaps(data)
    if form is Format.TABLE:
        show(content_view(found))
        return
    rows = [
        {"kind": g.kind, "states": list(g.states), "topics": list(g.topics), "claim": g.citation.claim,
         "says": g.citation.label, "sentence": g.citation.sentence}
        for g in found
    ]  # fmt: skip
    emit(rows, {c: c for c in ("kind", "states", "topics", "claim", "says", "sentence")}, form)


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
    top: Annotated[int, typer.Option(help="Rows shown.")] = 20,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write .graphml or .gexf.", show_default=False)
    ] = None,
    graph: GraphOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Actors by centrality and brokerage, their communities, and who could bridge a gap."""
    from kg.analysis import networks

    codes = [state_code(s) for s in gap or ()]
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
    net = getattr(networks, kind.value)(data)
    if output is not None:
        _write_network(net, output)
    else:
        heads = {"actor": "actor", "kind": "kind", "community": "community", "degree": "neighbours", "claims": "claims",
                 "betweenness": "betweenness", "constraint": "constraint"}  # fmt: skip
        emit(_rank_rows(net)[:top], heads, form, empty=f"The graph has no {kind.value} edges.")


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
