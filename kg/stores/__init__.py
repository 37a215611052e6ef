"""Stores that outlive a command: a folder on disk with an embedded database, or a server that speaks SPARQL.

`mkg load` fills one; commands that read a graph take it with `--store`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import UserError

if TYPE_CHECKING:
    from kg.graph.store import Graph
    from kg.stores.remote import Remote

_WEB = ("http://", "https://")
_DAMAGE = ("Corruption", "IO error")  # how the engine begins what it says of data that it cannot read


def is_remote(place: str) -> bool:
    """Whether a place is the address of a server, not a folder.

    Raises:
        UserError: it is empty, or an address of another kind.
    """
    if not place.strip():
        raise UserError("store: is empty; name a folder or the address of a SPARQL server")
    if place.startswith(_WEB):
        return True
    if "://" in place:
        scheme = place.partition("://")[0]
        raise UserError(f"{scheme}://…: is no address of a SPARQL server; it begins with http:// or https://")
    return False


def open_store(place: str) -> Graph:
    """The graph of a store: that of a folder as it lies on disk, that of a server fetched into memory.

    Raises:
        UserError: there is no store, it cannot be read or reached, or holds no claim.
    """
    source = open_source(place)
    from kg.graph.store import Graph

    return source if isinstance(source, Graph) else source.fetch()


def damage(error: Exception) -> UserError | None:
    """What is said where the engine comes upon damaged data of a store that is open already; None for other errors."""
    why = " ".join(str(error).split())
    if not why.startswith(_DAMAGE):
        return None
    return UserError(f"store: is damaged ({why[:200]}); fill it again with `mkg load FILE --store FOLDER`")


def open_source(place: str) -> Graph | Remote:
    """What answers queries over a store, without fetching anything. Raises as `open_store`."""
    if not is_remote(place):
        from kg.stores.folder import open_folder

        return open_folder(Path(place))
    from kg.stores.endpoint import endpoint
    from kg.stores.remote import Remote

    remote = Remote(endpoint(place))
    remote.require_claims()
    return remote
