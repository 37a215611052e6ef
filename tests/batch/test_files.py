"""Which reports sources hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.batch.files import find
from kg.errors import UserError


def put(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / name.replace("__", ".").replace("_in_", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def names(*sources: Path) -> list[str]:
    return sorted(r.name for r in find([str(s) for s in sources]).reports)


def test_reports_of_a_folder_and_of_all_below_it_count(tmp_path: Path) -> None:
    put(tmp_path, a__txt="one", deep_in_er_in_b__MD="two")
    assert names(tmp_path) == ["a.txt", "b.MD"]


def test_other_kinds_of_files_are_told_and_hidden_ones_are_not(tmp_path: Path) -> None:
    put(tmp_path, a__txt="one", b__csv="x", __hidden__txt="two", __git_in_c__txt="three")
    listing = find([str(tmp_path)])
    assert [r.name for r in listing.reports] == ["a.txt"]
    assert [Path(p).name for p in listing.other] == ["b.csv"]


def test_a_file_that_is_named_counts_whatever_its_kind(tmp_path: Path) -> None:
    put(tmp_path, a__txt="one", b__csv="x")
    assert names(tmp_path, tmp_path / "b.csv") == ["a.txt", "b.csv"]


def test_of_equal_texts_the_first_by_name_counts_in_any_order(tmp_path: Path) -> None:
    put(tmp_path, z_in_a__txt="same", y_in_b__txt="same", x_in_c__txt="other")
    sources = [tmp_path / s for s in "zyx"]
    assert names(*sources) == names(*reversed(sources)) == ["a.txt", "c.txt"]
    assert [Path(p).name for p in find([str(tmp_path)]).again] == ["b.txt"]


def test_a_path_that_is_named_twice_is_no_second_copy(tmp_path: Path) -> None:
    put(tmp_path, a__txt="one")
    listing = find([str(tmp_path), f"{tmp_path}/./a.txt"])
    assert (len(listing.reports), listing.again) == (1, ())


def test_a_shipped_corpus_stands_beside_files(tmp_path: Path) -> None:
    put(tmp_path, a__txt="one")
    assert {r.where for r in find(["marat-2009", str(tmp_path / "a.txt")]).reports} == {
        "marat-2009",
        str(tmp_path / "a.txt"),
    }


@pytest.mark.parametrize(("source", "words"), [("nowhere", "check the path"), (".", "no report in this folder")])
def test_what_is_no_source_ends_in_one_line(tmp_path: Path, source: str, words: str) -> None:
    with pytest.raises(UserError, match=words):
        find([str(tmp_path / source)])


def test_a_file_that_changed_since_it_was_listed_is_not_read_as_the_old_one(tmp_path: Path) -> None:
    put(tmp_path, a__txt="one")
    (report,) = find([str(tmp_path)]).reports
    put(tmp_path, a__txt="two")
    with pytest.raises(UserError, match="changed"):
        report.data()
