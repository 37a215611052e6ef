"""What each picture shows, read from its SVG."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from kg.analysis import networks
from kg.analysis.agreements import gaps
from kg.analysis.dependence import Dependence, dependence
from kg.analysis.estimates import Comparison, Figure, Verdict
from kg.analysis.facts import Evidence
from kg.analysis.listings import Cell
from kg.errors import UserError
from kg.graph.store import Graph
from kg.pictures import Picture, agreement_network, coverage_curve, dependence_plot, estimate_bars, gap_matrix
from kg.pictures.gap_matrix import MARKS, UNLISTED
from tests.pictures.conftest import YEARS

SVG = "{http://www.w3.org/2000/svg}"
Drawn = Mapping[tuple[str, str], Mapping[str, Picture]]


def words(picture: Picture) -> list[str]:
    return [e.text or "" for e in ET.fromstring(picture.svg()).iter(f"{SVG}text")]


def paths(picture: Picture) -> list[str]:
    return [e.attrib["d"] for e in ET.fromstring(picture.svg()).iter(f"{SVG}path")]


def figure(claim: str, low: float | None, high: float | None, **more: object) -> Figure:
    plain = Figure(
        claim=claim, label=claim, low=low, high=high, unit="persons", population="", period=(2007, 2007),
        speakers=("A ministry",), modality="asserted", roots=(claim,), sources=(claim,), evidence=Evidence(),
        basis="stock", ends="Nepal → Qatar",
    )  # fmt: skip
    return replace(plain, **more)  # type: ignore[arg-type]


def comparison(*figures: Figure, verdicts: tuple[Verdict, ...] = ()) -> Comparison:
    return Comparison("MigrantStock", ("NP",), ("QA",), "MigrantStock: Nepal → Qatar", figures, verdicts)


def test_every_cell_of_the_matrix_has_its_letter(drawn: Drawn, graphs: Mapping[str, Graph]) -> None:
    found = gaps(graphs["reference"])
    states = {s for g in found for s in g.pair}
    letters = Counter(w for w in words(drawn["reference", "wide"]["gaps"]) if len(w) == 1)
    statuses = Counter(g.status for g in found)
    in_legend = {m.letter: 1 for s, m in MARKS.items() if statuses[s]} | {UNLISTED.letter: 1}
    expected = Counter({MARKS[s].letter: 2 * n for s, n in statuses.items()}) + Counter(in_legend)
    expected[UNLISTED.letter] += len(states) * (len(states) - 1) - 2 * len(found)
    assert letters == expected


def test_letters_and_colours_of_statuses_differ() -> None:
    assert len({m.letter for m in (*MARKS.values(), UNLISTED)}) == len(MARKS) + 1
    assert len({m.fill for m in (*MARKS.values(), UNLISTED)}) == len(MARKS) + 1


def test_the_matrix_of_one_state_has_a_row_a_partner(drawn: Drawn, graphs: Mapping[str, Graph]) -> None:
    partners = {c for g in gaps(graphs["reference"]) if "KZ" in g.pair for c in g.pair} - {"KZ"}
    assert partners <= set(words(drawn["reference", "narrow"]["focus"]))


def test_a_matrix_that_is_too_large_says_what_it_leaves_out(graphs: Mapping[str, Graph]) -> None:
    told = " ".join(words(gap_matrix.draw(gaps(graphs["reference"]), top=5)))
    assert "between 5 states" in told
    assert "5 of 22 states" in told


@pytest.mark.parametrize(
    ("low", "high", "said", "arrows"),
    [
        (200_000.0, None, "at least 200,000 persons", 1),
        (None, 90_000.0, "up to 90,000 persons", 1),
        (8_000.0, 11_000.0, "8,000 to 11,000 persons", 0),
        (5_000.0, 5_000.0, "5,000 persons", 0),
    ],
)
def test_an_open_end_is_an_arrow_and_is_said(
    low: float | None, high: float | None, said: str, arrows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kg.pictures.sheet import Sheet

    drawn_arrows: list[tuple[float, float]] = []
    plain = Sheet.arrow

    def arrow(on: Sheet, start: tuple[float, float], end: tuple[float, float], *rest: object) -> None:
        drawn_arrows.append((start[0], end[0]))
        plain(on, start, end, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Sheet, "arrow", arrow)
    picture = estimate_bars.draw([comparison(figure("a", low, high))])
    assert f"{said}: A ministry, 2007" in words(picture)
    assert len(drawn_arrows) == arrows
    for start, end in drawn_arrows:
        assert (end > start) is (high is None)


def test_hedge_year_and_population_stand_at_the_bar() -> None:
    guess = figure("a", 1.0, 2.0, modality="estimated", period=None, population="irregular")
    picture = estimate_bars.draw([comparison(guess)])
    assert "1 to 2 persons: A ministry, no year; irregular; estimated" in words(picture)


def test_figures_that_contradict_name_each_other() -> None:
    verdict = Verdict("conflicts", "a", "b", "no value in common", True)
    told = words(estimate_bars.draw([comparison(figure("a", 1.0, 1.0), figure("b", 9.0, 9.0), verdicts=(verdict,))]))
    assert "1 persons: A ministry, 2007; × 2" in told
    assert "× 1 and 2: no value in common (independent sources)" in told


def test_a_figure_of_a_data_set_stands_beside_those_of_reports() -> None:
    cell = Cell("Lists", "9 (2010)", "Nepal", "700")
    listed = figure("l", 700.0, 700.0, cells=(cell,), speakers=("Lists",), modality="estimated")
    apart = figure("far", 1.0, 1.0, cells=(cell,), speakers=("Other lists",))
    verdict = Verdict("conflicts", "a", "l", "no value in common", True)
    whole = replace(comparison(figure("a", 100.0, 100.0), verdicts=(verdict,)), recorded=(listed, apart))
    told = words(estimate_bars.draw([whole]))
    assert "700 persons: Lists, 2007; data set; × 1" in told
    assert not any("Other lists" in w for w in told)


def test_figures_of_other_units_have_a_scale_of_their_own() -> None:
    told = words(estimate_bars.draw([comparison(figure("a", 12.0, 12.0, unit="percent"), figure("b", 9e5, 9e5))]))
    assert [w for w in told if w.startswith("in ")] == ["in percent", "in persons"]


def test_figures_far_apart_stand_on_powers_of_ten() -> None:
    told = words(estimate_bars.draw([comparison(figure("a", 10.0, 10.0), figure("b", 9e6, 9e6))]))
    assert "in persons, each step ten times the last" in told


@pytest.mark.parametrize("name", ["agreements", "cooperation"])
def test_every_node_of_a_network_is_named_once(drawn: Drawn, graphs: Mapping[str, Graph], name: str) -> None:
    told = words(drawn["reference", "wide"][name])
    nodes = dict(getattr(networks, name)(graphs["reference"]).nodes(data="label"))
    assert {n: told.count(label) for n, label in nodes.items()} == dict.fromkeys(nodes, 1)


def test_every_tie_of_a_small_network_is_a_line(drawn: Drawn, graphs: Mapping[str, Graph]) -> None:
    network = networks.agreements(graphs["reference"])
    ties = {frozenset(e) for e in network.edges()}
    lines = [d for d in paths(drawn["reference", "wide"]["agreements"]) if d.count("L") == 1 and "z" not in d]
    assert len(lines) == len(ties) == 5


def test_coverage_tells_share_and_persons_of_each_year() -> None:
    told = words(coverage_curve.draw(YEARS))
    assert {"1990", "18%", "26.0", "144.0", "2019", "40%"} <= set(told)


def test_coverage_keeps_the_note_on_absence_whole(drawn: Drawn) -> None:
    told = " ".join(words(drawn["reference", "narrow"]["coverage"]))
    assert told.count("What is not listed may exist.") == 20


def test_dependence_of_the_reference_graph(graphs: Mapping[str, Graph]) -> None:
    found = {d.state: d for d in dependence(graphs["reference"])}
    assert set(found) == {"KG", "TJ", "UZ"}
    assert (found["KG"].low, found["KG"].high, found["KG"].year) == (27.0, 27.0, 2007)
    assert (found["TJ"].low, found["TJ"].high) == (None, 46.0)
    assert found["KG"].uncovered == ("TR", "US")
    assert set(found["UZ"].uncovered) < set(found["UZ"].corridors)


def test_states_in_one_place_are_all_listed() -> None:
    states = [Dependence(f"A{i}", f"State {i}", 10.0, 10.0, 2007, (), (), ("X",), ("X",)) for i in range(20)]
    told = " ".join(words(dependence_plot.draw(states)))
    assert all(f"State {i}: 10 percent of GDP (2007), 1 of 1 corridors" in told for i in range(20))


@pytest.mark.parametrize(
    "draw",
    [
        lambda: gap_matrix.draw([]),
        lambda: estimate_bars.draw([]),
        lambda: coverage_curve.draw([]),
        lambda: dependence_plot.draw([]),
        lambda: agreement_network.draw(networks.agreements(Graph())),
    ],
)
def test_nothing_to_show_is_said_in_one_line(draw: object) -> None:
    with pytest.raises(UserError) as caught:
        draw()  # type: ignore[operator]
    assert "\n" not in str(caught.value)
