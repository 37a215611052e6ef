"""Gap matrix: which pairs of states have an agreement, and which have not, by what the claims say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.analysis.gap_model import PairGap
from kg.analysis.pairs import Pair, pair_of
from kg.errors import UserError
from kg.pictures.lettering import clean, fold, width
from kg.pictures.picture import Picture
from kg.pictures.sheet import Sheet, frame, sheet
from kg.pictures.style import (
    BLANK,
    FAINT,
    GREEN,
    INK,
    LINE,
    MARGIN,
    ORANGE,
    PALE,
    PAPER,
    PURPLE,
    SKY,
    SMALL,
    VERMILION,
    WIDE,
    YELLOW,
    styled,
)  # fmt: skip

MOST = 40  # states whose letters can still be read on a page
_NAMES = 120.0  # points for the names of states
_CELL, _LEAST = 22.0, 8.5  # widest and narrowest cell


@dataclass(frozen=True, slots=True)
class Mark:
    """How a status looks: its letter, the colour of its cell and that of the letter."""

    letter: str
    fill: str
    ink: str = INK


MARKS: Mapping[str, Mark] = {
    "stated-absent": Mark("A", VERMILION),
    "contested": Mark("C", PURPLE),
    "group-only": Mark("G", ORANGE),
    "unratified": Mark("U", YELLOW),
    "in-progress": Mark("P", SKY),
    "silent": Mark("S", PALE),
    "in-force": Mark("F", GREEN),
}
UNLISTED = Mark("–", BLANK, FAINT)
_WORDS = {
    "stated-absent": "stated absent", "group-only": "group only", "in-progress": "in progress", "in-force": "in force",
}  # fmt: skip


@styled
def draw(found: Sequence[PairGap], focus: Collection[str] = (), size: float = WIDE, top: int = MOST) -> Picture:
    """Matrix of pairs: states by states, or with `focus` (codes) their partners by these.

    Args:
        found: the pairs.
        focus: codes of states that make the columns; without them all states do.
        size: width of the picture in points; more where many columns need it.
        top: most states in a row or column; those in the most pressing gaps are kept.

    Raises:
        UserError: no pair is given.
    """
    if not found:
        raise UserError("gaps: no pair of states to show; take another filter, or `mkg gaps` for what there is")
    names = {code: name for gap in found for code, name in zip(gap.pair, gap.names, strict=True)}
    kept = _kept(found, top)
    columns = sorted(set(focus) & set(kept), key=lambda c: names[c]) if focus else kept
    by_pair = {g.pair: g for g in found}
    rows = [c for c in kept if not focus or any(pair_of(c, f) in by_pair for f in columns if f != c)]
    size = max(size, 2 * MARGIN + _NAMES + _LEAST * len(columns))
    shown = {pair_of(r, c) for r in rows for c in columns if r != c}
    words = frame(size, _title(rows, columns, names, focus), _lead(len(names), len(kept)), _FOOT)
    legend = _legend([by_pair[p].status for p in shown if p in by_pair], size)
    cell = min(_CELL, (size - 2 * MARGIN - _NAMES) / len(columns))
    top_edge = words.top + 14
    bottom = top_edge + cell * len(rows) + 8
    on = sheet(size, bottom + 14 * len(legend) + words.bottom)
    words.draw(on)
    _cells(on, rows, columns, by_pair, cell, top_edge)
    _heads(on, rows, columns, names, cell, top_edge)
    for number, line in enumerate(legend):
        for x, mark, label in line:
            _cell(on, x, bottom + 14 * number, 11, mark)
            on.text(x + 15, bottom + 14 * number + 5.5, label, SMALL)
    return Picture(on.figure, " ".join(words.title), _told(found, shown))


_FOOT = "An absence is what the reports say, not what is the case. Pairs of which nothing is said are no finding."


def _kept(found: Sequence[PairGap], top: int) -> list[str]:
    """States by the number of their listed pairs; where they are too many, those in the most pressing gaps."""
    order: dict[str, int] = {}
    for place, gap in enumerate(found):
        for code in gap.pair:
            order.setdefault(code, place)
    chosen = sorted(order, key=lambda c: order[c])[:top]
    pairs = Counter(c for g in found for c in g.pair if set(g.pair) <= set(chosen))
    return sorted(chosen, key=lambda c: (-pairs[c], c))


def _title(rows: Sequence[str], columns: Sequence[str], names: Mapping[str, str], focus: Collection[str]) -> str:
    if not focus:
        return f"Labor-migration agreements between {len(rows)} states"
    whose = ", ".join(names[c] for c in columns) if len(columns) <= 6 else f"{len(columns)} states"
    return f"Labor-migration agreements of {whose}"


def _lead(known: int, shown: int) -> str:
    cut = f" Shown are {shown} of {known} states, those in the most pressing gaps." if shown < known else ""
    return f"A cell is a pair of states; its letter says how an agreement stands by the claims.{cut}"


def _cells(
    on: Sheet, rows: Sequence[str], columns: Sequence[str], by_pair: Mapping[Pair, PairGap], cell: float, top: float
) -> None:
    for down, one in enumerate(rows):
        for across, other in enumerate(columns):
            x, y = MARGIN + _NAMES + across * cell, top + down * cell
            if one == other:
                on.box(x, y, cell, cell, LINE, PAPER)
                continue
            gap = by_pair.get(pair_of(one, other))
            _cell(on, x, y, cell, MARKS[gap.status] if gap else UNLISTED)


def _cell(on: Sheet, x: float, y: float, side: float, mark: Mark) -> None:
    on.box(x, y, side, side, mark.fill, PAPER)
    on.text(x + side / 2, y + side / 2, mark.letter, min(SMALL, side * 0.7), mark.ink, align="center", bold=True)


def _heads(
    on: Sheet, rows: Sequence[str], columns: Sequence[str], names: Mapping[str, str], cell: float, top: float
) -> None:
    letters = min(SMALL, cell * 0.62)
    for across, code in enumerate(columns):
        on.text(MARGIN + _NAMES + (across + 0.5) * cell, top - 7, code, letters, align="center")
    letters = min(SMALL, cell * 0.8)
    for down, code in enumerate(rows):
        y = top + (down + 0.5) * cell
        most = max(1, int(cell / (letters * 1.15)))
        lines = fold(names[code], _NAMES - 26, letters, most)
        for number, line in enumerate(lines):
            shift = (number - (len(lines) - 1) / 2) * letters * 1.1
            on.text(MARGIN, y + shift, line, letters)
        on.text(MARGIN + _NAMES - 6, y, code, letters, FAINT, align="right")


def _legend(statuses: Sequence[str], size: float) -> list[list[tuple[float, Mark, str]]]:
    """Lines of the legend: place, mark and words of each status that occurs."""
    counts = Counter(statuses)
    entries = [(MARKS[s], f"{_WORDS.get(s, s)} ({counts[s]})") for s in MARKS if counts[s]]
    lines: list[list[tuple[float, Mark, str]]] = [[]]
    x = MARGIN
    for mark, label in (*entries, (UNLISTED, "nothing is said of the pair")):
        needed = 15 + width(label, SMALL) + 12
        if x + needed > size - MARGIN and lines[-1]:
            lines.append([])
            x = MARGIN
        lines[-1].append((x, mark, label))
        x += needed
    return lines


def _told(found: Sequence[PairGap], shown: Collection[Pair]) -> str:
    def lines() -> Iterator[str]:
        for status in MARKS:
            alike = (g for g in found if g.status == status and g.pair in shown)
            pairs = [" – ".join(map(clean, g.names)) for g in alike]
            if pairs:
                yield f"{_WORDS.get(status, status)}: {'; '.join(pairs)}"

    return ". ".join(lines()) + "."


