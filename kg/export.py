"""The graph in the forms that other tools read."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pyoxigraph as ox

from kg import iri
from kg.claims.schema import schema
from kg.errors import UserError
from kg.graph.store import Graph
from kg.graph.turtle import sorted_triples, write_atomically
from kg.graph.views import ClaimIndex, ClaimView

RDF_FORMATS: Mapping[str, ox.RdfFormat] = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
}
_DATASETS = {ox.RdfFormat.TRIG, ox.RdfFormat.N_QUADS}


def to_rdf(graph: Graph, form: str) -> bytes:
    """The graph in an RDF format; formats with named graphs put it into one, named after the data set."""
    rdf_format = RDF_FORMATS[form]
    if form == "turtle":
        return graph.turtle()
    statements: list[ox.Triple] | list[ox.Quad] = sorted_triples(graph.triples())
    if rdf_format in _DATASETS:
        name = ox.NamedNode(iri.thing("dataset", "graph"))
        statements = [ox.Quad(t.subject, t.predicate, t.object, name) for t in statements]
    with_prefixes = iri.all_prefixes() if rdf_format in (ox.RdfFormat.TRIG, ox.RdfFormat.JSON_LD) else None
    data = ox.serialize(statements, format=rdf_format, prefixes=with_prefixes)
    assert data is not None
    return data


def to_network_file(graph: Graph, form: str) -> bytes:
    """All derived edges as GraphML or GEXF."""
    from kg.analysis.network_files import to_gexf, to_graphml
    from kg.analysis.networks import everything

    network = everything(graph)
    return to_graphml(network) if form == "graphml" else to_gexf(network)


def claims_table(graph: Graph) -> list[dict[str, str]]:
    """One row a claim; several values are joined by "; ", quotes and sentences of several places by " | "."""
    names = sorted({name for t in schema().types.values() for name in t.slots})
    return [_claim_row(c, names) for c in ClaimIndex(graph).claims]


def _claim_row(claim: ClaimView, names: Iterable[str]) -> dict[str, str]:
    row = {
        "id": claim.id,
        "type": claim.type,
        "label": claim.label,
        "polarity": claim.polarity,
        "modality": claim.modality,
        "speakers": "; ".join(claim.speakers),
        "authors": "; ".join(dict.fromkeys(a for p in claim.places for a in p.authors)),
    }
    row |= {name: "; ".join(claim.slots.get(name, ())) for name in names}
    row |= {
        "sentence": " | ".join(p.sentence for p in claim.places),
        "quote": " | ".join(p.quote for p in claim.places),
        "document": "; ".join(p.document for p in claim.places),
        "section": "; ".join(p.section for p in claim.places),
        "page": "; ".join(p.page for p in claim.places),
        "row": "; ".join(p.row for p in claim.places),
        "column": "; ".join(p.column for p in claim.places),
        "start": "; ".join(str(p.start) for p in claim.places),
        "end": "; ".join(str(p.end) for p in claim.places),
        "notes": "; ".join(str(n.number) for p in claim.places for n in p.notes),
        "sources": "; ".join(claim.root_sources),
        "proposer": claim.proposer,
        "not_stated": "; ".join(claim.not_stated),
    }
    return row


def actors_table(graph: Graph) -> list[dict[str, str]]:
    """One row an actor or place that some claim speaks of."""
    index = ClaimIndex(graph)
    counts: dict[str, int] = {}
    for claim in index.claims:
        for thing in claim.nodes:
            counts[thing] = counts.get(thing, 0) + 1
    rows = []
    for thing in sorted(counts):
        kinds = sorted(
            v.removeprefix(iri.TERMS)
            for v in index.properties(thing).get(iri.PREFIXES["rdf"] + "type", ())
            if v.startswith(iri.TERMS)
        )
        code = next(iter(index.properties(thing).get(iri.PREFIXES["skos"] + "notation", ())), "")
        rows.append(
            {
                "iri": thing,
                "label": index.label(thing),
                "kinds": "; ".join(kinds),
                "code": code,
                "claims": str(counts[thing]),
            }
        )
    return rows


def edges_table(graph: Graph) -> list[dict[str, str]]:
    """One row a derived edge, with the claims it rests on."""
    labels = graph.labels()
    found: dict[tuple[str, str, str], list[str]] = {}
    query = """SELECT ?s ?p ?o ?claim WHERE {
        ?edge a mkg:DerivedEdge ; mkg:restsOn ?claim ;
              mkg:edgeSubject ?s ; mkg:edgePredicate ?p ; mkg:edgeObject ?o }"""
    for row in graph.select(query):
        s, p, o, claim = (str(getattr(row[k], "value", "")) for k in ("s", "p", "o", "claim"))
        found.setdefault((s, p, o), []).append(claim.rsplit("/", 1)[-1])
    return [
        {
            "subject": s,
            "subject_label": labels.get(s, s),
            "predicate": p.removeprefix(iri.TERMS),
            "object": o,
            "object_label": labels.get(o, o),
            "claims": "; ".join(sorted(claims)),
        }
        for (s, p, o), claims in sorted(found.items())
    ]


TABLES: Mapping[str, Callable[[Graph], list[dict[str, str]]]] = {
    "claims": claims_table,
    "actors": actors_table,
    "edges": edges_table,
}


def write_tables(graph: Graph, folder: Path) -> tuple[Path, ...]:
    """Write `claims.csv`, `actors.csv` and `edges.csv` into a folder, which is made if it is missing.

    Raises:
        UserError: the folder is a file or cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"{folder}: cannot be made a folder ({error.strerror}); choose another output") from error
    written = []
    for name, make in TABLES.items():
        path = folder / f"{name}.csv"
        write_atomically(path, to_csv(make(graph)))
        written.append(path)
    return tuple(written)


def to_csv(rows: list[dict[str, str]]) -> bytes:
    """CSV after RFC 4180, UTF-8."""
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, fieldnames=list(rows[0]) if rows else ["empty"], lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode()
