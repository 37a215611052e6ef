"""`mkg gaps`: pairs of states without an agreement, by reports, by data sets, or by both."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.common import Format, FormatOption, GraphOption, emit, open_graph, open_source, show
from kg.cli.states import state_code
from kg.cli.world import Options, Section, show_world
from kg.errors import UserError

if TYPE_CHECKING:
    from kg.analysis.agreements import PairGap
    from kg.graph.store import Graph


def register(app: typer.Typer) -> None:
    app.command(epilog="Example: mkg gaps --pair KZ UZ")(gaps)


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
    world: Annotated[
        bool, typer.Option("--world", help="Corridors of the whole world, by the data sets of the graph.")
    ] = False,
    year: Annotated[
        int | None, typer.Option(help="With --world: year of the stocks (2019).", show_default=False)
    ] = None,
    threshold: Annotated[
        float | None,
        typer.Option(help="With --world: migrants that make a corridor large (100000).", show_default=False),
    ] = None,
    region: Annotated[
        str | None, typer.Option(help="With --world: only corridors from or to this region.", show_default=False)
    ] = None,
    compare: Annotated[
        int | None, typer.Option(help="With --world: another year beside it.", show_default=False)
    ] = None,
    income: Annotated[
        Path | None, typer.Option(help="With --world: CSV file with columns state and group.", show_default=False)
    ] = None,
    section: Annotated[
        Section | None, typer.Option(help="With --world: only this part; of CSV gaps if not given.", show_default=False)
    ] = None,
    top: Annotated[
        int | None, typer.Option(help="With --world: most rows of each part (20; all as CSV).", show_default=False)
    ] = None,
    graph: GraphOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Which pairs of states have no labor-migration agreement, by what the claims say, and what is at stake."""
    asked = Options(year, threshold, region, compare, income, section, top)
    if world:
        if pair is not None or content or both or (state, status, reading) != (None, None, None):
            raise UserError("gaps: --world excludes --pair, --content, --both, --state, --status and --reading")
        show_world(lambda: open_source(graph), asked, form)
        return
    asked.check_unused()
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
        _all(data, codes[0] if state else None, status, form)


def _all(data: Graph, state: str | None, status: str | None, form: Format) -> None:
    from kg.analysis.agreements import as_json, select
    from kg.analysis.agreements import gaps as find

    found = select(find(data), state, status)
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
