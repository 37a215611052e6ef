"""A small graph of one report and one data set, which agree on one pair of states and differ on another."""

from __future__ import annotations

import pyoxigraph as ox

from kg.graph.store import Graph

_PREFIXES = """
@base <https://w3id.org/migration-kg/> . @prefix mkg: <https://w3id.org/migration-kg/ontology#> .
@prefix oa: <http://www.w3.org/ns/oa#> . @prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix status: <scheme/agreement-status/> .
"""
_STATES = {"KE": "Kenya", "PE": "Peru", "QA": "Qatar", "NP": "Nepal"}
_REPORT = """
<id/document/report> a mkg:Document, mkg:Report ; dcterms:title "A report"@en ; dcterms:issued "2010"^^xsd:gYear .
<id/document/list> a mkg:Document, mkg:DataSet ; dcterms:title "A list"@en ; mkg:coverageNote "Not complete." .
"""


def _claim(name: str, kind: str, document: str, slots: str) -> str:
    cell, words = 'mkg:row "3" ; mkg:column "A, B"', f'mkg:sentence "What {name} says." ; mkg:start 0'
    place = cell if document == "list" else words
    return f"""
<id/claim/{name}> a mkg:Claim, mkg:{kind} ; rdfs:label "{name}" ; mkg:polarity <scheme/polarity/affirmed> ;
    mkg:modality <scheme/modality/asserted> ; mkg:rootSource <id/document/{document}> ;
    mkg:evidence <id/evidence/{name}> ; {slots} .
<id/evidence/{name}> a mkg:Evidence ; oa:hasSource <id/document/{document}> ; mkg:quote "{name}" ; {place} .
"""


def _agreement(name: str, document: str, one: str, other: str, standing: str, more: str = "") -> str:
    parties = f"mkg:party <id/state/{one}>, <id/state/{other}> ; mkg:agreementStatus status:{standing}"
    return _claim(name, "Agreement", document, f'{parties} ; mkg:agreementSubject "labor migration"@en {more}')


def _stock(name: str, document: str, number: int) -> str:
    ends = "mkg:origin <id/state/NP> ; mkg:destination <id/state/QA> ; mkg:unit <scheme/unit/persons>"
    year = 'mkg:periodStart "2008"^^xsd:gYear ; mkg:periodEnd "2008"^^xsd:gYear'
    return _claim(name, "MigrantStock", document, f"{ends} ; {year} ; mkg:low {number}.0 ; mkg:high {number}.0")


def data_set_graph() -> Graph:
    """Kenya and Peru: said to be absent, but listed before; Kenya and Qatar: listed alone; Nepal and Qatar: figures."""
    listed = '; mkg:signedOn "{}"^^xsd:gYear ; mkg:lists <id/agreement/{}>'
    parts = [
        _PREFIXES, _REPORT,
        *(f'<id/state/{code}> a mkg:State ; skos:prefLabel "{name}"@en .\n' for code, name in _STATES.items()),
        _agreement("said-absent", "report", "KE", "PE", "absent"),
        _agreement("listed-before", "list", "KE", "PE", "in-force", listed.format(2001, "l1")),
        _agreement("listed-alone", "list", "KE", "QA", "in-force", listed.format(2004, "l2")),
        '<id/agreement/l1> rdfs:label "First treaty" . <id/agreement/l2> rdfs:label "Second treaty" .\n',
        _stock("said-number", "report", 900), _stock("counted-number", "list", 700),
    ]  # fmt: skip
    return Graph(quad.triple for quad in ox.parse("".join(parts), format=ox.RdfFormat.TURTLE))
