"""The voices that a sentence names as its source, and what of it they say."""

from __future__ import annotations

import pytest

from kg.document import read_text
from kg.lexicon import lexicon
from kg.proposers.reader.attribution import Voice, cited, is_own, voices
from kg.proposers.reader.units import Unit
from kg.proposers.reader.windows import lines_of


def units(text: str) -> tuple[Unit, ...]:
    (line,) = lines_of(read_text(text, "x.txt"), lexicon())
    return line.units


def heard(text: str) -> list[str]:
    return [v.name for v in voices(units(text))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("According to the World Bank, fees fell.", ["World Bank"]),
        ("The ILO estimates that fees fell.", ["ILO"]),
        ("Fees, the ILO says, fell.", ["ILO"]),
        ("“Fees fell”, says the ILO.", ["ILO"]),
        ("World Bank figures show that fees fell.", ["World Bank"]),
        ("The figures of the labour ministry show that fees fell.", ["labour ministry"]),
        ("The Nepali government claimed that fees fell.", ["NP"]),
        ("Germany reports that fees fell.", ["DE"]),
        ("The Blue Lamp Foundation, a charity in the port, counted 300 of them.", ["Blue Lamp Foundation"]),
        ("In March the border police put their number at 400.", ["border police"]),
        ("Some 90 cases were recorded by the labour inspectorate.", ["labour inspectorate"]),
        ("The union counts 5,000 of them, while the embassy speaks of 900.", ["union", "embassy"]),
        ("Survivors speak of 40 boats.", ["Survivors"]),
        ("Many experts believe that fees fell.", []),
        ("Reportedly fees fell.", []),
        ("The fees were found to be high.", []),
        ("Nurses earn more, and fees fell.", []),
        ("The OSCE office in Tirana trains judges.", []),
        ("The Blue Lamp Foundation (a charity) estimates that fees fell.", ["Blue Lamp Foundation"]),
        ("The ILO and the World Bank estimate that fees fell.", ["ILO", "World Bank"]),
        ("The labour ministry and the police say that fees fell.", ["labour ministry", "police"]),
        ("Nurses left the ministry and the ILO says that fees fell.", ["ILO"]),
        ("Neither the ministry nor the police reported that fees fell.", []),
        ("No agency reported that fees fell.", []),
        ("The law on employment agencies states that fees fell.", []),
        ("According to the law on employment agencies, fees fell.", []),
        ("The survey of workers by the ILO found that fees fell.", ["ILO"]),
        ("We estimate that fees fell.", [""]),
        ("Our survey found that fees fell.", [""]),
        ("The “free visa” fails, and we estimate that fees fell.", [""]),
        ("Our partners report that fees fell.", []),
        ("Germany recorded 90 cases.", ["DE"]),
        ("Germany recorded a sharp fall of 90 percent.", []),
        ("Germany has since registered a fall of 90 percent.", []),
        ("Germany reports a fall of 90 percent.", ["DE"]),
        ("The central bank recorded inflows of 90 million dollars.", ["central bank"]),
        ("The World Bank forecasts a decline of 20 percent.", ["World Bank"]),
        ("“Fees”, he laughed, “we say must fall.”", []),
    ],
)
def test_voices(text: str, names: list[str]) -> None:
    assert heard(text) == names


@pytest.mark.parametrize(
    ("text", "word", "reached"),
    [
        ("The ILO estimates that fees fell.", "fees", True),
        ("Wages rose; the ILO estimates that fees fell.", "Wages", False),
        ("Since wages rose the ILO warned that fees fell.", "wages", False),
        ("Wages rose, according to the ILO; fees fell.", "Wages", True),
        ("Wages rose, according to the ILO; fees fell.", "fees", False),
        ("Fees fell, the ILO says.", "Fees", True),
        ("The ILO estimates that fees fell.", "ILO", False),
    ],
)
def test_what_a_voice_says(text: str, word: str, reached: bool) -> None:
    found = units(text)
    at = next(i for i, u in enumerate(found) if u.text == word)
    (voice,) = voices(found)
    assert voice.reaches(at) is reached


def test_a_voice_knows_its_units() -> None:
    found = units("The Nepali government claimed that fees fell.")
    (voice,) = voices(found)
    assert isinstance(voice, Voice)
    assert [u.text for u in found[voice.first : voice.last + 1]] == ["Nepali", "government"]


@pytest.mark.parametrize(
    ("text", "word", "names"),
    [
        ("Fees fell (Moyo 2011).", "Fees", ["Moyo"]),
        ("Fees fell (Moyo 2011; IOM 2012).", "Fees", ["Moyo", "IOM"]),
        ("Fees fell (Moyo 2011), and wages rose (Banda 2012).", "Fees", ["Moyo"]),
        ("Fees fell (Moyo 2011), and wages rose (Banda 2012).", "wages", ["Banda"]),
        ("Fees fell (Moyo 2011), and wages rose.", "wages", []),
        ("Moyo (2011) writes that fees fell.", "fees", []),
    ],
)
def test_authors_of_cited_works_say_what_stands_before(text: str, word: str, names: list[str]) -> None:
    (line,) = lines_of(read_text(text, "x.txt"), lexicon())
    at = next(i for i, u in enumerate(line.units) if u.text == word)
    assert [v.name for v in cited(line.cited, line.units) if v.reaches(at)] == names


@pytest.mark.parametrize(
    ("text", "word", "own"),
    [
        ("We estimate that fees fell.", "fees", True),
        ("According to the ILO wages rose, but we estimate that fees fell.", "fees", True),
        ("According to the ILO wages rose, but we estimate that fees fell.", "wages", False),
        ("We note that, according to the ILO, fees fell.", "fees", False),
        ("Fees fell.", "Fees", False),
    ],
)
def test_what_the_text_itself_says(text: str, word: str, own: bool) -> None:
    found = units(text)
    at = next(i for i, u in enumerate(found) if u.text == word)
    assert is_own([v for v in voices(found) if v.reaches(at)], at) is own
