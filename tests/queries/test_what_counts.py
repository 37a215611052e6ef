"""Which claims a template counts, told on a few claims each."""

from __future__ import annotations

import pytest
from few_claims import claim, made

from kg.queries import run_template

STATES = "<urn:niger> a mkg:State . <urn:mali> a mkg:State .\n"
NIGER = "<urn:niger> a mkg:State .\n<urn:route> a mkg:Service ; mkg:place <urn:niger> .\n"
ADOPTED = "mkg:jurisdiction <urn:niger> ; mkg:lawStatus mkg-law-status:adopted"
MODALITIES = [
    ("asserted", True),
    ("estimated", True),
    ("recommended", False),
    ("forecast", False),
    ("hypothetical", False),
]


@pytest.mark.parametrize(("modality", "counts"), MODALITIES)
def test_a_law_is_adopted_where_it_is_said_to_be(modality: str, counts: bool) -> None:
    graph = made(NIGER + claim("1", "Law", f'{ADOPTED} ; mkg:lawSubject "smuggling"', modality))
    assert [row["standing"] for row in run_template(graph, "law-status")] == ["adopted"] * counts


@pytest.mark.parametrize(("modality", "counts"), MODALITIES)
def test_a_state_is_without_a_law_that_is_only_called_for(modality: str, counts: bool) -> None:
    graph = made(NIGER + claim("1", "Law", f'{ADOPTED} ; mkg:lawSubject "smuggling"', modality))
    rows = run_template(graph, "states-without-law", {"about": "smuggling"})
    assert [row["standing"] for row in rows] == ([] if counts else ["silent"])


@pytest.mark.parametrize(("asked", "standing"), [({}, []), ({"about": "smuggling"}, ["silent"])])
def test_a_law_without_a_subject_is_a_law_where_no_words_are_asked_for(
    asked: dict[str, str], standing: list[str]
) -> None:
    graph = made(NIGER + claim("1", "Law", ADOPTED))
    assert [row["standing"] for row in run_template(graph, "states-without-law", asked)] == standing


@pytest.mark.parametrize(("modality", "counts"), MODALITIES)
def test_migrants_move_where_they_are_said_to(modality: str, counts: bool) -> None:
    graph = made(
        STATES + claim("1", "MigrantStock", "mkg:origin <urn:niger> ; mkg:destination <urn:mali> ; mkg:low 9", modality)
    )
    assert [row["figures"] for row in run_template(graph, "migrant-corridors")] == [1] * counts


# Templates that count what is so, and the slots of a claim that each of them counts.
COUNTED = [
    ("presence-by-state", "Presence", "mkg:presentOrganisation <urn:aid> ; mkg:place <urn:niger>"),
    ("measures-together", "Measure", "mkg:measureActor <urn:niger> ; mkg:measureKind mkg-measure-kind:quota"),
    ("trafficking-corridors", "TraffickingRoute", "mkg:origin <urn:niger> ; mkg:destination <urn:mali>"),
    ("roles-of-group", "TraffickingRole", "mkg:holder <urn:drivers> ; mkg:role mkg-trafficking-role:recruiter"),
]


@pytest.mark.parametrize(("modality", "counts"), MODALITIES)
@pytest.mark.parametrize(("name", "kind", "slots"), COUNTED, ids=[case[0] for case in COUNTED])
def test_a_summary_counts_what_is_said_to_be_so(name: str, kind: str, slots: str, modality: str, counts: bool) -> None:
    graph = made(STATES + claim("1", kind, slots, modality))
    assert len(run_template(graph, name)) == counts


# A claim whose slot holds people, and the parameter that names them.
PEOPLE = [
    ("payments", "paid_by", "Payment", "mkg:paymentKind mkg-payment-kind:bribe ; mkg:payer {}"),
    ("payments", "paid_to", "Payment", "mkg:paymentKind mkg-payment-kind:bribe ; mkg:payee {}"),
    ("roles-of-group", "group", "TraffickingRole", "mkg:role mkg-trafficking-role:victim ; mkg:holder {}"),
    ("relations", "patient", "Relation", "mkg:relation mkg-relation:deports ; mkg:patient {}"),
]


@pytest.mark.parametrize("holder", ["id:state\\/NE", "<urn:nigeriens>", "<urn:other>"])
@pytest.mark.parametrize(("name", "parameter", "kind", "slots"), PEOPLE, ids=[f"{p[0]}-{p[1]}" for p in PEOPLE])
def test_a_state_stands_for_its_nationals(name: str, parameter: str, kind: str, slots: str, holder: str) -> None:
    graph = made(
        "id:state\\/NE a mkg:State, mkg:Actor . <urn:nigeriens> mkg:nationalsOf id:state\\/NE ."
        ' <urn:e> mkg:sentence "They paid." .\n' + claim("1", kind, f"mkg:evidence <urn:e> ; {slots.format(holder)}")
    )
    assert len(run_template(graph, name, {parameter: "Niger"})) == (holder != "<urn:other>")


# A claim that two reports bear, each in its own words, and the sentences that stand beside each root source.
ROOTS = [
    ("the reports", "<urn:one>, <urn:two>", {("urn:one", "First."), ("urn:two", "Second.")}),
    ("a voice", "<urn:voice>", {("urn:voice", "First."), ("urn:voice", "Second.")}),
    ("a report and a voice", "<urn:one>, <urn:voice>",
     {("urn:one", "First."), ("urn:voice", "First."), ("urn:voice", "Second.")}),
]  # fmt: skip


@pytest.mark.parametrize(("roots", "pairs"), [r[1:] for r in ROOTS], ids=[r[0] for r in ROOTS])
def test_beside_a_report_stand_its_own_sentences(roots: str, pairs: set[tuple[str, str]]) -> None:
    graph = made(
        "<urn:one> a mkg:Document . <urn:two> a mkg:Document . <urn:voice> a mkg:Actor ."
        ' <urn:e1> oa:hasSource <urn:one> ; mkg:sentence "First." .'
        ' <urn:e2> oa:hasSource <urn:two> ; mkg:sentence "Second." .\n'
        + claim("1", "Law", f"mkg:evidence <urn:e1>, <urn:e2> ; mkg:rootSource {roots}")
    )
    assert {(row["root"], row["sentence"]) for row in run_template(graph, "claims-of-source")} == pairs


# When a claim speaks, when its report was issued, and which states it concerns through their group.
TIMES = [
    ("in its years", "mkg:periodStart '1995' ; mkg:periodEnd '1996'", "2020", {"urn:niger", "urn:mali", "urn:togo"}),
    ("across a change", "mkg:periodStart '2009' ; mkg:periodEnd '2011'", None, {"urn:niger", "urn:mali", "urn:togo"}),
    ("after one left", "mkg:periodStart '2011' ; mkg:periodEnd '2011'", "1995", {"urn:niger", "urn:mali"}),
    ("in the year of its report", "mkg:cue 'is'", "1985", {"urn:niger"}),
    ("today", "mkg:cue 'is'", None, {"urn:niger", "urn:mali"}),
]


@pytest.mark.parametrize(("slots", "issued", "states"), [case[1:] for case in TIMES], ids=[case[0] for case in TIMES])
def test_a_group_has_the_members_of_the_time(slots: str, issued: str | None, states: set[str]) -> None:
    graph = made(
        STATES + "<urn:togo> a mkg:State . <urn:union> a mkg:Region ; mkg:hasMember <urn:niger>, <urn:mali> .\n"
        "<urn:m1> a mkg:Membership ; mkg:group <urn:union> ; mkg:memberState <urn:mali> ; mkg:memberFrom '1990' .\n"
        "<urn:m2> a mkg:Membership ; mkg:group <urn:union> ; mkg:memberState <urn:togo> ; mkg:memberFrom '1990' ;"
        " mkg:memberUntil '2010' .\n<urn:e> oa:hasSource <urn:report> . <urn:f> oa:hasSource <urn:survey> .\n"
        + (f"<urn:report> dcterms:issued '{issued}' . <urn:survey> dcterms:issued '2012' .\n" if issued else "")
        + claim("1", "Agreement", f"mkg:party <urn:union> ; mkg:evidence <urn:e>, <urn:f> ; {slots}")
    )
    assert {row["state"] for row in run_template(graph, "agreements-of-state")} == states


# What a row of an imported table says of two states, and whether it is a listed agreement.
LISTED = [
    ("an agreement in force", "mkg:agreementStatus mkg-agreement-status:in-force", True),
    ("one that is not ratified", "mkg:agreementStatus mkg-agreement-status:unratified", True),
    ("one without a status", "mkg:agreementSubject 'work'", True),
    ("talks", "mkg:agreementStatus mkg-agreement-status:in-progress", False),
    ("absence", "mkg:agreementStatus mkg-agreement-status:absent", False),
    ("a provision", "mkg:ofInstrument <urn:pact> ; mkg:provision <urn:wages>", False),
]


@pytest.mark.parametrize(("slots", "is_listed"), [case[1:] for case in LISTED], ids=[case[0] for case in LISTED])
def test_a_table_lists_agreements_without_a_name(slots: str, is_listed: bool) -> None:
    graph = made(
        STATES + "<urn:table> a mkg:Document, mkg:DataSet . <urn:cell> oa:hasSource <urn:table> ; mkg:row '4' .\n"
        + claim("1", "Agreement", f"mkg:party <urn:niger>, <urn:mali> ; mkg:rootSource <urn:table> ;"
                f" mkg:evidence <urn:cell> ; {slots}")
    )  # fmt: skip
    assert [(row["row"], row["claim"]) for row in run_template(graph, "listed-agreements")] == [("4", "1")] * is_listed


def test_an_agreement_of_a_report_is_in_no_data_set() -> None:
    graph = made(
        STATES + "<urn:report> a mkg:Document . <urn:e> oa:hasSource <urn:report> ; mkg:row '4' .\n"
        + claim("1", "Agreement", "mkg:party <urn:niger>, <urn:mali> ; mkg:rootSource <urn:report> ;"
                " mkg:evidence <urn:e>")
    )  # fmt: skip
    assert len(run_template(graph, "listed-agreements")) == 0


TABLE = (
    '<urn:table> a mkg:Document, mkg:DataSet . <urn:cell> oa:hasSource <urn:table> ; mkg:row "4" ; mkg:column "5" .\n'
)
SAID = '<urn:e> mkg:sentence "It fell." .\n'
SIDES = [
    ("MigrantStock", "mkg:destination id:state\\/ML ; mkg:unit mkg-unit:times", ["id:state/ML"]),
    ("Remittance", "mkg:sender id:state\\/ML ; mkg:unit mkg-unit:percent-change", ["id:state/ML"]),
    ("Remittance", "mkg:sender id:state\\/ML ; mkg:receiver id:state\\/NE ; mkg:unit mkg-unit:percent-change",
     ["id:state/ML", "id:state/NE"]),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "slots", "of"), SIDES)
def test_a_change_is_told_of_both_sides(kind: str, slots: str, of: list[str]) -> None:
    graph = made(SAID + claim("1", kind, f"mkg:evidence <urn:e> ; mkg:low -30 ; {slots}"))
    assert [row["of"] for row in run_template(graph, "changes")] == of
    assert [row["of"] for row in run_template(graph, "changes", {"subject": "ML"})] == ["id:state/ML"]


ROLES = [
    ("supervises", "supervisors"),
    ("controls", "controllers"),
    ("funds", "funders"),
    ("supports", "supporters"),
]


@pytest.mark.parametrize(("does", "column"), ROLES)
def test_beside_an_organisation_stands_who_works_on_it(does: str, column: str) -> None:
    graph = made(
        f"<urn:ministry> mkg:{does} <urn:house> .\n"
        + claim("1", "Presence", "mkg:presentOrganisation <urn:house>")
    )  # fmt: skip
    (row,) = run_template(graph, "organisations-by-place")
    assert {name: row[name] for _, name in ROLES} == {
        name: ["urn:ministry"] if name == column else [] for _, name in ROLES
    }


PAIRS = [
    ({}, ["KZ RU", "KZ UZ", "NE UZ", "RU UZ"]),
    ({"state": "KZ, RU"}, ["KZ RU", "KZ UZ", "RU UZ"]),
    ({"state": "UZ, KZ", "other": "UZ, RU"}, ["KZ RU", "KZ UZ", "RU UZ"]),
    ({"state": "RU", "other": "KZ, UZ"}, ["KZ RU", "RU UZ"]),
    ({"state": "UZ", "other": "UZ"}, []),
]


@pytest.mark.parametrize("name", ["listed-agreements", "listed-provisions"])
@pytest.mark.parametrize(("asked", "pairs"), PAIRS)
def test_each_pair_of_the_states_asked_for_is_listed_once(name: str, asked: dict[str, str], pairs: list[str]) -> None:
    of_text = "mkg:ofInstrument <urn:pact> ; mkg:provision <urn:wages> ;" if name == "listed-provisions" else ""
    listed = "".join(
        claim(pair.replace(" ", "-"), "Agreement", f"mkg:party {states} ; mkg:rootSource <urn:table> ; {of_text}"
              " mkg:evidence <urn:cell>")
        for pair in PAIRS[0][1] for states in [", ".join(f"id:state\\/{code}" for code in pair.split())]
    )  # fmt: skip
    graph = made(f"{TABLE}{listed}")
    assert [row["claim"] for row in run_template(graph, name, asked)] == [pair.replace(" ", "-") for pair in pairs]


@pytest.mark.parametrize(
    ("name", "slots", "asked"),
    [
        ("listed-migrants", "a mkg:MigrantStock ; mkg:origin id:state\\/UZ ; mkg:destination id:state\\/KZ", "origin"),
        ("listed-remittances", "a mkg:Remittance ; mkg:sender id:state\\/UZ ; mkg:receiver id:state\\/KZ", "sender"),
    ],
)
def test_a_cell_is_listed_once_however_much_is_asked_for(name: str, slots: str, asked: str) -> None:
    graph = made(f"{TABLE}id:claim\\/1 {slots} ; mkg:rootSource <urn:table> ; mkg:high 9 ; mkg:evidence <urn:cell> .")
    assert len(run_template(graph, name, {asked: "UZ, KZ", "minimum": [1, 5]})) == 1


# What a table of any kind may list that a report may say as well.
TOLD = [
    ("law-status", "Law", ADOPTED),
    ("states-without-law", "Law", "mkg:jurisdiction <urn:niger> ; mkg:lawStatus mkg-law-status:absent"),
    ("organisations-by-place", "Presence", "mkg:presentOrganisation <urn:house> ; mkg:place <urn:niger>"),
    ("trafficking-routes", "TraffickingRoute", "mkg:origin <urn:niger> ; mkg:destination <urn:mali>"),
]


@pytest.mark.parametrize(("name", "kind", "slots"), TOLD)
@pytest.mark.parametrize(("root", "rows"), [("<urn:report>", 1), ("<urn:table>", 0)])
def test_what_a_table_lists_is_no_statement_of_a_report(name: str, kind: str, slots: str, root: str, rows: int) -> None:
    graph = made(f"<urn:niger> a mkg:State . {TABLE}" + claim("1", kind, f"mkg:rootSource {root} ; {slots}"))
    assert len(run_template(graph, name)) == rows


def test_a_law_that_a_table_lists_is_not_adopted_by_a_report() -> None:
    graph = made(NIGER + TABLE + claim("1", "Service", "mkg:place <urn:niger> ; mkg:rootSource <urn:report>")
                 + claim("2", "Law", f"{ADOPTED} ; mkg:rootSource <urn:table>"))  # fmt: skip
    assert [row["standing"] for row in run_template(graph, "states-without-law")] == ["silent"]
