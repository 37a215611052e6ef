"""Figures, bounds, money, shares and ranks: own expressions with their reading, and round trips."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kg.lexicon import lexicon
from kg.numerals import BELOW_HUNDRED
from kg.quantities import find_periods, find_quantities, values

# expression | low | high | unit | currency | estimated | noun
CASES = """
€12 500, they said|12500|12500|money|EUR|no|-
US$ 1 200|1200|1200|money|USD|no|-
at least ten (10) nurses|10|-|-|-|no|nurses
five hundred (US$500)|500|500|money|USD|no|-
forty-two (42) nurses|42|42|-|-|no|nurses
over 45,000 nurses|45000|-|-|-|no|nurses
more than 7,300 recruits|7300|-|-|-|no|recruits
at least 18 agencies|18|-|-|-|no|agencies
exceeding 90,000 visas|90000|-|-|-|no|visas
well over 2 million Filipinos|2000000|-|-|-|no|filipinos
no fewer than 60 shelters|60|-|-|-|no|shelters
in excess of 1.5 million|1500000|-|-|-|no|-
starting at $450|450|-|money|USD|no|-
as little as $35|35|-|money|USD|no|-
not fewer than 320 beds|320|-|-|-|no|beds
not under 2,400 euros|2400|-|money|EUR|no|-
no lower than 15 percent|15|-|percent|-|no|-
not more than 75,000 carers|-|75000|-|-|no|carers
not exceeding 800 permits|-|800|-|-|no|permits
must not exceed 500 rand|-|500|money|ZAR|no|-
not much above a third|-|33.3|percent|-|no|-
up to an estimated 20,000|-|20000|-|-|yes|-
more than an estimated 1.2 million Haitians|1200000|-|-|-|yes|haitians
it turned over some 300 million dollars|300000000|300000000|money|USD|yes|-
at least some 500 cooks|500|-|-|-|yes|cooks
must not be higher than 500 pesos|-|500|money|-|no|-
two to three hundred tailors|200|300|-|-|no|tailors
between three and four hundred tailors|300|400|-|-|no|tailors
KD40 a month|40|40|money|KWD|no|month
not above 30 dollars|-|30|money|USD|no|-
no higher than 40 %|-|40|percent|-|no|-
US$ 15 bn|15000000000|15000000000|money|USD|no|-
6.3 bn US dollars|6300000000|6300000000|money|USD|no|-
12.5 mln workers|12500000|12500000|-|-|no|workers
about .5 million Indonesians|500000|500000|-|-|yes|indonesians
11½ percent|11.5|11.5|percent|-|no|-
roughly 2½ million Filipinos|2500000|2500000|-|-|yes|filipinos
some 14 000 guards|14000|14000|-|-|yes|guards
between 12 000 and 15 500 maids|12000|15500|-|-|no|maids
40 000 CFA francs|40000|40000|money|XOF|no|-
1'200'000 Syrians|1200000|1200000|-|-|no|syrians
1,50,000 Nepali workers|150000|150000|-|-|no|workers
12,34,567 voters|1234567|1234567|-|-|no|voters
10%-15% of output|10|15|percent|-|no|output
some 30–40,000 Ethiopians|30000|40000|-|-|yes|ethiopians
some 30 or 40 thousand Eritreans|30000|40000|-|-|yes|eritreans
three or four hundred divers|300|400|-|-|no|divers
Dh1,200|1200|1200|money|-|no|-
RM1,500 a month|1500|1500|money|MYR|no|month
500 or more inspectors|500|-|-|-|no|inspectors
3,000+ drivers|3000|-|-|-|no|drivers
up to 38%|-|38|percent|-|yes|-
up to 12,500 seasonal pickers|-|12500|-|-|yes|pickers
as many as 70,000 maids|-|70000|-|-|yes|maids
as much as $3,200|-|3200|money|USD|yes|-
fewer than 400 cooks|-|400|-|-|no|cooks
less than $3 a day|-|3|money|USD|no|day
under 16|-|16|-|-|no|-
no more than 25 permits|-|25|-|-|no|permits
at most nine offices|-|9|-|-|no|offices
about 64,000 Moldovan carers|64000|64000|-|-|yes|carers
around 8,500|8500|8500|-|-|yes|-
roughly 310,000 Nepali guards|310000|310000|-|-|yes|guards
some 950 interpreters|950|950|-|-|yes|interpreters
nearly 27 %|27|27|percent|-|yes|-
almost three million|3000000|3000000|-|-|yes|-
approximately 11 percent|11|11|percent|-|yes|-
an estimated 2.4 million Mexicans|2400000|2400000|-|-|yes|mexicans
600-odd trainees|600|600|-|-|yes|trainees
between 120,000 and 180,000 Ethiopians|120000|180000|-|-|no|ethiopians
from 30,000 to 45,000 welders|30000|45000|-|-|no|welders
12,000-15,000 sailors|12000|15000|-|-|no|sailors
12,000–15,000 sailors|12000|15000|-|-|no|sailors
some 12,000-15,000 sailors|12000|15000|-|-|yes|sailors
300,000 to over half a million|300000|500000|-|-|no|-
400,000 to over one million|400000|1000000|-|-|no|-
between 400,000 and over one million maids|400000|1000000|-|-|no|maids
1.5-2 million Moldovans|1500000|2000000|-|-|no|moldovans
three to five million Venezuelans|3000000|5000000|-|-|no|venezuelans
two or three months|2|3|months|-|no|-
8-11 hours|8|11|hours|-|no|-
14-18% of its workforce|14|18|percent|-|no|workforce
14% to 18% of pupils|14|18|percent|-|no|pupils
from 5 to 9 per cent|5|9|percent|-|no|-
between 60-75%|60|75|percent|-|no|-
$7–90|7|90|money|USD|no|-
$200 to $350 per crossing|200|350|money|USD|no|-
between $300 and 550 a month|300|550|money|USD|no|month
$1.4 billion|1400000000|1400000000|money|USD|no|-
$3bn|3000000000|3000000000|money|USD|no|-
US$ 2,750|2750|2750|money|USD|no|-
USD 33.5 billion|33500000000|33500000000|money|USD|no|-
USD 5 to 8 million|5000000|8000000|money|USD|no|-
EUR 6m|6000000|6000000|money|EUR|no|-
€900 or more|900|-|money|EUR|no|-
£250|250|250|money|GBP|no|-
Rs 5,000|5000|5000|money|-|no|-
Rs. 2 lakh|200000|200000|money|-|no|-
NRs 70,000|70000|70000|money|NPR|no|-
80,000 Nepali rupees|80000|80000|money|NPR|no|-
4,000 Roubles|4000|4000|money|RUB|no|-
300 Kuwaiti dinars|300|300|money|KWD|no|-
1,200 Saudi riyals|1200|1200|money|SAR|no|-
KD 120|120|120|money|KWD|no|-
500 to 1,000 dollars|500|1000|money|USD|no|-
in 2011 to $6.1 billion|6100000000|6100000000|money|USD|no|-
hundreds of thousands of Hondurans|100000|-|-|-|no|hondurans
tens of thousands of boys|10000|-|-|-|no|boys
millions of women|1000000|-|-|-|no|women
dozens of brokers|24|-|-|-|no|brokers
several thousand cleaners|1000|-|-|-|no|cleaners
a few hundred girls|100|-|-|-|no|girls
billions of dollars|1000000000|-|money|USD|no|-
half a million|500000|500000|-|-|no|-
a quarter of a million people|250000|250000|-|-|no|people
three quarters of a billion euros|750000000|750000000|money|EUR|no|-
a $200-300 bribe|200|300|money|USD|no|bribe
two and a half million Peruvians|2500000|2500000|-|-|no|peruvians
two hundred and fifty thousand men|250000|250000|-|-|no|men
twenty-five ministers|25|25|-|-|no|ministers
a dozen states|12|12|-|-|no|states
half of the pickers|50|50|percent|-|no|pickers
almost half of the cooks|50|50|percent|-|yes|cooks
at least half|50|-|percent|-|no|-
one-third of wages|33.3|33.3|percent|-|no|wages
a third of households|33.3|33.3|percent|-|no|households
more than two-thirds|66.7|-|percent|-|no|-
three quarters of teachers|75|75|percent|-|no|teachers
Between a quarter and a third of workers|25|33.3|percent|-|no|workers
from one third to a half of porters|33.3|50|percent|-|no|porters
about a third to almost half of drivers|33.3|50|percent|-|yes|drivers
a fifth or a quarter of nurses|20|25|percent|-|no|nurses
every fifth nurse|20|20|percent|-|no|nurse
one in four drivers|25|25|percent|-|no|drivers
one of every eight people|12.5|12.5|percent|-|no|people
nine out of ten|90|90|percent|-|no|-
fewer than one in ten|-|10|percent|-|no|-
doubled|100|100|percent|-|no|-
more than doubled|100|-|percent|-|no|-
nearly tripled|200|200|percent|-|yes|-
halved|50|50|percent|-|no|-
tenfold|10|10|times|-|no|-
three times|3|3|times|-|no|-
ranked fourth|4|4|rank|-|no|-
ranks 16th|16|16|rank|-|no|-
second-largest source|2|2|rank|-|no|source
the leading importers|1|1|rank|-|no|importers
its first supplier|1|1|rank|-|no|supplier
the first country in Asia to ratify|1|1|rank|-|no|country
tops the table|1|1|rank|-|no|table
leads all other ports|1|1|rank|-|no|ports
the second European state to accede|2|2|rank|-|no|state
more nurses than any other|1|1|rank|-|no|nurses
five-year contract|5|5|years|-|no|contract
three days|3|3|days|-|no|-
-45 degrees|-45|-45|degrees|-|no|-
12 hours a day|12|12|hours|-|no|day
"""


def _cases() -> list[tuple[str, ...]]:
    return [tuple(line.split("|")) for line in CASES.strip().splitlines()]


def _number(text: str) -> float | None:
    return None if text == "-" and len(text) == 1 else float(text)


@pytest.mark.parametrize(("text", "low", "high", "unit", "code", "loose", "noun"), _cases())
def test_expression_has_its_bounds(text, low, high, unit, code, loose, noun) -> None:
    (found,) = find_quantities(text)
    read = (
        found.low,
        found.high,
        found.unit or "-",
        found.currency or "-",
        found.estimated,
        found.noun or "-",
    )
    assert read == (_number(low), _number(high), unit, code, loose == "yes", noun)


@pytest.mark.parametrize("before", ["", "The ministry counted ", "In Qatar, "])
@pytest.mark.parametrize("case", _cases()[::7], ids=lambda c: c[0])
def test_surroundings_do_not_change_the_bounds(before, case) -> None:
    found = find_quantities(f"{before}{case[0]}.")
    assert [(q.low, q.high) for q in found] == [(_number(case[1]), _number(case[2]))]
    assert all(f"{before}{case[0]}."[q.start : q.end] == q.text for q in found)


@pytest.mark.parametrize(
    "text",
    [
        "a third country",
        "COVID-19",
        "the first half of 2011",
        "one of the routes",
        "in the 1990s",
        "since 2004",
        "the mid-2000s",
        "someone left Benin",
        "a second visit",
        "among the leading importers",
        "its leading to a ban",
        "the leading roles",
        "one of the world's leading importers",
        "for the first time the government agreed to act",
        "the third country nationals who want to work",
        "the first country of asylum to which they came",
        "no more than any other port",
        "heads the list of suspects",
        "a border of 1,100km",
        "the 10,000th worker",
    ],
)
def test_what_counts_nothing_is_no_quantity(text) -> None:
    assert find_quantities(text) == ()


def test_years_are_no_ends_of_a_money_range() -> None:
    found = find_quantities("rose from $3.1 billion in 2009 to $4.4 billion in 2011")
    assert [(q.low, q.high) for q in found] == [(3.1e9, 3.1e9), (4.4e9, 4.4e9)]


@pytest.mark.parametrize(
    "text",
    [
        "The quota was raised from 10,000 to 15,000.",
        "The quota grew by half, to nobody's surprise, from 10,000 to 15,000.",
        "The quota went up from 10,000 to 15,000.",
        "The quota was high, up from 10,000 to 15,000.",
    ],
)
def test_a_change_is_no_range(text) -> None:
    found = find_quantities(text)
    assert [(q.low, q.high) for q in found if q.low >= 100] == [(10000, 10000), (15000, 15000)]


@pytest.mark.parametrize(
    "text", ["page 12 300 names", "Article 12 300 men", "5 May 12 300 men", "in 2012 300 men", "row 12 300"]
)
def test_two_numbers_beside_each_other_are_not_one(text) -> None:
    assert find_quantities(text)[-1].low == 300


def test_different_measures_make_no_range() -> None:
    assert [(q.low, q.unit) for q in find_quantities("5% or 300,000 people")] == [
        (5.0, "percent"),
        (300000.0, None),
    ]


def test_cue_words_count_only_as_whole_words() -> None:
    found = find_quantities("The Government 5, understand 6, Poland 7 and 8, turnover 9")
    assert [(q.low, q.high) for q in found] == [(5, 5), (6, 6), (7, 7), (8, 8), (9, 9)]


def test_names_of_states_never_trigger_a_cue() -> None:
    names = sorted({f for f, r in lexicon().forms.items() if r[0].entry.kind == "State" and r[0].role == "name"})
    for name in names:
        if not any(c.isdigit() for c in name):
            assert [(q.low, q.high, q.estimated) for q in find_quantities(f"{name} 77 cases")] == [(77, 77, False)], (
                name
            )


READINGS = [
    ("2.5-3 million", {2.5, 3, 2.5e6, 3e6}),
    ("between three and five million", {3, 5, 3e6, 5e6}),
    ("30–40,000", {30, 3e4, 4e4}),
    ("three or four hundred", {3, 300, 400}),
    ("14 000", {14, 14000}),
    ("11½", {11, 11.5}),
    ("half of them", {50}),
    ("one-third", {33.3}),
    ("a third go abroad", {33.3}),
    ("two-thirds", {66.7}),
    ("every fifth", {20}),
    ("one of every eight", {12.5}),
    ("doubled", {100, 2}),
    ("tenfold", {10, 1000}),
    ("fell by half", {50}),
    ("hundreds of thousands", {100000}),
    ("dozens", {24}),
    ("a dozen", {12}),
    ("the fourth", {4}),
    ("second-largest", {2, 1}),
    ("the leading source", {1}),
    ("the least", {1}),
    ("no agreement", {0}),
    ("once, twice", {1, 2}),
    ("all workers", {100}),
    ("the 1990s", {1990, 1999}),
    ("late 1990s", {1997, 1999}),
    ("2006-07", {2006, 2007}),
    ("-60 degrees", {-60}),
    ("$1.75bn", {1.75e9, 1.75}),
]


@pytest.mark.parametrize(("text", "wanted"), READINGS)
def test_values_hold_every_defensible_reading(text, wanted) -> None:
    assert wanted <= values(text)


def test_values_of_words_without_numbers_are_empty() -> None:
    assert values("Migrants from Nepal send money to their families.") == frozenset()


def test_values_have_no_negative_numbers_unless_written() -> None:
    assert all(v >= 0 for v in values("5-7 men, 300–400 women, and a tenth"))


_COUNT = st.integers(2, 999_999).filter(lambda n: not 1900 <= n <= 2099)


@given(_COUNT)
def test_number_reads_back(n) -> None:
    (found,) = find_quantities(f"There are {n:,} welders here.")
    assert (found.low, found.high, found.noun) == (n, n, "welders")


@given(_COUNT, _COUNT, st.sampled_from(["between {:,} and {:,}", "from {:,} to {:,}", "{:,}-{:,}", "{:,}–{:,}"]))
def test_range_reads_back(a, b, form) -> None:
    low, high = sorted((a, b + 1 if a == b else b))
    shares_thousand = high % 1000 == 0 and low < high // 1000 <= 5 * low
    assume(not shares_thousand)  # "30-40,000" is 30,000 to 40,000
    (found,) = find_quantities("We saw " + form.format(low, high) + " cooks.")
    assert (found.low, found.high) == (low, high)


@given(
    _COUNT,
    st.sampled_from(["over", "more than", "at least"]),
    st.sampled_from(["up to", "as many as", "under"]),
)
def test_open_bounds_read_back(n, over, under) -> None:
    assert [(q.low, q.high) for q in find_quantities(f"{over} {n:,} men")] == [(n, None)]
    assert [(q.low, q.high) for q in find_quantities(f"{under} {n:,} men")] == [(None, n)]


@given(
    st.integers(1, 9999),
    st.sampled_from(["$", "€", "£", "EUR ", "KWD "]),
    st.sampled_from([("", 1), (" million", 10**6), (" billion", 10**9)]),
)
def test_money_reads_back(n, sign, scale) -> None:
    (found,) = find_quantities(f"They paid {sign}{n / 10:.1f}{scale[0]} in all.")
    assert found.unit == "money"
    assert found.low == pytest.approx(n / 10 * scale[1])
    assert found.currency in ("USD", "EUR", "GBP", "KWD")


@given(st.integers(0, 1000), st.sampled_from(["%", " %", " percent", " per cent"]))
def test_percent_reads_back(n, sign) -> None:
    (found,) = find_quantities(f"That is {n / 10}{sign} of them.")
    assert (found.low, found.unit) == (n / 10, "percent")


@given(
    st.sampled_from(sorted(BELOW_HUNDRED.items())),
    st.sampled_from([(" thousand", 10**3), (" million", 10**6)]),
)
def test_number_words_read_back(word, scale) -> None:
    (found,) = find_quantities(f"They sent {word[0]}{scale[0]} parcels.")
    assert found.low == word[1] * scale[1]


@given(st.text(max_size=200))
def test_any_text_is_read_without_error_and_in_order(text) -> None:
    found = find_quantities(text)
    assert all(text[q.start : q.end] == q.text for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    find_periods(text)
    values(text)
