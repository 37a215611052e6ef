"""Commands that draw: `mkg picture …` and `mkg report`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.analyse import Edges, Quantity
from kg.cli.common import GraphOption, open_graph, open_source
from kg.cli.states import state_code
from kg.errors import UserError

if TYPE_CHECKING:
    from kg.analysis.facts import Facts
    from kg.graph.store import Graph
    from kg.pictures import Picture
    from kg.report_page import Scope

OutputOption = Annotated[Path, typer.Option("--output", "-o", help="File to write, .svg or .png.")]
TopOption = Annotated[int, typer.Option("--top", help="Most that the picture shows.", min=1)]
StateOption = Annotated[str | None, typer.Option("--state", help="Only pairs of this state.", show_default=False)]
RegionOption = Annotated[
    str | None, typer.Option("--region", help="Only pairs of the states of this region.", show_default=False)
]


def register(app: typer.Typer) -> None:
    group = typer.Typer(name="picture", help="Pictures of the analyses, as SVG or PNG.", no_args_is_help=True)
    group.command(epilog="Example: mkg picture gaps --region 'Central Asia' -o gaps.svg")(gaps)
    group.command(epilog="Example: mkg picture estimates --from TJ --to RU -o estimates.svg")(estimates)
    group.command(epilog="Example: mkg picture network agreements -o network.svg")(network)
    group.command(epilog="Example: mkg picture coverage --region Europe -o coverage.svg")(coverage)
    group.command(epilog="Example: mkg picture dependence -o dependence.png")(dependence)
    app.add_typer(group)
    app.command(epilog="Example: mkg report --pair KZ RU -o page.html")(report)


def _ready(output: Path) -> None:
    """What can be known to fail fails before long work."""
    from kg.graph.turtle import check_writable
    from kg.pictures.picture import check_ending
    from kg.pictures.style import require_pictures

    check_ending(output)
    check_writable(output)
    require_pictures()


def _write(picture: Picture, output: Path) -> None:
    from kg.pictures import write

    write(picture, output)
    typer.echo(str(output))


def gaps(
    output: OutputOption,
    state: StateOption = None,
    region: RegionOption = None,
    status: Annotated[str | None, typer.Option(help="Only pairs of this status.", show_default=False)] = None,
    top: TopOption = 40,
    graph: GraphOption = None,
) -> None:
    """Matrix of pairs of states: how an agreement stands, as a letter and a colour."""
    _ready(output)
    from kg.analysis.agreements import gaps_from, select
    from kg.analysis.facts import read_facts
    from kg.pictures import gap_matrix

    if state and region:
        raise UserError("picture gaps: --state and --region exclude each other; give one of them")
    code = state_code(state) if state else None
    facts = read_facts(open_graph(graph))
    focus = _members(region, facts) if region else ((code,) if code else ())
    found = select(gaps_from(facts), code, status)
    _write(gap_matrix.draw([g for g in found if not focus or set(focus) & set(g.pair)], focus, top=top), output)


def _members(region: str, facts: Facts) -> tuple[str, ...]:
    from kg.report_page.scope import of_region

    return of_region(region, facts.actors).codes


def estimates(
    output: OutputOption,
    origin: Annotated[
        str | None, typer.Option("--from", help="Where migrants come from, or money is sent from.", show_default=False)
    ] = None,
    destination: Annotated[
        str | None, typer.Option("--to", help="Where they, or it, go to.", show_default=False)
    ] = None,
    quantity: Annotated[Quantity, typer.Option("--of", help="Which claims with figures.")] = Quantity.MIGRANTS,
    top: TopOption = 12,
    graph: GraphOption = None,
) -> None:
    """Rival figures as bars side by side, with speakers, years and hedges; open ends are arrows."""
    _ready(output)
    from kg.analysis.estimates import estimates as compare
    from kg.pictures import estimate_bars

    codes = [state_code(s) if s else None for s in (origin, destination)]
    _write(estimate_bars.draw(compare(open_graph(graph), codes[0], codes[1], quantity.value), top=top), output)


def network(
    output: OutputOption,
    kind: Annotated[Edges, typer.Argument(help="Which edges.")] = Edges.AGREEMENTS,
    top: TopOption = 60,
    graph: GraphOption = None,
) -> None:
    """Who is tied to whom: few on a circle, many in a column with arcs."""
    _ready(output)
    from kg.analysis import networks
    from kg.pictures import agreement_network

    _write(agreement_network.draw(getattr(networks, kind.value)(open_graph(graph)), kind.value, top=top), output)


def coverage(
    output: OutputOption,
    region: Annotated[
        str | None, typer.Option("--region", help="Only corridors from or to this region.", show_default=False)
    ] = None,
    graph: GraphOption = None,
) -> None:
    """Which share of the world's migrants lives in corridors with an agreement, year by year, by data sets."""
    _ready(output)
    from kg.analysis.coverage import world_coverage
    from kg.pictures import coverage_curve

    note = f"Only corridors from or to {region}." if region else ""
    _write(coverage_curve.draw(world_coverage(open_source(graph), region), note), output)


def dependence(output: OutputOption, top: TopOption = 30, graph: GraphOption = None) -> None:
    """Money received in percent of GDP against the share of corridors without an agreement."""
    _ready(output)
    from kg.analysis.dependence import dependence as find
    from kg.pictures import dependence_plot

    _write(dependence_plot.draw(find(open_graph(graph)), top=top), output)


def report(
    output: Annotated[Path, typer.Option("--output", "-o", help="HTML file to write.")],
    state: Annotated[str | None, typer.Option("--state", help="A state.", show_default=False)] = None,
    pair: Annotated[
        tuple[str, str] | None, typer.Option("--pair", help="What two states have together.", show_default=False)
    ] = None,
    region: Annotated[str | None, typer.Option("--region", help="The states of a region.", show_default=False)] = None,
    graph: GraphOption = None,
) -> None:
    """One HTML page on a state, a pair or a region, with pictures and evidence, that needs nothing else."""
    if (state is not None) + (pair is not None) + (region is not None) != 1:
        raise UserError("report: give one of --state, --pair and --region")
    if output.suffix.lower() not in (".html", ".htm"):
        raise UserError(f"{output}: unknown kind of page; use a name that ends in .html")
    from kg.graph.turtle import check_writable, write_atomically
    from kg.report_page import page_of, to_html
    from kg.report_page.render import require_page

    check_writable(output)
    require_page()
    data = open_graph(graph)
    scope, asked = _scope(data, state, pair, region)
    html = to_html(page_of(data, scope, f"mkg report {asked} -o {output.name}"))
    write_atomically(output, html.encode("utf-8"))
    typer.echo(f"{output}: {len(html.encode('utf-8')):,} bytes")


def _scope(data: Graph, state: str | None, pair: tuple[str, str] | None, region: str | None) -> tuple[Scope, str]:
    """Whom the page is about, and the option that asks for it."""
    from kg.analysis.actors import read_actors
    from kg.report_page import of_pair, of_region, of_state

    actors = read_actors(data)
    if pair is not None:
        one, other = map(state_code, pair)
        return of_pair(one, other, actors), f"--pair {one} {other}"
    if state is not None:
        return of_state(state_code(state), actors), f"--state {state_code(state)}"
    scope = of_region(region or "", actors)
    return scope, f'--region "{scope.title}"'
