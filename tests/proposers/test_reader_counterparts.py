"""The other side of agreements of which a text tells one side."""

from __future__ import annotations

import pytest

from kg.claims.model import Claim, How, SlotValue, Span, claim_id, freeze
from kg.document import read_text
from kg.lexicon import lexicon
from kg.proposers.reader.counterparts import with_counterparts
from kg.proposers.reader.windows import Line, lines_of

ANCHORS = ("Qatar", "discussion")  # of the words by which claims are told here, those that are anchors as well
CORRIDOR = "Some 40,000 Nicaraguans pick coffee in Costa Rica. "


def sides(text: str, *told: tuple[str, str, dict[str, str]], name: str = "x.txt") -> list[tuple[object, ...]]:
    """Sides of the last claim told, as `with_counterparts` leaves it; each is (words of its sentence, type, slots)."""
    lines = lines_of(read_text(text, name), lexicon())
    found = with_counterparts([claim(lines, *one) for one in told], lines, lexicon())
    return [(value.value, value.how, value.rule) for value in found[-1].slots["parties"]]


def claim(lines: list[Line], words: str, kind: str, slots: dict[str, str]) -> Claim:
    """A claim in the sentence that holds the words; values with "^" are inherited, lists part by spaces."""
    sentence = next(line.sentence for line in lines if words in line.sentence.text)
    span = Span(sentence.span.start, sentence.span.end)
    made = freeze(
        {
            slot: tuple(
                SlotValue(v.strip("^"), How.INHERITED, span, "sentence-before") if v.startswith("^")
                else SlotValue(v, How.STATED, span)
                for v in given.split()
            )
            for slot, given in slots.items()
        }
    )
    anchor = words if words in ANCHORS else ""
    return Claim(id=claim_id("d", span, kind, made), type=kind, document="d", span=span, slots=made, anchor=anchor)


STOCK = ("40,000", "MigrantStock", {"origin": "NI", "destination": "CR"})
ALONE = ("Managua", "Agreement", {"parties": "NI"})


def test_the_corridor_of_the_section_gives_the_other_side() -> None:
    found = sides(CORRIDOR + "Managua signed an agreement in 2007.", STOCK, ALONE)
    assert found == [("CR", How.INHERITED, "corridor"), ("NI", How.STATED, None)]


@pytest.mark.parametrize(
    "text",
    ["Managua ratified the ILO convention.", "Managua is not a party to it.", "Managua acceded in 2007.",
     "Managua joined the compact.", "Managua adopted the protocol.", "Managua ratified C189.",
     "The state signed a convention. Managua did so, too.", "The state signed a convention. Then Managua ratified it."],
)  # fmt: skip
def test_what_states_join_one_by_one_has_no_other_side(text: str) -> None:
    assert sides(CORRIDOR + text, STOCK, ALONE) == [("NI", How.STATED, None)]


def test_two_corridors_told_as_often_leave_it_open() -> None:
    text = CORRIDOR + "Others go to Panama. Managua signed an agreement in 2007."
    other = ("Panama", "MigrantStock", {"origin": "NI", "destination": "PA"})
    assert sides(text, STOCK, other, ALONE) == [("NI", How.STATED, None)]


def test_a_corridor_of_others_says_nothing() -> None:
    other = ("40,000", "MigrantStock", {"origin": "HT", "destination": "DO"})
    assert sides(CORRIDOR + "Managua signed an agreement in 2007.", other, ALONE) == [("NI", How.STATED, None)]


def test_nothing_crosses_the_border_of_a_section() -> None:
    text = f"# Coffee\n\n{CORRIDOR}\n\n# Law\n\nManagua signed an agreement in 2007.\n"
    assert sides(text, STOCK, ALONE, name="x.md") == [("NI", How.STATED, None)]


LIST = "Ghana has agreements with Qatar, Jordan and Oman. "
LISTED = [("Qatar", "Agreement", {"parties": f"GH {code}"}) for code in ("QA", "JO", "OM")]


def test_in_a_section_on_the_agreements_of_one_state_it_is_the_other_side() -> None:
    found = sides(LIST + "One with Israel is drafted.", *LISTED, ("Israel", "Agreement", {"parties": "IL"}))
    assert [value for value, *_ in found] == ["GH", "IL"]


def test_it_takes_the_place_of_another_that_a_sentence_before_named() -> None:
    found = sides(LIST + "One with Israel is drafted.", *LISTED, ("Israel", "Agreement", {"parties": "^OM IL"}))
    assert [value for value, *_ in found] == ["GH", "IL"]


def test_two_sides_in_one_sentence_stay() -> None:
    text = LIST + "Kuwait has one with Oman."
    assert sides(text, *LISTED, ("Kuwait", "Agreement", {"parties": "KW OM"})) == [
        ("KW", How.STATED, None),
        ("OM", How.STATED, None),
    ]


def test_the_state_whose_agreements_are_told_gets_none_of_the_others() -> None:
    text = LIST + "Most go to Qatar. Ghana wants an agreement."
    stock = ("Most go", "MigrantStock", {"origin": "GH", "destination": "QA"})
    assert sides(text, *LISTED, stock, ("wants", "Agreement", {"parties": "GH"})) == [("GH", How.STATED, None)]


def test_a_claim_that_changes_gets_a_name_of_its_own() -> None:
    lines = lines_of(read_text(CORRIDOR + "Managua signed an agreement in 2007.", "x.txt"), lexicon())
    told = [claim(lines, *STOCK), claim(lines, *ALONE)]
    found = with_counterparts(told, lines, lexicon())
    assert found[0] is told[0]
    assert found[1].id == claim_id("d", told[1].span, "Agreement", found[1].slots) != told[1].id


def test_what_stands_between_them_and_names_an_agreement_is_of_two() -> None:
    text = CORRIDOR + "Both ratified the convention. Managua signed an agreement in 2007."
    assert [value for value, *_ in sides(text, STOCK, ALONE)] == ["CR", "NI"]


def test_a_side_that_the_sentence_before_gives_stays() -> None:
    text = LIST + "Jordan wrote to Egypt. Amman ratified it."
    found = sides(text, *LISTED, ("Amman", "Agreement", {"parties": "^EG JO"}))
    assert [value for value, *_ in found] == ["EG", "JO"]


@pytest.mark.parametrize("code", ["EU", "UN", "DC"])
def test_only_states_are_sides_of_a_corridor(code: str) -> None:
    other = ("40,000", "MigrantStock", {"origin": "NI", "destination": code})
    assert sides(CORRIDOR + "Managua signed an agreement.", other, ALONE) == [("NI", How.STATED, None)]
    alone = ("Managua", "Agreement", {"parties": code})
    assert sides(CORRIDOR + "Managua signed an agreement.", STOCK, alone) == [(code, How.STATED, None)]


def test_two_states_with_as_many_agreements_leave_it_open() -> None:
    others = [("Qatar", "Agreement", {"parties": f"KW {code}"}) for code in ("NP", "IN", "LK")]
    found = sides(LIST + "One with Israel is drafted.", *LISTED, *others, ("Israel", "Agreement", {"parties": "IL"}))
    assert found == [("IL", How.STATED, None)]


def test_what_is_told_far_away_says_nothing() -> None:
    text = CORRIDOR + "Rain fell. " * 70 + "Managua signed an agreement in 2007."
    assert sides(text, STOCK, ALONE) == [("NI", How.STATED, None)]


def test_two_claims_that_become_one_stay_one() -> None:
    lines = lines_of(read_text(LIST + "One with Israel is drafted.", "x.txt"), lexicon())
    told = [claim(lines, *one) for one in (*LISTED, ("Israel", "Agreement", {"parties": "IL"}),
                                           ("Israel", "Agreement", {"parties": "GH IL"}))]  # fmt: skip
    found = [c.values("parties") for c in with_counterparts(told, lines, lexicon())]
    assert [set(parties) for parties in found].count({"GH", "IL"}) == 1


def test_what_is_found_does_not_depend_on_the_order_of_claims() -> None:
    lines = lines_of(read_text(LIST + "One with Israel is drafted.", "x.txt"), lexicon())
    told = [claim(lines, *one) for one in (*LISTED, ("Israel", "Agreement", {"parties": "IL"}))]
    assert with_counterparts(told, lines, lexicon()) == with_counterparts(told[::-1], lines, lexicon())


@pytest.mark.parametrize(
    ("status", "expected"), [("in-force", [("in-progress",)]), ("in-progress", [("in-progress",), ("in-progress",)])]
)
def test_a_word_tells_how_an_agreement_stands_better_than_the_name_of_a_partner(
    status: str, expected: list[tuple[str, ...]]
) -> None:
    lines = lines_of(read_text("Ghana has had one with Qatar under discussion since 2015.", "x.txt"), lexicon())
    told = [
        claim(lines, "Qatar", "Agreement", {"parties": "GH QA", "status": status, "year": "2015"}),
        claim(lines, "discussion", "Agreement", {"parties": "QA GH", "status": "in-progress"}),
    ]
    assert [c.values("status") for c in with_counterparts(told, lines, lexicon())] == expected
