"""When two answers are the same."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg import iri
from kg.conformance.comparison import Terms, difference
from kg.conformance.results import Solutions
from kg.queries.rows import Cell

PLAIN = Terms()
XSD = iri.PREFIXES["xsd"]


def number(text: str, kind: str = "decimal") -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(XSD + kind))


def node(name: str) -> ox.NamedNode:
    return ox.NamedNode(f"http://e.example/{name}")


def blank(name: str) -> ox.BlankNode:
    return ox.BlankNode(name)


def rows(*found: tuple[Cell, ...], names: str = "a b") -> Solutions:
    variables = names.split()
    return Solutions(tuple(variables), tuple(row[: len(variables)] for row in found))


ONE, TWO, THREE = node("1"), node("2"), node("3")


def test_rows_may_stand_in_any_order() -> None:
    assert difference(rows((ONE, TWO), (TWO, None)), rows((TWO, None), (ONE, TWO)), PLAIN) is None


def test_columns_may_stand_in_any_order() -> None:
    assert difference(rows((ONE, TWO)), rows((TWO, ONE), names="b a"), PLAIN) is None


def test_rows_count_as_often_as_they_stand_there() -> None:
    assert difference(rows((ONE, TWO), (ONE, TWO)), rows((ONE, TWO)), PLAIN) is not None


def test_repeated_rows_may_be_left_out_where_that_is_allowed() -> None:
    lax, expected = Terms(lax=True), rows((ONE, TWO), (ONE, TWO), (ONE, THREE))
    assert difference(expected, rows((ONE, TWO), (ONE, THREE)), lax) is None
    assert difference(expected, rows((ONE, TWO), (ONE, TWO)), lax) is not None
    assert difference(expected, rows(*[(ONE, TWO)] * 3, (ONE, THREE)), lax) is not None


def test_other_variables_are_told() -> None:
    found = difference(rows((ONE, TWO)), rows((ONE, TWO), names="a c"), PLAIN)
    assert found == "variables a b expected, a c found"


def test_a_difference_names_rows_of_both_sides() -> None:
    found = difference(rows((ONE, TWO)), rows((ONE, THREE)), PLAIN)
    assert found == (
        "1 missing, as (<http://e.example/1> <http://e.example/2>); "
        "1 too many, as (<http://e.example/1> <http://e.example/3>)"
    )


@pytest.mark.parametrize(
    ("expected", "found", "same"),
    [
        (number("1.50"), number("1.5"), True),
        (number("01", "integer"), number("1", "integer"), True),
        (number("1.0e6", "double"), number("1000000", "double"), True),
        (number("NaN", "double"), number("NaN", "double"), True),
        (number("INF", "double"), number("-INF", "double"), False),
        (number("1", "integer"), number("1"), False),
        (number("1.5"), number("1.50001"), False),
        (ox.Literal("1.50"), ox.Literal("1.5"), False),
        (ox.Literal("a", language="en-GB"), ox.Literal("a", language="en-gb"), True),
        (ox.Literal("a", language="en"), ox.Literal("a"), False),
    ],
)
def test_numbers_of_one_kind_count_by_value_and_nothing_else_does(expected: Cell, found: Cell, same: bool) -> None:
    assert (difference(rows((ONE, expected)), rows((ONE, found)), PLAIN) is None) is same


def test_numbers_of_the_data_can_be_wanted_as_they_were_written() -> None:
    strict = Terms(as_written=frozenset({number("1.50")}))
    assert difference(rows((ONE, number("1.50"))), rows((ONE, number("1.5"))), strict) is not None
    assert difference(rows((ONE, number("2.50"))), rows((ONE, number("2.5"))), strict) is None


def test_cells_of_csv_count_by_value_where_both_are_numbers() -> None:
    text = Terms(text=True)
    assert difference(rows((ONE, ox.Literal("1.0E6"))), rows((ONE, ox.Literal("1000000"))), text) is None
    assert difference(rows((ONE, ox.Literal("1.0E6"))), rows((ONE, ox.Literal("million"))), text) is not None


def test_blank_nodes_are_the_same_under_other_names() -> None:
    expected = rows((blank("a"), blank("b")), (blank("b"), ONE))
    assert difference(expected, rows((blank("y"), ONE), (blank("x"), blank("y"))), PLAIN) is None


def test_one_blank_node_is_not_two() -> None:
    assert difference(rows((blank("a"), blank("a"))), rows((blank("x"), blank("y"))), PLAIN) is not None
    assert difference(rows((blank("a"), blank("b"))), rows((blank("x"), blank("x"))), PLAIN) is not None


def test_blank_nodes_are_renamed_alike_in_all_rows() -> None:
    turned = rows((blank("a"), blank("b")), (blank("b"), blank("a")))
    apart = rows((blank("w"), blank("x")), (blank("y"), blank("z")))
    assert difference(turned, rows((blank("y"), blank("x")), (blank("x"), blank("y"))), PLAIN) is None
    assert difference(turned, apart, PLAIN) is not None


def test_many_blank_nodes_that_are_alike_are_matched_at_once() -> None:
    expected = rows(*((blank(f"a{k}"), ONE) for k in range(60)))
    assert difference(expected, rows(*((blank(f"b{k}"), ONE) for k in reversed(range(60)))), PLAIN) is None


def test_rings_of_other_lengths_are_told_apart_or_given_up_in_time() -> None:
    def ring(name: str, length: int) -> list[tuple[Cell, ...]]:
        return [(blank(f"{name}{k}"), blank(f"{name}{(k + 1) % length}")) for k in range(length)]

    assert difference(rows(*ring("a", 6)), rows(*ring("b", 3), *ring("c", 3)), PLAIN) is not None
    assert difference(rows(*ring("a", 40)), rows(*ring("b", 20), *ring("c", 20)), PLAIN) is not None


def test_graphs_are_the_same_up_to_the_names_of_blank_nodes() -> None:
    expected = frozenset({ox.Triple(blank("a"), ONE, blank("b")), ox.Triple(blank("b"), ONE, TWO)})
    assert difference(expected, frozenset({ox.Triple(blank("b"), ONE, blank("a")), ox.Triple(blank("a"), ONE, TWO)}),
                      PLAIN) is None  # fmt: skip
    assert difference(expected, frozenset({ox.Triple(blank("a"), ONE, blank("b")), ox.Triple(blank("a"), ONE, TWO)}),
                      PLAIN) is not None  # fmt: skip


def test_order_counts_only_where_it_was_asked_for() -> None:
    expected, found = rows((ONE, TWO), (TWO, TWO)), rows((TWO, TWO), (ONE, TWO))
    assert difference(expected, found, PLAIN) is None
    assert difference(expected, found, Terms(ordered=True, keys=("a",))) is not None


def test_rows_that_are_alike_in_what_orders_them_may_change_places() -> None:
    expected, found = rows((ONE, TWO), (ONE, THREE)), rows((ONE, THREE), (ONE, TWO))
    assert difference(expected, found, Terms(ordered=True, keys=("a",))) is None
    assert difference(expected, found, Terms(ordered=True, keys=("b",))) is not None


def test_rows_whose_order_is_left_open_may_change_places() -> None:
    expected = rows((ox.Literal("z"), ONE), (number("1"), TWO), (number("2"), TWO))
    by_first = Terms(ordered=True, keys=("a",))
    assert difference(expected, rows((number("1"), TWO), (number("2"), TWO), (ox.Literal("z"), ONE)), by_first) is None
    assert difference(expected, rows((number("2"), TWO), (number("1"), TWO), (ox.Literal("z"), ONE)), by_first)


def test_numbers_of_one_value_and_several_kinds_may_change_places() -> None:
    expected, found = rows((number("1"), ONE), (number("1", "integer"), TWO)), rows((number("1", "integer"), TWO),
                                                                                   (number("1"), ONE))  # fmt: skip
    assert difference(expected, found, Terms(ordered=True, keys=("a",))) is None


def test_the_order_of_an_expression_is_taken_as_it_stands() -> None:
    expected, found = rows((ONE, TWO), (TWO, ONE)), rows((TWO, ONE), (ONE, TWO))
    assert difference(expected, found, Terms(ordered=True)) is not None


@pytest.mark.parametrize(
    ("expected", "found", "why"),
    [
        (True, False, "true expected, false found"),
        (True, rows(), "true expected, rows found"),
        (rows(), frozenset[ox.Triple](), "rows expected, a graph found"),
    ],
)
def test_other_kinds_of_answers_differ(
    expected: bool | Solutions, found: bool | Solutions | frozenset[ox.Triple], why: str
) -> None:
    assert difference(expected, found, PLAIN) == why
