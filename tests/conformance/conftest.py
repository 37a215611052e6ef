"""A suite of our own: every kind of case, also those that must fail, be refused, or cannot be run."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.conformance.manifest import Case, cases

SUITE = Path(__file__).with_name("suite")


@pytest.fixture(scope="session")
def suite() -> dict[str, Case]:
    """Its cases by `category/name`."""
    return {f"{case.category}/{case.name}": case for case in cases(SUITE)}
