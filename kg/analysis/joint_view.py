"""Joint readings for the terminal; readable from 100 characters on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from kg.analysis.joint_kind import READINGS, label_of
from kg.analysis.joint_reading import JointPair
from kg.analysis.listings import DataSet, Listing
from kg.analysis.views import View

_STYLES = {
    "contradict": "red",
    "undecided": "magenta",
    "data-set-only": "cyan",
    "report-only": "yellow",
    "agree": "green",
    "neither": "dim",
}


def joint_table(found: Iterable[JointPair], known: Iterable[DataSet]) -> View:
    """One row a pair, how many have each reading, and what the data sets leave out."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Pair", min_width=24, max_width=34)
    table.add_column("Reading", no_wrap=True)
    table.add_column("Why", min_width=24, max_width=44)
    table.add_column("Reports", no_wrap=True)
    table.add_column("Signed (ratified) by data sets", min_width=20, max_width=60)
    counts: Counter[str] = Counter()
    for each in found:
        counts[each.reading] += 1
        table.add_row(
            " – ".join(each.gap.names),
            Text(each.reading, style=_STYLES[each.reading]),
            "; ".join(map(label_of, each.kinds)),
            each.gap.status,
            ", ".join(map(_dates, each.listed)) or "–",
        )
    if not table.rows:
        return View(Text("No pairs."), *_notes(known))
    tally = ", ".join(f"{label_of(name)} {counts[name]}" for name in READINGS if counts[name])
    return View(table, Text(f"\n{tally}"), *_notes(known))


def _dates(listing: Listing) -> str:
    signed = listing.year or "?"
    return f"{signed} ({listing.ratified_year})" if listing.ratified_year else str(signed)


def _notes(known: Iterable[DataSet]) -> list[RenderableType]:
    return [Text(f"{d.title}: {d.coverage}", style="italic") for d in known if d.coverage]
