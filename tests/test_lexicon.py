"""From codes, names, adjectives and peoples to entries, and from regions to members."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import iri
from kg.lexicon import Lexicon, fold, lexicon, load

LEXICON = lexicon()


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("NP", "NP"),
        ("NPL", "NP"),
        ("np", "NP"),
        (iri.state("NP"), "NP"),
        (f"<{iri.state('NP')}>", "NP"),
        ("id:state/NP", "NP"),
        ("Nepal", "NP"),
        ("nepal", "NP"),
        ("NEPALESE", "NP"),
        ("nepalis", "NP"),
        ("the Philippines", "PH"),
        ("The United States", "US"),
        ("U.S.", "US"),
        ("Côte d’Ivoire", "CI"),
        ("cote d'ivoire", "CI"),
        ("  South \n Korea ", "KR"),
        ("Swaziland", "SZ"),
        ("Burma", "MM"),
        ("Byelorussians", "BY"),
        ("Kirghizia", "KG"),
        ("Czech Republic", "CZ"),
        ("Türkiye", "TR"),
        ("Niger", "NE"),
        ("Nigeria", "NG"),
        ("Papua New Guinea", "PG"),
        ("Soviet Union", "SUHH"),
        ("Kosovo", "XK"),
        ("IOM", "IOM"),
        ("European Union", "EU"),
    ],
)
def test_a_whole_form_in_any_case_resolves(value: str, code: str) -> None:
    found = LEXICON.resolve(value)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    "value", ["Nepali migrants", "", " ", "Atlantis", "id:state/ZZ", "id:", "can", "it", "who", "us"]
)
def test_what_is_no_whole_form_does_not_resolve(value: str) -> None:
    assert LEXICON.resolve(value) is None


@pytest.mark.parametrize(
    ("value", "kind", "label"),
    [
        ("Georgia", "State", "Georgia"),
        ("Dominican", "State", "Dominican Republic"),
        ("Congo", "State", "Democratic Republic of the Congo"),
        ("Micronesia", "State", "Micronesia"),
        ("Kathmandu", "Place", "Kathmandu"),
        ("Kremlin", "State", "Russia"),
        ("AU", "State", "Australia"),
        ("Punjab", "Place", "Punjab (India)"),
        ("ASEAN", "Region", "Association of Southeast Asian Nations"),
        ("IOM Nepal", "Office", "IOM Kathmandu"),
        ("Human Rights Watch", "NonGovernmentalOrganisation", "Human Rights Watch"),
    ],
)
def test_of_several_meanings_the_likeliest_wins(value: str, kind: str, label: str) -> None:
    found = LEXICON.resolve(value)
    assert found is not None
    assert (found.kind, found.label) == (kind, label)


@pytest.mark.parametrize(
    ("form", "readings"),
    [
        ("Hanoi", [("name", "Hanoi"), ("capital", "Vietnam")]),
        ("Georgia", [("name", "Georgia"), ("label", "Georgia (United States)")]),
        ("Brussels", [("name", "Brussels"), ("capital", "Belgium"), ("capital", "European Union")]),
        ("Vietnamese", [("adjective", "Vietnam"), ("people", "Vietnam")]),
        ("Ceylon", [("former", "Sri Lanka")]),
        ("Filipinas", [("people", "Philippines")]),
    ],
)
def test_a_form_keeps_all_its_readings(form: str, readings: list[tuple[str, str]]) -> None:
    assert [(r.role, r.entry.label) for r in LEXICON.forms[form]] == readings


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Phillipines", "Philippines"),
        ("Bangaldesh", "Bangladesh"),
        ("Etiopia", "Ethiopia"),
        ("Katmandou", "Katmandu"),
    ],
)
def test_a_slip_of_the_pen_finds_its_neighbour(text: str, expected: str) -> None:
    assert expected in LEXICON.nearest(text)


def test_nothing_is_near_to_nonsense() -> None:
    assert LEXICON.nearest("qqqqqqqq") == []


def test_suggestions_are_of_the_kinds_that_are_wanted() -> None:
    assert "World Bank" in LEXICON.nearest("World Banc")
    assert LEXICON.nearest("World Banc", kinds={"State"}) == []


def test_suggestions_are_limited() -> None:
    assert len(LEXICON.nearest("Guine", limit=2)) <= 2


def codes(region: str, year: int | None = None) -> set[str]:
    return {state.rsplit("/", 1)[1] for state in LEXICON.members(iri.thing("region", region), year)}


@pytest.mark.parametrize(
    ("region", "members"),
    [
        ("central-asia", {"KZ", "KG", "TJ", "TM", "UZ"}),
        ("gulf-states", {"AE", "BH", "KW", "OM", "QA", "SA"}),
        ("baltic-states", {"EE", "LV", "LT"}),
        ("saarc", {"AF", "BD", "BT", "IN", "LK", "MV", "NP", "PK"}),
    ],
)
def test_members_of_today(region: str, members: set[str]) -> None:
    assert codes(region) == members


@pytest.mark.parametrize(
    ("region", "year", "state", "expected"),
    [
        ("eu", 2004, "PL", True),
        ("eu", 2003, "PL", False),
        ("eu", 2010, "GB", True),
        ("eu", 2021, "GB", False),
        ("cis", 2008, "GE", True),
        ("cis", 2010, "GE", False),
        ("ecowas", 2020, "NE", True),
        ("ecowas", 2026, "NE", False),
        ("sadc", 2006, "SC", False),
        ("sadc", 2010, "SC", True),
        ("eurasec", 2009, "TJ", True),
        ("g7", 1990, "JP", True),
    ],
)
def test_members_of_a_year(region: str, year: int, state: str, expected: bool) -> None:
    assert (state in codes(region, year)) is expected


def test_a_dissolved_group_has_no_members_today() -> None:
    assert codes("eurasec") == set()


def test_an_unknown_region_has_no_members() -> None:
    assert codes("atlantis", 2000) == set()


def test_the_lexicon_is_loaded_once() -> None:
    assert lexicon() is lexicon()


def test_a_lexicon_of_other_files(tmp_path: Path) -> None:
    path = tmp_path / "one.ttl"
    path.write_text(
        f"@prefix mkg: <{iri.TERMS}> . @prefix skos: <{iri.PREFIXES['skos']}> .\n"
        f'<{iri.state("QQ")}> a mkg:State ; skos:prefLabel "Quince"@en ; skos:notation "QQ" .\n'
        f'<{iri.thing("thing", "x")}> skos:prefLabel "No class"@en .',
        encoding="utf-8",
    )
    small = load([path])
    assert [e.label for e in small.entries.values()] == ["Quince"]
    assert small.resolve("quince") is not None
    assert small.resolve("No class") is None


def test_every_pref_label_of_a_state_resolves_to_it() -> None:
    states = [e for e in LEXICON.entries.values() if e.kind == "State"]
    assert [e.label for e in states if LEXICON.resolve(e.label) != e] == []


@given(st.text(max_size=40))
def test_resolve_takes_any_text(text: str) -> None:
    found = LEXICON.resolve(text)
    assert found is None or found.iri in LEXICON.entries


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_a_lexicon_is_its_own_key() -> None:
    assert isinstance(LEXICON, Lexicon)
    assert len({LEXICON, load([])}) == 2
