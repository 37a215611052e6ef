"""Commands that make and check graphs: build, claims, validate, diff."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.claims.wording import counted
from kg.cli.common import Format, FormatOption, GraphOption, chosen_store, emit, open_graph, show
from kg.cli.llm_options import with_llm
from kg.cli.reviewing import RequireReviewedOption, ReviewOption, amendment
from kg.errors import UserError

if TYPE_CHECKING:
    from kg.build import Built
    from kg.proposers.llm import Settings
    from kg.validation import Report


class Proposer(StrEnum):
    REVIEWED = "reviewed"
    READER = "reader"
    LLM = "llm"


class Anchor(StrEnum):
    DIGEST = "digest"
    ORIGINAL = "original"


ProposerOption = Annotated[
    Proposer | None,
    typer.Option("--proposer", help="Whose claims: people's, the automatic reader's, a language model's."),
]


_UNDATED = "when it was published is not known; --issued YEAR says it"


def _year(text: str) -> int:
    """The year of a report, as its option has it."""
    from kg.build import publication_year

    return publication_year(text)


def register(app: typer.Typer) -> None:
    app.command(epilog="Examples: mkg build report.txt -o graph.ttl · mkg build reports/ --workers 2")(with_llm(build))
    app.command(epilog="Example: mkg claims report.txt --format jsonl > claims.jsonl")(with_llm(claims))
    app.command(epilog="Example: mkg corpus marat-2009")(corpus)
    app.command(epilog="Example: mkg validate graph.ttl")(validate)
    app.command(epilog="Example: mkg diff old.ttl new.ttl")(diff)


def build(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            help="Reports (text, Markdown, PDF, HTML, Word), folders of them, or shipped corpora.", show_default=False
        ),
    ] = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="Turtle file to write.")] = Path("graph.ttl"),
    proposer: ProposerOption = None,
    llm: Settings | None = None,
    review: ReviewOption = None,
    require_reviewed: RequireReviewedOption = False,
    workers: Annotated[
        int | None, typer.Option("--workers", help="Processes that read reports; for a folder, one a core.")
    ] = None,
    cluster: Annotated[
        str | None, typer.Option("--cluster", help="Address of a Dask scheduler whose workers read the reports.")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Status 1 when a report of many was skipped.")] = False,
    issued: Annotated[
        int | None,
        typer.Option("--issued", metavar="YEAR", parser=_year, help="Year in which the one report was published."),
    ] = None,
) -> None:
    """Read reports, validate what they say, and write the graph as Turtle.

    Without a source: the reviewed claims of the first report, quoted from its digest. With a folder, --workers or
    --cluster reports are read in parallel, what each gave is kept beside the output, and a bad one is skipped.
    """
    if sources and (workers is not None or cluster is not None or any(Path(s).is_dir() for s in sources)):
        from kg.build import ONE_REPORT
        from kg.cli.batch import build_many, check_batch

        if issued is not None:
            raise UserError(ONE_REPORT)
        check_batch(bool(review), require_reviewed, proposer is Proposer.LLM or llm is not None)
        build_many(sources, output, proposer.value if proposer else None, workers, cluster, strict)
        return
    from kg.build import build as make
    from kg.graph.turtle import check_writable, write_atomically
    from kg.progress import progress
    from kg.validation import validate as check

    check_writable(output)
    inputs = [Path(s) for s in (*(sources or ()), *(review or ()))]
    if any(p.exists() and output.exists() and p.samefile(output) for p in inputs):
        raise UserError(f"{output}: is one of the reports or review files; name another file with -o")
    with progress("reading") as step:
        amend = amendment(sources or (), review or (), require_reviewed)
        built = make(sources or (), proposer.value if proposer else None, step, llm, amend, issued)
        step("validating")
        report = check(built.graph)
        step("writing")
        write_atomically(output, built.graph.turtle())
    _summary(built, report, output)
    if not built.counts():
        raise UserError(
            f"{output}: written, but no claim was found in {', '.join(sources or ())}; see `mkg claims --help`"
        )
    if not report.conforms:
        raise typer.Exit(1)


def _summary(built: Built, report: Report, output: Path) -> None:
    from kg.audit import audit, told

    counts = built.counts()
    for reading in built.readings:
        document = reading.document
        held = {"character": document.text, "section": document.sections, "note": document.notes}
        typer.echo(f"{document.id}: " + ", ".join(counted(len(each), noun) for noun, each in held.items()))
        undated = () if reading.bibliography.year else (_UNDATED,)
        for warning in (*document.warnings, *reading.remarks, *undated):
            typer.echo(f"  note: {warning}")
        for reason, number in reading.passage.reasons().items():
            typer.echo(f"  {counted(number, 'proposed claim')} rejected: {reason}")
        typer.echo(f"  figures: {told(audit(document, reading.passage.claims))}; see `mkg audit`")
    emit(
        [{"type": t, "claims": n} for t, n in counts.items()] + [{"type": "all", "claims": sum(counts.values())}],
        {"type": "type", "claims": "claims"},
        Format.TABLE,
    )
    state = "conforms" if report.conforms else "does not conform: see `mkg validate " + str(output) + "`"
    typer.echo(f"{output}: {len(built.graph):,} triples; the graph {state}")


def claims(
    source: Annotated[str, typer.Argument(help="A report, or the name of a shipped corpus.")],
    proposer: ProposerOption = None,
    anchor: Annotated[
        Anchor, typer.Option(help="Offsets into our digest or into the original; corpora only.")
    ] = Anchor.DIGEST,
    form: Annotated[str, typer.Option("--format", "-f", help="jsonl, or table.")] = "table",
    llm: Settings | None = None,
) -> None:
    """List the claims of a source, with offsets into its text."""
    from kg.build import read_source
    from kg.claims.jsonl import dumps
    from kg.claims.wording import describe, speakers
    from kg.graph.actors import ActorResolver
    from kg.lexicon import lexicon
    from kg.proposers import reviewed

    if form not in ("jsonl", "table", "json"):
        raise UserError(f"{form}: unknown format; use jsonl, json or table")
    reading = read_source(source, proposer.value if proposer else None, llm=llm)
    found = reading.passage.claims
    for reason, number in reading.passage.reasons().items():
        typer.echo(f"{counted(number, 'proposed claim')} rejected: {reason}", err=True)
    if anchor is Anchor.ORIGINAL:
        if proposer in (Proposer.READER, Proposer.LLM):
            raise UserError(
                f"--anchor original: goes with reviewed claims; name the original file to use the {proposer} on it"
            )
        found = reviewed.at_original(reviewed.load(source), found)
    if form == "jsonl":
        typer.echo(dumps(found), nl=False)
    elif form == "json":
        typer.echo(json.dumps([json.loads(line) for line in dumps(found).splitlines()], ensure_ascii=False, indent=2))
    else:
        resolver = ActorResolver(lexicon())

        def name(code: str) -> str:
            return resolver.resolve(code).label

        rows = [
            {
                "id": c.id,
                "type": c.type,
                "claim": describe(c, name),
                "says": speakers(c, name),
                "notes": [str(n) for n in c.notes],
            }
            for c in found
        ]
        heads = {"id": "id", "type": "type", "claim": "claim", "says": "says who", "notes": "notes"}
        emit(rows, heads, Format.TABLE, empty="No claims were found in this text.")


def corpus(
    name: Annotated[
        str | None, typer.Argument(help="A shipped corpus; without it all are listed.", show_default=False)
    ] = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """What is in a shipped corpus: claims by type, notes, sources; counted anew each time."""
    from kg.corpus_statement import rows, statement
    from kg.proposers import reviewed

    if name is None:
        listed = [{"name": n, "title": reviewed.load(n).bibliography.title} for n in reviewed.names()]
        emit(listed, {"name": "corpus", "title": "title"}, form)
    else:
        emit(rows(statement(name)), {"what": "what", "number": "number"}, form)


def validate(
    file: Annotated[
        Path | None,
        typer.Argument(help="RDF file; without it that of --store, or the reference graph.", show_default=False),
    ] = None,
    form: FormatOption = Format.TABLE,
    rows: Annotated[int, typer.Option(help="Findings shown per shape.")] = 5,
) -> None:
    """Check a graph against the shapes, and say which node fails, how, and what to do."""
    from kg.graph.store import Graph
    from kg.validation import validate as check
    from kg.validation_view import render, to_json

    chosen_store(file)  # raises where both are named
    graph = open_graph(None) if file is None else Graph.read(file)
    report = check(graph)
    if form is Format.JSON:
        typer.echo(json.dumps(to_json(report), ensure_ascii=False, indent=2))
    else:
        show(render(report, rows))
    if report.empty:
        raise UserError(f"{file}: holds no claim of the ontology, so there was nothing to check")
    if not report.conforms:
        raise typer.Exit(1)


def diff(
    a: Annotated[Path, typer.Argument(help="RDF file.")],
    b: Annotated[Path, typer.Argument(help="RDF file.")],
    form: FormatOption = Format.TABLE,
) -> None:
    """Say what changed from graph A to graph B, in claims. Status 1 when anything did."""
    from kg.graph.diff import diff as compare
    from kg.graph.store import Graph

    found = compare(Graph.read(a), Graph.read(b))
    rows = [{"change": "added", "id": c.id, "type": c.type, "claim": c.label} for c in found.added]
    rows += [{"change": "removed", "id": c.id, "type": c.type, "claim": c.label} for c in found.removed]
    rows += [
        {"change": "changed", "id": new.id, "type": new.type, "claim": f"{old.label}  ⇒  {new.label}"}
        for old, new in found.changed
    ]
    heads = {"change": "change", "id": "id", "type": "type", "claim": "claim"}
    if rows or form is not Format.TABLE:
        emit(rows, heads, form)
    if form is Format.TABLE:
        triples = f"{counted(found.triples_added, 'triple')} added, {found.triples_removed} removed"
        typer.echo(f"{counted(len(rows), 'claim')} changed; {triples}")
    if not found.equal:
        raise typer.Exit(1)


__all__ = ["GraphOption", "register"]
