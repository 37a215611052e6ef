"""Shares by group of states: M49 subregions of the reference data, and income groups of a table that is given."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path

from kg.analysis.regions import region_of
from kg.analysis.standings import Agreements
from kg.analysis.stocks import Stocks
from kg.analysis.world_model import GroupShare
from kg.errors import UserError
from kg.lexicon import lexicon

Key = tuple[str, str]
"""Group, and what it lies within."""

NO_GROUP = "in no group"
_SIDES = ("destination", "origin")


def region_shares(stocks: Stocks, agreements: Agreements, threshold: float) -> tuple[GroupShare, ...]:
    """Shares by M49 subregion, of the destination and of the origin."""
    return _shares(stocks, agreements, threshold, region_of)


def income_shares(
    stocks: Stocks, agreements: Agreements, threshold: float, groups: Mapping[str, str]
) -> tuple[GroupShare, ...]:
    """Shares by income group; states that the table does not name stand as a group of their own."""
    return _shares(stocks, agreements, threshold, lambda code: (groups.get(code, NO_GROUP), ""))


def read_incomes(path: Path) -> dict[str, str]:
    """Group by code of the state, from a CSV file with the columns `state` (code or name) and `group`.

    Raises:
        UserError: the file cannot be read, has other columns, or names what is no state.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.DictReader(stream))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UserError(f"{path}: cannot be read as CSV in UTF-8 ({error})") from None
    if not rows or not {"state", "group"} <= rows[0].keys():
        raise UserError(f"{path}: needs the columns state and group, and a row for each state")
    found = {}
    for line, row in enumerate(rows, 2):
        entry = lexicon().resolve(row["state"] or "")
        if entry is None or entry.kind != "State" or not entry.code:
            raise UserError(f"{path}: line {line}: {row['state']}: no such state; write a code, such as KZ, or a name")
        found[entry.code] = (row["group"] or "").strip() or NO_GROUP
    return found


def _shares(
    stocks: Stocks, agreements: Agreements, threshold: float, group_of: Callable[[str], Key]
) -> tuple[GroupShare, ...]:
    sums: dict[tuple[str, Key], list[float]] = defaultdict(lambda: [0.0, 0.0, 0, 0])
    for corridor, number in stocks.migrants.items():
        bare = not agreements.standing(corridor.pair, stocks.year).ground.counts
        large = number > threshold
        for side in _SIDES:
            found = sums[side, group_of(getattr(corridor, side))]
            for place, amount in enumerate((number, number * bare, large, large and bare)):
                found[place] += amount
    shares = [
        GroupShare(group, within, side, migrants, uncovered, int(large), int(gaps))
        for (side, (group, within)), (migrants, uncovered, large, gaps) in sums.items()
    ]
    return tuple(sorted(shares, key=lambda s: (s.side, -s.uncovered, s.group)))
