"""From a graph to Parquet files: read claim by claim from the store, written in groups, so that memory stays small."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Any

import pyoxigraph as ox

from kg import iri
from kg.claims.schema import ClaimType, schema
from kg.errors import UserError
from kg.graph import rdf
from kg.graph.store import Graph
from kg.graph.turtle import write_through
from kg.tables.columns import Columns, arrow_schema, require_tables, tables

_GROUP = 20_000  # rows that are in memory at once
_LABELS = (rdf.PREF_LABEL, rdf.LABEL, rdf.vocabulary("dcterms", "title"))
_NO_THINGS = tuple(iri.THINGS + kind for kind in ("claim/", "gap/", "section/", "dataset/", "activity/", "edge/"))

Row = dict[str, Any]


def write(graph: Graph, folder: Path) -> tuple[Path, ...]:
    """Write every table into a folder, which is made if it is missing; equal graphs give equal files.

    Raises:
        UserError: a library is not installed, or the folder is a file or cannot be written.
    """
    require_tables()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"{folder}: cannot be made a folder ({error.strerror}); choose another output") from error
    written = []
    for name, columns in tables().items():
        path = folder / f"{name}.parquet"
        _write(path, columns, _Reader(graph).rows(name))
        written.append(path)
    return tuple(written)


def _write(path: Path, columns: Columns, rows: Iterable[Row]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    kind = arrow_schema(columns)

    def to(stream: IO[bytes]) -> None:
        with pq.ParquetWriter(stream, kind, compression="zstd") as writer:
            waiting = iter(rows)
            while group := list(islice(waiting, _GROUP)):
                writer.write_table(pa.Table.from_pylist(group, schema=kind))

    write_through(path, to)


class _Reader:
    """Rows of the tables, each in the order of its IRIs."""

    def __init__(self, graph: Graph) -> None:
        self._store = graph.store

    def rows(self, table: str) -> Iterator[Row]:
        """Rows of a table by its name."""
        if table in schema().types:
            return self._claims(schema().types[table])
        make = {
            "things": self._things, "memberships": self._memberships, "documents": self._documents,
            "notes": self._notes, "edges": self._edges, "gaps": self._gaps,
        }  # fmt: skip
        return make[table]()

    def _claims(self, kind: ClaimType) -> Iterator[Row]:
        for node in self._of_class(kind.name):
            claim = self._about(node)
            places = [self._about(place) for place in claim.all(rdf.mkg("evidence"))]
            evidence = self._first(places)
            section = self._about(evidence.one(rdf.mkg("inSection")))
            activity = self._about(claim.one(rdf.GENERATED_BY))
            notes = [self._about(n).whole(rdf.mkg("noteNumber")) for n in evidence.all(rdf.mkg("citesNote"))]
            yield {
                "id": node,
                "document": evidence.one(rdf.vocabulary("oa", "hasSource")),
                **_slots(claim, kind),
                "modality": claim.one(rdf.mkg("modality")),
                "polarity": claim.one(rdf.mkg("polarity")),
                "attribution": claim.all(rdf.mkg("attributedTo")),
                "exclusive": claim.all(rdf.mkg("exclusiveFor")),
                "notes": sorted(n for n in notes if n is not None),
                "root_sources": claim.all(rdf.mkg("rootSource")),
                "quote": evidence.one(rdf.mkg("quote")),
                "sentence": evidence.one(rdf.mkg("sentence")),
                "sentences": sorted({s for place in places for s in place.all(rdf.mkg("sentence"))}),
                "section": section.one(rdf.vocabulary("dcterms", "title")),
                "char_start": evidence.whole(rdf.mkg("start")),
                "char_end": evidence.whole(rdf.mkg("end")),
                "cell_row": evidence.one(rdf.mkg("row")),
                "cell_column": evidence.one(rdf.mkg("column")),
                "provision": claim.one(rdf.mkg("provision")),
                "score": claim.decimal(rdf.mkg("score")),
                "proposer": activity.one(rdf.mkg("proposer")),
                "basis": claim.one(rdf.mkg("basis")),
                "not_stated": claim.all(rdf.mkg("inheritedSlot")),
            }

    def _first(self, places: Iterable[_Thing]) -> _Thing:
        """Of the evidence of several reports that of the first, as the analyses take it."""
        source, start = rdf.vocabulary("oa", "hasSource"), rdf.mkg("start")
        return min(places, key=lambda e: (e.one(source) or "", e.whole(start) or 0), default=self._about(None))

    def _things(self) -> Iterator[Row]:
        labelled = {q.subject.value for p in _LABELS for q in self._store.quads_for_pattern(None, p, None)
                    if isinstance(q.subject, ox.NamedNode)}  # fmt: skip
        for node in sorted(labelled):
            if node.startswith(_NO_THINGS):
                continue
            thing = self._about(node)
            kinds = [k.removeprefix(iri.TERMS) for k in thing.all(rdf.RDF_TYPE) if k.startswith(iri.TERMS)]
            yield {
                "iri": node,
                "label": next(label for p in _LABELS if (label := thing.english(p)) is not None),
                "kinds": kinds,
                "code": thing.one(rdf.vocabulary("skos", "notation")),
                "in_state": thing.one(rdf.mkg("inState")),
                "members": thing.all(rdf.mkg("hasMember")),
            }

    def _memberships(self) -> Iterator[Row]:
        for node in self._of_class("Membership"):
            membership = self._about(node)
            yield {
                "of_group": membership.one(rdf.mkg("group")),
                "state": membership.one(rdf.mkg("memberState")),
                "first_year": membership.whole(rdf.mkg("memberFrom")),
                "last_year": membership.whole(rdf.mkg("memberUntil")),
            }

    def _documents(self) -> Iterator[Row]:
        for node in self._of_class("Document"):
            document = self._about(node)
            yield {
                "iri": node,
                "title": document.one(rdf.vocabulary("dcterms", "title")),
                "sha256": document.one(rdf.mkg("sha256")),
                "authors": document.all(rdf.vocabulary("dcterms", "creator")),
                "publisher": document.one(rdf.vocabulary("dcterms", "publisher")),
                "issued": document.whole(rdf.vocabulary("dcterms", "issued")),
                "restates": document.one(rdf.vocabulary("prov", "wasDerivedFrom")),
            }

    def _notes(self) -> Iterator[Row]:
        for node in self._of_class("Note"):
            note = self._about(node)
            yield {
                "iri": node,
                "document": note.one(rdf.vocabulary("dcterms", "isPartOf")),
                "number": note.whole(rdf.mkg("noteNumber")),
                "text": note.one(rdf.mkg("noteText")),
                "state": note.one(rdf.mkg("noteState")),
                "sources": note.all(rdf.mkg("citesSource")),
            }

    def _edges(self) -> Iterator[Row]:
        for node in self._of_class("DerivedEdge"):
            edge = self._about(node)
            yield {
                "subject": edge.one(rdf.mkg("edgeSubject")),
                "predicate": edge.one(rdf.mkg("edgePredicate")),
                "object": edge.one(rdf.mkg("edgeObject")),
                "claims": edge.all(rdf.mkg("restsOn")),
            }

    def _gaps(self) -> Iterator[Row]:
        for node in self._of_class("Gap"):
            gap = self._about(node)
            first, second = gap.all(rdf.mkg("gapState"))
            yield {
                "rank": gap.whole(rdf.mkg("gapRank")),
                "best": gap.whole(rdf.mkg("gapBestRank")),
                "worst": gap.whole(rdf.mkg("gapWorstRank")),
                "first_state": first,
                "second_state": second,
                "kind": gap.one(rdf.mkg("gapKind")),
                "basis": gap.one(rdf.mkg("gapBasis")),
                "claims": gap.all(rdf.mkg("restsOn")),
            }

    def _of_class(self, name: str) -> list[str]:
        quads = self._store.quads_for_pattern(None, rdf.RDF_TYPE, rdf.mkg(name))
        return sorted({q.subject.value for q in quads if isinstance(q.subject, ox.NamedNode)})

    def _about(self, node: str | None) -> _Thing:
        return _Thing(self._store, node)


class _Thing:
    """The properties of one node; of no node, none."""

    def __init__(self, store: ox.Store, node: str | None) -> None:
        self._found: dict[str, list[ox.NamedNode | ox.Literal]] = {}
        for quad in store.quads_for_pattern(ox.NamedNode(node), None, None) if node else ():
            if isinstance(quad.object, ox.NamedNode | ox.Literal):
                self._found.setdefault(quad.predicate.value, []).append(quad.object)

    def all(self, prop: ox.NamedNode) -> list[str]:
        """Values as text, each once, sorted."""
        return sorted({term.value for term in self._found.get(prop.value, ())})

    def one(self, prop: ox.NamedNode) -> str | None:
        return next(iter(self.all(prop)), None)

    def whole(self, prop: ox.NamedNode) -> int | None:
        value = self.one(prop)
        return None if value is None else int(value)

    def decimal(self, prop: ox.NamedNode) -> float | None:
        value = self.one(prop)
        return None if value is None else float(value)

    def english(self, prop: ox.NamedNode) -> str | None:
        """The value in English if there is one, else the first."""
        literals = [t for t in self._found.get(prop.value, ()) if isinstance(t, ox.Literal)]
        return min(literals, key=lambda t: (t.language != "en", t.value)).value if literals else None


def _slots(claim: _Thing, kind: ClaimType) -> Row:
    row: Row = {}
    for slot in kind.slots.values():
        prop = ox.NamedNode(slot.property)
        if slot.kind == "period":
            row |= {"first_year": claim.whole(rdf.mkg("periodStart")), "last_year": claim.whole(rdf.mkg("periodEnd"))}
        elif slot.kind == "number":
            row[slot.name] = claim.decimal(prop)
        elif slot.kind == "year":
            row[slot.name] = claim.whole(prop)
        else:
            row[slot.name] = claim.all(prop)
    return row
