"""A store in a folder: versions of the graph as embedded databases, and a pointer to the one that holds.

    FOLDER/current          names the version that is read; replaced in one step, at the end of a load
    FOLDER/graph-7/data     a version, never written again once it is named
    FOLDER/graph-7/lock     shared by its readers; who clears old versions passes over those that are read
    FOLDER/lock             held by a load

A load that ends early, even by kill -9, leaves a version that nothing names, and the next load clears it.
"""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox

from kg.errors import UserError
from kg.graph.store import Graph
from kg.graph.turtle import write_atomically
from kg.stores.content import Loaded
from kg.stores.locks import Lock, lock

_POINTER, _LOCK, _DATA = "current", "lock", "data"
_VERSION = re.compile(r"graph-([1-9][0-9]{0,17})")
_TRIES, _PAUSE = 40, 0.05  # a reader tries again when a load replaces the version that it is about to open


def open_folder(path: Path) -> Graph:
    """The graph of a store, read only, as it is on disk; it stays whole for this reader whatever is loaded later.

    Raises:
        UserError: there is no store, or it is damaged.
    """
    for _ in range(_TRIES):
        name = _pointer(path)
        if name is None:
            raise UserError(f"{path}: is no store; fill it with `mkg load FILE --store {path}`")
        held = _hold(path / name)
        # Only now that it is held can nobody clear it; before, somebody may have.
        if held is not None and _pointer(path) == name:
            return Graph.over(_read_only(path, name), held)
        time.sleep(_PAUSE)
    raise UserError(f"{path}: is damaged ({name} cannot be opened); fill it again with `mkg load FILE --store {path}`")


def load_folder(path: Path, triples: Iterable[ox.Triple], add: bool = False) -> Loaded:
    """Fill a store, which is made if there is none; `add` keeps what it holds. Readers see all of it or nothing.

    Raises:
        UserError: the folder cannot be written, holds other things, or is being loaded; and what `triples` raises.
    """
    made = not path.exists()
    _prepare(path)
    try:
        held = lock(path / _LOCK)
        if held is None:
            raise UserError(f"{path}: another load is under way; wait for its end, then run again")
        try:
            return _replace(path, triples, add)
        finally:
            if made and _pointer(path) is None:  # a load that failed leaves no folder that was not there
                _take_away(path)
            held.release()
    except (OSError, RuntimeError) as error:  # the engine tells of damage by the latter
        why = getattr(error, "strerror", None) or " ".join(str(error).split())[:200]
        raise UserError(f"{path}: cannot be written ({why}); the store is as before") from error


def _replace(path: Path, triples: Iterable[ox.Triple], add: bool) -> Loaded:
    before = _pointer(path)
    _clear(path, keep=before)
    new = path / f"graph-{max((_number(p.name) for p in _versions(path)), default=0) + 1}"
    try:
        loaded = _write(new, triples, path / before if add and before else None)
        write_atomically(path / _POINTER, f"{new.name}\n".encode())
    finally:
        if _pointer(path) != new.name:
            _remove(new)
    _clear(path, keep=new.name)
    return loaded


def _write(version: Path, triples: Iterable[ox.Triple], base: Path | None) -> Loaded:
    """Write a version; `base` is the one that it begins with."""
    version.mkdir()
    (version / _LOCK).touch()
    if base is not None:
        shutil.copytree(base / _DATA, version / _DATA)
    graph = Graph.over(ox.Store(str(version / _DATA)))
    graph.store.bulk_extend(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
    graph.store.flush()
    graph.store.optimize()
    return Loaded(len(graph), graph.claim_count())


def _read_only(path: Path, name: str) -> ox.Store:
    try:
        return ox.Store.read_only(str(path / name / _DATA))
    except (OSError, RuntimeError) as error:
        hint = f"fill it again with `mkg load FILE --store {path}`"
        raise UserError(f"{path}: {name} cannot be read ({' '.join(str(error).split())[:200]}); {hint}") from error


def _take_away(path: Path) -> None:
    with suppress(OSError):
        (path / _LOCK).unlink()
        path.rmdir()


def _prepare(path: Path) -> None:
    """Make the folder, or see that it is one for a store."""
    if path.exists() and not path.is_dir():
        raise UserError(f"{path}: is a file; name a folder for the store")
    if not path.parent.is_dir():
        raise UserError(f"{path}: its folder does not exist; make it, or choose another")
    try:
        path.mkdir(exist_ok=True)
        others = sorted(p.name for p in path.iterdir() if not _is_ours(p.name))
    except OSError as error:
        raise UserError(f"{path}: cannot be used ({error.strerror}); choose another folder") from error
    if others and not (path / _POINTER).is_file():
        raise UserError(f"{path}: holds other things, such as {others[0]}; name a new or empty folder for the store")


def _is_ours(name: str) -> bool:
    return name in (_POINTER, _LOCK) or name.startswith(f".{_POINTER}.") or _VERSION.fullmatch(name) is not None


def _pointer(path: Path) -> str | None:
    """Name of the version that holds, or None where there is no store.

    Raises:
        UserError: it cannot be read, or names something else.
    """
    try:
        name = (path / _POINTER).read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return None
    except NotADirectoryError:
        raise UserError(f"{path}: is a file, not the folder of a store; read it with --graph") from None
    except (OSError, ValueError) as error:
        raise UserError(f"{path}: cannot be read ({getattr(error, 'strerror', 'damaged')}); check the path") from error
    if not _VERSION.fullmatch(name):
        raise UserError(f"{path}: its file {_POINTER} names no version of a graph; delete that file and load again")
    return name


def _hold(version: Path) -> Lock | None:
    """A shared lock on a version; None if it is being cleared or gone."""
    try:
        return lock(version / _LOCK, shared=True)
    except OSError:
        return None


def _versions(path: Path) -> Iterator[Path]:
    return (p for p in path.iterdir() if _VERSION.fullmatch(p.name))


def _number(name: str) -> int:
    found = _VERSION.fullmatch(name)
    assert found is not None
    return int(found[1])


def _clear(path: Path, keep: str | None) -> None:
    """Remove what no reader needs: versions but the one that holds, and what killed loads left."""
    for old in list(_versions(path)):
        if old.name != keep:
            _remove(old)
    for left in path.glob(f".{_POINTER}.*"):
        left.unlink(missing_ok=True)


def _remove(version: Path) -> None:
    """Remove a version unless somebody reads it. Its lock goes last: a folder without one is not ours, unless empty."""
    with suppress(OSError):
        if (version / _LOCK).exists():
            held = lock(version / _LOCK)
            if held is None:
                return
            shutil.rmtree(version / _DATA, ignore_errors=True)
            (version / _LOCK).unlink()
            held.release()
        version.rmdir()
