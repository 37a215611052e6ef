"""Commands that ask the graph: query, sparql, show, explain."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.common import Format, FormatOption, GraphOption, chosen_store, emit, open_graph, open_source, show
from kg.errors import UserError
from kg.limits import ROW_LIMIT, TIMEOUT

if TYPE_CHECKING:
    from kg.queries import Rows, Template, Values

_WITH_PARAMETERS = "No rows. Without parameters the template shows all there is."
_WITHOUT = "No rows. The graph holds nothing of what the template asks for."


class AnswerFormat(StrEnum):
    """Forms in which answers come out: those of all rows, and those of the SPARQL recommendations."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"
    TSV = "tsv"
    XML = "xml"
    TURTLE = "turtle"


def register(app: typer.Typer) -> None:
    app.command(
        epilog="Example: mkg query migrant-estimates --param origin=UZ --param destination=KZ --evidence",
        context_settings={"help_option_names": []},
    )(query)
    app.command(epilog="Example: mkg sparql question.rq --format csv")(sparql)
    app.command("show", epilog="Example: mkg show Uzbekistan")(show_actor)
    app.command(epilog="Example: mkg explain 9f3a52")(explain)


def query(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(help="Template; without it all are listed.", show_default=False)] = None,
    param: Annotated[
        list[str] | None,
        typer.Option("--param", "-p", help="NAME=VALUE; several values with commas.", show_default=False),
    ] = None,
    explain_it: Annotated[bool, typer.Option("--explain", help="Print the SPARQL with the values bound.")] = False,
    evidence: Annotated[
        bool, typer.Option("--evidence", "-e", help="Speakers, sentence, section and notes beside each row.")
    ] = False,
    graph: GraphOption = None,
    tables: Annotated[
        Path | None, typer.Option("--tables", help="Folder of `mkg export --format parquet`; answers by SQL on DuckDB.")
    ] = None,
    listed: Annotated[
        str | None, typer.Option("--values", help="List the values of this parameter that give rows.", metavar="PARAM")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", help="Most values that --values lists.")] = 50,
    form: Annotated[AnswerFormat, typer.Option("--format", "-f", help="How rows come out.")] = AnswerFormat.TABLE,
    explained: Annotated[bool, typer.Option("--help", help="Show this message; after NAME, what it asks.")] = False,
) -> None:
    """Answer a question by its template."""
    from kg.queries import bind, run_template, template, templates, values_of
    from kg.queries.evidence import with_evidence

    if explained:
        from kg.cli.template_help import explanation

        typer.echo(context.get_help() if name is None else explanation(template(name), partial(open_source, graph)))
        return
    if name is None:
        if listed is not None:
            raise UserError(f"--values {listed}: of which template? write mkg query NAME --values {listed}")
        _list_templates(templates(), form)
        return
    chosen = template(name)
    given = _parameters(param or [])
    if listed is not None:
        if tables is not None or explain_it or evidence:
            raise UserError("--values excludes --tables, --explain and --evidence: it lists values, and no rows")
        _list_values(values_of(open_source(graph), name, listed, given, limit), form)
        return
    empty = _WITH_PARAMETERS if given else _WITHOUT
    if tables is not None:
        chosen_store(tables)  # raises beside --store
        if graph is not None or explain_it or evidence:
            what = "--graph, --explain and --evidence"
            raise UserError(f"--tables excludes {what}: the rows come from Parquet files by SQL")
        from kg.tables import run

        _emit_rows(run(tables, name, given), chosen.columns, form, empty)
        return
    data = open_source(graph)
    if explain_it:
        typer.echo(bind(chosen, given, data))
        return
    rows = run_template(data, name, given)
    if evidence:
        rows = with_evidence(data, rows)
    if form is AnswerFormat.TABLE and sys.stdout.isatty():
        typer.echo(chosen.summary)
    _emit_rows(rows, rows.columns, form, empty)


def _list_templates(found: tuple[Template, ...], form: AnswerFormat) -> None:
    rows = [
        {"topic": t.topic, "name": t.name, "question": t.summary, "parameters": list(t.parameters)}
        for t in sorted(found, key=lambda t: (t.topic, t.name))
    ]
    heads = {"topic": "topic", "name": "template", "question": "question", "parameters": "parameters"}
    emit(rows, heads, _plain(form))


def _list_values(found: Values, form: AnswerFormat) -> None:
    heads = {"value": "value", "label": "name", "code": "code", "rows": "rows"}
    none = "No value gives rows." if found.how == "exactly" else f"No list: {found.note}."
    emit([asdict(v) for v in found], heads, _plain(form), empty=none)
    if found and found.note:
        typer.echo(f"{found.parameter.name}: {found.note}.", err=True)
    if found.truncated:
        typer.echo(f"Only the first {len(found)} values are listed; --limit allows more.", err=True)


def _plain(form: AnswerFormat) -> Format:
    """A form that any rows have.

    Raises:
        UserError: it is one of RDF or of SPARQL results.
    """
    if form.value not in list(Format):
        raise UserError(f"--format {form.value}: is for answers; use {', '.join(Format)}")
    return Format(form.value)


def _parameters(given: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for item in given:
        name, sign, value = item.partition("=")
        if not sign or not name.strip() or not value.strip():
            raise UserError(f"--param {item}: write NAME=VALUE, such as --param state=KZ")
        found.setdefault(name.strip(), []).append(value)
    return found


def _emit_rows(
    rows: Rows, columns: Mapping[str, str] | None, form: AnswerFormat, empty: str = "No rows."
) -> None:
    from kg.queries.result_forms import as_triples, rows_tsv, rows_xml, triples_rdf

    if form is AnswerFormat.JSON:
        typer.echo(rows.to_json())
    elif form is AnswerFormat.CSV:
        typer.echo(rows.to_csv(), nl=False)
    elif form in (AnswerFormat.TSV, AnswerFormat.XML):
        typer.echo((rows_tsv if form is AnswerFormat.TSV else rows_xml)(rows).decode(), nl=False)
    elif form is AnswerFormat.TURTLE:
        typer.echo(triples_rdf(as_triples(rows), "text/turtle").decode(), nl=False)
    else:
        heads = dict(columns) if columns else {v: v for v in rows.variables}
        emit(rows.as_dicts(), heads, _plain(form), empty=empty)
    if rows.truncated:
        more = "give parameters that ask for less" if columns else "add LIMIT or raise --rows"
        typer.echo(f"Only the first {len(rows)} rows are shown; {more}.", err=True)


def sparql(
    file: Annotated[str, typer.Argument(help="File with a SPARQL query, or - for standard input.")],
    graph: GraphOption = None,
    form: Annotated[AnswerFormat, typer.Option("--format", "-f", help="How rows come out.")] = AnswerFormat.TABLE,
    seconds: Annotated[
        float, typer.Option("--timeout", help="Seconds before the query is stopped; 0 for none.")
    ] = TIMEOUT,
    rows: Annotated[int, typer.Option("--rows", help="Most rows that are returned.")] = ROW_LIMIT,
) -> None:
    """Run a SPARQL query of your own: SELECT, ASK, CONSTRUCT or DESCRIBE. The usual prefixes are declared."""
    from kg.queries import Rows, run_sparql
    from kg.queries.catalogue import GRAPH_COLUMNS

    if file == "-":
        text = sys.stdin.read()
    else:
        try:
            text = Path(file).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise UserError(
                f"{file}: cannot be read ({getattr(error, 'strerror', 'not UTF-8')}); check the path"
            ) from error
    if not text.strip():
        raise UserError(f"{file}: holds no query; write SPARQL, such as SELECT * WHERE {{ ?claim a mkg:Claim }}")
    found = run_sparql(open_source(graph), text, timeout=seconds, row_limit=rows)
    if isinstance(found, bool):
        typer.echo(json.dumps({"boolean": found}) if form is AnswerFormat.JSON else ("yes" if found else "no"))
    elif isinstance(found, Rows):
        _emit_rows(found, None, form)
    else:
        triples = tuple((t.subject, t.predicate, t.object) for t in found)
        made = Rows(GRAPH_COLUMNS, triples, truncated=found.truncated)
        _emit_rows(made, None, AnswerFormat.TURTLE if form is AnswerFormat.TABLE else form)


def show_actor(
    name: Annotated[str, typer.Argument(help="A state, organisation, group or place: name, code or IRI.")],
    graph: GraphOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Everything that is claimed of an actor, grouped by kind, each with speaker, sentence and note."""
    from kg.stories import actor_story
    from kg.stories_view import render_actor

    story = actor_story(open_graph(graph), name)
    if form is Format.TABLE:
        show(*render_actor(story))
        return
    rows = [
        {"type": c.type, "id": c.id, "claim": c.label, "speakers": list(c.speakers),
         "sentence": c.sentence or c.quote, "section": c.section, "notes": [str(n.number) for n in c.notes],
         "document": c.document, "row": c.row, "column": c.places[0].column}
        for c in story.claims
    ]  # fmt: skip
    heads = {"type": "type", "id": "id", "claim": "claim", "speakers": "says who", "sentence": "sentence",
             "section": "section", "notes": "notes", "document": "document", "row": "row",
             "column": "column"}  # fmt: skip
    emit(rows, heads, form)


def explain(
    claim: Annotated[str, typer.Argument(help="Id of a claim, or its first digits.")],
    graph: GraphOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Where a claim comes from: sentence, words, slots, speaker, note, sources, and who read it."""
    from kg.graph.views import ClaimIndex
    from kg.stories_view import render_claim

    found = ClaimIndex(open_graph(graph)).find(claim)
    if form is Format.JSON:
        typer.echo(json.dumps(asdict(found), ensure_ascii=False, indent=2, default=sorted))
    else:
        show(*render_claim(found))
