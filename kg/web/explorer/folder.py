"""The explorer as a folder of files that needs no server: its page, and every answer as a script beside it.

Scripts, since a page opened from a disk may load them but fetch nothing. Equal graphs give equal folders.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kg.errors import UserError
from kg.graph.store import Graph
from kg.graph.turtle import write_turtle
from kg.web.explorer.answers import addresses, answer, to_json
from kg.web.explorer.library import Library
from kg.web.explorer.page import STATIC, is_built, page

_PAGE, _DATA, _SCRIPTS, _GRAPH = "index.html", "data", "explorer", "graph.ttl"
_PARTS = frozenset((_PAGE, _DATA, _SCRIPTS, _GRAPH))
_LIVE, _FILES = 'data-source="live"', 'data-source="static"'
_WITHOUT_SCRIPTS = (
    "<main><p>This page needs JavaScript. Without it, the graph that it shows is one file beside it: "
    "<a href='graph.ttl'>graph.ttl</a> (Turtle).</p></main>"
)
_DOTS = re.compile(r"\.*")


@dataclass(frozen=True, slots=True)
class Written:
    """How many files a folder holds, and their bytes together."""

    files: int
    bytes: int


def write_site(graph: Graph, folder: Path, step: Callable[[str], object] = lambda _: None) -> Written:
    """Write the explorer of a graph into a folder, whole or not at all; an older such folder is replaced.

    `step` is told what is being written.

    Raises:
        UserError: the folder holds anything else, or cannot be written, or the page did not come with the package.
    """
    folder = folder.resolve()
    check_folder(folder)
    try:
        made = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
        try:
            _fill(made, graph, step)
            written = _measured(made)
            _open_to_readers(made)
            _put(made, folder)
        finally:
            shutil.rmtree(made, ignore_errors=True)
    except OSError as error:
        raise UserError(f"{folder}: cannot be written ({error.strerror}); choose another folder") from error
    return written


def check_folder(folder: Path) -> None:
    """Find out before long work whether a site can be put here.

    Raises:
        UserError: it cannot.
    """
    folder = folder.resolve()
    if not is_built():
        raise UserError("the explorer is missing from this installation; install again where npm can be reached")
    if not folder.parent.is_dir():
        raise UserError(f"{folder}: its folder does not exist; make it, or choose another folder")
    if folder.exists() and not folder.is_dir():
        raise UserError(f"{folder}: is a file; name a folder")
    strange = _strange(folder) if folder.is_dir() else ""
    if strange:
        raise UserError(f"{folder}: holds {strange}, which is no part of a site that mkg wrote; name an empty folder")
    if not os.access(folder.parent, os.W_OK):
        raise UserError(f"{folder}: its folder cannot be written; choose another folder")


def _strange(folder: Path) -> str:
    """What in a folder is not of a site, "" where it is empty or a site alone."""
    names = sorted(p.name for p in folder.iterdir())
    others = [n for n in names if n not in _PARTS]
    if others or not names:
        return next(iter(others), "")
    first = folder / _PAGE
    is_site = first.is_file() and _FILES in first.read_text(encoding="utf-8", errors="replace")
    return "" if is_site else names[0]


def file_of(path: str) -> str:
    """Where the answer of an address lies; the page works it out by the same rule (`web/src/core/source.ts`).

    >>> file_of("actor/state/KZ"), file_of("actor/http://example.org/../x")
    ('data/actor/state/KZ.js', 'data/actor/http:/_/example.org/_../x.js')
    """
    return f"{_DATA}/{'/'.join(f'_{p}' if _DOTS.fullmatch(p) else p for p in path.split('/'))}.js"


def _fill(made: Path, graph: Graph, step: Callable[[str], object]) -> None:
    shutil.copytree(STATIC / _SCRIPTS, made / _SCRIPTS)
    (made / _PAGE).write_text(page(_WITHOUT_SCRIPTS).replace(_LIVE, _FILES, 1), encoding="utf-8")
    step("writing the graph")
    write_turtle(made / _GRAPH, graph.store)
    library = Library(graph)
    step("listing the answers")
    listed = list(addresses(library))
    for number, (name, rest) in enumerate(listed, 1):
        path = f"{name}/{rest}" if rest else name
        step(f"{number:,} of {len(listed):,} answers: {name}")
        _write_answer(made / file_of(path), path, answer(library, name, rest))


def _write_answer(file: Path, path: str, found: object) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"mkg.answer(%b,%b);\n" % (to_json(path), to_json(found)))


def _measured(made: Path) -> Written:
    sizes = [p.stat().st_size for p in made.rglob("*") if p.is_file()]
    return Written(len(sizes), sum(sizes))


def _open_to_readers(made: Path) -> None:
    """A temporary folder is closed to others; a site is for readers."""
    mask = os.umask(0)
    os.umask(mask)
    made.chmod(0o777 & ~mask)


def _put(made: Path, folder: Path) -> None:
    """Put the new folder in the place of an old one, which goes only when the new one is there."""
    if not folder.exists():
        made.rename(folder)
        return
    old = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    folder.rename(old)  # an empty folder may be replaced
    try:
        made.rename(folder)
    except OSError:
        old.rename(folder)
        raise
    shutil.rmtree(old)
