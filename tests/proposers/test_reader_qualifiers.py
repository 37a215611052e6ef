"""Modality, polarity, voices, context and notes of what the reader proposes."""

from __future__ import annotations

import pytest

from kg.claims.model import Claim, How
from kg.document import Document, read_text
from kg.lexicon import lexicon
from kg.proposers.reader import cues
from kg.proposers.reader.engine import propose
from kg.proposers.reader.units import plain_view
from tests.made import calls


def _document(text: str) -> Document:
    return read_text(text, "text.md")


def _read(text: str) -> list[Claim]:
    return list(propose(_document(text), lexicon()))


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("In 2011 90,000 Nepalis worked in Qatar.", "asserted"),
        ("About 90,000 Nepalis work in Qatar.", "estimated"),
        ("Reportedly 90,000 Nepalis work in Qatar.", "estimated"),
        ("Experts estimate that 90,000 Nepalis work in Qatar.", "estimated"),
        ("Over 90,000 Nepalis work in Qatar.", "asserted"),
        ("Remittances to Nepal will fall by 10 percent in 2016.", "forecast"),
        ("Remittances to Nepal are expected to fall by 10 percent in 2016.", "forecast"),
        ("Remittances to Nepal could fall by 10 percent.", "hypothetical"),
        ("If Nepal signed, remittances to Nepal fell by 10 percent.", "hypothetical"),
        ("Nepal should sign a labor agreement with Qatar.", "recommended"),
    ],
)
def test_modality(sentence: str, modality: str) -> None:
    (claim,) = _read(sentence)
    assert claim.modality == modality


@pytest.mark.parametrize(
    ("sentence", "polarity"),
    [
        ("Kuwait cooperates with Nepal.", "affirmed"),
        ("Kuwait does not cooperate with Nepal.", "negated"),
        ("Kuwait failed to cooperate with Nepal.", "negated"),
        ("Kuwait rarely cooperates with Nepal.", "negated"),
        ("Kuwait is reluctant to cooperate with Nepal.", "negated"),
        ("Qatar did not respond, but Kuwait cooperated with Nepal.", "affirmed"),
        ("Kuwait not only cooperates with Nepal.", "affirmed"),
        ("Not only in May Kuwait cooperates with Nepal.", "affirmed"),
        ("Under Convention No. 97 Kuwait cooperates with Nepal.", "affirmed"),
        ("Qatar did not respond, yet Kuwait cooperated with Nepal.", "affirmed"),
    ],
)
def test_polarity_has_the_scope_of_its_clause(sentence: str, polarity: str) -> None:
    (claim,) = [c for c in _read(sentence) if c.type == "Relation"]
    assert claim.polarity == polarity


@pytest.mark.parametrize(
    ("sentence", "denies"),
    [
        ("Doha has exempted nobody from the fee.", True),
        ("The ministry has published nothing about the raids.", True),
        ("Nowhere on the islands are complaints taken.", True),
        ("Inspectors scarcely visit the plantations.", True),
        ("It is nothing but a list of names.", False),
        ("The clinic in Nadi is open to all.", False),
    ],
)
def test_words_that_can_deny(sentence: str, denies: bool) -> None:
    assert cues.denies(sentence) is denies


@pytest.mark.parametrize(
    ("sentence", "denied"),
    [
        ("Kuwait has not yet answered Nepal.", True),
        ("Kuwait has yet to answer Nepal.", True),
        ("Kuwait answers, yet not Nepal.", False),
        ("Kuwait did not ask and yet Nepal answers.", False),
        ("Kuwait has not asked, however Nepal answers.", False),
    ],
)
def test_denial_reaches_within_its_clause(sentence: str, denied: bool) -> None:
    (paragraph,) = _document(sentence).paragraphs
    found = plain_view(paragraph.sentences[0], lexicon())
    at = found.text.index("answer")
    begin, _ = cues.clause(found, at, at + 6)
    assert cues.denied(found, begin, at) is denied


@pytest.mark.parametrize(
    ("opening", "voices"),
    [
        ("According to the World Bank, ", ("World Bank",)),
        ("The ILO estimates that ", ("ILO",)),
        ("World Bank data show that ", ("World Bank",)),
        ("The Nepali government claims that ", ("NP",)),
        ("Nepali experts believe that ", ("Nepali experts",)),
        ("Experts believe that ", ()),
        ("Reportedly ", ()),
        ("", ()),
    ],
)
def test_attribution(opening: str, voices: tuple[str, ...]) -> None:
    (claim,) = _read(f"{opening}90,000 Nepalis work in Qatar.")
    assert claim.attribution == voices


def test_each_figure_takes_its_own_year() -> None:
    claims = _read("Remittances to Ghana rose from $2 million in 2008 to $3 million in 2011.")
    assert [(c.number("low"), c.values("year")) for c in claims] == [(2e6, (2008,)), (3e6, (2011,))]


def test_opening_period_holds_for_the_sentence() -> None:
    (claim,) = _read("In 2011, after a slow start, 90,000 Nepalis worked in Qatar.")
    assert claim.values("year") == (2011,)


def test_the_same_year_is_inherited_with_its_place() -> None:
    text = "In 2011 prices rose in Nepal. In the same year 90,000 Nepalis worked in Qatar."
    (claim,) = _read(text)
    (year,) = claim.slots["year"]
    assert (year.value, year.how, year.rule) == (2011, How.INHERITED, "same-time")
    assert year.span is not None
    assert text[year.span.start : year.span.end] == "2011"


def test_the_country_is_inherited_from_the_sentence_before() -> None:
    text = "Nepal has many peaks. The country has not ratified the Migrant Workers Convention."
    (claim,) = _read(text)
    (party,) = claim.slots["parties"]
    assert (party.value, party.how) == ("NP", How.INHERITED)
    assert party.span is not None
    assert text[party.span.start : party.span.end] == "Nepal"


def test_the_country_in_doubt_is_no_one() -> None:
    text = "Nepal has many peaks. They rival those of Peru. The country has not signed the Palermo Protocol."
    assert _read(text) == []


def test_nothing_is_inherited_across_a_heading() -> None:
    text = "# One\n\nNepal has many peaks.\n\n# Two\n\nThe country has not ratified the Palermo Protocol."
    assert _read(text) == []


def test_heading_lends_its_state() -> None:
    (claim,) = _read("# Work in Nepal\n\nRemittances reached $3 million in 2011.")
    (receiver,) = claim.slots["receiver"]
    assert (receiver.value, receiver.how, receiver.rule) == ("NP", How.INHERITED, "topic")


def test_a_claim_takes_the_first_note_after_it() -> None:
    text = "90,000 Nepalis work in Qatar.1 Over 5,000 Kenyans live in Oman.2\n\n1 A source.\n\n2 Another.\n"
    claims = propose(read_text(text, "text.txt"), lexicon())
    assert [c.notes for c in claims] == [(1,), (2,)]


def test_spans_are_those_of_the_source() -> None:
    text = "Prices rose.\n\nSome   90,000\nNepalis work in\nQatar today."
    (claim,) = _read(text)
    assert text[claim.span.start : claim.span.end] == "Some   90,000\nNepalis work in\nQatar"
    assert all(v.span is None or claim.span.contains(v.span) for vs in claim.slots.values() for v in vs)


def test_claims_of_a_reading_are_ordered_unique_and_repeatable() -> None:
    text = "90,000 Nepalis work in Qatar. Nepal has no labor agreement with Qatar, Oman or Iraq."
    claims = _read(text)
    assert claims == sorted(claims, key=lambda c: (c.span, c.type, c.id))
    assert len({c.id for c in claims}) == len(claims) == 4
    assert claims == _read(text)
    assert all(c.proposer == "reader" and c.basis for c in claims)


def test_a_nationality_of_another_sentence_never_enters_a_name() -> None:
    (claim,) = _read("Chilean police were absent. IOM trained 150 border guards.")
    assert claim.values("patient") == ("border guards",)


@pytest.mark.parametrize("text", ["Hello.", "1 2 3 4.", "Nepal Qatar Kuwait.", "$5 and 6% of 7,000 in 2008."])
def test_sentences_without_claims(text: str) -> None:
    assert _read(text) == []


@pytest.mark.parametrize(
    "unit",
    [
        "some 90,000 Nepalis and ",
        "remittances of $5 million in 2008 from Qatar to Nepal and ",
        "an agreement between Nepal and Qatar and ",
        "workers who have been and will be ",
    ],
)
def test_work_stays_linear_on_endless_sentences(unit: str) -> None:
    def work(count: int) -> int:
        document = _document("So " + unit * count + "ended.")
        return calls(lambda: propose(document, lexicon()))

    work(10)
    assert work(800) < 10 * work(100)
