"""From the network's answers to claims, with a network whose answers are given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from kg.claims.model import Claim, How, SlotValue, Span
from kg.document import read_text
from kg.lexicon import lexicon
from kg.proposers.reader.cutoffs import Cutoffs
from kg.proposers.reader.decode import Answer, Decoder
from kg.proposers.reader.distribute import distributed
from kg.proposers.reader.encoding import Array, Encoded
from kg.proposers.reader.labels import MODALITIES, ROLE_INDEX, ROLES, TYPE_INDEX, TYPES, ValueGroups
from kg.proposers.reader.look import Look
from kg.proposers.reader.windows import Window, lines_of, windows

VALUES = ValueGroups(
    {
        "Relation.relation": ("", "abuses", "deports"),
        "Payment.kind": ("", "fee", "wage"),
        "MigrantStock.destination": ("", "MV", "abroad"),
        "Remittance.unit": ("", "USD"),
    }
)


class Told:
    """A network that says what a test tells it, by the words of units; of a word with "?" it is less sure."""

    values = VALUES

    def __init__(
        self, window: Window, anchors: Mapping[str, str], roles: Mapping[str, Sequence[str]], listed: int
    ) -> None:
        self._words = [p.unit.text for p in window.placed]
        self._anchors, self._roles, self._listed = anchors, roles, listed

    def encode(self, encoded: Encoded) -> tuple[Array, Array]:
        odds = np.zeros((len(self._words), len(TYPES)), dtype=np.float32)
        for word, kind in self._anchors.items():
            odds[self._words.index(word), TYPE_INDEX[kind]] = 0.9
        return np.zeros((len(self._words), 4), dtype=np.float32), odds

    def read(self, units: Array, look: Look) -> Answer:
        told = np.zeros((len(self._words), len(ROLES)))
        for role, words in self._roles.items():
            for word in words:
                told[self._words.index(word.removesuffix("?")), ROLE_INDEX[role]] = 0.4 if word.endswith("?") else 0.8
        listed = np.zeros(VALUES.size())
        listed[self._listed] = 5
        modality = np.zeros(len(MODALITIES))
        modality[0] = 1
        return Answer(told[look.view], listed, modality, 0.0)


def claims(
    text: str, anchors: Mapping[str, str], roles: Mapping[str, Sequence[str]], listed: int = 0,
    cutoffs: Cutoffs | None = None,
) -> list[Claim]:  # fmt: skip
    document = read_text(text, "x.txt")
    lines = lines_of(document, lexicon())
    (window,) = windows(lines)
    empty = Encoded(*(np.zeros(1) for _ in range(4)))
    network = Told(window, anchors, roles, listed)
    return list(Decoder(document, lines, network, cutoffs or Cutoffs()).claims(window, empty))


def test_a_figure_with_its_places_and_year() -> None:
    text = "In 2014 about 400,000 Nepalis worked in Qatar and Kuwait.7"
    roles = {"origin": ["Nepalis"], "destination": ["Qatar", "Kuwait"], "year": ["2014"]}
    (claim,) = claims(text, {"about 400,000": "MigrantStock"}, roles)
    assert claim.values("origin") == ("NP",)
    assert claim.values("destination") == ("QA", "KW")
    assert (claim.number("low"), claim.number("high"), claim.values("unit")) == (400000, 400000, ("persons",))
    assert claim.values("year") == (2014,)
    assert (claim.modality, claim.notes) == ("estimated", (7,))
    # The anchor's 0.9, times the mean of what is said: three places and a year at 0.8, four values that are read.
    assert claim.score == 0.81
    assert claim.anchor == "about 400,000"


def test_what_a_sentence_before_says_is_inherited() -> None:
    text = "Nepal sends welders abroad in 2015. Home came some $5 billion."
    roles = {"receiver": ["Nepal"], "year": ["2015"]}
    (claim,) = claims(text, {"some $5 billion": "Remittance"}, roles)
    tied = {name: claim.slots[name][0] for name in ("receiver", "year", "low")}
    assert {name: value.how for name, value in tied.items()} == {
        "receiver": How.INHERITED, "year": How.INHERITED, "low": How.STATED,
    }  # fmt: skip
    assert tied["receiver"].rule == "sentence-before"


@pytest.mark.parametrize(
    ("heading", "jurisdiction"),
    [("NEPAL: Tier 2", [("NP", "topic")]), ("Housing", [("QA", "sentence-before")])],
)
def test_under_the_heading_of_a_country_what_other_sentences_name_is_not_whose_law_it_is(
    heading: str, jurisdiction: list[tuple[str, str]]
) -> None:
    text = f"{heading}\n\nVictims were brought from Qatar. A law of 2008 punishes this.\n"
    (claim,) = claims(text, {"law": "Law"}, {"jurisdiction": ["Qatar"]})
    assert [(v.value, v.rule) for v in claim.slots["jurisdiction"]] == jurisdiction


@pytest.mark.parametrize("heading", ["NEPAL: Tier 2", "Housing"])
def test_under_the_heading_of_a_country_its_partner_stays(heading: str) -> None:
    text = f"{heading}\n\nTalks with Qatar began in 2004. Nepal signed the agreement a year later.\n"
    (claim,) = claims(text, {"signed": "Agreement"}, {"parties": ["Nepal", "Qatar?"]})
    assert set(claim.values("parties")) == {"NP", "QA"}


def test_respectively_gives_each_figure_its_own_place() -> None:
    text = "Qatar and Oman hosted 300 and 500 Ghanaians respectively."
    roles = {"origin": ["Ghanaians"], "destination": ["Qatar", "Oman"]}
    found = claims(text, {"300": "MigrantStock", "500": "MigrantStock"}, roles)
    assert [(c.number("low"), c.values("destination"), c.values("origin")) for c in found] == [
        (300, ("QA",), ("GH",)),
        (500, ("OM",), ("GH",)),
    ]


@pytest.mark.parametrize("anchor", ["Neither", "nor", "has", "agreement"])
def test_what_neither_has_with_a_third_is_not_lacking_between_them(anchor: str) -> None:
    text = "Neither Kyrgyzstan nor Tajikistan has a labor agreement with Qatar."
    found = claims(text, {anchor: "Agreement"}, {"parties": ["Kyrgyzstan", "Tajikistan"]})
    assert [set(c.values("parties")) for c in found] == [{"KG", "QA"}, {"TJ", "QA"}]


@pytest.mark.parametrize(
    ("text", "parties", "pairs"),
    [
        ("Nepal signed a memorandum on workers with Qatar.", ["Nepal", "Qatar?"], [{"NP", "QA"}]),
        ("Nepal signed a memorandum on workers with Qatar.", ["Nepal"], [{"NP"}]),
        ("Nepal has 3,000 nurses abroad. Without an agreement with Qatar and Oman they are helpless.",
         ["Nepal?", "Qatar", "Oman"], [{"NP", "QA"}, {"NP", "OM"}]),
        ("Without an agreement with Qatar and Oman they are helpless.", ["Qatar", "Oman"], [{"QA"}, {"OM"}]),
        ("An agreement between Qatar and Oman is sought.", ["Qatar", "Oman"], [{"QA", "OM"}]),
        ("The agreement of Nepal with Qatar and Oman holds.", ["Nepal", "Qatar", "Oman"], [{"NP", "QA"}, {"NP", "OM"}]),
        ("Nepal has no agreement with Qatar or Oman.", ["Nepal", "Qatar?", "Oman?"], [{"NP", "QA"}, {"NP", "OM"}]),
        ("Nepal signed, Oman and Qatar did not.", ["Nepal", "Qatar?"], [{"NP", "QA"}]),
        ("Nepal and India have signed an agreement with Qatar.", ["Nepal", "India", "Qatar?"],
         [{"NP", "QA"}, {"IN", "QA"}]),
        ("Nepal and India have signed an agreement with Qatar.", ["Nepal?", "India?", "Qatar"],
         [{"NP", "QA"}, {"IN", "QA"}]),
        ("Nepal and India signed one; with Qatar they had none.", ["Nepal", "India", "Qatar?"], [{"NP", "IN"}]),
        ("Nepal and India have an agreement on workers in Qatar.", ["Nepal", "India", "Qatar?"], [{"NP", "IN"}]),
    ],
)  # fmt: skip
def test_an_agreement_has_two_sides_and_those_told_after_with_are_on_one(
    text: str, parties: list[str], pairs: list[set[str]]
) -> None:
    anchor = next(word for word in ("memorandum", "agreement", "signed") if word in text)
    found = claims(text, {anchor: "Agreement"}, {"parties": parties})
    assert [set(c.values("parties")) for c in found] == pairs


def test_a_partner_of_whom_the_network_is_less_sure_makes_an_agreement_no_less_likely() -> None:
    text = "Nepal signed a memorandum on workers with Qatar."
    sure, less = (claims(text, {"memorandum": "Agreement"}, {"parties": ["Nepal", q]}) for q in ("Qatar", "Qatar?"))
    assert [c.score for c in sure] == [c.score for c in less]


def test_without_respectively_each_figure_has_both_places() -> None:
    text = "Qatar and Oman hosted 300 and later 500 Ghanaians."
    roles = {"origin": ["Ghanaians"], "destination": ["Qatar", "Oman"]}
    found = claims(text, {"300": "MigrantStock", "500": "MigrantStock"}, roles)
    assert [c.values("destination") for c in found] == [("QA", "OM"), ("QA", "OM")]


def test_a_claim_that_lacks_what_it_is_about_is_not_made() -> None:
    text = "An accord was signed."
    assert claims(text, {"signed": "Agreement"}, {"subject": ["accord"]}) == []


def test_the_words_that_hedge_are_named() -> None:
    (claim,) = claims(
        "About 300 Ghanaians are reportedly there.", {"About 300": "MigrantStock"}, {"origin": ["Ghanaians"]}
    )
    assert (claim.modality, claim.cues) == ("estimated", ("reportedly",))


def test_words_make_one_value_and_agents_one_claim() -> None:
    text = "Border police and local thugs beat the workers."
    roles = {"agent": ["Border", "police", "local", "thugs"], "patient": ["workers"]}
    found = claims(text, {"beat": "Relation"}, roles, listed=1)
    assert [c.values("agent") for c in found] == [("Border police", "local thugs")]
    assert {c.values("relation") for c in found} == {("abuses",)}


def test_a_government_is_its_state_and_every_value_lies_in_the_text() -> None:
    text = "The Uzbek government deported the men."
    (claim,) = claims(text, {"deported": "Relation"}, {"agent": ["Uzbek", "government"]}, listed=2)
    (agent,) = claim.slots["agent"]
    assert agent.value == "UZ"
    assert agent.span is not None
    assert text[agent.span.start : agent.span.end] == "Uzbek government"


def test_a_place_is_told_as_the_text_spells_it() -> None:
    (claim,) = claims("Brick makers leave Jalal-Abad for Oman.", {"leave": "MigrantStock"}, {"origin": ["Jalal-Abad"]})
    assert claim.slots["origin"][0].value == "Jalal-Abad"


@pytest.mark.parametrize(("name", "said"), [("abroad", ["abroad"]), ("MV", [])])
def test_no_state_is_guessed_without_words_for_it(name: str, said: list[str]) -> None:
    group = "MigrantStock.destination"
    listed = VALUES.offsets()[group] + VALUES.groups[group].index(name)
    (claim,) = claims("Ghanaian nurses leave.", {"leave": "MigrantStock"}, {"origin": ["Ghanaian"]}, listed)
    assert [v.value for v in claim.slots.get("destination", ())] == said


def test_nothing_is_said_below_the_cut_off() -> None:
    assert claims("The men left.", {}, {}) == []


def party(code: str, start: int, how: How = How.STATED) -> SlotValue:
    return SlotValue(code, how, Span(start, start + 2))


@pytest.mark.parametrize(
    ("parties", "pairs"),
    [
        ([party("RU", 0), party("KZ", 30)], [("RU", "KZ")]),
        ([party("RU", 0), party("KZ", 30), party("KG", 40)], [("RU", "KZ"), ("RU", "KG")]),
        ([party("KZ", 30), party("KG", 40), party("TJ", 0, How.INHERITED)], [("TJ", "KZ"), ("TJ", "KG")]),
        ([party("RU", 0), party("KZ", 5), party("KG", 9)], [("RU", "KZ", "KG")]),
        ([party("RU", 0), party("KZ", 5), party("KG", 30)], [("KG", "RU"), ("KG", "KZ")]),
    ],
)
def test_one_agreement_for_each_pair(parties: list[SlotValue], pairs: list[tuple[str, ...]]) -> None:
    found = distributed("Agreement", {"parties": tuple(parties)}, Span(20, 26))
    assert [tuple(p.value for p in slots["parties"]) for slots in found] == pairs


def test_a_unit_that_the_figure_cannot_have_is_dropped() -> None:
    text = "Migrants in Kuwait sent home three billion euros.\n"
    (claim,) = claims(text, {"three billion euros": "Remittance"}, {"sender": ["Kuwait"]}, listed=10)
    assert (claim.values("currency"), claim.values("unit")) == (("EUR",), ())


def test_a_claim_that_is_less_likely_than_its_type_must_be_is_not_made() -> None:
    text = "In 2014 about 400,000 Nepalis worked in Qatar.\n"
    roles = {"origin": ["Nepalis"], "destination": ["Qatar"]}
    strict = Cutoffs(default=0.5, figure={"MigrantStock": 0.86})
    assert claims(text, {"about 400,000": "MigrantStock"}, roles) != []
    assert claims(text, {"about 400,000": "MigrantStock"}, roles, cutoffs=strict) == []


@pytest.mark.parametrize("parties", [["Chad"], ["Chad", "Mali", "Niger", "Togo"]])
def test_each_partner_that_is_an_anchor_has_an_agreement_of_its_own(parties: list[str]) -> None:
    text = "Chad signed agreements with Mali (2011), Niger (2012) and Togo."
    partners = ("Mali", "Niger", "Togo")
    roles = {"parties": parties, "year": ["2011", "2012"]}
    found = claims(text, dict.fromkeys(partners, "Agreement"), roles)
    told = {(*sorted(c.values("parties")), *c.values("year")) for c in found}
    assert told == {("ML", "TD", 2011), ("NE", "TD", 2012), ("TD", "TG")}


@pytest.mark.parametrize(
    ("text", "told", "expected"),
    [
        ("It was 8 percent in Chad, 7 percent in Mali and 2 percent in Togo.", ["Chad"], {8: "TD", 7: "ML", 2: "TG"}),
        ("It was 8 percent in Chad, 7 percent in Mali and 2 percent in Togo.", ["Mali"], {8: "TD", 7: "ML", 2: "TG"}),
        ("It rose in Chad (8 percent), Mali (7 percent) and Togo (2 percent).", ["Chad"], {8: "TD", 7: "ML", 2: "TG"}),
        ("It was 8 percent in Chad, and 7 percent went to schools.", ["Chad"], {8: "TD", 7: "TD"}),
        ("It was 8 percent in Chad, 7 percent from Mali.", ["Chad"], {8: "TD", 7: "TD"}),
        ("It was 8 percent in Chad; laws changed; 7 percent in Mali.", ["Chad"], {8: "TD", 7: "TD"}),
    ],
)
def test_in_a_list_each_figure_has_the_place_beside_it(text: str, told: list[str], expected: dict[int, str]) -> None:
    anchors = {f"{figure} percent": "Remittance" for figure in expected}
    found = {c.number("low"): c.values("receiver") for c in claims(text, anchors, {"receiver": told})}
    assert found == {figure: (code,) for figure, code in expected.items()}


def test_a_place_that_no_slot_was_found_for_fills_none() -> None:
    text = "Chad got 8 percent in Oman and 7 percent in Qatar."
    anchors = {"8 percent": "Remittance", "7 percent": "Remittance"}
    assert {c.values("receiver") for c in claims(text, anchors, {"receiver": ["Chad"]})} == {("TD",)}


def test_a_partner_of_the_same_clause_goes_before_one_of_another() -> None:
    text = "Ghana has many, one with Qatar; Togo has none."
    (claim,) = claims(text, {"one": "Agreement"}, {"parties": ["Qatar", "Togo?", "Ghana?"]})
    assert set(claim.values("parties")) == {"GH", "QA"}


def test_where_it_was_signed_is_no_side_of_it() -> None:
    text = "Ghana and Togo signed it in Kumasi."
    (claim,) = claims(text, {"signed": "Agreement"}, {"parties": ["Ghana", "Togo", "Kumasi"]})
    assert set(claim.values("parties")) == {"GH", "TG"}


def test_who_recorded_a_decline_is_no_voice() -> None:
    roles = {"receiver": ["Chad"], "attribution": ["Chad"]}
    (claim,) = claims("Chad recorded a decline of 8 percent.", {"8 percent": "Remittance"}, roles)
    assert claim.attribution == ()
    (claim,) = claims("Chad recorded 8 percent.", {"8 percent": "Remittance"}, roles)
    assert claim.attribution == ("TD",)


def test_a_phrase_takes_in_the_words_beside_it_that_are_hardly_less_likely() -> None:
    text = "Police beat migrant workers of the port."
    (claim,) = claims(text, {"beat": "Relation"}, {"agent": ["Police"], "patient": ["migrant?", "workers"]}, listed=1)
    assert claim.values("patient") == ("migrant workers",)


def test_what_something_lacks_is_named_without_its_no() -> None:
    roles = {"organisation": ["no?", "labour?", "office"], "place": ["Chad"]}
    (claim,) = claims("There is no labour office in Chad.", {"is": "Presence"}, roles)
    assert claim.values("organisation") == ("labour office",)


@pytest.mark.parametrize(
    ("text", "patient", "expected"),
    [
        ("Police beat guards and drivers.", ["guards", "and?", "drivers"], ("guards", "drivers")),
        ("Police beat IOM staff.", ["IOM", "staff?"], ("IOM",)),
        ("Police beat Chad nationals.", ["Chad?", "nationals"], ("nationals",)),
    ],
)
def test_a_phrase_takes_in_no_mention_and_nothing_beyond_a_joining_word(
    text: str, patient: list[str], expected: tuple[str, ...]
) -> None:
    (claim,) = claims(text, {"beat": "Relation"}, {"agent": ["Police"], "patient": patient}, listed=1)
    assert claim.values("patient") == expected


def test_a_figure_keeps_a_place_that_another_slot_has() -> None:
    text = "Chad got 8 percent in Mali and 7 percent in Togo."
    roles = {"receiver": ["Mali"], "sender": ["Togo"]}
    found = claims(text, {"8 percent": "Remittance", "7 percent": "Remittance"}, roles)
    assert all("TG" not in c.values("receiver") for c in found)
