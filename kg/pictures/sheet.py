"""A sheet of paper to draw on: points from the upper left corner, with the handful of marks that the pictures need."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kg.pictures.lettering import fold
from kg.pictures.style import BODY, FAINT, INK, LEADING, MARGIN, PAPER, SMALL, TITLE

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_INCH = 72.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A figure with one pair of axes that cover it; x runs to the right, y down, both in points.

    What is drawn later lies above what was drawn before.
    """

    figure: Figure
    axes: Axes
    width: float
    height: float

    @property
    def _above(self) -> int:
        return len(self.axes.get_children())

    def text(
        self, x: float, y: float, words: str, size: float = BODY, color: str = INK, bold: bool = False,
        align: Literal["left", "center", "right"] = "left", turn: float = 0.0,
    ) -> None:  # fmt: skip
        """One line, its middle at height `y`."""
        self.axes.text(
            x, y, words, fontsize=size, color=color, ha=align, va="center_baseline" if not turn else "center",
            fontweight="bold" if bold else "normal", rotation=turn, rotation_mode="anchor",
            zorder=self._above,
        )  # fmt: skip

    def lines(
        self, x: float, y: float, words: Iterable[str], size: float = BODY, color: str = INK, bold: bool = False
    ) -> float:
        """Lines below each other from the upper edge `y`; gives the lower edge."""
        for line in words:
            self.text(x, y + size * LEADING / 2, line, size, color, bold)
            y += size * LEADING
        return y

    def box(
        self, x: float, y: float, width: float, height: float, fill: str = PAPER, edge: str = "none"
    ) -> None:
        from matplotlib.patches import Rectangle

        self.axes.add_patch(
            Rectangle(
                (x, y), width, height, facecolor=fill, edgecolor=edge, linewidth=0.6, clip_on=False, zorder=self._above
            )
        )

    def line(
        self, xs: Sequence[float], ys: Sequence[float], color: str = INK, width: float = 1.0, dashes: str = "-"
    ) -> None:
        self.axes.plot(xs, ys, color=color, linewidth=width, linestyle=dashes, solid_capstyle="butt", clip_on=False,
            zorder=self._above)

    def mark(self, x: float, y: float, shape: str = "o", color: str = INK, size: float = 6.0) -> None:
        self.axes.plot(
            [x], [y], marker=shape, color=color, markersize=size, linestyle="none", markeredgecolor=INK,
            markeredgewidth=0.6, clip_on=False, zorder=self._above,
        )  # fmt: skip

    def arrow(self, start: tuple[float, float], end: tuple[float, float], color: str = INK, width: float = 1.0) -> None:
        from matplotlib.patches import FancyArrowPatch

        self.axes.add_patch(
            FancyArrowPatch(
                start, end, arrowstyle="-|>", mutation_scale=9, color=color, linewidth=width, shrinkA=0, shrinkB=0,
                clip_on=False, zorder=self._above,
            )
        )

    def arc(self, x: float, y: float, out: float, down: float, color: str = INK, width: float = 1.0) -> None:
        """Half an ellipse that bulges to the left: from `(x, y)` to `(x, y + down)`, `out` points wide."""
        from matplotlib.patches import Arc

        self.axes.add_patch(
            Arc(
                (x, y + down / 2), 2 * out, down, theta1=90, theta2=270, color=color, linewidth=width, clip_on=False,
                zorder=self._above,
            )
        )


def sheet(width: float, height: float) -> Sheet:
    """An empty sheet of that many points."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width / _INCH, height / _INCH), facecolor=PAPER)
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    axes.axis("off")
    return Sheet(figure, axes, width, height)


@dataclass(frozen=True, slots=True)
class Frame:
    """The words around a picture, folded to its width: a title, what it shows, and what to bear in mind below."""

    title: tuple[str, ...]
    lead: tuple[str, ...]
    foot: tuple[str, ...]

    @property
    def top(self) -> float:
        """Height that the words above take, with the margin."""
        return MARGIN + TITLE * LEADING * len(self.title) + SMALL * LEADING * len(self.lead) + 8

    @property
    def bottom(self) -> float:
        """Height that the words below take, with the margin."""
        return MARGIN + SMALL * LEADING * len(self.foot) + 6

    def draw(self, on: Sheet) -> None:
        y = on.lines(MARGIN, MARGIN, self.title, TITLE, bold=True)
        on.lines(MARGIN, y + 2, self.lead, SMALL, FAINT)
        on.lines(MARGIN, on.height - self.bottom + 6, self.foot, SMALL, FAINT)


def frame(width: float, title: str, lead: str = "", foot: str = "") -> Frame:
    """The words around a picture of that many points."""
    room = width - 2 * MARGIN
    return Frame(
        fold(title, room, TITLE, bold=True),
        fold(lead, room, SMALL, 6) if lead else (),
        fold(foot, room, SMALL, 24, longest=3000) if foot else (),
    )
