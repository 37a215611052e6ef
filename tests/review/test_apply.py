"""Claims after review: what was accepted, rejected, corrected and added is what the graph holds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.build import assemble
from kg.claims.gate import Passage
from kg.claims.model import Claim
from kg.errors import UserError
from kg.review.apply import files_of, judged, notes_of, only_reviewed, with_reviews
from kg.review.log import append
from kg.validation import validate
from tests.review import desk

ADD = "+ Relation || It also trains them || trains || agent=embassy of Nepal; relation=trains; patient=masons"
ALL = ("a", "r", "c payer=masons", "n", ADD)


def applied(*commands: str, proposals: object = desk.PROPOSALS) -> Passage:
    reading = desk.reading(proposals=proposals)
    found = desk.under(reading, *desk.judgements(*commands))
    return judged(reading.document, reading.passage, found.matches)


def told(claims: tuple[Claim, ...]) -> list[tuple[str, str, str]]:
    return [(c.type, c.proposer, c.basis) for c in claims]


def test_judgements_decide_and_the_rest_stays_as_proposed() -> None:
    passage = applied(*ALL)
    assert told(passage.claims) == [
        ("MigrantStock", "reviewed", "accepted"),
        ("Payment", "reviewed", "corrected"),
        ("Relation", "reader", "encoder"),
        ("Relation", "reviewed", "added"),
    ]
    assert passage.claims[1].values("payer") == ("masons",)
    assert passage.reasons() == {"rejected-in-review": 1}


def test_accepted_claims_keep_the_words_that_the_reader_found() -> None:
    before = desk.reading().passage.claims[0]
    after = applied("a").claims[0]
    assert after == replace(before, proposer="reviewed", basis="accepted", score=None)


def test_only_reviewed_claims_can_be_asked_for() -> None:
    passage = only_reviewed(applied(*ALL))
    assert {c.proposer for c in passage.claims} == {"reviewed"}
    assert passage.reasons() == {"not-reviewed": 1, "rejected-in-review": 1}


def test_what_people_accepted_stays_when_the_reader_falls_silent() -> None:
    passage = applied(*ALL, proposals=())
    assert told(passage.claims) == [
        ("MigrantStock", "reviewed", "accepted"),
        ("Payment", "reviewed", "corrected"),
        ("Relation", "reviewed", "added"),
    ]


def test_a_stale_judgement_decides_nothing() -> None:
    reading = desk.other_reader(desk.reading(), {**desk.FEE, "payee": ["NP"]})
    found = desk.under(reading, *desk.judgements("n", "n", "r"))
    passage = judged(reading.document, reading.passage, found.matches)
    assert passage.claims == reading.passage.claims
    assert only_reviewed(passage).claims == ()


def test_notes_follow_the_sentence_unless_the_reviewer_names_them() -> None:
    text = desk.PARAGRAPHS[0] + "\n\nBakers left Malta.1 Masons stayed.2\n\n1 Port Union.\n\n2 Gozo Daily.\n"
    doc = desk.document(text)
    sentence = next(s for s in doc.sentences() if s.text == "Masons stayed.")
    assert notes_of(sentence, sentence.span) == (2,)


def test_the_graph_of_a_review_conforms_and_names_people_as_its_source(tmp_path: Path) -> None:
    for entry in desk.judgements(*ALL):
        append(tmp_path / "r.jsonl", entry)
    reading = with_reviews({"r": tmp_path / "r.jsonl"}, only_reviewed)("r", desk.reading())
    graph = assemble([reading])
    assert validate(graph).conforms
    assert graph.claim_count() == 3
    assert b"activity/reader" not in graph.turtle()
    assert reading.remarks == ("review: 4 judgements, 4 kept, 0 stale, 0 orphaned",)


def test_the_order_of_judgements_changes_no_byte() -> None:
    entries = desk.judgements(*ALL)
    reading = desk.reading()
    graphs = set()
    for order in (entries, entries[::-1]):
        passage = judged(reading.document, reading.passage, desk.under(reading, *order).matches)
        graphs.add(assemble([replace(reading, passage=passage)]).turtle())
    assert len(graphs) == 1


def test_review_files_go_with_their_reports(tmp_path: Path) -> None:
    report, beside = tmp_path / "a.txt", tmp_path / "a.txt.review.jsonl"
    other = tmp_path / "o.jsonl"
    beside.touch()
    other.touch()
    assert files_of([str(report), "b.txt"], []) == {str(report): beside}
    assert files_of([str(report)], [other]) == {str(report): other}


@pytest.mark.parametrize(
    ("named", "fault"), [(["a", "b"], "2 files for 1 reports"), (["none.jsonl"], "no such review file")]
)
def test_review_files_that_fit_no_report_are_refused(tmp_path: Path, named: list[str], fault: str) -> None:
    with pytest.raises(UserError, match=fault):
        files_of(["r.txt"], [tmp_path / n for n in named])
