"""`mkg serve`: the graph over HTTP."""

from __future__ import annotations

import errno
import json
import os
import socket
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.common import ChosenStore, GraphOption, choose_store, chosen_store, open_graph
from kg.errors import UserError
from kg.limits import BYTE_LIMIT, LONGEST, ROW_LIMIT, TIMEOUT

if TYPE_CHECKING:
    from starlette.types import ASGIApp

_SETTINGS = "MKG_SERVE"  # how the processes of a server learn what it was started with
_HOST = "127.0.0.1"
_LOOPBACK = (_HOST, "localhost", "::1")
_LOCAL_NAMES = [_HOST, "localhost", "[::1]", "["]  # the last is what older versions of starlette make of [::1]:8000
_WAITING = 2048  # connections that wait while the graph is read, as many as uvicorn lets wait later


def register(app: typer.Typer) -> None:
    app.command(epilog="Example: mkg serve --graph graph.ttl --port 8000")(serve)


def serve(
    graph: GraphOption = None,
    host: Annotated[str, typer.Option("--host", help="Address to listen at; 0.0.0.0 opens it to others.")] = _HOST,
    port: Annotated[int, typer.Option("--port", help="Port to listen at.", min=1, max=65535)] = 8000,
    workers: Annotated[int, typer.Option("--workers", help="Processes that answer, each with the graph.", min=1)] = 1,
    seconds: Annotated[
        float, typer.Option("--timeout", help="Seconds for one free query.", min=0.1, max=LONGEST)
    ] = TIMEOUT,
    rows: Annotated[int, typer.Option("--rows", help="Most rows of a free query.", min=1)] = ROW_LIMIT,
    size: Annotated[int, typer.Option("--bytes", help="Most bytes of its terms.", min=1)] = BYTE_LIMIT,
    running: Annotated[int, typer.Option("--running", help="Queries answered at a time, a process.", min=1)] = 8,
    name: Annotated[
        list[str] | None, typer.Option("--name", help="Name that clients may call the server by; * for any.")
    ] = None,
) -> None:
    """Answer SPARQL and the templates over HTTP, read only, by default for this machine alone."""
    try:
        import uvicorn
        from uvicorn.supervisors import Multiprocess

        from kg.web.explorer.page import is_built
        from kg.web.limits import Limits
    except ImportError:
        raise UserError("serve needs the extra `serve`: pip install 'migration-kg[serve]'") from None
    open_graph(graph)  # what is wrong with it is said here, once, and not by each process
    limits = Limits(seconds=seconds, rows=rows, bytes=size, running=running)
    names = _names(name, host)
    settings = {
        "graph": str(graph) if graph else None, "store": chosen_store(graph), "limits": asdict(limits), "names": names,
    }  # fmt: skip
    os.environ[_SETTINGS] = json.dumps(settings)
    door = _door(host, port)
    shown = f"[{host}]" if ":" in host else host
    typer.echo(f"serving at http://{shown}:{port}/ (SPARQL at /sparql); Ctrl-C ends it", err=True)
    if not is_built():
        typer.echo("the explorer is missing from this installation; plain pages are served", err=True)
    config = uvicorn.Config(
        "kg.cli.serve:application", factory=True, host=host, port=port, workers=workers, log_level="warning",
        server_header=False, date_header=True, timeout_keep_alive=75,
    )  # fmt: skip
    with suppress(KeyboardInterrupt):
        if workers > 1:
            Multiprocess(config, sockets=[door]).run()
        else:
            uvicorn.Server(config).run(sockets=[door])


def _names(given: list[str] | None, host: str) -> list[str]:
    """The names that the server answers to.

    Raises:
        UserError: one has a star that does not stand for its first parts.
    """
    for name in given or ():
        if "*" in name.removeprefix("*.") and name != "*":
            raise UserError(f"--name {name}: write * for any name, or *.example.org for those below one")
    return given or (_LOCAL_NAMES if host in _LOOPBACK else ["*"])


def _door(host: str, port: int) -> socket.socket:
    """The socket at which all processes listen.

    Raises:
        UserError: the port is taken, or the address is not one of this machine.
    """
    door = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    # Else the second half of an answer waits for the client to have acknowledged the first, some 40 ms.
    door.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    try:
        door.bind((host, port))
        door.listen(_WAITING)  # only now is the port taken for good
    except socket.gaierror:
        door.close()
        raise UserError(f"--host {host}: is no address of this machine; leave it out, or write 0.0.0.0") from None
    except OSError as error:
        door.close()
        why = "is taken; choose another with --port" if error.errno == errno.EADDRINUSE else error.strerror
        raise UserError(f"port {port}: {why}") from None
    door.set_inheritable(True)
    return door


def application() -> ASGIApp:
    """What each process of the server runs."""
    from kg.web.app import make_app
    from kg.web.limits import Limits

    given = json.loads(os.environ[_SETTINGS])
    choose_store(ChosenStore(given["store"], asked=True) if given["store"] else None)
    graph = open_graph(Path(given["graph"]) if given["graph"] else None)
    return make_app(graph, Limits(**given["limits"]), given["names"])
