"""Gaps, stories and comparisons for the terminal; readable from 100 characters on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kg.analysis.gap_model import PairGap
from kg.analysis.quantities import Corridor
from kg.analysis.story import Line, PairStory, where
from kg.claims.wording import bounds, number

if TYPE_CHECKING:
    from kg.analysis.content import ContentGap
    from kg.analysis.estimates import Comparison, Figure

_STYLES = {
    "stated-absent": "red",
    "contested": "magenta",
    "group-only": "yellow",
    "unratified": "yellow",
    "in-progress": "cyan",
    "silent": "dim",
    "in-force": "green",
}


class View(Group):
    """Blocks for the terminal: printed as one, or walked through one by one."""

    def __iter__(self) -> Iterator[RenderableType]:
        return iter(self.renderables)


def gap_table(found: Iterable[PairGap]) -> View:
    """One row a pair: rank and its range, status, migrants both ways, and how much else is known."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Rank", justify="right", no_wrap=True)
    table.add_column("Range", justify="right", no_wrap=True)
    table.add_column("Pair", min_width=24, max_width=34)
    table.add_column("Status", no_wrap=True)
    table.add_column("Migrants", min_width=20)
    table.add_column("Claims", justify="right", no_wrap=True)
    for gap in found:
        table.add_row(
            str(gap.rank) if gap.rank else "–",
            _range(gap),
            f"{gap.names[0]} – {gap.names[1]}",
            Text(gap.status, style=_STYLES[gap.status]),
            "\n".join(_migrants(gap)) or "–",
            str(len(gap.evidence) or "–"),
        )
    return View(table if table.rows else Text("No pairs."))


def _range(gap: PairGap) -> str:
    if gap.rank_range is None:
        return ""
    best, worst = gap.rank_range
    return str(best) if best == worst else f"{best}–{worst}"


def _migrants(gap: PairGap) -> Iterator[str]:
    """Each direction that is claimed with its bounds: "UA→PL 250,000"."""
    for corridor in gap.migrants:
        if corridor.is_claimed:
            yield f"{corridor.origin}→{corridor.destination} {_short(corridor)}"


def _short(corridor: Corridor) -> str:
    """Bounds as signs: "250,000", "≥ 200,000", "≤ 800,000 shared", "5,000 a year", "no figure"."""
    low, high = corridor.low, corridor.high
    if low is None and high is None:
        return "part of a shared figure" if corridor.scope == "shared" else "no figure"
    if low is None or high is None:
        figure = f"≤ {number(high)}" if high is not None else f"≥ {number(low or 0)}"
    else:
        figure = number(low) if low == high else f"{number(low)}–{number(high)}"
    marks = {"whole": "", "flow": " a year"}
    return figure + marks.get(corridor.scope or "", f" {corridor.scope}")


def story_view(story: PairStory) -> View:
    """The story of a pair: status, then each chapter with its sentences."""
    gap = story.gap
    head = Text.assemble(
        (f"{gap.names[0]} – {gap.names[1]}", "bold"),
        "  ",
        (gap.status, _STYLES[gap.status]),
        f"  {_place(gap)}",
    )
    parts: list[RenderableType] = [head, Text(gap.basis)]
    if gap.note:
        parts.append(Text(gap.note, style="italic"))
    for chapter in story.chapters:
        parts += [Text(""), Text(chapter.title, style="bold")]
        parts += [block for line in chapter.lines for block in _line(line)]
    return View(*parts)


def _place(gap: PairGap) -> str:
    return f"rank {gap.rank} (between {gap.rank_range[0]} and {gap.rank_range[1]})" if gap.rank_range else ""


def _line(line: Line) -> Iterator[RenderableType]:
    voice = f" ({', '.join(line.speakers)})" if line.speakers else ""
    yield Padding(Text.assemble(line.text, (voice, "dim")), (0, 0, 0, 2), expand=False)
    if line.sentence:
        source = "; ".join(filter(None, (line.where, line.claim)))
        yield Padding(Text.assemble(f"“{line.sentence}”", (f"  {source}", "dim")), (0, 0, 0, 6), expand=False)


def content_view(found: Iterable[ContentGap]) -> View:
    """What agreements lack, one block a claim."""
    parts: list[RenderableType] = []
    for gap in found:
        about = ", ".join((*gap.states, *gap.topics))
        line = Line(
            f"{gap.kind}: {gap.citation.label}" + (f" [{about}]" if about else ""),
            gap.citation.speakers,
            gap.citation.sentence,
            where(gap.citation.section, gap.citation.notes),
            gap.citation.claim,
        )
        parts += _line(line)
    return View(*(parts or [Text("No claim says what agreements lack.")]))


def comparison_view(found: Iterable[Comparison]) -> View:
    """Rival figures, one block a quantity: the claims, then how each two of them stand to each other."""
    parts: list[RenderableType] = []
    for group in found:
        parts.append(Text(group.title, style="bold"))
        for figure in group.figures:
            parts += _line(_figure_line(figure))
        for figure in group.recorded:
            parts += _line(_figure_line(figure))
        exceeded = {v.second for v in group.verdicts if v.kind == "conflicts"}
        for whole in group.wholes:
            if whole.claim in exceeded:
                parts.append(Padding(Text(f"of {whole.ends}, which holds it:", style="italic"), (0, 0, 0, 2)))
                parts += _line(_figure_line(whole))
        parts += [Padding(verdict, (0, 0, 0, 2), expand=False) for verdict in _verdicts(group)]
        parts += [Padding(Text(note, style="italic"), (0, 0, 0, 2), expand=False) for note in group.notes]
        parts.append(Text(""))
    return View(*(parts or [Text("No claim gives such a figure.")]))


def _figure_line(figure: Figure) -> Line:
    words = (
        f"{bounds(figure.low, figure.high)} {figure.unit}".rstrip(),
        figure.population,
        "" if figure.basis in ("stock", "total") else figure.basis,
        figure.when,
    )
    place = "; ".join(cell.place for cell in figure.cells) or where(figure.evidence.section, figure.evidence.notes)
    quote = figure.evidence.sentence or " | ".join(cell.text for cell in figure.cells)
    return Line(" ".join(filter(None, words)), figure.speakers, quote, place, figure.claim)


def _verdicts(group: Comparison) -> Iterator[Text]:
    """One line a verdict; pairs that cannot be compared are counted by their reason."""
    reasons: Counter[str] = Counter()
    beside = {f.claim: f"{', '.join(f.speakers)} {f.when}" for f in group.recorded}
    for verdict in group.verdicts:
        named = [beside[claim] for claim in (verdict.first, verdict.second) if claim in beside]
        with_whom = f"; with {' and '.join(named)}" if named else ""
        if verdict.kind == "incomparable":
            reasons[verdict.reason + with_whom] += 1
        else:
            voices = "independent sources" if verdict.independent else "one source"
            yield Text.assemble((verdict.kind, "bold"), f": {verdict.reason}{with_whom} ({voices})")
    for reason, count in sorted(reasons.items()):
        times = f" ({count} pairs)" if count > 1 else ""
        yield Text.assemble(("not comparable", "dim"), f": {reason}{times}")
