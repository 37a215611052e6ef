"""Commands that measure reading: evaluate, audit."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.claims.wording import counted
from kg.cli.common import Format, FormatOption, emit
from kg.cli.llm_options import with_llm
from kg.cli.make import Proposer, ProposerOption
from kg.errors import UserError

if TYPE_CHECKING:
    from kg.evaluation import GoldPassage, Measured
    from kg.proposers.llm import Settings


def register(app: typer.Typer) -> None:
    app.command(epilog="Example: mkg evaluate evaluation/passages --split dev")(with_llm(evaluate))
    app.command(epilog="Example: mkg audit report.txt --unread")(with_llm(audit))
    app.command(epilog="Example: mkg reader --ledger")(reader)


def evaluate(
    gold: Annotated[Path, typer.Argument(help="Folder of NAME.txt with NAME.jsonl, or one gold file.")],
    source: Annotated[
        Path | None, typer.Option("--source", help="The text of the gold, where that is one file.", show_default=False)
    ] = None,
    extent: Annotated[
        tuple[int, int] | None, typer.Option("--range", help="Only claims between two offsets.", show_default=False)
    ] = None,
    split: Annotated[
        str | None, typer.Option("--split", help="Only one split of the folder's splits.toml.", show_default=False)
    ] = None,
    proposer: ProposerOption = Proposer.READER,
    form: FormatOption = Format.TABLE,
    llm: Settings | None = None,
) -> None:
    """Score a proposer's claims against gold claims.

    Prints precision, recall and F1 over slot values and over whole claims, by type, with the interval that
    95 of 100 resamples of the passages give, and how far scores can be trusted.
    """
    from kg.evaluation.table import reliability, rows, summary

    passages = _passages(gold, source, extent, split)
    found = _measured(passages, (proposer or Proposer.READER).value, llm)
    if form is Format.JSON:
        typer.echo(
            json.dumps({"rows": rows(found), "besides": summary(found), "reliability": reliability(found.judged)},
                       ensure_ascii=False, indent=2)
        )  # fmt: skip
        return
    table = rows(found)
    emit(table, {name: name for name in table[0]} if table else {}, form)
    if form is Format.TABLE:
        lost = sum(p.lost for p in passages)
        told = {name: "–" if value is None else f"{value:.3f}" for name, value in summary(found).items()}
        typer.echo(", ".join(f"{name} {value}" for name, value in told.items()))
        typer.echo(counted(len(passages), "passage") + (f"; {lost} gold quotes are not in the text" if lost else ""))
        if bands := reliability(found.judged):
            emit(bands, {name: name for name in bands[0]}, form)


def _passages(
    gold: Path, source: Path | None, extent: tuple[int, int] | None, split: str | None
) -> list[GoldPassage]:
    from kg.evaluation import gold_folder
    from kg.evaluation.folder import gold_passage

    if source is None and not gold.is_dir():
        raise UserError(f"{gold}: no folder; for one gold file name its text with --source")
    if source is None:
        if extent:
            raise UserError("--range goes with --source")
        return gold_folder(gold, split)
    if split:
        raise UserError("--split goes with a folder, not with --source")
    return [gold_passage(source, gold, extent)]


def _measured(passages: list[GoldPassage], proposer: str, llm: Settings | None) -> Measured:
    from kg.build import read_source
    from kg.claims.jsonl import to_json
    from kg.evaluation import measure
    from kg.evaluation.measure import join
    from kg.progress import progress

    parts = []
    with progress("reading") as step:
        for number, passage in enumerate(passages, 1):
            step(f"reading {passage.name} ({number} of {len(passages)})")
            given = [to_json(c) for c in read_source(str(passage.path), proposer, llm=llm).passage.claims]
            if passage.extent or len(passages) == 1:
                low, high = passage.extent or _extent(passage)
                given = [g for g in given if g["start"] < high and g["end"] > low]
            parts.append(measure(passage.claims, given))
    return join(parts)


def _extent(passage: GoldPassage) -> tuple[int, int]:
    """The range of a text that its gold covers."""
    starts, ends = [c["start"] for c in passage.claims], [c["end"] for c in passage.claims]
    return min(starts, default=0), max(ends, default=0)


def audit(
    source: Annotated[str, typer.Argument(help="A report, or the name of a shipped corpus.")],
    proposer: ProposerOption = None,
    unread: Annotated[bool, typer.Option("--unread", help="Only the figures that nothing accounts for.")] = False,
    form: FormatOption = Format.TABLE,
    llm: Settings | None = None,
) -> None:
    """List every figure of a text as claimed, set aside for a reason, or unread."""
    from kg.audit import audit as check
    from kg.audit import told
    from kg.build import read_source

    reading = read_source(source, proposer.value if proposer else None, llm=llm)
    found = check(reading.document, reading.passage.claims)
    listed = [
        {
            "figure": f.text,
            "state": f.state,
            "reason": f.reason,
            "claims": [c[:8] for c in f.claims],
            "start": f.span.start,
            "sentence": f.sentence,
        }
        for f in found.figures
        if not unread or f.state == "unread"
    ]
    emit(listed, {n: n for n in ("figure", "state", "reason", "claims", "start", "sentence")}, form)
    if form is Format.TABLE:
        typer.echo(told(found))
        if reasons := found.reasons():
            typer.echo("set aside: " + ", ".join(f"{n} {reason}" for reason, n in reasons.items()))


def reader(
    ledger: Annotated[bool, typer.Option("--ledger", help="How often it was right, by type and score.")] = False,
    form: FormatOption = Format.TABLE,
) -> None:
    """Tell which reader this is: its version, its cut-offs, and what was measured of it."""
    from kg.proposers.reader.ledger import ledger as known

    held = known()
    if form is Format.JSON:
        typer.echo(json.dumps(held.plain(), ensure_ascii=False, indent=2))
        return
    bars = f"role cut-off {held.cutoffs.role:g}, with the anchor's {held.cutoffs.joint:g}"
    typer.echo(f"reader {held.version}: {len(held.frames)} frames measured, {bars}")
    sections: list[tuple[str, Sequence[Mapping[str, Any]]]] = [("cut-offs", held.cutoff_rows())]
    if ledger:
        sections += [("types", held.types), ("scores", held.bands), ("frames", held.frame_rows())]
        sections.append(("proposers", held.comparison))
    for title, table in sections:
        typer.echo(f"{title}:")
        emit(table, {name: name for name in table[0]} if table else {}, form)
