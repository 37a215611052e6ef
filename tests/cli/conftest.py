"""A cache, a report and its graph for the tests of commands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import made


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "hills.md"
    path.write_text(made.REPORT, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def small_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("graph") / "hills.ttl"
    path.write_bytes(made.graph().turtle())
    return path
