"""The session: each command leads to the next claim, to an entry, or to a reason why not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.build import Reading
from kg.document import read_text
from kg.review.items import State
from kg.review.model import Judgement, Verdict, Withdrawal
from kg.review.session import Session, step
from tests.review import desk

FOUND = desk.under(desk.reading())
BENCH = desk.bench(FOUND)
START = Session(FOUND.items)
ADD = "+ Relation || It also trains them || trains || agent=embassy of Nepal; relation=trains; patient=masons"


def after(*commands: str) -> Session:
    session = START
    for line in commands:
        session = step(session, line, BENCH).session
    return session


@pytest.mark.parametrize(
    ("commands", "at"),
    [
        ([], 0), (["n"], 1), (["s"], 1), ([""], 1), (["a"], 1), (["r"], 1), (["c payer=masons"], 0), (["n", "b"], 0),
        (["g 3"], 2), (["n"] * 9, 4), (["a", "u"], 0), (["?"], 0), ([ADD], 1), (["b"], 0), (["g 9"], 0),
    ],
)  # fmt: skip
def test_where_commands_lead(commands: list[str], at: int) -> None:
    assert after(*commands).at == at


def test_a_judgement_tells_whose_proposal_was_judged_and_by_whom() -> None:
    entry = step(START, "r figure of another year", BENCH).entry
    assert isinstance(entry, Judgement)
    assert (entry.verdict, entry.remark, entry.reviewer) == (Verdict.REJECT, "figure of another year", "ada")
    assert (entry.proposer, entry.version, entry.score, entry.anchor) == ("reader", "1", 0.7, "7,000")
    assert entry.place.quote == "Some 7,000 Nepali masons worked in Malta in 2016"
    assert entry.place.before == "The harbour town has grown fast."


def test_a_correction_keeps_what_was_proposed_beside_what_is_right() -> None:
    entry = step(after("n", "n"), "c payer=masons; high=", BENCH).entry
    assert isinstance(entry, Judgement)
    assert entry.claim is not None
    assert entry.becomes is not None
    assert entry.claim.slots["payer"] == ["mason"]
    assert entry.becomes.slots["payer"] == ["masons"]
    assert "high" not in entry.becomes.slots


@pytest.mark.parametrize(
    ("commands", "fault"),
    [
        (["c eq=8000"], "the gate refuses it: figure-not-read"),
        (["c low=9000; high=7000"], "the gate refuses it: low-above-high"),
        (["c notes=7"], "the gate refuses it: unknown-note"),
        (["c"], "say what is right"),
        (["n", "n", "c payer=masons", "b", "c payer=masons"], "says just that already"),
        (["n", "n", "c payer=masons", "b", "c payer=mason"], "that is what was proposed; accept it"),
        (["c payr=x"], "no slot payr"),
        ([ADD.replace("relation=trains", "low=7")], "Relation has no slot low"),
        ([ADD, ADD], "is there already; g 1 goes to it"),
        (["k"], "nothing was judged here before"),
        (["u"], "nothing was judged in this session"),
        (["b"], "this is the first one"),
        (["g x"], "g 1 to g 4"),
        (["x"], "x: no such command"),
        (["n", "n", "n", "n", "a"], "there is no claim at hand"),
    ],
)
def test_what_cannot_be_done_is_refused_and_writes_nothing(commands: list[str], fault: str) -> None:
    session = after(*commands[:-1])
    turn = step(session, commands[-1], BENCH)
    assert turn.refused
    assert fault in turn.told
    assert turn.entry is None
    assert turn.session == session


def test_undo_withdraws_the_last_judgement_and_goes_back_to_its_claim() -> None:
    session = after("a", "r", "n")
    turn = step(session, "u", BENCH)
    assert isinstance(turn.entry, Withdrawal)
    assert turn.session.at == 1
    assert [i.state for i in turn.session.items[:2]] == [State.ACCEPTED, State.OPEN]
    assert [i.state for i in step(turn.session, "u", BENCH).session.items[:2]] == [State.OPEN, State.OPEN]


def test_an_added_claim_stands_among_the_items() -> None:
    session = after(ADD)
    assert [i.state for i in session.items] == [State.ADDED, *[State.OPEN] * 4]
    assert step(session, "u", BENCH).session == START


@pytest.mark.parametrize(
    ("verdict", "becomes"), [("a", State.CORRECTED), ("r", State.REJECTED), ("c payer=masons", State.CORRECTED)]
)
def test_what_was_judged_before_can_be_kept_on_a_stale_claim(verdict: str, becomes: State) -> None:
    before = desk.judgements("n", "n", verdict)
    reading = desk.other_reader(desk.reading(), {**desk.FEE, "payee": ["NP"]})
    stale = desk.under(reading, *before)
    entries = desk.judge(stale, "n", "n", "k")
    now = desk.under(reading, *before, *entries)
    assert stale.items[2].state is State.STALE
    assert now.items[2].state is becomes
    assert len(now.matches) == 1
    if becomes is State.CORRECTED:
        assert now.items[2].match is not None
        assert now.items[2].match.judgement.holds == before[0].holds


@pytest.mark.parametrize(
    ("commands", "changed"),
    [
        (["c payer=masons", "b", "c payee=NP"], {"payer": ["masons"], "payee": ["NP"]}),
        (["c payer=masons", "b", "a", "b", "c payee=NP"], {"payee": ["NP"]}),
        (["r", "b", "c payee=NP"], {"payee": ["NP"]}),
        (["c payer=masons", "b", "u", "c payee=NP"], {"payee": ["NP"]}),
    ],
)
def test_a_correction_starts_from_what_stands(commands: list[str], changed: dict[str, list[str]]) -> None:
    entry = desk.judge(FOUND, "n", "n", *commands)[-1]
    assert isinstance(entry, Judgement)
    assert entry.becomes is not None
    assert entry.becomes.slots == {**desk.FEE, **changed}
    assert entry.claim is not None
    assert entry.claim.values()["payer"] == ["mason"]


def noted(year: str) -> Reading:
    """The report with notes 1 and 3, and other words for the year of its first claim."""
    words = desk.text().replace("in 2016.", f"{year}.[^1]").replace("he leaves.", "he leaves.[^3]")
    return desk.reading(read_text(f"{words}\n## Notes\n\n[^1]: Own count.\n\n[^3]: A talk.\n", "harbour.md"))


@pytest.mark.parametrize("judged", ["c notes=3", "c notes=3; origin=IN"])
def test_notes_that_were_named_hold_on_where_the_claim_went_stale(judged: str) -> None:
    before = desk.judge(desk.under(noted("in 2016")), judged)
    stale = desk.under(noted("in 2016, it is said"), *before)
    assert stale.items[0].state is State.STALE
    (entry,) = desk.judge(stale, "k")
    assert isinstance(entry, Judgement)
    assert entry.holds is not None
    assert entry.holds.notes == (3,)


_LINES = st.sampled_from(
    ["a", "r no", "n", "b", "u", "k", "c payer=masons", "c modality=estimated", "c low=1", "g 2", "g 9", ADD, "?", ""]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(_LINES, st.text(max_size=12)), max_size=14))
def test_what_is_written_gives_back_what_the_session_shows(lines: list[str]) -> None:
    session, entries = START, []
    for line in lines:
        turn = step(session, line, BENCH)
        session = turn.session
        if turn.entry is not None:
            entries.append(turn.entry)
    read_again = desk.under(desk.reading(), *entries)
    shown = sorted((i.span, i.said.said, i.state.value) for i in session.items)
    assert shown == sorted((i.span, i.said.said, i.state.value) for i in read_again.items)
