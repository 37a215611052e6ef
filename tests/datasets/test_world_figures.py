"""Agreement gaps of the world against a second count, by pandas straight from the published files.

Nothing of the package is used for the second count: names become codes by pycountry and the few lines below.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pycountry
import pytest

from kg.analysis.world import world_gaps
from kg.analysis.world_model import WorldGaps
from kg.datasets import graph_of
from kg.datasets.bla import bla
from kg.datasets.undesa import undesa

pd = pytest.importorskip("pandas", reason="the extra datasets is not installed")

if TYPE_CHECKING:
    from pandas import DataFrame

YEARS = (1990, 2000, 2010, 2019)
LARGE = 100_000
# Rows of the stocks that are no states.
REGIONS = {"Caribbean", "Melanesia", "Micronesia", "Polynesia", "South America", "Channel Islands"}
# Names that pycountry does not know; former states have codes of four letters, which no stock has.
CODES = {
    "Bolivia (Plurinational State of)": "BO", "China, Hong Kong SAR": "HK", "China, Macao SAR": "MO", "Macau": "MO",
    "Dem. People's Republic of Korea": "KP", "Democratic Republic of the Congo": "CD", "Holy See": "VA",
    "Iran (Islamic Republic of)": "IR", "Micronesia (Fed. States of)": "FM", "Republic of Korea": "KR",
    "Saint Helena": "SH", "State of Palestine": "PS", "Turkey": "TR", "United States Virgin Islands": "VI",
    "Venezuela (Bolivarian Republic of)": "VE", "Wallis and Futuna Islands": "WF", "Antigua & Barbuda": "AG",
    "Cape Verde": "CV", "Ivory Coast": "CI", "Kosovo": "XK", "Macedonia": "MK", "Russia": "RU",
    "St. Kitts and Nevis": "KN", "St. Lucia": "LC", "St. Vincent and the Grenadines": "VC", "Swaziland": "SZ",
    "Timor Leste": "TL", "West Germany": "DE", "East Germany": "DDDE", "Czechoslovakia": "CSHH", "Yugoslavia": "YUCS",
}  # fmt: skip


@pytest.fixture(scope="module")
def files() -> tuple[Path, Path, Path]:
    folder = os.environ.get("MKG_EVALUATION_DATA")
    if not folder:
        pytest.skip("evaluation data are not present (set MKG_EVALUATION_DATA)")
    data = Path(folder, "data")
    stocks = data / "undesa" / "UN_MigrantStockByOriginAndDestination_2019_clean.csv"
    return stocks, data / "bla" / "BLAs_Formation_Data.dta", data / "bla" / "BLAs_Coding_Data.dta"


@pytest.fixture(scope="module")
def found(files: tuple[Path, Path, Path]) -> WorldGaps:
    graph = graph_of(undesa(files[0]))
    graph.add(graph_of(bla(files[1], files[2])).triples())
    return world_gaps(graph, 2019, LARGE, compare=1990)


@pytest.fixture(scope="module")
def corridors(files: tuple[Path, Path, Path]) -> DataFrame:
    """Year, origin, destination, migrants, and whether an agreement of the two is listed up to the year."""
    stocks = pd.read_csv(files[0]).rename(columns={"Year": "year", "Dest": "to"})
    long = stocks.melt(["year", "to"], var_name="from", value_name="migrants")
    long["migrants"] = pd.to_numeric(long.migrants, errors="coerce").fillna(0)
    long = long[(long.migrants > 0) & ~long.to.isin(REGIONS) & ~long["from"].isin(REGIONS)].copy()
    long["origin"], long["destination"] = long["from"].map(code), long.to.map(code)
    long = long[long.origin != long.destination]
    since = first_years(files[1])
    pairs = [frozenset(ends) for ends in zip(long.origin, long.destination, strict=True)]
    long["has"] = [since.get(pair, 9999) <= year for pair, year in zip(pairs, long.year, strict=True)]
    return long


@cache
def code(name: str) -> str:
    return CODES.get(name) or str(pycountry.countries.lookup(name).alpha_2)


def first_years(path: Path) -> dict[frozenset[str], int]:
    """Pair → year of its first agreement; 9999 stands in the file for a year that is not known."""
    listed = pd.read_stata(path)
    listed["pair"] = [frozenset((code(a), code(b))) for a, b in zip(listed.countryA, listed.countryB, strict=True)]
    return {pair: int(year) for pair, year in listed.groupby("pair").year.min().items()}


def test_large_corridors_and_those_with_an_agreement(found: WorldGaps, corridors: DataFrame) -> None:
    now = corridors[corridors.year == 2019]
    large = now[now.migrants > LARGE]
    t = found.totals
    assert (t.corridors, t.large, t.large_with_agreement) == (len(now), len(large), int(large.has.sum()))
    assert t.large > 400  # the file is the whole one
    assert len(found.gaps) == int((~large.has).sum())


def test_the_ten_largest_without_an_agreement(found: WorldGaps, corridors: DataFrame) -> None:
    bare = corridors[(corridors.year == 2019) & ~corridors.has].nlargest(10, "migrants")
    expected = list(zip(bare.origin, bare.destination, bare.migrants, strict=True))
    assert [(*g.corridor, g.migrants) for g in found.gaps[:10]] == expected


@pytest.mark.parametrize("year", YEARS)
def test_covered_migrants_of_a_year(found: WorldGaps, corridors: DataFrame, year: int) -> None:
    then = corridors[corridors.year == year]
    point = next(p for p in found.coverage if p.year == year)
    assert (point.migrants, point.covered) == (then.migrants.sum(), then[then.has].migrants.sum())


def test_emigrants_without_agreement_by_state(found: WorldGaps, corridors: DataFrame) -> None:
    now = corridors[corridors.year == 2019]
    emigrants = now.groupby("origin").migrants.sum().to_dict()
    bare = now[~now.has].groupby("origin").migrants.sum().to_dict()
    assert {s.state: (s.emigrants, s.uncovered) for s in found.states} == {
        state: (number, bare.get(state, 0)) for state, number in emigrants.items()
    }
