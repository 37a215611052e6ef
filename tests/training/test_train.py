"""Which passages a training reads."""

from __future__ import annotations

import pytest

from kg.errors import UserError

train = pytest.importorskip("training.train", reason="training needs the extra `train`")

PARTS = {"train": ["a", "b", "c", "d"], "later": ["x", "y"], "dev": ["q"]}


def test_a_split_is_read_alone() -> None:
    assert train.chosen(PARTS, "later", 0, 7) == ["x", "y"]


def test_passages_of_the_first_training_are_read_beside_it_and_the_same_each_time() -> None:
    found = train.chosen(PARTS, "later", 2, 7)
    assert {"x", "y"} < set(found) <= {"x", "y", *PARTS["train"]}
    assert len(found) == 4
    assert found == train.chosen(PARTS, "later", 2, 7)


def test_more_than_there_are_is_all() -> None:
    assert train.chosen(PARTS, "later", 99, 7) == ["a", "b", "c", "d", "x", "y"]


def test_an_unknown_split_is_told_with_those_there_are() -> None:
    with pytest.raises(UserError, match="there are train, later, dev"):
        train.chosen(PARTS, "next", 0, 7)
