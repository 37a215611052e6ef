"""Fixtures that more than one folder of tests uses."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

pytest_plugins = ["tests.browser"]

settings.register_profile("untimed", deadline=None)  # how long a case takes says nothing of what it does
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def evaluation_data() -> Path:
    """Folder of the evaluation data (`seeds/`, `gold/`, `data/`); skips where they are not present."""
    folder = os.environ.get("MKG_EVALUATION_DATA")
    if not folder or not Path(folder).is_dir():
        pytest.skip("evaluation data are not present (set MKG_EVALUATION_DATA)")
    return Path(folder)
