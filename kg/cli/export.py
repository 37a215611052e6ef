"""The command that hands the graph to other tools."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.common import GraphOption, open_graph
from kg.errors import UserError


class Target(StrEnum):
    TURTLE = "turtle"
    TRIG = "trig"
    NQUADS = "nquads"
    NTRIPLES = "ntriples"
    JSONLD = "jsonld"
    GRAPHML = "graphml"
    GEXF = "gexf"
    CSV = "csv"
    PARQUET = "parquet"


def register(app: typer.Typer) -> None:
    app.command(epilog="Example: mkg export --format turtle -o graph.ttl")(export)


def export(
    chosen: Annotated[
        Target | None, typer.Option("--format", "-f", help="What to write.", show_default="turtle")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File; for csv and parquet a folder; else standard output.")
    ] = None,
    site: Annotated[
        Path | None,
        typer.Option("--site", help="Folder for the explorer page with all its answers; opens without a server."),
    ] = None,
    graph: GraphOption = None,
) -> None:
    """Write the graph as RDF, as a network file, as tables (CSV, or Parquet with one a claim type), or as a page."""
    if site is not None:
        if output is not None or chosen is not None:
            raise UserError(f"export: --site says all; leave {'-o' if output is not None else '--format'} out")
        _write_site(site, graph)
        return
    form = chosen or Target.TURTLE
    from kg.export import RDF_FORMATS, to_network_file, to_rdf, write_tables
    from kg.graph.turtle import check_writable, write_atomically

    if form is Target.CSV:
        if output is None:
            raise UserError("export --format csv: writes three tables; name their folder with -o FOLDER")
        for path in write_tables(open_graph(graph), output):
            typer.echo(str(path))
        return
    if form is Target.PARQUET:
        if output is None:
            raise UserError("export --format parquet: writes one table a claim type; name their folder with -o FOLDER")
        from kg.tables import write

        for path in write(open_graph(graph), output):
            typer.echo(str(path))
        return
    if output is not None:
        check_writable(output)
    data = open_graph(graph)
    content = to_rdf(data, form.value) if form.value in RDF_FORMATS else to_network_file(data, form.value)
    if output is None:
        sys.stdout.buffer.write(content)
    else:
        write_atomically(output, content)
        typer.echo(f"{output}: {len(content):,} bytes")


def _write_site(folder: Path, graph: Path | None) -> None:
    from kg.progress import progress
    from kg.web.explorer.folder import check_folder, write_site

    check_folder(folder)
    with progress("reading the graph") as step:
        written = write_site(open_graph(graph), folder, step)
    typer.echo(f"{folder}: {written.files:,} files, {written.bytes:,} bytes; open {folder / 'index.html'}")
