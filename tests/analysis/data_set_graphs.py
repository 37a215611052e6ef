"""Small data sets as imports write them, beside the reports of `analysis_graphs`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox
from analysis_graphs import Said, make

from kg import iri
from kg.graph import rdf
from kg.graph.store import Graph

NOTE = "The makers say that the list is incomplete."
_DCTERMS = iri.PREFIXES["dcterms"]


@dataclass(frozen=True, slots=True)
class Listed:
    """One listed agreement; `provisions` holds names of provisions, with "not " before those that lack."""

    parties: tuple[str, ...]
    signed: str = ""
    ratified: str = ""
    status: str = "in-force"
    subject: str = "labor migration"
    provisions: tuple[str, ...] = ()
    polarity: str = "affirmed"

    @property
    def key(self) -> str:
        return iri.digest(*self.parties, self.signed, self.ratified, self.status, self.subject)


@dataclass(frozen=True, slots=True)
class Recorded:
    """One figure of a data set on a corridor."""

    origin: str
    destination: str
    figure: float
    year: int
    type: str = "MigrantStock"
    data_set: str = "stocks"


def listed(one: str, other: str, signed: str = "", ratified: str = "", **more: object) -> Listed:
    return Listed((one, other), signed, ratified, **more)  # type: ignore[arg-type]


def joint(
    claims: Iterable[Said], entries: Iterable[Listed | Recorded] = (), written: int | None = 2010
) -> Graph:
    """A graph of a report, issued in the year given, and of two data sets."""
    graph = make(claims)
    found = list(_data_set("treaties", "Treaties listed"))
    found += [*_data_set("stocks", "Stocks counted"), *_data_set("census", "A census")]
    if written is not None:
        found.append(_t("document/survey", rdf.node(_DCTERMS + "issued"), rdf.year(written)))
    for row, entry in enumerate(entries, 1):
        found += _listed(entry, row) if isinstance(entry, Listed) else _recorded(entry, row)
    graph.add(found)
    return graph


def _node(name: str) -> ox.NamedNode:
    return rdf.node(iri.THINGS + name)


def _t(subject: str, predicate: ox.NamedNode, obj: ox.NamedNode | ox.Literal) -> ox.Triple:
    return ox.Triple(_node(subject), predicate, obj)


def _data_set(name: str, title: str) -> Iterator[ox.Triple]:
    me = f"document/{name}"
    for kind in ("Document", "DataSet"):
        yield _t(me, rdf.RDF_TYPE, rdf.mkg(kind))
    yield _t(me, rdf.node(_DCTERMS + "title"), rdf.text(title))
    yield _t(me, rdf.mkg("coverageNote"), rdf.text(NOTE))


def _claim(key: str, kind: str, data_set: str, polarity: str = "affirmed") -> Iterator[ox.Triple]:
    me = f"claim/{key}"
    for name in ("Claim", kind):
        yield _t(me, rdf.RDF_TYPE, rdf.mkg(name))
    yield _t(me, rdf.LABEL, rdf.text(f"{kind} {key}"))
    yield _t(me, rdf.mkg("polarity"), rdf.node(iri.concept("polarity", polarity)))
    yield _t(me, rdf.mkg("modality"), rdf.node(iri.concept("modality", "asserted")))
    yield _t(me, rdf.mkg("rootSource"), _node(f"document/{data_set}"))


def _evidence(key: str, data_set: str, row: int, column: str, quote: str) -> Iterator[ox.Triple]:
    me = f"evidence/{key}"
    yield _t(f"claim/{key}", rdf.mkg("evidence"), _node(me))
    yield _t(me, rdf.RDF_TYPE, rdf.mkg("Evidence"))
    yield _t(me, rdf.vocabulary("oa", "hasSource"), _node(f"document/{data_set}"))
    for name, value in (("row", str(row)), ("column", column), ("quote", quote)):
        yield _t(me, rdf.mkg(name), rdf.plain(value))


def _date(value: str) -> ox.Literal:
    return ox.Literal(value, datatype=ox.NamedNode(rdf.XSD + ("gYear" if len(value) == 4 else "date")))


def _listed(entry: Listed, row: int) -> Iterator[ox.Triple]:
    key, instrument = entry.key, f"agreement/treaties-{row}"
    yield from _claim(key, "Agreement", "treaties", entry.polarity)
    yield from _evidence(key, "treaties", row, "countryA, countryB, year", f"{entry.parties} | {entry.signed}")
    yield _t(f"claim/{key}", rdf.mkg("agreementStatus"), rdf.node(iri.concept("agreement-status", entry.status)))
    yield _t(f"claim/{key}", rdf.mkg("agreementSubject"), rdf.text(entry.subject))
    yield _t(f"claim/{key}", rdf.mkg("lists"), _node(instrument))
    yield _t(instrument, rdf.LABEL, rdf.text(f"Treaty {row}"))
    yield from (_t(f"claim/{key}", rdf.mkg("party"), _node(f"state/{code}")) for code in entry.parties)
    if entry.signed:
        yield _t(f"claim/{key}", rdf.mkg("signedOn"), _date(entry.signed))
        for name in ("periodStart", "periodEnd"):
            yield _t(f"claim/{key}", rdf.mkg(name), rdf.year(int(entry.signed[:4])))
    if entry.ratified:
        yield _t(f"claim/{key}", rdf.mkg("ratifiedOn"), _date(entry.ratified))
    for name in entry.provisions:
        mine = iri.digest(key, name)
        yield from _claim(mine, "Agreement", "treaties", "negated" if name.startswith("not ") else "affirmed")
        yield from _evidence(mine, "treaties", row, name, "0" if name.startswith("not ") else "1")
        yield from (_t(f"claim/{mine}", rdf.mkg("party"), _node(f"state/{code}")) for code in entry.parties)
        yield _t(f"claim/{mine}", rdf.mkg("ofInstrument"), _node(instrument))
        concept = iri.concept("agreement-provision", name.removeprefix("not "))
        yield _t(f"claim/{mine}", rdf.mkg("provision"), rdf.node(concept))


def _recorded(entry: Recorded, row: int) -> Iterator[ox.Triple]:
    key = iri.digest(repr(entry))
    ends = ("origin", "destination") if entry.type == "MigrantStock" else ("sender", "receiver")
    yield from _claim(key, entry.type, entry.data_set)
    yield from _evidence(key, entry.data_set, row, entry.origin, str(entry.figure))
    for name, code in zip(ends, (entry.origin, entry.destination), strict=True):
        yield _t(f"claim/{key}", rdf.mkg(name), _node(f"state/{code}"))
    for name in ("low", "high"):
        yield _t(f"claim/{key}", rdf.mkg(name), rdf.decimal(entry.figure))
    if entry.type == "MigrantStock":
        yield _t(f"claim/{key}", rdf.mkg("unit"), rdf.node(iri.concept("unit", "persons")))
    else:
        yield _t(f"claim/{key}", rdf.mkg("currency"), rdf.plain("USD"))
    for name in ("periodStart", "periodEnd"):
        yield _t(f"claim/{key}", rdf.mkg(name), rdf.year(entry.year))
