"""Axes of figures: which ticks, how they read, and where a value lies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import floor, log10

_FAR_APART = 40.0  # times that the largest value is the least: beyond, the small ones vanish on an even scale


@dataclass(frozen=True, slots=True)
class Scale:
    """An even scale from `low`, or one of powers of ten; `ticks` are within it."""

    low: float
    high: float
    ticks: tuple[float, ...]
    powers: bool = False

    def at(self, value: float) -> float:
        """Place of a value between 0 and 1."""
        if self.powers:
            return (log10(value) - log10(self.low)) / (log10(self.high) - log10(self.low))
        return (value - self.low) / (self.high - self.low)


def scale(values: Iterable[float], unit: str = "", room: int = 5) -> Scale:
    """A scale that holds all values and begins at zero, unless some are negative or they lie far apart.

    Shares of a whole run to 100 percent at least where they come near it.
    """
    known = sorted(values)
    least, most = known[0], known[-1]
    if least > 0 and most / least > _FAR_APART:
        powers = range(floor(log10(least)), floor(log10(most)) + 2)
        ticks = tuple(10.0**p for p in powers)
        step = max(1, -(-len(ticks) // room))
        return Scale(ticks[0], ticks[-1], ticks[::step], powers=True)
    if unit == "percent" and 50 < most <= 100 and least >= 0:
        return Scale(0.0, 100.0, (0.0, 25.0, 50.0, 75.0, 100.0))
    from matplotlib.ticker import MaxNLocator

    low, high = min(0.0, least), max(0.0, most)
    ticks = tuple(map(float, MaxNLocator(room, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high if high > low else 1.0)))
    return Scale(ticks[0], ticks[-1], ticks)


def short(value: float) -> str:
    """A number as ticks show it.

    >>> short(250000.0), short(1.5e6), short(27e9), short(0.0), short(12.5)
    ('250,000', '1.5 million', '27 billion', '0', '12.5')
    """
    for name, size in (("trillion", 1e12), ("billion", 1e9), ("million", 1e6)):
        if abs(value) >= size:
            return f"{value / size:,.4g} {name}"
    return f"{value:,.10g}".replace("-", "−")
