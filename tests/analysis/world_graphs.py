"""Small graphs with claims of data sets, written as an import writes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg import iri
from kg.graph import rdf
from kg.graph.store import Graph
from kg.lexicon import lexicon

STOCKS, LIST = "stocks-2019", "list-2"
NOTE = "The makers say that the list is not complete."


def make(
    *claims: Iterable[ox.Triple],
    former: dict[str, tuple[str, ...]] | None = None,
    ended: dict[str, int] | None = None,
) -> Graph:
    """A graph of the claims with all states of the reference data and both data sets.

    Args:
        claims: triples of each claim.
        former: code of a state that is no more → codes of those that came after it.
        ended: code of such a state → its last year.
    """
    triples = [*_states(), *_data_set(STOCKS, "Stocks", 2019, ""), *_data_set(LIST, "List", 2022, NOTE)]
    for code, heirs in (former or {}).items():
        triples += [ox.Triple(_state(code), rdf.mkg("succeededBy"), _state(heir)) for heir in heirs]
    triples += [ox.Triple(_state(code), rdf.mkg("validUntil"), rdf.year(year)) for code, year in (ended or {}).items()]
    return Graph([*triples, *(t for claim in claims for t in claim)])


def stock(origin: str, destination: str, year: int, number: float, source: str = STOCKS) -> Iterator[ox.Triple]:
    """Migrants of a corridor in a year; ends are codes of states or paths of other nodes ("region/oceania")."""
    me = _claim("MigrantStock", source, "affirmed", origin, destination, year, number)
    yield from _typed(me, "MigrantStock", source, "affirmed")
    yield ox.Triple(me, rdf.mkg("origin"), _state(origin))
    yield ox.Triple(me, rdf.mkg("destination"), _state(destination))
    yield ox.Triple(me, rdf.mkg("unit"), rdf.node(iri.concept("unit", "persons")))
    yield from (ox.Triple(me, rdf.mkg(bound), rdf.decimal(number)) for bound in ("low", "high"))
    yield from _years(me, year)


def listed(
    one: str, other: str, year: int | None, name: str = "", subject: str = "labor migration",
    status: str = "in-force", more: str = "",
) -> Iterator[ox.Triple]:  # fmt: skip
    """An agreement in the list, of more states than two perhaps; its subject and its status may be left open."""
    name = name or f"{one}-{other}-{year}"
    me = _claim("Agreement", LIST, "affirmed", one, other, year, name)
    yield from _typed(me, "Agreement", LIST, "affirmed")
    yield from _parties(me, one, other, *more.split())
    if status:
        yield ox.Triple(me, rdf.mkg("agreementStatus"), rdf.node(iri.concept("agreement-status", status)))
    if subject:
        yield ox.Triple(me, rdf.mkg("agreementSubject"), rdf.text(subject))
    yield ox.Triple(me, rdf.mkg("lists"), _instrument(name))
    yield from _years(me, year)


def provision(
    one: str, other: str, year: int, provision: str, polarity: str = "affirmed", name: str = ""
) -> Iterator[ox.Triple]:
    """A provision coded as there ("affirmed") or absent ("negated") in an agreement of the list."""
    name = name or f"{one}-{other}-{year}"
    me = _claim("Agreement", LIST, polarity, one, other, year, provision, name)
    yield from _typed(me, "Agreement", LIST, polarity)
    yield from _parties(me, one, other)
    yield ox.Triple(me, rdf.mkg("ofInstrument"), _instrument(name))
    yield ox.Triple(me, rdf.mkg("provision"), rdf.node(iri.concept("agreement-provision", provision)))
    yield from _years(me, year)


def reported(
    parties: str, year: int | None = None, status: str = "in-force", subject: str = "labor migration", **marks: str
) -> Iterator[ox.Triple]:
    """What a report of 2009, or of no known year, says of an agreement; parties are codes parted by spaces."""
    codes, polarity = parties.split(), marks.get("polarity", "affirmed")
    issued = marks.get("issued", "2009")
    me = _claim("Agreement", "report", polarity, parties, year, status, subject, issued)
    yield from _typed(me, "Agreement", "report", polarity, marks.get("modality", "asserted"))
    yield from _parties(me, *codes)
    yield ox.Triple(me, rdf.mkg("agreementStatus"), rdf.node(iri.concept("agreement-status", status)))
    yield ox.Triple(me, rdf.mkg("agreementSubject"), rdf.text(subject))
    evidence, report = rdf.node(me.value.replace("/claim/", "/evidence/")), _thing(f"document/report{issued}")
    yield ox.Triple(me, rdf.mkg("evidence"), evidence)
    yield ox.Triple(evidence, rdf.vocabulary("oa", "hasSource"), report)
    yield ox.Triple(evidence, rdf.mkg("quote"), rdf.text(marks.get("quote", "words")))
    if issued:
        yield ox.Triple(report, rdf.vocabulary("dcterms", "issued"), rdf.year(int(issued)))
    yield from _years(me, year)


def body(name: str, kind: str, **ties: str) -> Iterator[ox.Triple]:
    """An organisation of a class, and what it belongs to, by property."""
    me = _thing(name)
    yield ox.Triple(me, rdf.RDF_TYPE, rdf.mkg(kind))
    yield from (ox.Triple(me, rdf.mkg(tie), _state(node)) for tie, node in ties.items())


def label(name: str, text: str) -> Iterator[ox.Triple]:
    """The name of a node."""
    yield ox.Triple(_thing(name), rdf.PREF_LABEL, rdf.text(text))


def _states() -> Iterator[ox.Triple]:
    for entry in lexicon().entries.values():
        if entry.kind == "State":
            yield ox.Triple(rdf.node(entry.iri), rdf.RDF_TYPE, rdf.mkg("State"))


def _data_set(name: str, title: str, year: int, note: str) -> Iterator[ox.Triple]:
    me = _thing(f"document/{name}")
    yield from (ox.Triple(me, rdf.RDF_TYPE, rdf.mkg(kind)) for kind in ("Document", "DataSet"))
    yield ox.Triple(me, rdf.vocabulary("dcterms", "title"), rdf.text(title))
    yield ox.Triple(me, rdf.vocabulary("dcterms", "issued"), rdf.year(year))
    if note:
        yield ox.Triple(me, rdf.mkg("coverageNote"), rdf.text(note))


def _claim(*parts: object) -> ox.NamedNode:
    return _thing(f"claim/{iri.digest(*map(str, parts))}")


def _typed(
    me: ox.NamedNode, kind: str, source: str, polarity: str, modality: str = "asserted"
) -> Iterator[ox.Triple]:
    yield from (ox.Triple(me, rdf.RDF_TYPE, rdf.mkg(name)) for name in ("Claim", kind))
    yield ox.Triple(me, rdf.mkg("rootSource"), _thing(f"document/{source}"))
    yield ox.Triple(me, rdf.mkg("polarity"), rdf.node(iri.concept("polarity", polarity)))
    yield ox.Triple(me, rdf.mkg("modality"), rdf.node(iri.concept("modality", modality)))


def _parties(me: ox.NamedNode, *codes: str) -> Iterator[ox.Triple]:
    yield from (ox.Triple(me, rdf.mkg("party"), _state(code)) for code in codes)


def _years(me: ox.NamedNode, year: int | None) -> Iterator[ox.Triple]:
    if year is not None:
        yield from (ox.Triple(me, rdf.mkg(bound), rdf.year(year)) for bound in ("periodStart", "periodEnd"))


def _state(name: str) -> ox.NamedNode:
    return _thing(name if "/" in name else f"state/{name}")


def _instrument(name: str) -> ox.NamedNode:
    return _thing(f"agreement/{name}")


def _thing(path: str) -> ox.NamedNode:
    return rdf.node(iri.THINGS + path)
