"""Judgements are found again by their words: kept, stale or orphaned after every change of text and reader."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.build import Reading
from kg.claims.model import Span
from kg.document import Document
from kg.review.apply import judged
from kg.review.items import State
from kg.review.match import Standing, counts
from kg.review.model import Entry, Judgement
from tests.review import desk

ALL = ("a", "r", "c payer=masons", "a")  # stock, agreement, payment, relation
NEW = "A ferry line was opened to Gozo in the spring, and bakers moved in above the quay."


def standings(reading: Reading, entries: Sequence[Entry]) -> dict[str, int]:
    return counts(desk.under(reading, *entries).matches)


def words(*paragraphs: str) -> Reading:
    return desk.reading(desk.document(desk.text(*paragraphs)))


P = desk.PARAGRAPHS
EDITS: dict[str, tuple[Reading, dict[str, int]]] = {
    "the same again": (desk.reading(), {"kept": 4, "stale": 0, "orphaned": 0}),
    "a paragraph inserted": (words(NEW, P[0], NEW, *P[1:]), {"kept": 4, "stale": 0, "orphaned": 0}),
    "a paragraph moved": (words(P[3], P[2], P[0], P[1]), {"kept": 4, "stale": 0, "orphaned": 0}),
    "lines wrapped": (desk.reading(desk.document(desk.text().replace(" fee of", "\nfee of"))),
                      {"kept": 4, "stale": 0, "orphaned": 0}),
    "another sentence before it": (words(P[0], "Nepali law is silent here. " + P[1], *P[2:]),
                                   {"kept": 4, "stale": 0, "orphaned": 0}),
    "words added to the sentence": (words(P[0], P[1].replace("Nepal has", "It is said that Nepal has"), *P[2:]),
                                    {"kept": 3, "stale": 1, "orphaned": 0}),
    "another figure in the quote": (words(P[0], P[1].replace("900", "950"), *P[2:]),
                                    {"kept": 3, "stale": 0, "orphaned": 1}),
    "a paragraph deleted": (words(P[0], *P[2:]), {"kept": 2, "stale": 0, "orphaned": 2}),
    "a reader with other scores and frames": (desk.other_reader(desk.reading()),
                                              {"kept": 4, "stale": 0, "orphaned": 0}),
    "a reader that says something else": (desk.other_reader(desk.reading(), {**desk.FEE, "payee": ["NP"]}),
                                          {"kept": 3, "stale": 1, "orphaned": 0}),
    "a reader that has learned the correction": (desk.other_reader(desk.reading(), {**desk.FEE, "payer": ["masons"]}),
                                                 {"kept": 4, "stale": 0, "orphaned": 0}),
    "a reader that says nothing": (desk.reading(proposals=()), {"kept": 4, "stale": 0, "orphaned": 0}),
}  # fmt: skip


@pytest.mark.parametrize(("reading", "expected"), EDITS.values(), ids=EDITS)
def test_judgements_after_an_edit(reading: Reading, expected: dict[str, int]) -> None:
    assert standings(reading, desk.judgements(*ALL)) == expected


def test_a_stale_judgement_names_the_claim_that_took_its_place() -> None:
    reading = desk.other_reader(desk.reading(), {**desk.FEE, "payee": ["NP"]})
    found = desk.under(reading, *desk.judgements(*ALL))
    (stale,) = [i for i in found.items if i.state is State.STALE]
    assert stale.match is not None
    assert stale.match.why == "what comes from elsewhere in the text is now another: payee"
    assert stale.said.slots["payee"] == ["NP"]


@pytest.mark.parametrize(
    ("verdict", "state"), [("a", State.ACCEPTED), ("c payer=masons", State.CORRECTED), ("r", State.STALE)]
)
def test_what_people_hold_goes_before_another_wording_of_the_same_words(verdict: str, state: State) -> None:
    before = desk.stated(desk.reading())
    entries = desk.judge(desk.under(before), "n", "n", verdict)
    after = desk.stated(desk.other_reader(desk.reading(), {**desk.FEE, "payee": ["NP"]}))
    found = desk.under(after, *entries)
    assert found.items[2].state is state
    held = judged(after.document, after.passage, found.matches).claims[2]
    assert held.values("payee") == (("NP",) if state is State.STALE else ("recruiters",))


def test_two_figures_of_one_sentence_are_not_taken_for_each_other() -> None:
    doc = desk.document("Some 300 Nepali cooks and 200 Nepali tailors lived in Malta then.\n")
    claims = [
        desk.proposed(doc, "MigrantStock", "300 Nepali cooks and 200 Nepali tailors lived in Malta", a,
                      {"origin": ["NP"], "destination": ["MT"], "low": n, "high": n, "unit": ["persons"]})
        for a, n in (("300", 300), ("200", 200))
    ]  # fmt: skip
    one, two = (c for c in claims if c)
    entries = desk.judge(desk.under(desk.reading(doc, one, proposals=())), "a")
    (match,) = desk.under(desk.reading(doc, two, proposals=()), *entries).matches
    assert (match.standing, match.claim, match.why) == (Standing.KEPT, None, "no longer proposed")


TWICE = "It was the same in May. Nepal has signed no agreement with Malta. Talks go on."
AGAIN = "The minister repeats himself. Nepal has signed no agreement with Malta. He shrugs."


def only(verdicts: str, *paragraphs: str) -> list[Entry]:
    """Judgements on the equal sentences of some paragraphs, one letter each."""
    doc = desk.document(desk.text(*paragraphs))
    return desk.judge(desk.under(reading_of_each(doc)), *verdicts)


def reading_of_each(doc: Document) -> Reading:
    """The text, read, with one claim on each of its equal sentences."""
    first = desk.proposed(doc, *desk.PROPOSALS[1])
    assert first is not None
    starts = [m.start() for m in re.finditer(re.escape(desk.PROPOSALS[1][1]), doc.text)]
    length = first.span.end - first.span.start
    claims = [replace(first, id=f"c{at}", span=Span(at, at + length)) for at in starts]
    return desk.reading(doc, *claims, proposals=())


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        ((TWICE, AGAIN), ["accept", "reject"]),
        ((AGAIN, TWICE), ["reject", "accept"]),
        ((AGAIN, NEW, TWICE), ["reject", "accept"]),
        ((AGAIN,), ["reject"]),
        ((TWICE,), ["accept"]),
    ],
)
def test_equal_sentences_are_told_apart_by_what_stands_around_them(
    paragraphs: tuple[str, ...], expected: list[str]
) -> None:
    found = desk.under(reading_of_each(desk.document(desk.text(*paragraphs))), *only("ar", TWICE, AGAIN))
    verdicts = [i.match.judgement.verdict.value for i in found.items if i.match]
    assert verdicts == expected
    assert len(found.orphans) == 2 - len(expected)


def test_an_equal_sentence_in_other_surroundings_is_stale() -> None:
    entries = only("nr", TWICE, AGAIN)
    found = desk.under(reading_of_each(desk.document(desk.text(TWICE))), *entries)
    assert [i.state for i in found.items] == [State.STALE]


def test_a_later_judgement_on_the_same_claim_wins() -> None:
    first, second = desk.judgements("a"), desk.judgements("r")
    found = desk.under(desk.reading(), *first, *second)
    assert found.items[0].state is State.REJECTED
    assert len(found.matches) == 1


def test_a_judgement_on_what_went_stale_replaces_the_one_before() -> None:
    reading = words(P[0], P[1].replace("Nepal has", "It is said that Nepal has"), *P[2:])
    before = desk.judgements("n", "a")
    after = desk.judge(desk.under(reading, *before), "n", "r")
    found = desk.under(reading, *before, *after)
    assert [m.standing for m in found.matches] == [Standing.KEPT]
    assert found.items[1].state is State.REJECTED


def test_keys_do_not_depend_on_scores_frames_or_names() -> None:
    keys = [j.key for j in desk.judgements("a", "a", "a", "a")]
    other = desk.judge(desk.under(desk.other_reader(desk.reading())), "a", "a", "a", "a")
    assert keys == [j.key for j in other if isinstance(j, Judgement)]


_FILLERS = st.lists(
    st.sampled_from([NEW, "Rain fell.", "The mayor counted cranes, as every mayor does.", "Nepal is far."]), max_size=3
)
_SPACES = st.sampled_from([" ", "\n", "  ", " \n"])


def respaced(paragraph: str, draw: Callable[[st.SearchStrategy[str]], str]) -> str:
    first, *rest = paragraph.split(" ")
    return first + "".join(draw(_SPACES) + word for word in rest)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.permutations(P), st.lists(_FILLERS, min_size=5, max_size=5), st.data())
def test_moving_inserting_and_rewrapping_loses_no_judgement(
    order: Sequence[str], fillers: Sequence[Sequence[str]], data: st.DataObject
) -> None:
    paragraphs = [*fillers[4]]
    for paragraph, before in zip(order, fillers, strict=False):
        paragraphs += [*before, respaced(paragraph, data.draw)]
    reading = desk.reading(desk.document(desk.text(*paragraphs)))
    assert standings(reading, ENTRIES) == {"kept": 4, "stale": 0, "orphaned": 0}


ENTRIES = desk.judgements(*ALL)


@settings(max_examples=40, deadline=None)
@given(st.sets(st.integers(0, 3)))
def test_every_judgement_is_kept_stale_or_orphaned_and_none_is_lost(deleted: set[int]) -> None:
    paragraphs = [p for i, p in enumerate(P) if i not in deleted] or [NEW]
    found = standings(words(*paragraphs), ENTRIES)
    assert sum(found.values()) == len(ENTRIES)
    assert found["orphaned"] == sum((1, 2, 1, 0)[i] for i in deleted)
