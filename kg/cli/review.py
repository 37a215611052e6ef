"""The command that lets people judge proposed claims: review."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.common import Format, FormatOption, console, emit, show
from kg.cli.make import ProposerOption
from kg.errors import UserError

if TYPE_CHECKING:
    from kg.build import Reading
    from kg.review.items import Choice, Item, Review
    from kg.review.session import Bench, Session

_STATES = ("open", "stale", "accepted", "rejected", "corrected", "added")
_PROMPT = "a accept, r reject, c correct, + add, n next, b back, u undo, ? help, q quit > "


def register(app: typer.Typer) -> None:
    app.command(epilog="Example: mkg review report.txt --type MigrantStock --low-first --reviewer ada")(review)


def review(
    source: Annotated[str, typer.Argument(help="A report, or the name of a shipped corpus.", metavar="REPORT")],
    file: Annotated[
        Path | None,
        typer.Option("--file", help="Review file; else REPORT.review.jsonl beside the report.", show_default=False),
    ] = None,
    reviewer: Annotated[str, typer.Option("--reviewer", help="Who judges; kept with each judgement.")] = "",
    listed: Annotated[bool, typer.Option("--list", help="Only list what is open, judged, stale, orphaned.")] = False,
    types: Annotated[list[str] | None, typer.Option("--type", help="Only claims of this type; repeatable.")] = None,
    states: Annotated[
        list[str] | None,
        typer.Option("--state", help=f"Only claims in this state ({', '.join(_STATES)}); repeatable.", metavar="STATE"),
    ] = None,
    unread: Annotated[bool, typer.Option("--unread", help="Only what is open or stale; so without --list.")] = False,
    least: Annotated[float | None, typer.Option("--least", help="Only scores from here.")] = None,
    most: Annotated[float | None, typer.Option("--most", help="Only scores up to here.")] = None,
    low_first: Annotated[bool, typer.Option("--low-first", help="Lowest scores first.")] = False,
    withdraw: Annotated[
        list[str] | None, typer.Option("--withdraw", help="Take back the judgement with this key.", metavar="KEY")
    ] = None,
    export: Annotated[
        Path | None,
        typer.Option("--export-passages", help="Write judged parts as training passages.", metavar="FOLDER"),
    ] = None,
    proposer: ProposerOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Walk through proposed claims with their sentences: accept, reject, correct, add.

    Each judgement is written at once to a file beside the report, and found again by its words when the report
    or the reader changes. Commands may also come through a pipe, one a line.
    """
    from kg.build import read_source
    from kg.progress import progress
    from kg.review import items, log

    path = _file(source, file)
    choice = _choice(types, states, unread or not (listed or form is not Format.TABLE), (least, most), low_first)
    if withdraw:
        typer.echo(f"{path}: {log.withdraw_all(path, withdraw, reviewer)} judgements withdrawn")
        return
    with progress("reading") as tell:
        reading = read_source(source, proposer.value if proposer else None, tell)
    found = items.review(reading, log.read(path))
    for warning in found.warnings:
        typer.echo(f"note: {warning}", err=True)
    if export is not None:
        _export(found, export)
    elif listed or form is not Format.TABLE:
        _list(found, choice, form)
    else:
        _walk(found, choice, reading, path, reviewer)


def _file(source: str, named: Path | None) -> Path:
    from kg.review.log import beside

    if named is not None:
        return named
    if not Path(source).is_file():
        raise UserError(f"{source}: no file to lay a review beside; name the review file with --file")
    return beside(Path(source))


def _choice(
    types: list[str] | None,
    states: list[str] | None,
    unread: bool,
    scores: tuple[float | None, float | None],
    low_first: bool,
) -> Choice:
    from kg.claims.lines import hint
    from kg.claims.schema import schema
    from kg.review.items import UNREAD, Choice, State

    for name in types or ():
        if name not in schema().types:
            raise UserError(f"--type {name}: no type of claim{hint(name, schema().types)}; see docs/claims.md")
    for name in states or ():
        if name not in _STATES:
            raise UserError(f"--state {name}: use one of {', '.join(_STATES)}")
    wanted = frozenset(State(s) for s in states or ())
    return Choice(frozenset(types or ()), wanted or (UNREAD if unread else frozenset()), *scores, low_first)


def _list(found: Review, choice: Choice, form: Format) -> None:
    from kg.review.items import as_json
    from kg.review.view import HEADS, rows, summary

    chosen = choice.of(found.items)
    if form is Format.JSON:
        typer.echo(json.dumps(as_json(found, chosen), ensure_ascii=False, indent=2))
        return
    emit(rows(found, chosen), HEADS, form, empty="No claims.")
    if form is Format.TABLE:
        typer.echo(summary(found))


def _export(found: Review, folder: Path) -> None:
    from kg.review.passages import export

    typer.echo(f"{folder}: {export(found, folder).told()}")


def _walk(found: Review, choice: Choice, reading: Reading, path: Path, reviewer: str) -> None:
    """Show claims and obey commands until there are no more; every judgement is written before the next prompt."""
    from kg.graph.turtle import check_writable
    from kg.review.session import Session
    from kg.review.view import summary

    check_writable(path)
    chosen = choice.of(found.items)
    typer.echo(summary(found))
    if not chosen:
        typer.echo("Nothing to judge in this choice; --state and --list show the rest.")
        return
    refused = _loop(Session(chosen), _bench(found, reading, reviewer), path)
    if refused and not sys.stdin.isatty():
        raise UserError(f"{refused} commands were refused; the other judgements are in {path}")


def _bench(found: Review, reading: Reading, reviewer: str) -> Bench:
    from kg.claims.gate import Gate
    from kg.claims.schema import schema
    from kg.lexicon import lexicon
    from kg.proposers.reader.ledger import ledger
    from kg.review.session import Bench
    from kg.version import VERSION

    document = reading.document
    versions = {"reader": ledger().version, "reviewed": VERSION}
    return Bench(document.id, found.places, Gate(document, schema(), lexicon()), schema(), versions, reviewer)


def _loop(session: Session, bench: Bench, path: Path) -> int:
    """Obey lines until the end; the number of those that were refused."""
    from kg.review.log import append
    from kg.review.session import step

    refused, judged = 0, 0
    shown: Session | None = None
    while True:
        if session is not shown:
            _show(session.item, session.at + 1, len(session.items))
        shown = session
        line = _line()
        if line is None:
            break
        turn = step(session, line, bench)
        if turn.entry is not None:
            append(path, turn.entry)
            judged += 1
        if turn.told:
            typer.echo(turn.told, err=turn.refused)
        refused += turn.refused
        session = turn.session
        if turn.over:
            break
    typer.echo(f"{path}: {judged} lines written")
    return refused


def _show(item: Item | None, number: int, total: int) -> None:
    from kg.review.view import card

    if item is None:
        typer.echo("That was the last one; b goes back, q quits.")
    else:
        marks = ("", "") if console().color_system else (">>", "<<")
        show(card(item, number, total, marks))


def _line() -> str | None:
    """The next command; None at the end of the input, or when the user breaks off."""
    try:
        return input(_PROMPT if sys.stdin.isatty() else "")
    except (EOFError, KeyboardInterrupt):
        typer.echo("")
        return None
