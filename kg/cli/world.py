"""`mkg gaps --world`: sections of rows, for the terminal and as JSON, CSV or Markdown."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from kg.cli.common import Format, Row, emit
from kg.errors import UserError

if TYPE_CHECKING:
    from kg.analysis.world_model import GroupShare, WorldGaps
    from kg.graph.source import Source


class Section(StrEnum):
    """Parts of the answer."""

    GAPS = "gaps"
    REGIONS = "regions"
    INCOME = "income"
    COVERAGE = "coverage"
    STATES = "states"
    PROVISIONS = "provisions"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asks of the whole world; None where it does not say."""

    year: int | None = None
    threshold: float | None = None
    region: str | None = None
    compare: int | None = None
    income: Path | None = None
    section: Section | None = None
    top: int | None = None

    def check_unused(self) -> None:
        """Raises a UserError where an option is given that only `--world` has."""
        given = [field.name for field in fields(self) if getattr(self, field.name) is not None]
        if given:
            raise UserError(f"gaps: --{given[0]} goes with --world; add --world or leave it out")


@dataclass(frozen=True, slots=True)
class Part:
    """A table: its title, the headings of its columns by key, and how its rows are made."""

    title: str
    columns: Mapping[str, str]
    rows: Callable[[WorldGaps], Sequence[Row]]


_TOP = 20


def show_world(open_it: Callable[[], Source], options: Options, form: Format) -> None:
    """Print the agreement gaps of the world; the graph is opened when the options are known to make sense.

    Raises:
        UserError: the graph has no stocks of the year, no region has the name, or the income table cannot be used.
    """
    from kg.analysis.groups import read_incomes
    from kg.analysis.world import THRESHOLD, YEAR, world_gaps
    from kg.analysis.world_json import as_json

    _check(options, form)
    income = read_incomes(options.income) if options.income else None
    found = world_gaps(
        open_it(),
        YEAR if options.year is None else options.year,
        THRESHOLD if options.threshold is None else options.threshold,
        options.compare,
        options.region,
        income,
    )
    if form is Format.JSON:
        typer.echo(json.dumps(as_json(found), ensure_ascii=False, indent=2))
    elif form is Format.CSV:
        part = PARTS[options.section or Section.GAPS]
        rows = [{**row, "note": found.notes[0]} for row in part.rows(found)][: options.top]
        emit(rows, {**part.columns, "note": "note"}, form)
    else:
        _print_sections(found, options, form)


def _check(options: Options, form: Format) -> None:
    if options.top is not None and options.top < 1:
        raise UserError(f"gaps --top {options.top}: give 1 or more rows")
    if options.threshold is not None and options.threshold < 0:
        raise UserError(f"gaps --threshold {options.threshold:g}: give 0 or more migrants")
    if options.section is Section.INCOME and options.income is None:
        raise UserError("gaps --section income: needs a table of income groups; give one with --income FILE.csv")
    if options.section is Section.CHANGE and options.compare is None:
        raise UserError("gaps --section change: needs another year; give one with --compare YEAR")
    if form is Format.JSON and (options.section is not None or options.top is not None):
        raise UserError("gaps --world --format json: holds all rows of all sections; leave out --section and --top")


def _print_sections(found: WorldGaps, options: Options, form: Format) -> None:
    mark = "## " if form is Format.MARKDOWN else ""
    for line in (*_summary(found), *found.notes):
        typer.echo(f"{line}\n" if mark else line)
    for section, part in PARTS.items():
        rows = part.rows(found)
        if options.section in (None, section) and rows:
            shown = rows[: options.top or _TOP]
            rest = f" (first {len(shown)} of {len(rows):,})" if len(shown) < len(rows) else ""
            typer.echo(f"\n{mark}{part.title}{rest}\n")
            emit(shown, part.columns, form)


def _summary(found: WorldGaps) -> tuple[str, ...]:
    t = found.totals
    where = f" from or to {found.region}" if found.region else ""
    return (
        f"{t.year}: {t.migrants:,.0f} migrants in {t.corridors:,} corridors between states{where} "
        f"({found.stocks.title}); {t.share:.1%} live in corridors whose states have an agreement.",
        f"Corridors with more than {t.threshold:,.0f} migrants: {t.large:,}, of which {t.large_with_agreement:,} "
        f"with an agreement ({t.large_pairs:,} pairs, {t.large_pairs_with_agreement:,} with one).",
    )


def _gaps(found: WorldGaps) -> list[Row]:
    return [
        {
            "rank": g.rank, "origin": g.names[0], "destination": g.names[1], "migrants": g.migrants, "back": g.back,
            "ground": g.standing.ground.value, "undated": g.standing.undated or None,
        }
        for g in found.gaps
    ]  # fmt: skip


def _shares(shares: Sequence[GroupShare]) -> list[Row]:
    return [
        {
            "side": s.side, "group": s.group, "within": s.within, "migrants": s.migrants, "uncovered": s.uncovered,
            "share": _percent(s.share), "large": s.large, "large_without": s.large_without_agreement,
        }
        for s in shares
    ]  # fmt: skip


def _coverage(found: WorldGaps) -> list[Row]:
    return [
        {"year": p.year, "migrants": p.migrants, "covered": p.covered, "share": _percent(p.share), "pairs": p.pairs}
        for p in found.coverage
    ]


def _states(found: WorldGaps) -> list[Row]:
    return [
        {
            "state": s.name, "emigrants": s.emigrants, "uncovered": s.uncovered, "share": _percent(s.share),
            "agreements_with": s.agreements_with, "largest": s.largest,
        }
        for s in found.states
    ]  # fmt: skip


def _provisions(found: WorldGaps) -> list[Row]:
    return [
        {
            "state_a": p.names[0], "state_b": p.names[1], "region": p.region, "migrants": p.migrants, "has": len(p.has),
            "best": " – ".join(p.best), "lacks": list(p.lacks),
        }
        for p in found.provisions
    ]  # fmt: skip


def _change(found: WorldGaps) -> list[Row]:
    if found.change is None:
        return []
    return [
        {
            "state_a": c.names[0], "state_b": c.names[1], "before": c.before, "after": c.after,
            "change": c.after - c.before, "kind": c.kind,
        }
        for c in found.change.pairs
    ]  # fmt: skip


def _percent(share: float) -> str:
    return f"{share:.1%}"


_SHARES: Mapping[str, str] = {
    "side": "side", "group": "group", "within": "in", "migrants": "migrants", "uncovered": "without agreement",
    "share": "share without", "large": "large corridors", "large_without": "without agreement",
}  # fmt: skip
_A_B: Mapping[str, str] = {"state_a": "state a", "state_b": "state b"}
PARTS: Mapping[Section, Part] = {
    Section.GAPS: Part(
        "Large corridors without an agreement listed or reported",
        {"rank": "rank", "origin": "origin", "destination": "destination", "migrants": "migrants",
         "back": "the other way", "ground": "agreement", "undated": "undated"},
        _gaps,
    ),
    Section.COVERAGE: Part(
        "Migrants in corridors with an agreement signed by the year",
        {"year": "year", "migrants": "migrants", "covered": "with agreement", "share": "share",
         "pairs": "pairs with agreement"},
        _coverage,
    ),
    Section.REGIONS: Part("By region of destination and of origin (M49)", _SHARES, lambda f: _shares(f.regions)),
    Section.INCOME: Part("By income group of destination and of origin", _SHARES, lambda f: _shares(f.incomes)),
    Section.STATES: Part(
        "States by emigrants in corridors without an agreement",
        {"state": "state", "emigrants": "emigrants", "uncovered": "without agreement", "share": "share without",
         "agreements_with": "states with agreement", "largest": "largest corridor without, to"},
        _states,
    ),
    Section.PROVISIONS: Part(
        "Provisions that coded agreements lack beside the pair of the region with most",
        {**_A_B, "region": "region of destination", "migrants": "migrants", "has": "provisions", "best": "best pair",
         "lacks": "lacks"},
        _provisions,
    ),
    Section.CHANGE: Part(
        "Pairs by change of migrants",
        {**_A_B, "before": "before", "after": "after", "change": "change", "kind": "agreement"},
        _change,
    ),
}  # fmt: skip

