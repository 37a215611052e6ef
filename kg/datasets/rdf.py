"""Claims of data sets as RDF, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, lru_cache

import pyoxigraph as ox

from kg import iri
from kg.datasets.model import DataSet, Instrument, Listed, Source, Tally
from kg.datasets.names import Names
from kg.graph import rdf
from kg.graph.claims_rdf import describe_new
from kg.graph.reference_rdf import reference_triples

_STEP = 5000  # claims between two words to the user

_mkg = lru_cache(maxsize=None)(rdf.mkg)
_year = lru_cache(maxsize=None)(rdf.year)
_POLARITY, _MODALITY, _EVIDENCE = _mkg("polarity"), _mkg("modality"), _mkg("evidence")
_ROOT, _ROW, _COLUMN, _QUOTE = _mkg("rootSource"), _mkg("row"), _mkg("column"), _mkg("quote")
_START, _END, _RESTS_ON = _mkg("periodStart"), _mkg("periodEnd"), _mkg("restsOn")
_CLAIM, _EVIDENCE_CLASS = _mkg("Claim"), _mkg("Evidence")
_RESOURCE = rdf.vocabulary("oa", "SpecificResource")
_SOURCE = rdf.vocabulary("oa", "hasSource")
ACTIVITY = rdf.node(iri.thing("activity", "import"))


def triples(source: Source, names: Names, tally: Tally, step: Callable[[str], None]) -> Iterator[ox.Triple]:
    """Everything that a data set adds to a graph, each triple once: claims, the data set, the reference data.

    No edge is derived from it, so that it can be added to a graph as it is. `tally` and `names` are complete when
    the last triple has come.
    """
    me = rdf.node(iri.thing("document", source.dataset.id))
    used: dict[str, None] = {}
    count = 0
    for count, listed in enumerate(source.read(names, tally), 1):
        tally.claims[listed.type] += 1
        if count % _STEP == 0:
            step(f"{source.dataset.title}: {count:,} claims")
        for name, value in listed.slots:
            if isinstance(value, ox.NamedNode) and name not in ("lists", "ofInstrument"):
                used[value.value] = None
        yield from _claim(source.dataset.id, me, listed)
    step(f"{source.dataset.title}: {count:,} claims, reference data")
    yield from _data_set(source.dataset, me, names)
    for found in names.new.values():
        yield from describe_new(found)
    yield from set(reference_triples(used))


def claim_iri(dataset: str, listed: Listed) -> str:
    """Name of a claim: by data set, type, row and column, the same in every import of that edition."""
    place = [str(listed.place)] if listed.place else []
    return iri.thing("claim", iri.digest(dataset, listed.type, listed.cell.row, listed.cell.column, *place))


def _claim(dataset: str, root: ox.NamedNode, listed: Listed) -> Iterator[ox.Triple]:
    name = claim_iri(dataset, listed)
    me = ox.NamedNode(name)
    cell = ox.NamedNode(f"{iri.THINGS}evidence/{name.rsplit('/', 1)[-1]}")
    triple = ox.Triple
    yield triple(me, rdf.RDF_TYPE, _CLAIM)
    yield triple(me, rdf.RDF_TYPE, _mkg(listed.type))
    yield triple(me, rdf.LABEL, ox.Literal(listed.label, language="en"))
    yield triple(me, _POLARITY, _concept("polarity", listed.polarity))
    yield triple(me, _MODALITY, _concept("modality", listed.modality))
    yield triple(me, _EVIDENCE, cell)
    yield triple(me, _ROOT, root)
    yield triple(me, rdf.GENERATED_BY, ACTIVITY)
    for prop, value in listed.slots:
        yield triple(me, _mkg(prop), value)
    if listed.year is not None:
        yield triple(me, _START, _year(listed.year))
        yield triple(me, _END, _year(listed.year))
    yield triple(cell, rdf.RDF_TYPE, _EVIDENCE_CLASS)
    yield triple(cell, rdf.RDF_TYPE, _RESOURCE)
    yield triple(cell, _SOURCE, root)
    yield triple(cell, _ROW, ox.Literal(listed.cell.row))
    yield triple(cell, _COLUMN, ox.Literal(listed.cell.column))
    yield triple(cell, _QUOTE, ox.Literal(listed.cell.quote))
    if listed.instrument is not None:
        yield from _instrument(me, listed.instrument)


@cache
def _concept(scheme: str, value: str) -> ox.NamedNode:
    return rdf.node(iri.concept(scheme, value))


def _instrument(claim: ox.NamedNode, listed: Instrument) -> Iterator[ox.Triple]:
    me = rdf.node(listed.iri)
    yield ox.Triple(me, rdf.RDF_TYPE, _mkg("AgreementInstrument"))
    yield ox.Triple(me, rdf.RDF_TYPE, _mkg("Instrument"))
    yield ox.Triple(me, rdf.LABEL, rdf.text(listed.title))
    for party in dict.fromkeys(listed.parties):
        yield ox.Triple(me, _mkg("instrumentParty"), party)
    yield ox.Triple(me, _mkg("instrumentSubject"), rdf.text(listed.subject))
    yield ox.Triple(me, _mkg("instrumentStatus"), _concept("agreement-status", "in-force"))
    yield ox.Triple(me, _RESTS_ON, claim)


def _data_set(dataset: DataSet, me: ox.NamedNode, names: Names) -> Iterator[ox.Triple]:
    """The data set and how its claims were taken."""
    yield ox.Triple(me, rdf.RDF_TYPE, _mkg("Document"))
    yield ox.Triple(me, rdf.RDF_TYPE, _mkg("DataSet"))
    yield ox.Triple(me, rdf.vocabulary("dcterms", "title"), rdf.text(dataset.title))
    for prop, value in (("publisher", dataset.publisher), ("license", dataset.licence)):
        if value:
            yield ox.Triple(me, rdf.vocabulary("dcterms", prop), rdf.plain(value))
    if dataset.issued is not None:
        yield ox.Triple(me, rdf.vocabulary("dcterms", "issued"), rdf.year(dataset.issued))
    if dataset.version:
        yield ox.Triple(me, rdf.vocabulary("owl", "versionInfo"), rdf.plain(dataset.version))
    yield ox.Triple(me, _mkg("coverageNote"), rdf.text(dataset.coverage))
    for digest in dict.fromkeys(dataset.hashes):
        yield ox.Triple(me, _mkg("sha256"), rdf.plain(digest))
    for name in sorted(names.unresolved):
        yield ox.Triple(me, _mkg("unresolvedName"), rdf.plain(name))
    yield ox.Triple(ACTIVITY, rdf.RDF_TYPE, _mkg("Extraction"))
    yield ox.Triple(ACTIVITY, rdf.RDF_TYPE, rdf.vocabulary("prov", "Activity"))
    yield ox.Triple(ACTIVITY, rdf.LABEL, rdf.text("Claims taken from data sets"))
    yield ox.Triple(ACTIVITY, _mkg("proposer"), rdf.plain("import"))
    yield ox.Triple(ACTIVITY, rdf.vocabulary("prov", "used"), me)
