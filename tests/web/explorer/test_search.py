"""Finding things by words, on the server and in the page."""

from __future__ import annotations

import json

import pytest

from kg.api import open_graph
from kg.web.explorer.answers import to_json
from kg.web.explorer.library import Library
from tests.web.explorer.conftest import Open

CASES = [
    "kaz",
    "KZ",
    "republic of kazakhstan",
    "remittances",
    "kyrgyz russia",
    "Côte",
    "osh",
    "labor code",
    "zzz",
    "–",
    "iom",
]


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(open_graph())


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("kazakhstan", "state/KZ"), ("KZ", "state/KZ"), ("Kyrgyz Republic", "state/KG"), ("cote d'ivoire", "state/CI"),
        ("RUSSIA", "state/RU"), ("osh", "place/osh"),
    ],
)  # fmt: skip
def test_a_thing_is_found_by_any_of_its_names(words: str, first: str, library: Library) -> None:
    assert library.finder.find(words).hits[0].id == first


def test_all_words_must_fit(library: Library) -> None:
    both = library.finder.find("istiqbolli hotlines", limit=200).hits
    assert both
    for hit in both:
        text = " ".join((hit.label, *hit.names, hit.text)).casefold()
        assert "istiqbolli" in text
        assert "hotline" in text


def test_a_kind_narrows_the_hits_and_keeps_the_counts(library: Library) -> None:
    every, claims = library.finder.find("russia"), library.finder.find("russia", "claim")
    assert claims.kinds == every.kinds
    assert claims.total == every.kinds["claim"]
    assert {h.kind for h in claims.hits} == {"claim"}


def test_a_sentence_leads_to_its_place(library: Library) -> None:
    hit = library.finder.find("hotlines", "sentence").hits[0]
    assert hit.id.startswith("document/")
    assert hit.start is not None


def test_the_page_searches_a_folder_by_the_same_rules(open_view: Open, library: Library) -> None:
    page = open_view("#/search")
    script = """async (cases) => { const index = await mkg.source.get('index');
        return cases.map((words) => mkg.search(index.things, words, '', 30)); }"""
    found = page.evaluate(script, CASES)
    expected = [json.loads(to_json(library.finder.find(words, "", 30))) for words in CASES]
    for words, theirs, ours in zip(CASES, found, expected, strict=True):
        assert theirs["total"] == ours["total"], words
        assert theirs["kinds"] == ours["kinds"], words
        assert [h["label"] for h in theirs["hits"]] == [h["label"] for h in ours["hits"]], words
