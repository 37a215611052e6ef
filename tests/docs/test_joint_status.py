"""The page on seven states says what the published list and the graph say now."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "make_joint_status.py"


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    found = importlib.util.spec_from_file_location("make_joint_status", SCRIPT)
    assert found
    assert found.loader
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def agreements(evaluation_data: Path) -> Path:
    return evaluation_data / "data" / "bla"


def test_the_page_is_what_the_script_makes(maker: ModuleType, agreements: Path) -> None:
    page = maker.PAGE.read_text(encoding="utf-8")
    assert page.split(maker.BEGIN)[1].split(maker.END)[0].strip() == maker.tables(agreements)


def test_years_are_those_of_the_raw_file(maker: ModuleType, agreements: Path) -> None:
    pandas = pytest.importorskip("pandas")
    codes = {"Kyrgyzstan": "KG", "South Korea": "KR", "Kazakhstan": "KZ", "Russia": "RU", "Tajikistan": "TJ",
             "Turkmenistan": "TM", "Uzbekistan": "UZ"}  # fmt: skip
    assert set(codes.values()) == set(maker.STATES)
    raw = pandas.read_stata(agreements / "BLAs_Formation_Data.dta")
    rows = raw[raw.countryA.isin(list(codes)) & raw.countryB.isin(list(codes))]
    expected = sorted((*sorted((codes[a], codes[b])), int(year)) for a, b, year in
                      zip(rows.countryA, rows.countryB, rows.year, strict=True))  # fmt: skip
    pairs = maker.pairs_of(agreements)
    assert sorted((*sorted(p.pair), listing.year) for p in pairs for listing in p.listed) == expected
    assert len(pairs) == len(codes) * (len(codes) - 1) // 2
