"""A small graph of trafficking routes over the whole world."""

from __future__ import annotations

import pyoxigraph as ox

from kg.graph.store import Graph

_PREFIXES = """
@base <https://w3id.org/migration-kg/> . @prefix mkg: <https://w3id.org/migration-kg/ontology#> .
@prefix oa: <http://www.w3.org/ns/oa#> . @prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<id/document/report> a mkg:Document, mkg:Report ; dcterms:title "A report"@en ; dcterms:issued "2015"^^xsd:gYear .
"""
_STATES = {
    "NG": "Nigeria", "LY": "Libya", "IT": "Italy", "PE": "Peru", "JP": "Japan", "FR": "France", "XK": "Kosovo",
}  # fmt: skip


def _claim(name: str, kind: str, slots: str, polarity: str = "affirmed") -> str:
    return f"""
<id/claim/{name}> a mkg:Claim, mkg:{kind} ; rdfs:label "{name}" ; mkg:polarity <scheme/polarity/{polarity}> ;
    mkg:modality <scheme/modality/asserted> ; mkg:evidence <id/evidence/{name}> ; {slots} .
<id/evidence/{name}> a mkg:Evidence ; oa:hasSource <id/document/report> ; mkg:quote "{name}" ;
    mkg:sentence "What {name} says." ; mkg:start 0 .
"""


def _route(origin: str, destination: str, transit: str = "", polarity: str = "affirmed") -> str:
    through = f"; mkg:transit <id/state/{transit}>" if transit else ""
    slots = f"mkg:origin <id/state/{origin}> ; mkg:destination <id/state/{destination}> {through}"
    return _claim(f"{origin}-{destination}".lower(), "TraffickingRoute", slots, polarity)


def routes_graph() -> Graph:
    """A route through a third state, one across an ocean, one denied, one within a state, one from a state that has no
    number in ISO 3166, and a state that is said to have no shelter."""
    shelter = "mkg:serviceKind <scheme/service-kind/shelter> ; mkg:place <id/state/PE>"
    parts = [
        _PREFIXES,
        *(f'<id/state/{code}> a mkg:State ; skos:prefLabel "{name}"@en .\n' for code, name in _STATES.items()),
        _route("NG", "IT", "LY"), _route("PE", "JP"), _route("JP", "PE", polarity="negated"), _route("FR", "FR"),
        _route("XK", "IT"),
        _claim("no-shelter", "Service", shelter, "negated"),
    ]  # fmt: skip
    return Graph(quad.triple for quad in ox.parse("".join(parts), format=ox.RdfFormat.TURTLE))
