"""A network on a circle: names around it never cover each other, and what is tied to nothing else stands apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, degrees, pi, sin
from typing import TYPE_CHECKING

from kg.errors import UserError
from kg.pictures.lettering import clean, fold, width
from kg.pictures.picture import Picture
from kg.pictures.sheet import Sheet, frame, sheet
from kg.pictures.style import (
    BLUE, FAINT, GREEN, LINE, MARGIN, ORANGE, PURPLE, SKY, SMALL, VERMILION, WIDE, YELLOW, styled,
)  # fmt: skip

if TYPE_CHECKING:
    from kg.analysis.networks import Network

MOST = 60  # nodes whose names can still be read around a circle
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
    order = [node for group in groups for node in group]
    labels = {node: fold(network.nodes[node]["label"], size * 0.3, SMALL, 2) for node in order}
    cut = f" Shown are the {len(kept)} of {len(network)} nodes with most neighbours." if len(kept) < len(network) else ""
    words = frame(size, f"Network of {what}", _LEAD + cut, _FOOT)
    reach = max(width(line, SMALL) for lines in labels.values() for line in lines) + 16
    radius = max(60.0, min(size / 2 - MARGIN - reach, 190.0))
    upright = max(_overhang(i, len(order), labels[n]) for i, n in enumerate(order))
    ring = _Ring(size / 2, words.top + radius + upright, radius, _angles(order))
    on = sheet(size, words.top + 2 * (radius + upright) + words.bottom)
    words.draw(on)
    _edges(on, ring, ties)
    _nodes(on, ring, groups, labels)
    return Picture(on.figure, f"Network of {what}", _told(network, ties))


_LEAD = (
    "A line ties two that claims tie; its width grows with the number of claims. Shape and colour tell groups with more ties "
    "inside than outside."
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


def _angles(order: Sequence[str]) -> dict[str, float]:
    """Angles around the circle, from the top, rounded so that every machine has the same."""
    return {node: round(2 * pi * i / len(order) - pi / 2, 6) for i, node in enumerate(order)}


def _overhang(place: int, count: int, lines: Sequence[str]) -> float:
    """How far a name reaches above or below the circle: names stand level where few do, else along the ray."""
    return 30.0 if count <= 14 else max(width(line, SMALL) for line in lines) + 16


def _edges(on: Sheet, ring: _Ring, ties: Sequence[_Tie]) -> None:
    for tie in ties:
        (x1, y1), (x2, y2) = ring.at(tie.first), ring.at(tie.second)
        on.line((x1, x2), (y1, y2), FAINT if len(ties) <= 60 else LINE, min(0.7 + 0.7 * tie.claims, 5.0))


def _nodes(
    on: Sheet, ring: _Ring, groups: Sequence[Sequence[str]], labels: Mapping[str, Sequence[str]]
) -> None:
    count = sum(map(len, groups))
    for number, group in enumerate(groups):
        shape, color = _LOOKS[number % len(_LOOKS)]
        for node in group:
            x, y = ring.at(node)
            on.mark(x, y, shape, color, 9 if count <= 14 else 7)
            if count <= 14:
                _level(on, ring, node, labels[node])
            else:
                _along(on, ring, node, labels[node])


def _level(on: Sheet, ring: _Ring, node: str, lines: Sequence[str]) -> None:
    x, y = ring.at(node, 10)
    side = cos(ring.angles[node])
    align = "center" if abs(side) < 0.2 else "left" if side > 0 else "right"
    y += sin(ring.angles[node]) * 4
    for number, line in enumerate(lines):
        on.text(x, y + (number - (len(lines) - 1) / 2) * SMALL * 1.15, line, align=align, size=SMALL)  # type: ignore[arg-type]


def _along(on: Sheet, ring: _Ring, node: str, lines: Sequence[str]) -> None:
    """Names along the ray from the middle; on the left half they run towards it, so that none stands on its head."""
    angle = ring.angles[node]
    left = cos(angle) < -1e-6
    x, y = ring.at(node, 8)
    turn = -degrees(angle) + (180 if left else 0)
    across = (sin(angle), -cos(angle)) if not left else (-sin(angle), cos(angle))
    for number, line in enumerate(lines):
        shift = (number - (len(lines) - 1) / 2) * SMALL * 1.1
        on.text(
            x - across[0] * shift, y - across[1] * shift, line, SMALL, align="right" if left else "left", turn=turn
        )  # fmt: skip


def _told(network: Network, ties: Sequence[_Tie]) -> str:
    label = {node: clean(data["label"]) for node, data in network.nodes(data=True)}
    return "; ".join(f"{label[t.first]} – {label[t.second]} ({t.claims} claims)" for t in ties) + "."
