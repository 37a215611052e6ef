"""What the rules derive from claims, and what they leave alone."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest

from kg import iri
from kg.claims.schema import schema
from kg.graph.rules import derive
from kg.graph.store import Graph
from kg.queries import run_template
from kg.resources import ontology_dir

# Relations that are on purpose no edge: bribes are coded as payments.
NO_EDGE = {"bribes"}
_SAID = "mkg:polarity mkg-polarity:affirmed ; mkg:modality mkg-modality:asserted"


def parsed(turtle: str) -> list[ox.Triple]:
    heads = "".join(f"@prefix {name}: <{space}> .\n" for name, space in iri.all_prefixes().items())
    quads = ox.parse(heads + f"@base <{iri.BASE}> .\n" + turtle, format=ox.RdfFormat.TURTLE)
    return [q.triple for q in quads]


def derived(turtle: str) -> list[ox.Triple]:
    return list(derive(Graph(parsed(turtle)).store))


def edges(turtle: str) -> set[tuple[str, str, str]]:
    """Direct edges as (end of IRI, property, end of IRI)."""
    ends = [t for t in derived(turtle) if iri.TERMS in str(t.predicate) and iri.THINGS + "state" in str(t.object)]
    found = [(str(t.subject), str(t.predicate), str(t.object)) for t in ends if "/state/" in str(t.subject)]
    return {tuple(re.split("[/#]", part)[-1].rstrip(">") for part in edge) for edge in found}  # type: ignore[misc]


def test_each_relation_is_an_edge_or_an_exception() -> None:
    rule = (ontology_dir() / "rules" / "01-relations.rq").read_text(encoding="utf-8")
    assert set(re.findall(r"mkg-relation:([a-z-]+)", rule)) == schema().schemes["relation"] - NO_EDGE


@pytest.mark.parametrize(
    ("slots", "expected"),
    [
        ("mkg:origin <id/state/GH>, <id/state/NG> ; mkg:destination <id/state/GH>, <id/state/NG>", set()),
        ("mkg:origin <id/state/GH> ; mkg:destination <id/state/NG>", {("GH", "sendsMigrantsTo", "NG")}),
    ],
)
def test_movement_within_states_is_no_corridor(slots: str, expected: set[tuple[str, str, str]]) -> None:
    assert edges(f"<id/claim/1> a mkg:MigrantStock ; {slots} ; {_SAID} .") == expected


def test_legs_of_a_route_are_edges() -> None:
    slots = "mkg:origin <id/state/GH> ; mkg:transit <id/state/NG> ; mkg:destination <id/state/IT>"
    found = edges(f"<id/claim/1> a mkg:TraffickingRoute ; {slots} ; {_SAID} .")
    assert found == {("GH", "trafficsTo", "NG"), ("NG", "trafficsTo", "IT"), ("GH", "trafficsTo", "IT")}


# Whom or what somebody obstructs, and what that is.
HINDERED = [
    ("human trafficking", "combats"),
    ("traffickers", "combats"),
    ("criminal groups", "combats"),
    ("smugglers of antiquities", "combats"),
    ("acts of exploitation", "combats"),
    ("the act of smuggling", "combats"),
    ("smuggling of counterfeit papers", "combats"),
    ("exploitation in United Mills", "combats"),
    ("trafficking victims", "obstructs"),
    ("Counter Trafficking Unit", "obstructs"),
    ("anti-trafficking work", "obstructs"),
    ("countertrafficking measures", "obstructs"),
    ("Smuggling Units of the coast guard", "obstructs"),
    ("prevention of trafficking act", "obstructs"),
    ("Human Trafficking Act", "obstructs"),
    ("Trafficking in Persons Act 2012", "obstructs"),
    ("law on human trafficking", "obstructs"),
    ("campaign against slavery", "obstructs"),
    ("investigation of traffickers", "obstructs"),
    ("criminal justice", "obstructs"),
    ("aid work", "obstructs"),
]


def _hindering(label: str) -> str:
    claim = "<id/claim/1> a mkg:Relation ; mkg:relation mkg-relation:obstructs ; mkg:agent <id/state/GH>"
    words = f'<urn:e> mkg:sentence "Ghana did." . <id/issue/x> skos:prefLabel "{label}"@en .'
    return f"{claim} ; mkg:patient <id/issue/x> ; mkg:evidence <urn:e> ; {_SAID} . {words}"


@pytest.mark.parametrize(("label", "expected"), HINDERED)
def test_who_hinders_an_abuse_combats_it(label: str, expected: str) -> None:
    found = derived(_hindering(label))
    assert {str(t.object) for t in found if t.predicate.value == iri.term("edgePredicate")} == {
        f"<{iri.term(expected)}>"
    }


@pytest.mark.parametrize(("label", "expected"), HINDERED)
def test_who_combats_an_abuse_obstructs_nothing(label: str, expected: str) -> None:
    assert len(run_template(Graph(parsed(_hindering(label))), "obstruction")) == (expected == "obstructs")


STATES = " ".join(f'<id/state/{c}> a mkg:State ; skos:prefLabel "{c}"@en .' for c in ("GH", "NG", "IT"))
_PACT = "<id/claim/1> a mkg:Agreement ; mkg:agreementStatus mkg-agreement-status:in-force"


def instruments(turtle: str) -> set[str]:
    found = derived(turtle)
    return {str(t.subject) for t in found if str(t.object) == f"<{iri.term('AgreementInstrument')}>"}


def test_many_parties_make_one_instrument_and_no_pairs() -> None:
    turtle = f"{STATES} {_PACT} ; mkg:party <id/state/GH>, <id/state/NG>, <id/state/IT> ; {_SAID} ."
    assert edges(turtle) == set()
    assert instruments(turtle) == {f"<{iri.thing('agreement', '1')}>"}


def test_what_two_join_one_by_one_is_no_agreement_of_the_two() -> None:
    turtle = f"{STATES} {_PACT} ; mkg:party <id/state/GH>, <id/state/NG> ; mkg:joinedOneByOne true ; {_SAID} ."
    assert edges(turtle) == set()
    assert instruments(turtle) == {f"<{iri.thing('agreement', '1')}>"}


def test_recommended_agreement_is_no_instrument() -> None:
    said = _SAID.replace("asserted", "recommended")
    assert instruments(f"{STATES} {_PACT} ; mkg:party <id/state/GH>, <id/state/NG> ; {said} .") == set()


def test_subjects_in_other_scripts_do_not_collide() -> None:
    both = "".join(
        f'{_PACT.replace("/1>", f"/{n}>")} ; mkg:agreementSubject "{subject}" ; '
        f"mkg:party <id/state/GH>, <id/state/NG> ; {_SAID} . "
        for n, subject in enumerate(("труд", "визы"))
    )
    assert len(instruments(STATES + both)) == 2
