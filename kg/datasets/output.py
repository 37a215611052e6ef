"""Where an import goes: a file of its own, a graph in a file that it joins, or a store. Whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from kg import iri
from kg.errors import UserError
from kg.graph import rdf
from kg.graph.claims_rdf import one_label
from kg.graph.store import Graph
from kg.graph.turtle import FORMATS, check_writable, write_through, write_turtle
from kg.stores.content import Loaded

_WITH_PREFIXES = (ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG)


def check_output(path: Path) -> None:
    """Find out before the work whether its result can be written.

    Raises:
        UserError: an unknown kind of file, or a place that cannot be written.
    """
    if path.suffix.lower() not in FORMATS:
        raise UserError(f"{path}: unknown kind of RDF file; use a name that ends in one of {' '.join(FORMATS)}")
    check_writable(path)


def write_file(path: Path, triples: Iterable[ox.Triple]) -> int:
    """Write triples in the form that the name of the file asks for, in the order in which they come; says how many.

    Raises:
        UserError: as `check_output`, and what `triples` raises; then an existing file is as before.
    """
    check_output(path)
    form = FORMATS[path.suffix.lower()]
    count = 0

    def counted() -> Iterator[ox.Triple]:
        nonlocal count
        for triple in triples:
            count += 1
            yield triple

    def write(stream: IO[bytes]) -> None:
        ox.serialize(counted(), stream, format=form, prefixes=iri.all_prefixes() if form in _WITH_PREFIXES else None)

    write_through(path, write)
    return count


def join_file(path: Path, triples: Iterable[ox.Triple]) -> int:
    """Add triples to the graph of a file, which is replaced in one step; says how many the graph then has.

    Raises:
        UserError: the file cannot be read or written, or is no Turtle; it is as before then.
    """
    if path.suffix.lower() != ".ttl":
        raise UserError(f"{path}: --into adds to a Turtle file (.ttl); write others with -o, or use a store")
    check_writable(path)
    graph = Graph.read(path)
    graph.store.bulk_extend(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
    labels = {q.triple for q in graph.store.quads_for_pattern(None, rdf.PREF_LABEL, None)}
    for triple in labels - set(one_label(labels)):
        graph.store.remove(ox.Quad(triple.subject, triple.predicate, triple.object))
    write_turtle(path, graph.store)
    return len(graph)


def add_to_store(place: str, triples: Iterable[ox.Triple]) -> Loaded:
    """Add triples to a store, a folder or a server; readers see all of them or none.

    Raises:
        UserError: the store cannot be written; it is as before then.
    """
    from kg.stores import is_remote

    if is_remote(place):
        from kg.stores.upload import upload

        return upload(place, Graph(triples), add=True)
    from kg.stores.folder import load_folder

    return load_folder(Path(place), triples, add=True)
