"""What data sets list: agreements of pairs of states and what they provide, each with its row and columns.

Only what is asked for is read: a data set may hold hundred thousand claims on other pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

import pyoxigraph as ox

from kg import iri
from kg.analysis.actors import state_code
from kg.analysis.facts import year_of
from kg.analysis.pairs import Pair
from kg.analysis.scan import Values, concept_name, properties, subjects
from kg.analysis.topics import topics
from kg.graph import rdf
from kg.graph.store import Graph

_CLAIM = iri.thing("claim", "")
_SOURCE = iri.PREFIXES["oa"] + "hasSource"
_NAMES = tuple(
    iri.PREFIXES[p] + n for p, n in (("skos", "prefLabel"), ("rdfs", "label"), ("dcterms", "title"))
)
_SIGNED = ("in-force", "unratified", "")
# What no table of states knows, such as 9999 for a year that is missing.
_LAST_YEAR = 2200

@dataclass(frozen=True, slots=True)
class DataSet:
    """A structured source; `coverage` is what its makers say of what it leaves out."""

    iri: str
    title: str
    version: str
    coverage: str


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a data set says something: its title, row and column, and what stands there."""

    data_set: str
    row: str
    column: str
    text: str

    @property
    def place(self) -> str:
        """The place in short: "row 12, column year"."""
        return ", ".join(f"{name} {value}" for name, value in (("row", self.row), ("column", self.column)) if value)


@dataclass(frozen=True, slots=True)
class Provision:
    """Whether the text of an agreement was coded to hold a provision."""

    name: str
    label: str
    is_given: bool
    claim: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """One agreement in a data set.

    `signed` and `ratified` are dates or years as the data set gives them, empty where it gives none; an
    empty `ratified` does not say that there was no ratification. `status` is that of the claim.
    """

    claim: str
    pair: Pair
    title: str
    signed: str
    ratified: str
    status: str
    data_set: DataSet
    cells: tuple[Cell, ...]
    provisions: tuple[Provision, ...] = ()

    @property
    def year(self) -> int | None:
        """Year of signature, if given."""
        return year_of(self.signed)

    @property
    def ratified_year(self) -> int | None:
        return year_of(self.ratified)


def data_sets(graph: Graph) -> Mapping[str, DataSet]:
    """The data sets of a graph by IRI."""
    names = sorted(subjects(graph.store, rdf.RDF_TYPE.value, iri.term("DataSet")))
    return {name: _data_set(name, own(graph, name)) for name in names}


def listings(graph: Graph) -> Mapping[Pair, tuple[Listing, ...]]:
    """All listed agreements on labor migration by pair of states, each pair's in the order of signature.

    Provisions are left out: see `listings_of`.
    """
    found: dict[Pair, list[Listing]] = defaultdict(list)
    for listing in _listings(graph, _all_listed(graph)):
        found[listing.pair].append(listing)
    return {pair: _in_order(each) for pair, each in sorted(found.items())}


def listings_of(graph: Graph, pair: Pair) -> tuple[Listing, ...]:
    """The listed agreements of one pair in the order of signature, with their coded provisions."""
    claims = frozenset.intersection(*(naming(graph, "party", iri.state(code)) for code in pair))
    listed = frozenset(c for c in claims if _has_type(graph, c, "Agreement"))
    found = (each for each in _listings(graph, listed, with_provisions=True) if each.pair == pair)
    return _in_order(found)


def own(graph: Graph, node: str) -> Values:
    """Everything that the graph says of a node, by IRI of the property."""
    return properties(graph.store, (node,))[node]


def first(values: Values, name: str) -> str:
    """First value of a property of the ontology, or an empty string."""
    return next(iter(values.get(iri.term(name), ())), "")


def naming(graph: Graph, name: str, node: str) -> frozenset[str]:
    """Nodes whose property of the ontology has this value."""
    return frozenset(subjects(graph.store, iri.term(name), node))


def cells_of(graph: Graph, claim: Values, known: Mapping[str, DataSet]) -> tuple[Cell, ...]:
    """The places that a claim of a data set rests on."""
    found = []
    for evidence in claim.get(iri.term("evidence"), ()):
        values = own(graph, evidence)
        source = next(iter(values.get(_SOURCE, ())), "")
        title = known[source].title if source in known else source
        found.append(Cell(title, first(values, "row"), first(values, "column"), first(values, "quote")))
    return tuple(sorted(found, key=lambda c: (c.data_set, c.row, c.column)))


def source_of(claim: Values, known: Mapping[str, DataSet]) -> DataSet | None:
    """The data set that a claim comes from; None for a claim of a report."""
    return next((known[root] for root in claim.get(iri.term("rootSource"), ()) if root in known), None)


def claim_id(node: str) -> str:
    return node.removeprefix(_CLAIM)


def _data_set(name: str, values: Values) -> DataSet:
    version = next(iter(values.get(iri.PREFIXES["owl"] + "versionInfo", ())), "")
    return DataSet(name, _label(values) or name.rsplit("/", 1)[-1], version, first(values, "coverageNote"))


def _label(values: Values) -> str:
    return next((values[name][0] for name in _NAMES if values.get(name)), "")


def _all_listed(graph: Graph) -> frozenset[str]:
    rows = graph.select(
        """SELECT DISTINCT ?claim WHERE {
            ?set a mkg:DataSet . ?claim a mkg:Agreement ; mkg:rootSource ?set .
            MINUS { ?claim mkg:ofInstrument ?instrument } }"""
    )
    return frozenset(claim.value for row in rows if (claim := row["claim"]) is not None)


def _has_type(graph: Graph, claim: str, name: str) -> bool:
    return ox.Quad(ox.NamedNode(claim), rdf.RDF_TYPE, rdf.mkg(name)) in graph.store


def _listings(graph: Graph, claims: Iterable[str], *, with_provisions: bool = False) -> Iterator[Listing]:
    known = data_sets(graph)
    for claim in sorted(claims):
        values = own(graph, claim)
        source = source_of(values, known)
        if source is None or not _is_listing(values):
            continue
        parties = sorted({code for node in values.get(iri.term("party"), ()) if (code := state_code(node))})
        instrument = first(values, "lists")
        provisions = _provisions(graph, instrument, known) if with_provisions and instrument else ()
        for one, other in combinations(parties, 2):
            yield Listing(
                claim=claim_id(claim),
                pair=(one, other),
                title=_label(own(graph, instrument)) if instrument else _label(values),
                signed=_known_year(first(values, "signedOn") or first(values, "periodStart")),
                ratified=_known_year(first(values, "ratifiedOn")),
                status=concept_name(first(values, "agreementStatus")),
                data_set=source,
                cells=cells_of(graph, values, known),
                provisions=provisions,
            )


def _is_listing(values: Values) -> bool:
    """Whether a claim affirms a signed agreement on labor migration, and not merely a provision of one."""
    return (
        iri.term("ofInstrument") not in values
        and iri.term("provision") not in values
        and concept_name(first(values, "polarity")) in ("affirmed", "")
        and concept_name(first(values, "agreementStatus")) in _SIGNED
        and topics().is_labor_migration(values.get(iri.term("agreementSubject"), ()))
    )


def _provisions(graph: Graph, instrument: str, known: Mapping[str, DataSet]) -> tuple[Provision, ...]:
    found = []
    for claim in sorted(naming(graph, "ofInstrument", instrument)):
        values = own(graph, claim)
        name = first(values, "provision")
        label = _label(own(graph, name)) or concept_name(name).replace("-", " ")
        is_given = concept_name(first(values, "polarity")) != "negated"
        cells = cells_of(graph, values, known)
        found.append(Provision(concept_name(name), label, is_given, claim_id(claim), cells))
    return tuple(sorted(found, key=lambda p: (p.label, p.claim)))


def _known_year(date: str) -> str:
    year = year_of(date)
    return date if year is not None and year < _LAST_YEAR else ""


def _in_order(found: Iterable[Listing]) -> tuple[Listing, ...]:
    return tuple(sorted(found, key=lambda each: (each.year or _LAST_YEAR, each.signed, each.claim)))
