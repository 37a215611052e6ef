"""The reference data: complete, consistent, and without names that mean two things unawares."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import iri, resources
from kg.lexicon import lexicon

FILES = sorted((resources.ontology_dir() / "reference").glob("*.ttl"))
SCHEME = resources.ontology_dir() / "schemes" / "actor-kind.ttl"
SKOS = iri.PREFIXES["skos"]
TYPE = iri.PREFIXES["rdf"] + "type"

# Forms that two states share, and that no reader can tell apart without context.
SHARED_BY_STATES = {"Congo", "Congolese", "Dominican", "Dominicans"}
# Seats that stand for a government and are no towns.
SEATS = {"Kremlin", "White House", "Capitol Hill", "Downing Street", "Whitehall", "Westminster"} | {
    "Malacañang",
    "Malacanang",
}
# Groups of states that the reference data keep open on purpose.
OPEN_GROUPS = {"eurasia", "asia-pacific", "eurasec", "g8"} | {
    "abroad",
    "world",
    "migrant-sending-countries",
    "migrant-receiving-countries",
    "neighboring-countries",
}


def read(path: Path) -> list[tuple[str, str, ox.NamedNode | ox.Literal]]:
    return [
        (t.subject.value, t.predicate.value, t.object)
        for t in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
        if isinstance(t.subject, ox.NamedNode) and isinstance(t.object, ox.NamedNode | ox.Literal)
    ]


TRIPLES = [triple for path in FILES for triple in read(path)]


def facts() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value in TRIPLES:
        found[subject][predicate].append(value.value)
    return found


FACTS = facts()


def things(kind: str) -> dict[str, dict[str, list[str]]]:
    return {name: thing for name, thing in FACTS.items() if iri.term(kind) in thing[TYPE]}


STATES = things("State")
ALPHA2 = {thing[SKOS + "notation"][0] for thing in STATES.values() if len(thing[SKOS + "notation"][0]) == 2}


def test_all_iso_states_are_present() -> None:
    assert len(ALPHA2 - {"XK"}) == 249


def test_codes_agree_with_pycountry() -> None:
    pycountry = pytest.importorskip("pycountry", reason="pycountry is needed to make the states only")
    expected = {c.alpha_2: c.alpha_3 for c in pycountry.countries}
    ours = {t[SKOS + "notation"][0]: t[iri.term("alpha3")][0] for t in STATES.values()}
    assert {code: ours.get(code) for code in expected} == expected


def test_a_state_is_named_by_its_code() -> None:
    assert [n for n, t in STATES.items() if n != iri.state(t[SKOS + "notation"][0])] == []


def test_dissolved_states_say_until_when() -> None:
    former = {n for n, t in STATES.items() if len(t[SKOS + "notation"][0]) == 4}
    assert {n for n, t in STATES.items() if t[iri.term("validUntil")]} == former
    assert {n for n, t in STATES.items() if t[iri.term("validFrom")]} == former
    assert len(former) == 6


def test_states_with_a_capital_have_an_adjective() -> None:
    plain = {"Dominica"}  # shares the adjective of the Dominican Republic
    bare = [
        t[SKOS + "prefLabel"][0] for t in STATES.values() if t[iri.term("capital")] and not t[iri.term("adjective")]
    ]
    assert set(bare) <= plain | {"Liechtenstein"}


def test_notations_are_unique() -> None:
    notations = Counter(v.value for _, p, v in TRIPLES if p == SKOS + "notation")
    assert [n for n, count in notations.items() if count > 1] == []


def test_every_reference_points_to_a_declared_thing() -> None:
    declared = set(FACTS) | {s for s, _, _ in read(SCHEME)}
    missing = {
        v.value
        for _, _, v in TRIPLES
        if isinstance(v, ox.NamedNode) and v.value.startswith((iri.THINGS, iri.SCHEMES)) and v.value not in declared
    }
    assert missing == set()


@pytest.mark.parametrize(
    ("predicate", "kinds"),
    [
        ("inRegion", ("Region",)),
        ("hasMember", ("State",)),
        ("memberState", ("State",)),
        ("group", ("Region",)),
        ("inState", ("State",)),
        ("serves", ("State",)),
        ("locatedIn", ("Place", "State")),
    ],
)
def test_references_point_to_the_right_class(predicate: str, kinds: tuple[str, ...]) -> None:
    allowed = {iri.term(kind) for kind in kinds}
    wrong = {v.value for _, p, v in TRIPLES if p == iri.term(predicate) and not allowed & set(FACTS[v.value][TYPE])}
    assert wrong == set()


def test_every_capital_is_a_place_in_its_state() -> None:
    labels: dict[str, set[str]] = defaultdict(set)
    for place in things("Place").values():
        for state in place[iri.term("inState")]:
            for label in ("prefLabel", "altLabel", "hiddenLabel"):
                labels[state].update(place[SKOS + label])
    wrong = [
        (name, capital)
        for name, thing in STATES.items()
        for capital in thing[iri.term("capital")]
        if capital not in labels[name] | SEATS
    ]
    assert wrong == []


def test_sub_regions_list_the_states_that_name_them() -> None:
    wrong = [
        (state, region)
        for state, thing in STATES.items()
        for region in thing[iri.term("inRegion")]
        if state not in FACTS[region][iri.term("hasMember")]
    ]
    assert wrong == []


def test_regions_have_members_unless_kept_open() -> None:
    empty = {n.rsplit("/", 1)[1] for n, t in things("Region").items() if not t[iri.term("hasMember")]}
    assert empty <= OPEN_GROUPS


def test_members_of_today_are_those_whose_membership_is_open() -> None:
    today: dict[tuple[str, str], bool] = {}
    for thing in things("Membership").values():
        key = thing[iri.term("group")][0], thing[iri.term("memberState")][0]
        today[key] = today.get(key, False) or not thing[iri.term("memberUntil")]
    wrong = [(g, s) for (g, s), current in today.items() if current != (s in FACTS[g][iri.term("hasMember")])]
    assert wrong == []


def test_a_membership_ends_after_it_began() -> None:
    years = [(t[iri.term("memberFrom")], t[iri.term("memberUntil")]) for t in things("Membership").values()]
    assert [y for y in years if y[1] and int(y[0][0]) > int(y[1][0])] == []


def test_no_form_is_claimed_by_two_states() -> None:
    shared = {
        form
        for form, readings in lexicon().forms.items()
        if len({r.entry.iri for r in readings if r.entry.kind == "State"}) > 1
    }
    assert shared == SHARED_BY_STATES


def test_every_labelled_thing_has_one_preferred_label() -> None:
    labelled = {s for s, p, _ in TRIPLES if p in (SKOS + "altLabel", SKOS + "hiddenLabel", SKOS + "prefLabel")}
    assert [s for s in labelled if len(FACTS[s][SKOS + "prefLabel"]) != 1] == []


def test_no_label_stands_twice_on_one_thing() -> None:
    kinds = ("prefLabel", "altLabel", "hiddenLabel")
    twice = [
        (name, label)
        for name, thing in FACTS.items()
        for label, count in Counter(v for kind in kinds for v in thing[SKOS + kind]).items()
        if count > 1
    ]
    assert twice == []


def test_preferred_labels_are_unique_per_class() -> None:
    seen = Counter(
        (kind, label) for thing in FACTS.values() for kind in thing[TYPE] for label in thing[SKOS + "prefLabel"]
    )
    assert [key for key, count in seen.items() if count > 1] == []


def test_names_are_unique_per_class() -> None:
    known = {"Congo", "Punjab", "Jalalabad"}
    seen: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name, thing in FACTS.items():
        for kind in thing[TYPE]:
            for label in (*thing[SKOS + "prefLabel"], *thing[SKOS + "altLabel"]):
                seen[kind, label].add(name)
    assert {label for (_, label), names in seen.items() if len(names) > 1} <= known


def test_organisations_have_a_kind_from_the_scheme() -> None:
    kinds = {s for s, p, _ in read(SCHEME) if p == SKOS + "inScheme"}
    organisations = {n: t for n, t in FACTS.items() if n.startswith(iri.thing("organisation", ""))}
    assert [
        n
        for n, t in organisations.items()
        if not set(t[iri.term("actorKind")]) or set(t[iri.term("actorKind")]) - kinds
    ] == []


def test_offices_say_whose_they_are_and_whom_they_serve() -> None:
    needed = (iri.term("officeOf"), iri.term("serves"))
    assert [n for n, t in things("Office").items() if not all(t[p] for p in needed)] == []


def test_concepts_of_actor_kinds_are_complete() -> None:
    triples = read(SCHEME)
    concepts = {s for s, p, v in triples if p == TYPE and v.value == SKOS + "Concept"}
    for name in ("prefLabel", "definition", "inScheme", "topConceptOf"):
        assert {s for s, p, _ in triples if p == SKOS + name} >= concepts
    assert len(concepts) == 23


def test_texts_are_english() -> None:
    literals = [v for _, p, v in TRIPLES if isinstance(v, ox.Literal) and v.language is None]
    untagged = {v.datatype.value.rsplit("#", 1)[1] for v in literals}
    assert untagged <= {"string", "gYear"}
