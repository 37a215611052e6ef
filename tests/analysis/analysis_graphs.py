"""Small graphs with claims about other countries, written as the project writes claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg import iri
from kg.analysis.agreements import PairGap, gap_of, gaps
from kg.graph import rdf
from kg.graph.rules import derive
from kg.graph.store import Graph

STATES = {
    "EE": "Estonia",
    "GE": "Georgia",
    "JO": "Jordan",
    "LT": "Lithuania",
    "LV": "Latvia",
    "MX": "Mexico",
    "NP": "Nepal",
    "PH": "Philippines",
    "PL": "Poland",
    "QA": "Qatar",
    "UA": "Ukraine",
}
# Name of a node → class, and what the reference data say of it.
ACTORS: dict[str, tuple[str, str, dict[str, str]]] = {
    "place/doha": ("Place", "Doha", {"inState": "state/QA"}),
    "organisation/border-guard": ("GovernmentBody", "Polish Border Guard", {"serves": "state/PL"}),
    "organisation/harbour": ("NonGovernmentalOrganisation", "Save the Harbour", {"inState": "state/UA"}),
    "organisation/iom": ("InternationalOrganisation", "International Organization for Migration", {}),
    "organisation/iom-kyiv": (
        "Office",
        "IOM Kyiv",
        {"serves": "state/UA", "officeOf": "organisation/iom"},
    ),
    "organisation/embassy": (
        "Office",
        "Polish Embassy in Kyiv",
        {"officeOf": "state/PL", "serves": "state/UA"},
    ),
    "group/farmers": ("PopulationGroup", "farmers", {}),
    "unknown/labour-convention": ("UnresolvedActor", "ILO Convention 97", {}),
    "unknown/ruritania": ("UnresolvedActor", "Ruritania", {}),
    "region/sending-countries": ("Region", "migrant-sending countries", {}),
}
MEMBERS = {"region/baltic": ("Baltic states", ("EE", "LT", "LV")), "region/union": ("Union", ("PL", "LT"))}
# Estonia has been in the Union since 2004, Georgia was from 1993 to 2009.
MEMBERSHIPS = (("union", "EE", 2004, None), ("union", "GE", 1993, 2009))

Said = tuple[str, tuple[tuple[str, object], ...]]
"""Type of a claim and its slots and marks, by name."""

_NODES = {
    **{name: name for name in ("origin", "destination", "transit", "sender", "receiver", "agent", "patient")},
    "parties": "party",
    "organisation": "presentOrganisation",
    "place": "place",
    "addressee": "addressee",
    "only": "exclusiveFor",
    "by": "attributedTo",
    "roots": "rootSource",
    "subject_of": "indicatorSubject",
}
_CONCEPTS = {
    "status": ("agreementStatus", "agreement-status"),
    "legal": ("legalStatus", "legal-status"),
    "unit": ("unit", "unit"),
    "relation": ("relation", "relation"),
    "purpose": ("purpose", "purpose"),
}
_WORDS = {"subject": "agreementSubject", "sector": "sector", "currency": "currency", "topic": "topic"} | {
    name: name for name in ("action", "measure", "target")
}


def say(claim_type: str, **slots: object) -> Said:
    """A claim; lists of states are written "PL UA", other nodes with their path ("region/baltic")."""
    return claim_type, tuple(sorted(slots.items()))


def agreement(parties: str, status: str = "in-force", **more: object) -> Said:
    return say("Agreement", parties=parties, status=status, **more)


def stock(
    origin: str, destination: str, low: float | None = None, high: float | None = None, **more: object
) -> Said:
    """Migrants; one number is both bounds."""
    figures = {"low": low, "high": low if high is None else high} if low is not None else {"high": high}
    known = {name: value for name, value in figures.items() if value is not None and value != float("inf")}
    unit = {"unit": "persons"} if known else {}
    return say("MigrantStock", origin=origin, destination=destination, **{**unit, **known, **more})


def make(claims: Iterable[Said]) -> Graph:
    """A graph of claims with the reference data, and the edges that the rules derive."""
    graph = Graph([*_reference(), *(t for said in claims for t in _claim(said))])
    for triple in list(derive(graph.store)):
        graph.store.add(ox.Quad(triple.subject, triple.predicate, triple.object))
    return graph


def status_of(claims: Iterable[Said], one: str, other: str) -> str | None:
    """Status of a pair in a graph of the claims; None if the pair is not listed."""
    gap = gap_of(gaps(make(claims)), one, other)
    return gap.status if gap else None


def the_gap(claims: Iterable[Said], one: str, other: str) -> PairGap:
    gap = gap_of(gaps(make(claims)), one, other)
    assert gap is not None
    return gap


def claim_id(said: Said) -> str:
    return iri.digest(repr(said))


def _node(name: str) -> ox.NamedNode:
    return rdf.node(iri.state(name) if name in STATES else iri.THINGS + name)


def _typed(name: str, kind: str, label: str) -> Iterator[ox.Triple]:
    yield ox.Triple(_node(name), rdf.RDF_TYPE, rdf.mkg(kind))
    yield ox.Triple(_node(name), rdf.PREF_LABEL, rdf.text(label))


def _reference() -> Iterator[ox.Triple]:
    for code, label in STATES.items():
        yield from _typed(code, "State", label)
    for name, (kind, label, known) in ACTORS.items():
        yield from _typed(name, kind, label)
        for prop, value in known.items():
            yield ox.Triple(_node(name), rdf.mkg(prop), rdf.node(iri.THINGS + value))
    for name, (label, members) in MEMBERS.items():
        yield from _typed(name, "Region", label)
        for code in members:
            yield ox.Triple(_node(name), rdf.mkg("hasMember"), _node(code))
    for group, code, first, last in MEMBERSHIPS:
        me = _node(f"membership/{group}-{code}")
        yield ox.Triple(me, rdf.mkg("memberState"), _node(code))
        yield ox.Triple(me, rdf.mkg("group"), _node(f"region/{group}"))
        yield ox.Triple(me, rdf.mkg("memberFrom"), rdf.year(first))
        if last:
            yield ox.Triple(me, rdf.mkg("memberUntil"), rdf.year(last))
    document = _node("document/survey")
    dcterms = iri.PREFIXES["dcterms"]
    yield ox.Triple(document, rdf.node(dcterms + "title"), rdf.text("A survey"))
    yield ox.Triple(document, rdf.node(dcterms + "creator"), _node("person/ada-writer"))
    yield from _typed("person/ada-writer", "Person", "Ada Writer")


def _claim(said: Said) -> Iterator[ox.Triple]:
    claim_type, slots = said
    given = dict(slots)
    me = _node(f"claim/{claim_id(said)}")
    yield ox.Triple(me, rdf.RDF_TYPE, rdf.mkg("Claim"))
    yield ox.Triple(me, rdf.RDF_TYPE, rdf.mkg(claim_type))
    yield ox.Triple(me, rdf.LABEL, rdf.text(f"{claim_type} {given}"))
    polarity, modality = given.pop("polarity", "affirmed"), given.pop("modality", "asserted")
    yield ox.Triple(me, rdf.mkg("polarity"), rdf.node(iri.concept("polarity", str(polarity))))
    yield ox.Triple(me, rdf.mkg("modality"), rdf.node(iri.concept("modality", str(modality))))
    quote = str(given.pop("quote", "words"))
    sentence = str(given.pop("sentence", f"The sentence with {quote}."))
    yield from _evidence(me, claim_id(said), quote, sentence)
    given.setdefault("roots", "document/survey")
    for name, value in given.items():
        yield from _slot(me, name, value)


def _evidence(me: ox.NamedNode, name: str, quote: str, sentence: str) -> Iterator[ox.Triple]:
    evidence = _node(f"evidence/{name}")
    yield ox.Triple(me, rdf.mkg("evidence"), evidence)
    yield ox.Triple(evidence, rdf.vocabulary("oa", "hasSource"), _node("document/survey"))
    yield ox.Triple(evidence, rdf.mkg("quote"), rdf.text(quote))
    yield ox.Triple(evidence, rdf.mkg("sentence"), rdf.text(sentence))
    yield ox.Triple(evidence, rdf.mkg("start"), rdf.integer(0))


def borne_by(said: Said, document: str, title: str) -> list[ox.Triple]:
    """A sentence of another report that bears a claim, too."""
    evidence, report = _node(f"evidence/{iri.digest(document, claim_id(said))}"), _node(document)
    return [
        ox.Triple(_node(f"claim/{claim_id(said)}"), rdf.mkg("evidence"), evidence),
        ox.Triple(evidence, rdf.vocabulary("oa", "hasSource"), report),
        ox.Triple(evidence, rdf.mkg("sentence"), rdf.text("A sentence of another report.")),
        ox.Triple(report, rdf.node(iri.PREFIXES["dcterms"] + "title"), rdf.text(title)),
    ]


def _slot(me: ox.NamedNode, name: str, value: object) -> Iterator[ox.Triple]:
    if name in _NODES:
        for node in str(value).split():
            yield ox.Triple(me, rdf.mkg(_NODES[name]), _node(node))
    elif name in _CONCEPTS:
        prop, scheme = _CONCEPTS[name]
        yield ox.Triple(me, rdf.mkg(prop), rdf.node(iri.concept(scheme, str(value))))
    elif name in _WORDS:
        yield ox.Triple(me, rdf.mkg(_WORDS[name]), rdf.text(str(value)))
    elif name in ("low", "high"):
        assert isinstance(value, int | float)
        yield ox.Triple(me, rdf.mkg(name), rdf.decimal(float(value)))
    elif name == "year":
        assert isinstance(value, int)
        yield ox.Triple(me, rdf.mkg("periodStart"), rdf.year(value))
        yield ox.Triple(me, rdf.mkg("periodEnd"), rdf.year(value))
    else:
        raise KeyError(name)
