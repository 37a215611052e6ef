"""Commands for language models by hand: what is asked, what came back, what it costs."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.common import Format, FormatOption, emit
from kg.errors import UserError

if TYPE_CHECKING:
    from kg.claims.gate import Passage
    from kg.document import Document
    from kg.proposers.llm.parts import Part
    from kg.proposers.llm.propose import Conversation
    from kg.proposers.llm.record import Record
    from kg.proposers.llm.request import Request

_BY_HAND = "by-hand"


class Form(StrEnum):
    TEXT = "text"
    JSON = "json"


Report = Annotated[str, typer.Argument(help="A report, or the name of a shipped corpus.")]
SectionOption = Annotated[int, typer.Option("--section", help="Its number in `mkg llm sections`.", show_default=False)]
ModelOption = Annotated[str, typer.Option("--model", help="Model that answers.")]
RecordOption = Annotated[
    Path | None, typer.Option("--record", help="Folder of recorded answers.", show_default=False)
]
SecondOption = Annotated[
    bool, typer.Option("--second", help="The second request: only what the first answer seems to have missed.")
]


def register(app: typer.Typer) -> None:
    group = typer.Typer(
        name="llm",
        help="Language models by hand: print a request, take an answer from anywhere, estimate the cost.",
        no_args_is_help=True,
    )
    group.command(epilog="Example: mkg llm sections report.txt")(sections)
    group.command(epilog="Example: mkg llm request report.txt --section 2 > request.txt")(request)
    group.command(epilog="Example: mkg llm accept report.txt --section 2 answer.json --record answers")(accept)
    group.command(epilog="Example: mkg llm cost report.txt --model gpt-4.1-mini")(cost)
    app.add_typer(group)


def sections(
    source: Report,
    model: ModelOption = _BY_HAND,
    record: RecordOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """List the sections in which a report is read, and which of them are answered."""
    from kg.proposers.llm.parts import parts

    talk = _conversation(source, model)
    kept = _record(record) if record else None
    rows = [
        {
            "section": part.number,
            "title": " / ".join(part.path),
            "sentences": len(part.sentences),
            "characters": sum(len(s.text) for s in part.sentences),
            "answered": kept is not None and kept.find(talk.first(part)) is not None,
        }
        for part in parts(talk.document)
    ]
    emit(rows, {n: n for n in ("section", "title", "sentences", "characters", "answered")}, form)


def request(
    source: Report,
    section: SectionOption,
    second: SecondOption = False,
    model: ModelOption = _BY_HAND,
    record: RecordOption = None,
    form: Annotated[Form, typer.Option("--format", "-f", help="Text to paste, or JSON with the schema.")] = Form.TEXT,
) -> None:
    """Print the exact request for a section, to be given to any model."""
    talk = _conversation(source, model)
    asked, _ = _asked(talk, _part(talk.document, section), second, record)
    if form is Form.JSON:
        typer.echo(json.dumps({"key": asked.key, **asked.plain()}, ensure_ascii=False, indent=2))
    else:
        typer.echo(f"{asked.system}\n# Your task\n\n{asked.user}")


def accept(
    source: Report,
    answer: Annotated[str, typer.Argument(help="File with the answer, or - for standard input.")],
    section: SectionOption,
    second: SecondOption = False,
    model: ModelOption = _BY_HAND,
    record: RecordOption = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="JSON Lines of the claims.", show_default=False)
    ] = None,
) -> None:
    """Take an answer from anywhere through the gate, and keep it in the record.

    `mkg build REPORT --proposer llm --record DIR` then makes the graph from the answers that are kept.
    """
    from kg.claims.jsonl import dumps
    from kg.graph.turtle import check_writable, write_atomically
    from kg.proposers.llm.answer import parse

    if output is not None:
        check_writable(output)
    talk = _conversation(source, model)
    part = _part(talk.document, section)
    text = _read(answer)
    if (faults := parse(text)[1]) and faults[0].reason in ("malformed-answer", "truncated-answer"):
        raise UserError(f"{answer}: {faults[0].reason}: {faults[0].detail}; nothing was kept")
    asked, so_far = _asked(talk, part, second, record)
    passage = talk.judged(part, text) if so_far is None else talk.judged_again(part, so_far, text)
    if record is not None:
        _keep(_record(record), asked, text)
    _report(passage, part)
    if output is None:
        typer.echo(dumps(passage.claims), nl=False)
    else:
        write_atomically(output, dumps(passage.claims).encode())


def cost(
    source: Report,
    model: Annotated[str, typer.Option("--model", help="Model to ask.", show_default=False)],
    second: Annotated[bool, typer.Option("--second/--no-second", help="With second requests.")] = True,
    prices: Annotated[
        Path | None, typer.Option("--prices", help="YAML of prices, instead of those shipped.", show_default=False)
    ] = None,
    record: RecordOption = None,
) -> None:
    """Estimate tokens and money for a whole report, before anything is sent."""
    from kg.proposers.llm.cost import price
    from kg.proposers.llm.propose import estimate

    talk = _conversation(source, model)
    coming = estimate(talk.document, model, second, _record(record) if record else None)
    typer.echo(f"{model}: estimated for {talk.document.name}: {coming.told(price(model, prices))}")


def _conversation(source: str, model: str) -> Conversation:
    from kg.build import document_of
    from kg.proposers.llm.propose import Conversation

    return Conversation(document_of(source), model)


def _record(folder: Path) -> Record:
    from kg.proposers.llm.record import Record

    return Record(folder)


def _part(document: Document, number: int) -> Part:
    from kg.proposers.llm.parts import part

    return part(document, number)


def _asked(talk: Conversation, part: Part, second: bool, folder: Path | None) -> tuple[Request, Passage | None]:
    """The request for a section and, for a second one, what the first answer came to."""
    first = talk.first(part)
    if not second:
        return first, None
    known = _record(folder).find(first) if folder else None
    if known is None:
        raise UserError(f"section {part.number}: a second request needs the first answer; accept it with --record DIR")
    so_far = talk.judged(part, known.text)
    asked = talk.second(part, so_far)
    if asked is None:
        raise UserError(f"section {part.number}: nothing seems to be missing, so there is no second request")
    return asked, so_far


def _read(name: str) -> str:
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise UserError(f"{name}: cannot be read ({error.strerror}); check the path") from error
    except UnicodeDecodeError as error:
        raise UserError(f"{name}: is no UTF-8 text; save the answer as UTF-8") from error


def _keep(record: Record, asked: Request, text: str) -> None:
    from kg.proposers.llm.client import Answer
    from kg.proposers.llm.cost import tokens

    record.keep(asked, Answer(text, tokens(asked.length), tokens(len(text))))


def _report(passage: Passage, part: Part) -> None:
    """How many claims passed, and what did not, with details, on standard error."""
    typer.echo(f"section {part.number}: {len(passage.claims)} claims passed", err=True)
    for reason, number in passage.reasons().items():
        typer.echo(f"{number} rejected: {reason}", err=True)
        for rejection in passage.rejected:
            if rejection.reason == reason:
                typer.echo(f"  {rejection.detail}", err=True)
