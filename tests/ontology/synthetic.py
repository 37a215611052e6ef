"""A graph of made-up claims in any number, for speed and for coverage of the shapes."""

from __future__ import annotations

import pyoxigraph as ox

from kg import iri
from kg.graph.store import Graph
from kg.resources import ontology_files
from kg.validation_rules import superclasses

CODES = ("GH", "NG", "CI", "EC", "ES", "PH", "SA", "IT", "RO", "MA", "FR", "VN")

_SLOTS = {
    "MigrantStock": """mkg:origin <id/state/{a}> ; mkg:destination <id/state/{b}> ; {figure} ; {year} ;
  mkg:unit <scheme/unit/persons> ; mkg:legalStatus <scheme/legal-status/legal>""",
    "Remittance": """mkg:sender <id/state/{a}> ; mkg:receiver <id/state/{b}> ; {figure} ; {year} ;
  mkg:currency "EUR" """,
    "Indicator": """mkg:indicatorSubject <id/state/{a}> ; mkg:measure "rate {n}"@en ; {figure} ;
  mkg:unit <scheme/unit/percent>""",
    "Relation": """mkg:agent <id/state/{a}> ; mkg:patient <id/group/seasonal-workers> ;
  mkg:relation <scheme/relation/supports> ; mkg:topic "housing"@en""",
    "Measure": """mkg:measureActor <id/state/{a}> ; mkg:measureKind <scheme/measure-kind/quota> ;
  mkg:target "pickers"@en ; {figure} ; mkg:unit <scheme/unit/permits>""",
    "Agreement": """mkg:party <id/state/{a}>, <id/state/{b}> ; mkg:agreementSubject "harvest work"@en ;
  mkg:agreementStatus <scheme/agreement-status/in-force>""",
}

_CLAIM = """<id/claim/{n}> a mkg:Claim, mkg:{kind} ; rdfs:label "claim {n}"@en ; {slots} ;
  mkg:polarity <scheme/polarity/affirmed> ; mkg:modality <scheme/modality/asserted> ;
  mkg:evidence <id/evidence/{n}> ; prov:wasGeneratedBy <id/activity/reviewed> ;
  mkg:rootSource <id/document/made-up> .
<id/evidence/{n}> a mkg:Evidence, oa:SpecificResource ; oa:hasSource <id/document/made-up> ;
  mkg:inSection <id/section/made-up/1> ; mkg:citesNote <id/note/made-up/1> ;
  mkg:quote "words {n}"@en ; mkg:sentence "Some words {n}."@en ; mkg:start {n} ; mkg:end {end} .
"""

_HEAD = """@base <https://w3id.org/migration-kg/> .
@prefix mkg: <https://w3id.org/migration-kg/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
<id/document/made-up> a mkg:Document ; dcterms:title "Made up"@en ; mkg:sha256 "{hash}" .
<id/section/made-up/1> a mkg:Section ; dcterms:title "One"@en .
<id/note/made-up/1> a mkg:Note ; mkg:noteNumber 1 ; mkg:noteText "Interview."@en ; mkg:noteState "complete" .
<id/activity/reviewed> a mkg:Extraction, prov:Activity ; mkg:proposer "reviewed" .
<id/group/seasonal-workers> a mkg:PopulationGroup, mkg:Actor ; skos:prefLabel "seasonal workers"@en .
"""


def claims(count: int) -> Graph:
    """`count` claims of six types, each with evidence of its own, and the reference data they need."""
    kinds = list(_SLOTS)
    parts = [_HEAD.format(hash="a" * 64)]
    for n in range(count):
        kind = kinds[n % len(kinds)]
        a, b = CODES[n % len(CODES)], CODES[(n // len(CODES) + n + 1) % len(CODES)]
        figure = f"mkg:low {n}.0 ; mkg:high {n + 9}.0"
        year = f'mkg:periodStart "{1990 + n % 30}"^^xsd:gYear ; mkg:periodEnd "{1991 + n % 30}"^^xsd:gYear'
        slots = _SLOTS[kind].format(a=a, b=b, n=n, figure=figure, year=year)
        parts.append(_CLAIM.format(n=n, kind=kind, slots=slots, end=n + 20))
    triples = {q.triple for q in ox.parse("".join(parts).encode(), format=ox.RdfFormat.TURTLE)}
    return Graph(triples | reference())


def reference() -> set[ox.Triple]:
    """All reference data and schemes, with the classes above each class written out as in a built graph."""
    rdf_type = ox.NamedNode(iri.PREFIXES["rdf"] + "type")
    triples = set()
    for path in ontology_files("reference", "schemes")[1:]:
        triples |= {q.triple for q in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)}
    above = superclasses()
    typed = [t for t in triples if t.predicate == rdf_type and isinstance(t.object, ox.NamedNode)]
    return triples | {
        ox.Triple(t.subject, rdf_type, ox.NamedNode(c)) for t in typed for c in above.get(t.object.value, ())
    }
