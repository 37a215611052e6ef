"""Parts: what is kept of a report, and when it may be used again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.batch.parts import Head, Part, Parts, pack, program, unpack
from kg.errors import UserError

HEAD = Head("hills-1", "ab", "p", 10, 1, 0, {"Law": 2}, {}, {"claimed": 1}, warnings=("read as Latin-1",))
PART = Part(HEAD, "<http://a/b> <http://a/c> \"Côte d’Ivoire\" .\n".encode())


def test_a_part_comes_back_as_it_was() -> None:
    assert unpack(pack(PART)) == PART
    assert pack(PART) == pack(unpack(pack(PART)))


@pytest.mark.parametrize(
    "damage", [lambda d: d[:-9], lambda d: d[:40] + b"\0" + d[41:], lambda d: b"", lambda d: b"no"]
)
def test_a_damaged_part_counts_as_missing(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    parts = Parts(tmp_path / "parts")
    parts.write("x.nt.gz", damage(pack(PART)))
    assert parts.head("x.nt.gz") is None
    with pytest.raises(UserError, match="delete it"):
        parts.triples("x.nt.gz")


def test_the_name_depends_on_text_name_and_proposer(tmp_path: Path) -> None:
    parts = Parts(tmp_path)
    given = [("a", "r.txt", None), ("b", "r.txt", None), ("a", "r.md", None), ("a", "r.txt", "reader")]
    assert len({parts.name(*g) for g in given}) == len(given)


def test_what_other_versions_left_is_removed_and_the_rest_stays(tmp_path: Path) -> None:
    parts = Parts(tmp_path)
    mine = parts.name("a", "r.txt", None)
    for name in (mine, "0123456789abcdef-00.nt.gz", f".{mine}.k2j3", "notes.txt"):
        (tmp_path / name).write_bytes(b"")
    parts.drop_outdated()
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([mine, "notes.txt"])
    assert mine.startswith(program())


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "parts").write_text("")
    with pytest.raises(UserError, match="is a file"):
        Parts(tmp_path / "parts")
