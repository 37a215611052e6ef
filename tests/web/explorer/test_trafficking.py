"""Trafficking of the explorer against the templates that ask for the same claims."""

from __future__ import annotations

import pytest

from kg.api import open_graph
from kg.queries import Rows, run_template
from kg.web.explorer.library import Library
from kg.web.explorer.trafficking import Trafficking, trafficking


@pytest.fixture(scope="module")
def reference() -> Library:
    return Library(open_graph())


@pytest.fixture(scope="module")
def found(reference: Library) -> Trafficking:
    return trafficking(reference)


def _claims(rows: Rows) -> set[str]:
    return {str(row["claim"]) for row in rows}


@pytest.mark.parametrize(
    ("part", "name", "given"),
    [
        ("routes", "trafficking-routes", {}),
        ("roles", "trafficking-roles", {}),
        ("payments", "payments", {}),
        ("services", "shelters-and-hotlines", {"kind": "*"}),
    ],
)
def test_the_claims_are_those_of_the_template(
    part: str, name: str, given: dict[str, str], reference: Library, found: Trafficking
) -> None:
    lines = getattr(found, part)
    assert lines
    assert {line.claim for line in lines} == _claims(run_template(reference.graph, name, given))


def test_a_town_lies_in_its_state_and_a_group_has_its_members(found: Trafficking) -> None:
    assert (found.spots["place/osh"].kind, found.spots["place/osh"].states) == ("town", ("KG",))
    assert (found.spots["region/gulf-states"].kind, "AE" in found.spots["region/gulf-states"].states) == ("group", True)
    assert (found.spots["state/TJ"].kind, found.spots["region/abroad"].kind) == ("state", "unknown")


def test_every_state_of_a_route_has_the_number_that_maps_know(found: Trafficking) -> None:
    codes = {code for spot in found.spots.values() for code in spot.states}
    assert codes == set(found.numbers)
    assert {code: found.numbers[code] for code in ("AF", "TJ", "RU")} == {"AF": "004", "TJ": "762", "RU": "643"}


def test_states_without_a_word_on_shelters_are_told_from_those_with_one(found: Trafficking) -> None:
    assert "AE" in found.silent
    assert not {"KZ", "KG", "TJ", "UZ"} & {*found.silent}


def test_the_queries_are_the_templates_themselves(reference: Library, found: Trafficking) -> None:
    assert len(found.queries) == 5
    for text in found.queries.values():
        assert len(reference.graph.select(text))
