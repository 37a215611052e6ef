"""Which claims a template counts, told on a few claims each."""

from __future__ import annotations

import pytest
from few_claims import claim, made

from kg.queries import run_template

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
