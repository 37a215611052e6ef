"""`mkg load`: fill a store."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.common import chosen_store
from kg.errors import UserError


def register(app: typer.Typer) -> None:
    app.command(epilog="Example: mkg load graph.ttl --store ./store")(load)


def load(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILE]…", help="RDF files; without one the reference graph.", show_default=False),
    ] = None,
    place: Annotated[
        str | None,
        typer.Option("--store", metavar="PATH|URL", help="Folder or SPARQL server to fill; else that before `load`."),
    ] = None,
    add: Annotated[bool, typer.Option("--add", help="Keep what the store holds, and add to it.")] = False,
    update: Annotated[
        str | None,
        typer.Option("--update", metavar="URL", help="Where the server takes updates, if not beside its queries."),
    ] = None,
) -> None:
    """Fill a store with a graph; until all of it is there, readers see the old one."""
    from kg.stores import is_remote
    from kg.stores.content import contents

    where = place if place is not None else chosen_store()
    if where is None:
        raise UserError("load: needs a store; name a folder or a SPARQL server with --store")
    triples = contents(files or [])
    if is_remote(where):
        from kg.graph.store import Graph
        from kg.stores.upload import upload

        loaded = upload(where, Graph(triples), add, update)
    elif update is not None:
        raise UserError("--update: is for servers; a folder needs none")
    else:
        from kg.stores.folder import load_folder

        loaded = load_folder(Path(where), triples, add)
    typer.echo(f"the store holds {loaded.triples:,} triples, {loaded.claims:,} claims")
