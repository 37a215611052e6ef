"""Which passages train."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import UserError
from training.align import training_passages


def test_the_passages_of_the_split_train(tmp_path: Path) -> None:
    (tmp_path / "splits.toml").write_text('train = ["a", "b"]\ndev = ["c"]\n', encoding="utf-8")
    assert training_passages(tmp_path) == ("a", "b")


def test_a_folder_in_which_none_trains_is_told(tmp_path: Path) -> None:
    (tmp_path / "splits.toml").write_text('dev = ["c"]\n', encoding="utf-8")
    with pytest.raises(UserError, match="no passages train"):
        training_passages(tmp_path)
