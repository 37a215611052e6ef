"""Networks: few nodes on a circle, many in a column with arcs beside it, so that names never cover each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import TYPE_CHECKING, Literal

from kg.claims.wording import counted
from kg.errors import UserError
from kg.pictures.lettering import clean, fold, width
from kg.pictures.picture import Picture
from kg.pictures.sheet import Frame, Sheet, frame, sheet
from kg.pictures.style import (
    BLUE,
    FAINT,
    GREEN,
    MARGIN,
    ORANGE,
    PURPLE,
    SKY,
    SMALL,
    VERMILION,
    WIDE,
    YELLOW,
    styled,
)  # fmt: skip

if TYPE_CHECKING:
    from kg.analysis.networks import Network

MOST = 60  # nodes of a column that still fits on a page
_FEW = 14  # nodes whose names fit around a circle
_LOOKS = (("o", BLUE), ("s", ORANGE), ("^", GREEN), ("D", PURPLE), ("v", SKY), ("P", YELLOW), ("X", VERMILION))


@dataclass(frozen=True, slots=True)
class _Tie:
    """Two nodes and how many claims tie them, in whatever direction."""

    first: str
    second: str
    claims: int


@dataclass(frozen=True, slots=True)
class _Ring:
    """Where nodes stand: the middle and radius of the circle, and the angle of each."""

    x: float
    y: float
    radius: float
    angles: Mapping[str, float]

    def at(self, node: str, beyond: float = 0.0) -> tuple[float, float]:
        angle = self.angles[node]
        return self.x + (self.radius + beyond) * cos(angle), self.y + (self.radius + beyond) * sin(angle)


@styled
def draw(network: Network, what: str = "agreements", size: float = WIDE, top: int = MOST) -> Picture:
    """The nodes of a network around a circle, those of one community side by side and with one shape.

    Args:
        network: as `kg.analysis.networks` makes it.
        what: the word for its edges, for the title.
        size: width of the picture in points.
        top: most nodes; those with the most neighbours are kept.

    Raises:
        UserError: the network has no edge.
    """
    ties = _ties(network)
    if not ties:
        raise UserError(f"network: the graph has no {what} edges to show; see `mkg network {what}`")
    kept = _kept(ties, top)
    ties = [t for t in ties if t.first in kept and t.second in kept]
    groups = _groups(network, kept)
    is_cut = len(kept) < len(network)
    cut = f" Shown are the {len(kept)} of {len(network)} nodes with most neighbours." if is_cut else ""
    title = f"Network of {_TITLES.get(what, what)}"
    words = frame(size, title, _LEAD + cut, _FOOT)
    draw_on = _circle if len(kept) <= _FEW else _column
    on = draw_on(words, size, groups, ties, {node: network.nodes[node]["label"] for node in kept})
    return Picture(on.figure, title, _told(network, ties))


_TITLES = {"listed": "listed agreements"}
_LEAD = (
    "A line ties two that claims tie; its width grows with the number of claims. Shape and colour tell groups with "
    "more ties inside than outside."
)
_FOOT = "What is not tied here may be tied in fact: the picture shows what the claims say."


def _ties(network: Network) -> list[_Tie]:
    claims: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one, other, data in network.edges(data=True):
        if one != other:
            first, second = sorted((one, other))
            claims[first, second] |= set(data["claims"])
    return [_Tie(a, b, max(1, len(found))) for (a, b), found in sorted(claims.items())]


def _kept(ties: Sequence[_Tie], top: int) -> frozenset[str]:
    neighbours: dict[str, int] = defaultdict(int)
    for tie in ties:
        neighbours[tie.first] += 1
        neighbours[tie.second] += 1
    return frozenset(sorted(neighbours, key=lambda n: (-neighbours[n], n))[:top])


def _groups(network: Network, kept: frozenset[str]) -> list[tuple[str, ...]]:
    from kg.analysis.networks import communities

    found = (tuple(n for n in group if n in kept) for group in communities(network))
    return [group for group in found if group]


def _circle(
    words: Frame, size: float, groups: Sequence[Sequence[str]], ties: Sequence[_Tie], labels: Mapping[str, str]
) -> Sheet:
    order = [node for group in groups for node in group]
    lines = {node: fold(labels[node], size * 0.27, SMALL, 3) for node in order}
    reach = max(width(line, SMALL) for each in lines.values() for line in each) + 14
    radius = max(50.0, min(size / 2 - MARGIN - reach, 60.0 + 12 * len(order)))
    ring = _Ring(size / 2, words.top + radius + 36, radius, _angles(order))
    on = sheet(size, words.top + 2 * (radius + 36) + words.bottom)
    words.draw(on)
    for tie in ties:
        (x1, y1), (x2, y2) = ring.at(tie.first), ring.at(tie.second)
        on.line((x1, x2), (y1, y2), FAINT, _thickness(tie))
    for number, group in enumerate(groups):
        for node in group:
            on.mark(*ring.at(node), *_LOOKS[number % len(_LOOKS)], 9)
            _name(on, ring, node, lines[node])
    return on


def _angles(order: Sequence[str]) -> dict[str, float]:
    """Angles around the circle, from the top, rounded so that every machine has the same."""
    return {node: round(2 * pi * i / len(order) - pi / 2, 6) for i, node in enumerate(order)}


def _name(on: Sheet, ring: _Ring, node: str, lines: Sequence[str]) -> None:
    """A name outside of the circle, level, and away from the lines of its node."""
    x, y = ring.at(node, 10)
    across, down = cos(ring.angles[node]), sin(ring.angles[node])
    align: Literal["left", "center", "right"] = "center" if abs(across) < 0.2 else "left" if across > 0 else "right"
    y += down * (4 + (len(lines) - 1) * SMALL * 0.55)
    for number, line in enumerate(lines):
        on.text(x, y + (number - (len(lines) - 1) / 2) * SMALL * 1.15, line, SMALL, align=align)


def _column(
    words: Frame, size: float, groups: Sequence[Sequence[str]], ties: Sequence[_Tie], labels: Mapping[str, str]
) -> Sheet:
    middle = size * 0.45
    lines = {node: fold(name, size - middle - MARGIN - 12, SMALL, 3) for node, name in labels.items()}
    places, y = {}, words.top
    for group in groups:
        for node in group:
            tall = SMALL * 1.15 * len(lines[node]) + 4
            places[node] = y + tall / 2
            y += tall
        y += 6  # between groups
    on = sheet(size, y + words.bottom)
    words.draw(on)
    longest = max(abs(places[t.first] - places[t.second]) for t in ties)
    for tie in ties:
        upper, lower = sorted((places[tie.first], places[tie.second]))
        out = (middle - 2 * MARGIN) * ((lower - upper) / longest) ** 0.7
        on.arc(middle, upper, out, lower - upper, FAINT, _thickness(tie))
    for number, group in enumerate(groups):
        for node in group:
            on.mark(middle, places[node], *_LOOKS[number % len(_LOOKS)], 7)
            for count, line in enumerate(lines[node]):
                shift = (count - (len(lines[node]) - 1) / 2) * SMALL * 1.15
                on.text(middle + 10, places[node] + shift, line, SMALL)
    return on


def _thickness(tie: _Tie) -> float:
    return min(0.6 + 0.6 * tie.claims, 5.0)


def _told(network: Network, ties: Sequence[_Tie]) -> str:
    label = {node: clean(data["label"]) for node, data in network.nodes(data=True)}
    return "; ".join(f"{label[t.first]} – {label[t.second]} ({counted(t.claims, 'claim')})" for t in ties) + "."
