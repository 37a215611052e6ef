"""Coverage curve: what share of migrants lives in corridors with an agreement, year by year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from kg.errors import UserError
from kg.pictures.picture import Picture
from kg.pictures.scales import short
from kg.pictures.sheet import Sheet, frame, sheet
from kg.pictures.style import BLUE, FAINT, INK, LINE, MARGIN, ORANGE, PALE, PAPER, SMALL, WIDE, styled


class CoverageYear(Protocol):
    """One year of the curve: persons in all corridors, and in those with an agreement."""

    @property
    def year(self) -> int: ...

    @property
    def migrants(self) -> float: ...

    @property
    def covered(self) -> float: ...


_HEIGHT = 190.0


@styled
def draw(years: Sequence[CoverageYear], note: str = "", size: float = WIDE) -> Picture:
    """The share in percent as a line over the years, and the persons behind it as a table below.

    Args:
        years: at least one year with migrants, in any order.
        note: what absence from the list of agreements means, shown below.
        size: width of the picture in points.

    Raises:
        UserError: no year has migrants.
    """
    known = sorted((y for y in years if y.migrants > 0), key=lambda y: y.year)
    if not known:
        raise UserError("coverage: no year has migrants; add a data set of migrant stocks to the graph first")
    words = frame(size, "Migrants in corridors with an agreement", _LEAD, f"{_FOOT} {note}".strip())
    on = sheet(size, words.top + _HEIGHT + 20 + 14 * 4 + words.bottom)
    words.draw(on)
    _curve(on, known, words.top + 6)
    shares = "; ".join(f"{y.year}: {_percent(y)} of {short(y.migrants)}" for y in known)
    return Picture(on.figure, "Migrants in corridors with an agreement", shares + ".")


_LEAD = "Share of all migrants counted who live in a corridor whose two states have an agreement up to that year."
_FOOT = "A corridor without a known agreement may have one all the same."


def _curve(on: Sheet, known: Sequence[CoverageYear], top: float) -> None:
    left, right, bottom = MARGIN + 34, on.width - MARGIN - 24, top + _HEIGHT
    first, last = known[0].year, known[-1].year

    def place(year: CoverageYear) -> tuple[float, float]:
        x = left + 14 + (right - left - 28) * ((year.year - first) / (last - first) if last > first else 0.5)
        return x, bottom - _HEIGHT * year.covered / year.migrants

    for share in range(0, 101, 25):
        y = bottom - _HEIGHT * share / 100
        on.line((left, right), (y, y), LINE if share == 0 else PALE, 0.8)
        on.text(left - 6, y, f"{share}%", SMALL, FAINT, align="right")
    points = [place(year) for year in known]
    on.line([x for x, _ in points], [y for _, y in points], BLUE, 2.0)
    on.text(MARGIN, bottom + 12 + 14 * 3, "Under each year: covered, and all migrants, in millions.", SMALL, FAINT)
    free = -1e9
    for (x, y), year in zip(points, known, strict=True):
        on.mark(x, y, "o", BLUE if year.covered else ORANGE, 6)
        if x - free >= 29:  # labels as near as they can stand without touching
            _label(on, x, y, year, bottom)
            free = x


def _label(on: Sheet, x: float, y: float, year: CoverageYear, bottom: float) -> None:
    above = y - 12 if y - 12 > bottom - _HEIGHT - 4 else y + 12
    on.box(x - 16, above - 5, 32, 10, PAPER)
    on.text(x, above, _percent(year), SMALL, align="center", bold=True)
    rows = ((str(year.year), INK), (_millions(year.covered), BLUE), (_millions(year.migrants), FAINT))
    for number, (label, color) in enumerate(rows):
        on.text(x, bottom + 12 + 14 * number, label, SMALL, color, align="center", bold=number == 0)


def _percent(year: CoverageYear) -> str:
    return f"{100 * year.covered / year.migrants:.0f}%"


def _millions(persons: float) -> str:
    return f"{persons / 1e6:,.1f}"
