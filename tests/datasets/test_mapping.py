"""Any table as claims, by a mapping."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import iri
from kg.datasets.mapping import table
from kg.datasets.names import Names
from kg.errors import UserError
from kg.graph.store import Graph
from kg.lexicon import lexicon
from kg.validation import validate
from tests.datasets import samples
from tests.datasets.conftest import Imported, take

HEAD = "data-set: {id: border-2020, title: Border counts 2020, issued: 2020, coverage: Two crossings only.}\n"
MAPPING = (
    HEAD
    + """
claims:
  - type: MigrantStock
    slots:
      origin: {column: From, split: "/"}
      destination: {column: To}
      low: {column: Thousands, times: 1000}
      high: {column: Thousands, times: 1000}
      unit: {value: persons}
      status: {column: Standing}
      year: {column: Day}
    modality: estimated
    where: {Kind: [count]}
  - type: Measure
    slots:
      actor: {column: To}
      kind: {value: quota}
      high: {column: Quota}
      unit: {value: persons}
      year: {column: Day}
    evidence: Quota
"""
)
ROWS = [
    ("From", "To", "Thousands", "Standing", "Day", "Kind", "Quota"),
    ("Nepal/LKA", "Republic of Korea", "1.5", "legal", "3/29/2006", "count", 4000),
    ("Nepal", "Qatar", "2", "", "2007", "guess", ""),
    ("Nepal", "Qatar", "2", "blue", "2007", "count", ""),
    ("Narnia", "Qatar", "many", "", "2007", "count", ""),
    ("Narnia", "Qatar", "1", "", "2007", "count", ""),
]


def imported(folder: Path, mapping: str = MAPPING) -> Imported:
    rules = folder / "mapping.yaml"
    rules.write_text(mapping, encoding="utf-8")
    return take(table(samples.write_csv(folder / "counts.csv", ROWS), rules))


def labels(graph: Graph) -> list[str]:
    return sorted(
        str(r["l"].value) for r in graph.select("SELECT ?l WHERE { ?c a mkg:Claim ; rdfs:label ?l }") if r["l"]
    )


def test_columns_become_slots(tmp_path: Path) -> None:
    found = imported(tmp_path)
    rows = found.graph.select(
        "SELECT ?o ?d ?low ?y ?row ?column WHERE { ?c a mkg:MigrantStock ; mkg:legalStatus mkg-legal-status:legal ; "
        "mkg:origin ?o ; mkg:destination ?d ; mkg:low ?low ; mkg:periodStart ?y ; mkg:evidence ?e . "
        "?e mkg:row ?row ; mkg:column ?column } ORDER BY ?o"
    )
    told = [[v.value.rsplit("/", 1)[-1] for v in r.values() if v is not None] for r in rows]
    assert told == [[o, "KR", "1500", "2006", "2", "Thousands"] for o in ("LK", "NP")]
    assert found.tally.claims == {"MigrantStock": 2, "Measure": 1}
    assert validate(found.graph).conforms


def test_what_does_not_fit_makes_no_claim_and_is_told(tmp_path: Path) -> None:
    found = imported(tmp_path)
    assert ["blue" in r or "many" in r for r in found.tally.remarks] == [True, True]
    assert found.names.unresolved == {"Narnia"}
    assert found.tally.passed_over == {"rows without Quota": 4}


MEASURED = HEAD + "claims: [{type: MigrantStock, slots: {origin: {column: Who}, low: {column: N, times: 1000}}}]"


@pytest.mark.parametrize(
    ("delimiter", "written", "low"),
    [
        (";", "12,5", "12500"),
        ("\t", "33,3", "33300"),
        (";", "1.234,5", "1234500"),
        (";", "0,125", "125"),
        (";", "12,500", "12500000"),
        (";", "1,234,567.5", "1234567500"),
        (",", "12,500", "12500000"),
        (",", "1,00,000", "100000000"),
        (",", "12,5", None),
        (",", "0,500", None),
        (";", "12,5,0", None),
    ],
)
def test_a_comma_parts_thousands_or_decimals(tmp_path: Path, delimiter: str, written: str, low: str | None) -> None:
    path = tmp_path / "counts.csv"
    path.write_text(f'Who{delimiter}N\nNepal{delimiter}"{written}"\n', encoding="utf-8")
    rules = tmp_path / "mapping.yaml"
    rules.write_text(MEASURED, encoding="utf-8")
    found = take(table(path, rules))
    rows = found.graph.select("SELECT ?low WHERE { ?c mkg:low ?low }")
    assert [r["low"].value for r in rows if r["low"] is not None] == ([low] if low else [])
    assert [written in r and "comma" in r for r in found.tally.remarks] == ([] if low else [True])


@pytest.mark.parametrize(
    ("claim", "labels_found"),
    [
        ("slots: {origin: {value: NO}, destination: {column: Dest}}", ["NO", "SE", "No"]),
        ("slots: {destination: {column: Dest}}, where: {Dest: [NO, SE]}", ["NO", "SE"]),
        ("slots: {destination: {column: Dest}}, where: {Signed: yes}", ["NO", "No"]),
        ("slots: {destination: {column: Dest}}, where: {01: [01]}", ["SE"]),
        ("slots: {destination: {column: Dest}}, where: {Signed: }", ["SE"]),
        ("slots: {origin: {column: No}, destination: {column: Dest}}", ["NO", "SE", "No"]),
    ],
)
def test_a_mapping_means_what_it_writes(tmp_path: Path, claim: str, labels_found: list[str]) -> None:
    rows = [("Dest", "Signed", "01", "No"), ("NO", "yes", "1", "NO"), ("SE", "", "01", "NO"), ("No", "yes", "", "NO")]
    rules = tmp_path / "mapping.yaml"
    rules.write_text(HEAD + f"claims: [{{type: MigrantStock, {claim}}}]", encoding="utf-8")
    found = take(table(samples.write_csv(tmp_path / "counts.csv", rows), rules))
    assert [text.rsplit(" ", 1)[-1] for text in labels(found.graph)] == sorted(labels_found)
    if "origin" in claim:
        origins = found.graph.select("SELECT DISTINCT ?o WHERE { ?c mkg:origin ?o }")
        assert [r["o"].value for r in origins if r["o"] is not None] == [iri.state("NO")]


def test_a_mapping_may_repeat_itself(tmp_path: Path) -> None:
    slots = "slots: {origin: {column: From}, destination: {column: To}}"
    found = imported(
        tmp_path,
        HEAD + f"claims:\n  - &all {{type: MigrantStock, {slots}}}\n"
        "  - {<<: *all, evidence: To, modality: estimated}\n",
    )
    assert found.tally.claims == {"MigrantStock": 10}


def law(subject: str, status: str, more: str = "") -> str:
    told = f"jurisdiction: {{column: Country}}, subject: {{value: {subject}}}, status: {{column: {status}}}"
    return f"  - {{type: Law, slots: {{{told}}}{more}}}\n"


LAWS = [("Country", "A", "B"), ("KZ", "adopted", "absent"), ("UZ", "absent", "adopted")]
LAW_CLAIMS = (
    "SELECT ?c ?subject ?status WHERE { ?c a mkg:Law ; mkg:lawSubject ?subject ; mkg:lawStatus ?status ; "
    'mkg:evidence ?e . ?e mkg:row "2" }'
)


def law_claims(folder: Path, *entries: str) -> dict[tuple[str, str], str]:
    """Of the first row: subject and status → name of the claim."""
    rules = folder / "mapping.yaml"
    rules.write_text(HEAD + "claims:\n" + "".join(entries), encoding="utf-8")
    rows = take(table(samples.write_csv(folder / "laws.csv", LAWS), rules)).graph.select(LAW_CLAIMS)
    told = [[r[k].value.rsplit("/", 1)[-1] for k in ("subject", "status", "c")] for r in rows]  # type: ignore[union-attr]
    return {(subject, status): name for subject, status, name in told}


def test_each_entry_makes_a_claim_of_its_own(tmp_path: Path) -> None:
    one, other = law("trafficking", "A"), law("labour export", "B")
    found = law_claims(tmp_path, one, other, law("recruitment", "A"))
    assert found.keys() == {("trafficking", "adopted"), ("labour export", "absent"), ("recruitment", "adopted")}
    assert len(set(found.values())) == 3
    assert law_claims(tmp_path, one).items() <= found.items()


def test_entries_that_no_row_shares_keep_the_names_of_their_claims(tmp_path: Path) -> None:
    one, other = law("trafficking", "A", ", where: {A: [absent]}"), law("labour export", "B", ", where: {A: [adopted]}")
    assert law_claims(tmp_path, one, other) == law_claims(tmp_path, other)


MEANT = [
    ("TraffickingRole", "role: {value: victim}, holder: {column: Who}", "holder", "group/nationals-of-KZ"),
    ("Relation", "relation: {value: deports}, patient: {column: Who}", "patient", "group/nationals-of-KZ"),
    ("Relation", "relation: {column: What}, patient: {column: Who}", "patient", "group/nationals-of-KZ"),
    ("Relation", "relation: {value: pressures}, patient: {column: Who}", "patient", "state/KZ"),
    ("Relation", "relation: {value: denies}, patient: {column: Matter}", "patient", "issue/labor-migration"),
    ("TraffickingRole", "role: {value: victim}, holder: {column: Rulers}", "holder", "state/KZ"),
]


@pytest.mark.parametrize(("kind", "slots", "prop", "node"), MEANT)
def test_a_name_means_what_its_slot_holds(tmp_path: Path, kind: str, slots: str, prop: str, node: str) -> None:
    rows = [("Who", "What", "Matter", "Rulers"), ("Kazakhstan", "abuses", "labor migration", "the Kazakh government")]
    rules = tmp_path / "mapping.yaml"
    rules.write_text(HEAD + f"claims: [{{type: {kind}, slots: {{{slots}}}}}]", encoding="utf-8")
    found = take(table(samples.write_csv(tmp_path / "roles.csv", rows), rules))
    (row,) = found.graph.select(
        f"SELECT ?v ?of ?label WHERE {{ ?c mkg:{prop} ?v . ?v skos:prefLabel ?label "
        "OPTIONAL { ?v mkg:nationalsOf ?of } }"
    )
    assert row["v"] is not None
    assert row["v"].value == iri.THINGS + node
    assert (row["of"] and row["of"].value) == (iri.state("KZ") if "nationals" in node else None)
    assert found.names.unresolved == set()


def test_nationals_of_a_state_that_is_no_more_are_unresolved() -> None:
    names = Names(lexicon())
    assert names.people("Yugoslavia", 1990).nationals_of
    assert names.people("Yugoslavia", 2009).kind == "UnresolvedActor"


MISTAKES = [
    ("- 1", "must be a list of names"),
    (HEAD, "`claims` must be a list"),
    ("claims: [{type: MigrantStock}]", "`data-set` must be"),
    ("data-set: {id: Big Data, title: x}\nclaims: [{type: Law}]", "an id of small letters"),
    (HEAD + "claims: [{type: Flow, slots: {}}]", "no type of claim"),
    (HEAD + "claims: [{type: Law, slots: {colour: {value: red}}}]", "Law has no slot colour"),
    (HEAD + "claims: [{type: Law, slots: {status: {value: red}}}]", "red is no value of status"),
    (HEAD + "claims: [{type: Law, slots: {status: {column: a, value: b}}}]", "either a column or a value"),
    (HEAD + "claims: [{type: Law, slots: {status: {column: }}}]", "either a column or a value"),
    (HEAD + "claims: [{type: MigrantStock, slots: {low: {column: To, times: many}}}]", "`times` of slot low"),
    (HEAD + "claims: [{type: Law, slots: {jurisdiction: {column: Land}}}]", "lacks the column Land"),
    (HEAD + "claims: [{type: Law, modality: sure, slots: {jurisdiction: {column: To}}}]", "no modality"),
    ("a: [", "is no YAML"),
]


@pytest.mark.parametrize(("mapping", "words"), MISTAKES)
def test_a_mistake_in_the_mapping_is_one_clear_line(tmp_path: Path, mapping: str, words: str) -> None:
    with pytest.raises(UserError, match=words) as caught:
        imported(tmp_path, mapping)
    assert "\n" not in str(caught.value)
