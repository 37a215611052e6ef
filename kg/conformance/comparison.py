"""Whether two answers are the same: blank nodes by where they stand, numbers by value, order where it was asked for."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

import pyoxigraph as ox

from kg import iri
from kg.conformance.results import Answer, Solutions
from kg.queries.rows import Cell

Row = tuple[Cell, ...]
_XSD = iri.PREFIXES["xsd"]
_INEXACT = {_XSD + "double": 1e-12, _XSD + "float": 1e-6}
_EXACT = frozenset(
    _XSD + name
    for name in ("decimal integer long int short byte nonNegativeInteger positiveInteger nonPositiveInteger "
                 "negativeInteger unsignedLong unsignedInt unsignedShort unsignedByte").split()
)  # fmt: skip
_MOST_STEPS = 200_000


@dataclass(frozen=True, slots=True)
class Terms:
    """How answers are compared.

    `keys`: variables of ORDER BY, with `ordered`; none where it orders by something else. `lax`: repeated rows may be
    left out. Numbers of one datatype count by value, because how a computed one is written is left open, but for
    those in `as_written`. `text`: cells are bare text, of CSV.
    """

    ordered: bool = False
    keys: tuple[str, ...] = ()
    lax: bool = False
    as_written: frozenset[ox.Literal] = frozenset()
    text: bool = False


def difference(expected: Answer, found: Answer, terms: Terms) -> str | None:
    """What makes two answers differ, in one line; None where nothing does."""
    if isinstance(expected, bool) or isinstance(found, bool):
        return None if expected is found else f"{_kind(expected)} expected, {_kind(found)} found"
    if isinstance(expected, Solutions) and isinstance(found, Solutions):
        return _between_solutions(expected, found, terms)
    if isinstance(expected, frozenset) and isinstance(found, frozenset):
        return _between_rows([tuple(t) for t in expected], [tuple(t) for t in found], terms)
    return f"{_kind(expected)} expected, {_kind(found)} found"


def is_number(term: Cell) -> bool:
    return isinstance(term, ox.Literal) and (term.datatype.value in _EXACT or term.datatype.value in _INEXACT)


def _kind(answer: Answer) -> str:
    if isinstance(answer, bool):
        return str(answer).lower()
    return "rows" if isinstance(answer, Solutions) else "a graph"


def _between_solutions(expected: Solutions, found: Solutions, terms: Terms) -> str | None:
    names = sorted(set(expected.variables))
    if set(found.variables) != set(names):
        return f"variables {' '.join(names) or 'none'} expected, {' '.join(sorted(found.variables)) or 'none'} found"
    wanted, given = _columns(expected, names), _columns(found, names)
    if terms.lax:
        if not len(set(wanted)) <= len(given) <= len(wanted):
            return f"{len(set(wanted))} to {len(wanted)} rows expected, {len(given)} found"
        return _between_rows(list(dict.fromkeys(wanted)), list(dict.fromkeys(given)), terms)
    problem = _between_rows(wanted, given, terms)
    if problem is None and (terms.ordered or expected.ordered):
        known = bool(terms.keys) and set(terms.keys) <= set(names)
        places = [names.index(name) for name in terms.keys] if known else range(len(names))
        for one, other in zip(_comparable(wanted, places, known), _comparable(given, places, known), strict=True):
            problem = problem or _out_of_order(one, other, places, terms)
    return problem


def _columns(solutions: Solutions, names: Sequence[str]) -> list[Row]:
    places = [solutions.variables.index(name) for name in names]
    return [tuple(row[place] for place in places) for row in solutions.rows]


def _comparable(rows: Sequence[Row], places: Sequence[int], known: bool) -> list[list[Row]]:
    """Rows parted so that SPARQL says how those of one part are ordered: of numbers and texts it does not, for one.

    Where it is not known what they are ordered by, they are one part.
    """
    parts: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        parts.setdefault(tuple(_sort(row[place]) for place in places) if known else (), []).append(row)
    return [parts[key] for key in sorted(parts)]


def _sort(cell: Cell) -> str:
    if isinstance(cell, ox.Literal):
        return "number" if is_number(cell) else f"{cell.datatype.value} {bool(cell.language)}"
    return type(cell).__name__


def _out_of_order(wanted: Sequence[Row], given: Sequence[Row], places: Sequence[int], terms: Terms) -> str | None:
    """The first row that stands elsewhere; rows that are alike in what orders them may change places."""
    for number, (one, other) in enumerate(zip(wanted, given, strict=True), 1):
        for place in places:
            if not _alike(one[place], other[place], terms):
                return f"row {number}: {_shown(one)} expected in this place, {_shown(other)} found"
    return None


def _between_rows(wanted: Sequence[Row], given: Sequence[Row], terms: Terms) -> str | None:
    missing, extra = _unmatched(_plain(wanted), _plain(given), terms)
    if missing or extra:
        return "; ".join(_told(missing, "missing") + _told(extra, "too many"))
    blank, other = [r for r in wanted if _has_blank(r)], [r for r in given if _has_blank(r)]
    if len(blank) != len(other):
        return f"{len(blank)} with blank nodes expected, {len(other)} found"
    return _Pairing(blank, other, terms).problem()


def _alike(one: Cell, other: Cell, terms: Terms) -> bool:
    """Whether rows that have these cells may stand in each other's place: numbers are ordered by value alone."""
    if isinstance(one, ox.Literal) and isinstance(other, ox.Literal) and is_number(one) and is_number(other):
        return _equal(_value(one.value), _value(other.value), 1e-6)
    return (_blank(one) and _blank(other)) or same(one, other, terms)


def _plain(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if not _has_blank(row)]


def _told(rows: Sequence[Row], what: str) -> list[str]:
    return [f"{len(rows)} {what}, as {_shown(rows[0])}"] if rows else []


def _unmatched(wanted: Sequence[Row], given: Sequence[Row], terms: Terms) -> tuple[list[Row], list[Row]]:
    """Rows without blank nodes that have no counterpart on the other side."""
    left = Counter(given) - Counter(wanted)
    missing = []
    for row in (Counter(wanted) - Counter(given)).elements():
        match = next((r for r in left if _same_row(row, r, terms)), None)
        if match is None:
            missing.append(row)
        elif left[match] == 1:
            del left[match]
        else:
            left[match] -= 1
    return missing, list(left.elements())


def _same_row(one: Row, other: Row, terms: Terms) -> bool:
    return len(one) == len(other) and all(same(a, b, terms) for a, b in zip(one, other, strict=True))


def same(expected: Cell, found: Cell, terms: Terms) -> bool:
    """Whether two cells, not both blank nodes, hold the same term."""
    if expected == found:
        return True
    if not isinstance(expected, ox.Literal) or not isinstance(found, ox.Literal):
        return False
    if terms.text:
        return _equal(_value(expected.value), _value(found.value), 1e-12)
    if expected.language or found.language:
        return expected.value == found.value and (expected.language or "").lower() == (found.language or "").lower()
    if expected.datatype != found.datatype or not is_number(expected) or expected in terms.as_written:
        return False
    return _equal(_value(expected.value), _value(found.value), _INEXACT.get(expected.datatype.value, 0.0))


def _value(text: str) -> Decimal | None:
    try:
        return Decimal(text.strip().replace("INF", "Infinity"))
    except InvalidOperation:
        return None


def _equal(one: Decimal | None, other: Decimal | None, tolerance: float) -> bool:
    if one is None or other is None:
        return False
    return (one.is_nan() and other.is_nan()) or one == other or (
        tolerance > 0 and math.isclose(float(one), float(other), rel_tol=tolerance)
    )


def _blank(cell: Cell) -> bool:
    return isinstance(cell, ox.BlankNode)


def _has_blank(row: Row) -> bool:
    return any(map(_blank, row))


def _shown(row: Row) -> str:
    text = " ".join("–" if cell is None else str(cell) for cell in row)
    return f"({text if len(text) <= 120 else text[:119] + '…'})"


class _Pairing:
    """Looks for one renaming of blank nodes that makes two collections of rows the same."""

    def __init__(self, wanted: Sequence[Row], given: Sequence[Row], terms: Terms) -> None:
        self._terms, self._steps = terms, 0
        self._colours = dict(_colours(wanted)), dict(_colours(given))
        self._wanted = sorted(wanted, key=lambda row: sum(map(_blank, row)))
        self._given = given

    def problem(self) -> str | None:
        try:
            found = self._pair()
        except _TooManyError:
            return "the blank nodes are too much alike to be told apart"
        return None if found else f"the {len(self._wanted)} with blank nodes do not correspond"

    def _pair(self) -> bool:
        """Search by going on and back; each level holds what is left to try for one row."""
        used: list[int] = []
        bound: list[dict[ox.BlankNode, ox.BlankNode]] = [{}]
        trying: list[Iterator[tuple[int, dict[ox.BlankNode, ox.BlankNode]]]] = []
        while len(used) < len(self._wanted):
            if len(trying) == len(used):
                trying.append(self._candidates(self._wanted[len(used)], set(used), bound[-1]))
            following = next(trying[-1], None)
            if following is not None:
                used.append(following[0])
                bound.append(following[1])
                continue
            trying.pop()
            if not trying:
                return False
            used.pop()
            bound.pop()
        return True

    def _candidates(
        self, row: Row, used: set[int], bound: dict[ox.BlankNode, ox.BlankNode]
    ) -> Iterator[tuple[int, dict[ox.BlankNode, ox.BlankNode]]]:
        for number, other in enumerate(self._given):
            self._steps += 1
            if self._steps > _MOST_STEPS:
                raise _TooManyError
            if number not in used and (extended := self._extended(row, other, bound)) is not None:
                yield number, extended
                if len(extended) == len(bound):
                    return  # nothing new was assumed, so that another row like it would do no better

    def _extended(
        self, row: Row, other: Row, bound: dict[ox.BlankNode, ox.BlankNode]
    ) -> dict[ox.BlankNode, ox.BlankNode] | None:
        """The renaming with what these two rows add to it, or None where they are not the same."""
        found = dict(bound)
        for one, two in zip(row, other, strict=True):
            if isinstance(one, ox.BlankNode) and isinstance(two, ox.BlankNode):
                if found.setdefault(one, two) != two or self._colours[0][one] != self._colours[1][two]:
                    return None
            elif not same(one, two, self._terms):
                return None
        return found if len(set(found.values())) == len(found) else None


class _TooManyError(Exception):
    """The search would take too long."""


def _colours(rows: Sequence[Row]) -> Iterator[tuple[ox.BlankNode, int]]:
    """What tells blank nodes apart without their names: where they stand, and beside which others."""
    nodes = sorted({cell for row in rows for cell in row if isinstance(cell, ox.BlankNode)}, key=str)
    colours = dict.fromkeys(nodes, 0)
    for _ in range(3):
        found: dict[ox.BlankNode, Counter[object]] = {node: Counter() for node in nodes}
        for row in rows:
            plain = tuple(colours[c] if isinstance(c, ox.BlankNode) else _neutral(c) for c in row)
            for place, cell in enumerate(row):
                if isinstance(cell, ox.BlankNode):
                    found[cell][(place, plain)] += 1
        colours = {node: hash(frozenset(seen.items())) for node, seen in found.items()}
    yield from colours.items()


def _neutral(cell: Cell) -> object:
    """A cell without what `same` overlooks."""
    if isinstance(cell, ox.Literal):
        return cell.value if _value(cell.value) is None else "a number"
    return cell
