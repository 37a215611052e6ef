"""Rival estimates as bars from the least to the greatest number that each claim allows, in comparable groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.analysis.estimates import Comparison, Figure
from kg.analysis.story import years
from kg.claims.wording import bounds
from kg.errors import UserError
from kg.pictures.lettering import clean, fold, width
from kg.pictures.picture import Picture
from kg.pictures.scales import Scale, scale, short
from kg.pictures.sheet import Sheet, frame, sheet
from kg.pictures.style import (
    BLUE,
    BODY,
    FAINT,
    INK,
    LEADING,
    LINE,
    MARGIN,
    PALE,
    PAPER,
    SMALL,
    VERMILION,
    WIDE,
    styled,
)  # fmt: skip

MOST = 12  # quantities on one sheet
_BAR, _ROOM = 7.0, 13.0  # height of a bar, and of the strip that it stands in
_GAP = 14.0


@dataclass(frozen=True, slots=True)
class Row:
    """One bar with its lines of words; `clashes` are the numbers of figures that it contradicts."""

    number: int
    figure: Figure
    words: tuple[str, ...]
    clashes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """Bars on one scale: figures on one quantity in one unit, with those on wider sides that they contradict.

    `title` is empty in all but the first panel of a quantity.
    """

    title: tuple[str, ...]
    unit: str
    rows: tuple[Row, ...]
    notes: tuple[str, ...]
    scale: Scale

    @property
    def head(self) -> float:
        """Height of the words above the bars."""
        return BODY * LEADING * len(self.title) + SMALL * LEADING + 2

    @property
    def strips(self) -> float:
        """Height of the bars and their words."""
        return sum(SMALL * LEADING * len(r.words) + _ROOM for r in self.rows) + 2

    @property
    def height(self) -> float:
        return self.head + self.strips + 16 + SMALL * LEADING * len(self.notes) + _GAP


@styled
def draw(found: Sequence[Comparison], size: float = WIDE, top: int = MOST) -> Picture:
    """Range bars of the quantities given, the first `top` of them.

    Raises:
        UserError: no quantity is given.
    """
    if not found:
        raise UserError("estimates: no figures to show; take another filter, or `mkg estimates` for what there is")
    panels = [panel for comparison in found[:top] for panel in _panels(comparison, size - 2 * MARGIN)]
    more = f" Shown are the first {top} of {len(found)} quantities." if len(found) > top else ""
    words = frame(size, "Estimates side by side", _LEAD + more, _FOOT)
    on = sheet(size, words.top + sum(p.height for p in panels) + words.bottom)
    words.draw(on)
    y = words.top
    for panel in panels:
        _panel(on, panel, y)
        y += panel.height
    return Picture(on.figure, "Estimates side by side", " ".join(map(_told, panels)))


_LEAD = (
    "A bar runs from the least to the greatest number that a claim allows; a dot is one number, an arrow an open end. "
    "Orange marks with × contradict those whose numbers follow."
)
_FOOT = "Each figure is as its speaker gives it; none is averaged."
_NAMES = {
    "MigrantStock": "Migrants", "Remittance": "Money sent", "TraffickingRoute": "Victims moved", "Payment": "Payments",
    "Indicator": "Figures on", "Measure": "Measures of",
}  # fmt: skip


def _panels(comparison: Comparison, room: float) -> Iterator[Panel]:
    """A panel a unit: what has no common unit has no common scale."""
    clashing = {(v.first, v.second) for v in comparison.verdicts if v.kind == "conflicts"}
    own = {f.claim for f in comparison.figures}
    figures = figures_of(comparison)
    ends = comparison.title.partition(": ")[2]
    title = fold(f"{_NAMES.get(comparison.type, comparison.type)}: {ends}", room, BODY, 3, bold=True)
    for unit in dict.fromkeys(f.unit for f in figures):
        alike = [f for f in figures if f.unit == unit]
        numbers = {f.claim: n for n, f in enumerate(alike, 1)}
        yield Panel(
            title=title,
            unit=unit_words(unit) or "no unit",
            rows=tuple(_row(f, numbers, clashing, f.claim not in own and not f.cells, room) for f in alike),
            notes=tuple(line for note in _notes(comparison, numbers) for line in fold(note, room, SMALL, 4)),
            scale=scale([b for f in alike for b in (f.low, f.high) if b is not None], unit),
        )
        title = ()


def figures_of(comparison: Comparison) -> tuple[Figure, ...]:
    """What a picture shows of a quantity: its own figures, wider ones that they contradict, and those of data sets.

    Of data sets only what can be held against the others is shown; without any other figure, all that they give.
    """
    own = {f.claim for f in comparison.figures}
    kinds = {claim: v.kind for v in comparison.verdicts for claim in (v.first, v.second) if v.kind != "incomparable"}
    clashing = {c for v in comparison.verdicts if v.kind == "conflicts" for c in (v.first, v.second)}
    wholes = [f for f in comparison.wholes if f.claim in clashing - own]
    beside = [f for f in comparison.recorded if f.claim in kinds or not own]
    return (*comparison.figures, *wholes, *beside)


def _row(
    figure: Figure, numbers: Mapping[str, int], clashing: Iterable[tuple[str, str]], is_whole: bool, room: float
) -> Row:
    others = (b for pair in clashing for a, b in (pair, pair[::-1]) if a == figure.claim)
    clashes = sorted(numbers[other] for other in others if other in numbers)
    aside = (
        figure.ends if is_whole else "",
        figure.population,
        "" if figure.basis in ("stock", "total") else figure.basis,
        "data set" if figure.cells else "" if figure.modality == "asserted" else figure.modality,
        f"× {', '.join(map(str, clashes))}" if clashes else "",
    )
    said = f"{figure_words(figure)}: {', '.join(figure.speakers) or 'no speaker'}, {years(figure.period) or 'no year'}"
    words = fold("; ".join(filter(None, (said, *aside))), room - 16, SMALL, 4)
    return Row(numbers[figure.claim], figure, words, tuple(dict.fromkeys(clashes)))


def _notes(comparison: Comparison, numbers: Mapping[str, int]) -> Iterator[str]:
    for verdict in comparison.verdicts:
        if verdict.kind == "conflicts" and verdict.first in numbers and verdict.second in numbers:
            voices = "independent sources" if verdict.independent else "one source"
            yield f"× {numbers[verdict.first]} and {numbers[verdict.second]}: {verdict.reason} ({voices})"


def _panel(on: Sheet, panel: Panel, y: float) -> None:
    left, room = MARGIN + 16, on.width - 2 * MARGIN - 32
    heading = on.lines(MARGIN, y, panel.title, bold=True)
    steps = ", each step ten times the last" if panel.scale.powers else ""
    on.lines(MARGIN, heading, [f"in {panel.unit}{steps}"], SMALL, FAINT)
    y += panel.head
    bottom = y + panel.strips
    for tick in panel.scale.ticks:
        x = left + room * panel.scale.at(tick)
        on.line((x, x), (y, bottom), PALE, 0.6)
    for row in panel.rows:
        on.text(MARGIN, y + SMALL * LEADING / 2, str(row.number), SMALL, bold=True)
        for line in row.words:  # a white ground, so that no line of the scale runs through letters
            on.box(left - 1, y, width(line, SMALL) + 3, SMALL * LEADING, PAPER)
            y = on.lines(left, y, [line], SMALL)
        _bar(on, row, panel.scale, left, room, y + _ROOM / 2 - 1)
        y += _ROOM
    on.line((left, left + room), (bottom, bottom), LINE, 0.8)
    _ticks(on, panel.scale, left, room, bottom + 8)
    on.lines(MARGIN, bottom + 16, panel.notes, SMALL, INK)


def _ticks(on: Sheet, scaled: Scale, left: float, room: float, y: float) -> None:
    """Numbers under the axis, as many as fit."""
    free = -1e9
    for tick in scaled.ticks:
        label = short(tick)
        x, wide = left + room * scaled.at(tick), width(label, SMALL)
        start = max(MARGIN, min(x - wide / 2, on.width - MARGIN - wide))
        if start > free + 6:
            on.text(start, y, label, SMALL, FAINT)
            free = start + wide


def _bar(on: Sheet, row: Row, scaled: Scale, left: float, room: float, y: float) -> None:
    figure, color = row.figure, VERMILION if row.clashes else BLUE
    low = left + room * scaled.at(figure.low) if figure.low is not None else left
    high = left + room * scaled.at(figure.high) if figure.high is not None else left + room
    if figure.low is not None and figure.low == figure.high:
        on.mark(low, y, "D" if row.clashes else "o", color, 6.5)
        return
    if figure.low is not None and figure.high is not None:
        on.box(low, y - _BAR / 2, max(high - low, 1.5), _BAR, color, INK)
        return
    closed, opening = (high, left - 8) if figure.low is None else (low, left + room + 10)
    on.line((closed, closed), (y - _BAR / 2, y + _BAR / 2), color, 2.5)
    on.arrow((closed, y), (opening, y), color, 2.0)


def _told(panel: Panel) -> str:
    said = "; ".join(f"{r.number}: {' '.join(r.words)}" for r in panel.rows)
    return f"{' '.join(panel.title)} (in {clean(panel.unit)}): {said}."


def figure_words(figure: Figure) -> str:
    """Bounds and unit of a figure in words."""
    return f"{bounds(figure.low, figure.high)} {unit_words(figure.unit)}".strip()


def unit_words(unit: str) -> str:
    """Name of a unit as people write it.

    >>> unit_words("percent-of-gdp"), unit_words("USD")
    ('percent of GDP', 'USD')
    """
    return clean(unit).replace("-", " ").replace("gdp", "GDP")
