"""`mkg build` for many reports: the run, and what it tells at the end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from kg.claims.wording import counted
from kg.cli.common import Format, emit
from kg.errors import UserError

if TYPE_CHECKING:
    from kg.batch.build import Batch
    from kg.batch.files import Report


_NAMED = "name the reports themselves, without a folder, --workers or --cluster"


def check_batch(review: bool, require_reviewed: bool, model: bool) -> None:
    """Refuse what reports that are read in parallel cannot take in: reviews, and a language model's answers.

    Raises:
        UserError: one of them is asked for.
    """
    if review or require_reviewed:
        option = "--review" if review else "--require-reviewed"
        raise UserError(f"{option}: reports that are read in parallel take in no reviews; {_NAMED}")
    if model:
        raise UserError(f"--proposer llm: a language model is asked about one report after the other; {_NAMED}")


def build_many(
    sources: Sequence[str], output: Path, proposer: str | None, workers: int | None, cluster: str | None, strict: bool
) -> None:
    """Build a graph of many reports; status 1 when it does not conform, or is strict and a report was skipped.

    Raises:
        UserError: the sources, the output or the cluster cannot be used, or no report gave a claim.
    """
    from kg.batch.build import build_batch
    from kg.batch.executor import executor
    from kg.batch.parts import Parts
    from kg.graph.turtle import check_writable, write_turtle
    from kg.progress import progress

    check_writable(output)
    if output.exists() and any(Path(s).exists() and Path(s).samefile(output) for s in sources):
        raise UserError(f"{output}: is one of the reports; name another file with -o")
    chosen = executor(workers, cluster)
    parts = Parts(output.with_name(f"{output.name}.parts"))
    with progress("looking for reports") as step:
        built = build_batch(sources, parts, chosen, proposer, step)
        step("writing")
        write_turtle(output, built.graph.store)
    parts.drop_outdated()
    _summary(built, output)
    if not built.counts():
        raise UserError(f"{output}: written, but no claim was found in {', '.join(sources)}; see `mkg claims --help`")
    if not built.conforms or (strict and built.skipped):
        raise typer.Exit(1)


def _summary(built: Batch, output: Path) -> None:
    heads = built.heads
    characters = sum(h.characters for h in heads)
    kept = f", {built.kept:,} of them by an earlier run" if built.kept else ""
    typer.echo(f"{len(heads):,} report{'s' if len(heads) != 1 else ''} read{kept}: {characters:,} characters")
    for head in heads:
        for warning in head.warnings:
            typer.echo(f"  note: {head.document}: {warning}")
    for reason, number in built.rejected().items():
        typer.echo(f"  {counted(number, 'proposed claim')} rejected: {reason}")
    typer.echo(f"  figures: {_told(built.figures())}; see `mkg audit`")
    for where in built.listing.again:
        typer.echo(f"  counts once: {where} holds the same text as another report")
    if built.listing.other:
        some = ", ".join(Path(p).name for p in built.listing.other[:3])
        kinds = "file of another kind" if len(built.listing.other) == 1 else "files of other kinds"
        typer.echo(f"  {len(built.listing.other):,} {kinds} passed over: {some}")
    if unused := _reviews(built.listing.reports):
        lie = "review file lies beside a report" if len(unused) == 1 else "review files lie beside reports"
        typer.echo(f"  note: {len(unused):,} {lie}, not used, such as {unused[0]}; to take reviews in, {_NAMED}")
    counts = built.counts()
    rows = [{"type": t, "claims": n} for t, n in counts.items()] + [{"type": "all", "claims": sum(counts.values())}]
    emit(rows, {"type": "type", "claims": "claims"}, Format.TABLE)
    for skipped in built.skipped:
        where = "" if skipped.where in skipped.reason else f"{skipped.where}: "
        typer.echo(f"skipped: {where}{skipped.reason}", err=True)
    broken = [h.document for h in heads if h.faults]
    state = f"{len(broken):,} reports do not conform, such as {broken[0]}" if broken else "all claims conform"
    typer.echo(f"{output}: {len(built.graph):,} triples; {state}")


def _reviews(reports: Iterable[Report]) -> list[str]:
    """Review files that lie beside reports."""
    from kg.review.log import beside

    paths = (beside(Path(r.where)) for r in reports if r.sha256)  # without a hash it is a shipped corpus
    return [str(path) for path in paths if path.is_file()]


def _told(figures: Mapping[str, int]) -> str:
    return ", ".join(f"{figures.get(s, 0):,} {s.replace('-', ' ')}" for s in ("claimed", "set-aside", "unread"))
