"""How much states depend on money sent home against the share of their corridors without an agreement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.analysis.dependence import Dependence
from kg.claims.wording import bounds
from kg.errors import UserError
from kg.pictures.lettering import clean, fold, width
from kg.pictures.picture import Picture
from kg.pictures.scales import Scale, scale, short
from kg.pictures.sheet import Sheet, frame, sheet
from kg.pictures.style import BLUE, FAINT, LEADING, LINE, MARGIN, PALE, PAPER, SMALL, WIDE, styled

MOST = 30  # states whose names find room beside their marks
_HEIGHT = 230.0


@dataclass(frozen=True, slots=True)
class _Box:
    """A piece of the sheet that is taken."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Box) -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


@dataclass(frozen=True, slots=True)
class _Field:
    """The area of the axes, and where values lie in it."""

    left: float
    right: float
    top: float
    bottom: float
    money: Scale

    def place(self, state: Dependence, value: float) -> tuple[float, float]:
        x = self.left + (self.right - self.left) * state.uncovered_share
        return x, self.bottom - (self.bottom - self.top) * self.money.at(value)


@styled
def draw(found: Sequence[Dependence], size: float = WIDE, top: int = MOST) -> Picture:
    """One mark a state, or a bar where the figures span a range, with an arrow where a side is open.

    Args:
        found: the states.
        size: width of the picture in points.
        top: most states; those that depend most are kept.

    Raises:
        UserError: no state is given.
    """
    if not found:
        raise UserError(
            "dependence: no state with both a figure on money received in percent of GDP and a corridor of migrants"
        )
    kept = sorted(found, key=lambda d: (-(d.high or d.low or 0.0), d.state))[:top]
    cut = f" Shown are {top} of {len(found)} states, those that depend most." if len(found) > top else ""
    words = frame(size, "Dependence on money sent home, and agreements", _LEAD + cut, _FOOT)
    key = tuple(line for d in kept for line in fold(_words(d), size - 2 * MARGIN, SMALL, 3))
    bottom = words.top + 14 + _HEIGHT
    on = sheet(size, bottom + 40 + SMALL * LEADING * len(key) + words.bottom)
    words.draw(on)
    ends = [b for d in kept for b in (d.low, d.high) if b is not None]
    field = _Field(MARGIN + 30, size - MARGIN - 30, words.top + 14, bottom, scale(ends))
    _axes(on, field)
    _states(on, field, kept)
    on.lines(MARGIN, bottom + 40, key, SMALL)
    return Picture(on.figure, "Dependence on money sent home, and agreements", "; ".join(map(_words, kept)) + ".")


_LEAD = (
    "Up: money received in percent of GDP, by claims on the latest year and those without a year. To the right: the "
    "share of a state's corridors of migrants without an agreement in force. Upper right is where much rests on little."
)
_FOOT = "An arrow is an open end. An absence is what the reports say, not what is the case."


def _words(state: Dependence) -> str:
    year = f" ({state.year})" if state.year else ""
    lacking = f", {len(state.uncovered)} of {len(state.corridors)} corridors without an agreement"
    whom = f" ({', '.join(state.uncovered)})" if state.uncovered else ""
    return f"{clean(state.name)}: {bounds(state.low, state.high)} percent of GDP{year}{lacking}{whom}"


def _axes(on: Sheet, field: _Field) -> None:
    for tick in field.money.ticks:
        y = field.bottom - (field.bottom - field.top) * field.money.at(tick)
        on.line((field.left, field.right), (y, y), PALE, 0.6)
        on.text(field.left - 6, y, short(tick), SMALL, FAINT, align="right")
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        x = field.left + (field.right - field.left) * share
        on.line((x, x), (field.top, field.bottom), PALE, 0.6)
        on.text(x, field.bottom + 10, f"{share:.0%}", SMALL, FAINT, align="center")
    on.line((field.left, field.right), (field.bottom, field.bottom), LINE, 0.8)
    on.text(field.right, field.bottom + 24, "corridors without an agreement →", SMALL, FAINT, align="right")
    on.text(MARGIN, field.top - 12, "↑ percent of GDP", SMALL, FAINT)


def _states(on: Sheet, field: _Field, kept: Sequence[Dependence]) -> None:
    taken: list[_Box] = []
    for state in kept:
        x, high = field.place(state, state.high if state.high is not None else field.money.high)
        _, low = field.place(state, state.low if state.low is not None else field.money.low)
        _mark(on, state, x, high, low)
        taken.append(_Box(x - 5, high - 5, x + 5, low + 5))
    for state in kept:
        value = state.high if state.high is not None else state.low
        assert value is not None
        _name(on, field, clean(state.name), field.place(state, value), taken)


def _mark(on: Sheet, state: Dependence, x: float, high: float, low: float) -> None:
    if state.low is not None and state.low == state.high:
        on.mark(x, high, "o", BLUE, 7)
        return
    if state.low is not None and state.high is not None:
        on.box(x - 3, high, 6, max(low - high, 1.5), BLUE)
        return
    closed, opening = (high, low) if state.low is None else (low, high)
    on.line((x - 4, x + 4), (closed, closed), BLUE, 2.5)
    on.arrow((x, closed), (x, opening), BLUE, 2.0)


def _name(on: Sheet, field: _Field, name: str, at: tuple[float, float], taken: list[_Box]) -> None:
    """A name where it covers nothing, with a line to its mark where it stands away from it."""
    lines = fold(name, 110, SMALL, 2)
    wide, tall = max(width(line, SMALL) for line in lines), SMALL * LEADING * len(lines)
    box = next((b for b in _places(at, wide, tall) if _is_free(b, on, field, taken)), None)
    if box is None:
        return  # the list below the picture has it
    taken.append(box)
    middle = box.left + wide / 2, box.top + tall / 2
    if abs(middle[0] - at[0]) > wide / 2 + 16 or abs(middle[1] - at[1]) > tall / 2 + 16:
        on.line((at[0], middle[0]), (at[1], middle[1]), LINE, 0.6)
    on.box(box.left - 1, box.top, wide + 2, tall, PAPER)
    on.lines(box.left, box.top, lines, SMALL)


def _places(at: tuple[float, float], wide: float, tall: float) -> Iterator[_Box]:
    x, y = at
    for away in (8.0, 20.0, 34.0, 50.0):
        for left, top in (
            (x + away, y - tall / 2), (x - away - wide, y - tall / 2), (x - wide / 2, y - away - tall),
            (x + away, y - away - tall), (x - away - wide, y - away - tall), (x + away, y + away),
            (x - away - wide, y + away),
        ):  # fmt: skip
            yield _Box(left, top, left + wide, top + tall)


def _is_free(box: _Box, on: Sheet, field: _Field, taken: Sequence[_Box]) -> bool:
    across = box.left >= MARGIN and box.right <= on.width - MARGIN
    down = box.top >= field.top - 20 and box.bottom <= field.bottom
    return across and down and not any(box.meets(other) for other in taken)
