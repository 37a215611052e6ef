"""`mkg import`: data sets as claims."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.common import Format, chosen_store, emit
from kg.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyoxigraph as ox

    from kg.datasets import Source, Tally
    from kg.datasets.names import Names

_SHOWN = 50  # remarks before the rest is counted only


class Side(StrEnum):
    SENDERS = "senders"
    RECEIVERS = "receivers"


Table = Annotated[Path, typer.Argument(help="Table: .csv, .tsv, .xlsx or .dta.", show_default=False)]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", help="RDF file to write: .ttl, .nt, .nq, …", show_default=False)
]
IntoOption = Annotated[
    Path | None, typer.Option("--into", help="Turtle file whose graph the claims are added to.", show_default=False)
]


def register(app: typer.Typer) -> None:
    group = typer.Typer(
        name="import",
        help="Data sets as claims, with row and column as evidence: to a file (-o), into the graph of a file (--into), "
        "or into a store (mkg --store PATH import …).",
        no_args_is_help=True,
    )
    group.command(epilog="Example: mkg import bla BLAs_Formation_Data.dta BLAs_Coding_Data.dta -o bla.ttl")(bla)
    group.command(epilog="Example: mkg import undesa migrant_stock_2019.csv --into graph.ttl")(undesa)
    group.command(epilog="Example: mkg --store ./store import remittances remit_2010.csv countries.csv")(remittances)
    group.command(epilog="Example: mkg import table counts.csv --mapping counts.yaml -o counts.ttl")(table)
    app.add_typer(group)


def bla(
    formation: Annotated[Path, typer.Argument(help="Agreements: .dta as published, or CSV.", show_default=False)],
    coding: Annotated[Path | None, typer.Argument(help="Provisions of coded agreements.", show_default=False)] = None,
    output: OutputOption = None,
    into: IntoOption = None,
) -> None:
    """Bilateral Labor Agreements Dataset: who signed with whom when, and what the texts provide for."""
    from kg.datasets.bla import bla as source

    _run(source(formation, coding), output, into)


def undesa(
    file: Table,
    edition: Annotated[
        int | None, typer.Option("--edition", help="Year of the revision, if the name of the file lacks it.")
    ] = None,
    output: OutputOption = None,
    into: IntoOption = None,
) -> None:
    """UN DESA International Migrant Stock: workbook as published, or tidy CSV, wide or long."""
    from kg.datasets.undesa import undesa as source

    _run(source(file, edition), output, into)


def remittances(
    matrix: Annotated[Path, typer.Argument(help="Square matrix in million US dollars.", show_default=False)],
    countries: Annotated[Path, typer.Argument(help="Countries in the order of the matrix.", show_default=False)],
    year: Annotated[int | None, typer.Option("--year", help="Year of the money, if the file's name lacks it.")] = None,
    sides: Annotated[Side, typer.Option("--rows", help="Whom the rows of the matrix stand for.")] = Side.SENDERS,
    output: OutputOption = None,
    into: IntoOption = None,
) -> None:
    """Bilateral remittances of one year as a matrix."""
    from kg.datasets.remittances import remittances as source

    _run(source(matrix, countries, year, sides is Side.SENDERS), output, into)


def table(
    file: Table,
    mapping: Annotated[Path, typer.Option("--mapping", "-m", help="YAML that says which column fills which slot.")],
    output: OutputOption = None,
    into: IntoOption = None,
) -> None:
    """Any table, by a mapping of columns to slots of claims."""
    from kg.datasets.mapping import table as source

    _run(source(file, mapping), output, into)


def _run(source: Source, output: Path | None, into: Path | None) -> None:
    from kg.datasets import Tally, triples
    from kg.datasets.names import Names
    from kg.lexicon import lexicon
    from kg.progress import progress

    if output is not None and into is not None:
        raise UserError("import: -o and --into exclude each other; give one of them")
    place = chosen_store(output or into)
    if place is None and output is None and into is None:
        raise UserError("import: needs a place for the claims: -o FILE, --into GRAPH.ttl, or --store before `import`")
    names, tally = Names(lexicon()), Tally()
    with progress(f"reading {source.dataset.title}") as step:
        told = _write(triples(source, names, tally, step), output, into, place)
    _summary(source, names, tally, told)
    if not tally.claims:
        raise UserError(f"{source.dataset.title}: no claim was found in it; see `mkg import --help`")


def _write(found: Iterator[ox.Triple], output: Path | None, into: Path | None, place: str | None) -> str:
    """Put the triples where they are to go, and say what is there then."""
    from kg.datasets.output import add_to_store, join_file, write_file

    if output is not None:
        return f"{output}: {write_file(output, found):,} triples"
    if into is not None:
        return f"{into}: {join_file(into, found):,} triples"
    assert place is not None
    loaded = add_to_store(place, found)
    return f"the store holds {loaded.triples:,} triples, {loaded.claims:,} claims"


def _summary(source: Source, names: Names, tally: Tally, told: str) -> None:
    typer.echo(f"{source.dataset.title} ({source.dataset.id})")
    counts = sorted(tally.claims.items())
    rows = [*({"type": t, "claims": n} for t, n in counts), {"type": "all", "claims": sum(tally.claims.values())}]
    emit(rows, {"type": "type", "claims": "claims"}, Format.TABLE)
    for reason, number in sorted(tally.passed_over.items()):
        typer.echo(f"  no claim: {number:,} {reason}")
    for remark in tally.remarks[:_SHOWN]:
        typer.echo(f"  note: {remark}")
    if len(tally.remarks) > _SHOWN:
        typer.echo(f"  note: and {len(tally.remarks) - _SHOWN:,} more like these")
    if names.unresolved:
        typer.echo(f"  not in the reference data: {', '.join(sorted(names.unresolved))}")
    typer.echo(told)
