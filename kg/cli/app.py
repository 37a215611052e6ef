"""Entry point: the commands by name, and the one place where errors become a line and a status."""

from __future__ import annotations

import io
import os
import sys
from typing import Annotated, NoReturn

import typer

from kg.cli import analyse, ask, export, gaps, imports, llm, make, measure, picture, review, serve, store
from kg.cli.common import ChosenStore, choose_store
from kg.errors import UserError
from kg.stores import damage

app = typer.Typer(
    name="mkg",
    help="From policy reports on labor migration and trafficking to a knowledge graph with evidence.\n\n"
    "Commands that only read use the reference graph of the first report unless told of another by --graph or --store.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
make.register(app)
ask.register(app)
gaps.register(app)
analyse.register(app)
picture.register(app)
export.register(app)
measure.register(app)
llm.register(app)
review.register(app)
serve.register(app)
store.register(app)
imports.register(app)


def _version(shown: bool) -> None:
    if shown:
        from kg.version import VERSION

        typer.echo(f"migration-kg {VERSION}")
        raise typer.Exit


@app.callback()
def _options(
    context: typer.Context,
    place: Annotated[
        str | None,
        typer.Option(
            "--store", envvar="MKG_STORE", metavar="PATH|URL", help="Store to read: a folder, or a SPARQL server."
        ),
    ] = None,
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Show the version."),
) -> None:
    """Options before the command."""
    source = context.get_parameter_source("place")
    asked = source is None or source.name != "ENVIRONMENT"
    choose_store(None if place is None else ChosenStore(place, asked))


def main() -> None:
    """Run the command line; bad input ends with one line on standard error and status 1."""
    for stream in (sys.stdout, sys.stderr):  # a terminal that cannot show a character gets a stand-in
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        app()
    except UserError as error:
        _end(error)
    except BrokenPipeError:  # the reader of a pipe, such as `head`, has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
    except KeyboardInterrupt:
        print("mkg: stopped; nothing was written", file=sys.stderr)
        raise SystemExit(130) from None
    except (OSError, RuntimeError) as error:
        found = damage(error)
        if found is None:
            raise
        _end(found)


def _end(error: UserError) -> NoReturn:
    print(f"mkg: {error}", file=sys.stderr)
    raise SystemExit(1) from None


if __name__ == "__main__":
    main()
