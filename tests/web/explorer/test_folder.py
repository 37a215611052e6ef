"""The explorer as a folder of files: what is in it, and that it is written whole or not at all."""

from __future__ import annotations

import filecmp
import json
import stat
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.errors import UserError
from kg.graph.store import Graph
from kg.web.explorer import folder as folders
from kg.web.explorer.answers import addresses, to_json
from kg.web.explorer.folder import file_of, write_site
from kg.web.explorer.library import Library


@pytest.fixture(scope="module")
def site(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small") / "site"
    write_site(graph, folder)
    return folder


def _files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_every_address_has_its_file(site: Path, graph: Graph) -> None:
    listed = [f"{name}/{rest}" if rest else name for name, rest in addresses(Library(graph))]
    assert len({file_of(path) for path in listed}) == len(listed)
    for path in listed:
        text = (site / file_of(path)).read_text(encoding="utf-8")
        assert text.startswith(f"mkg.answer({to_json(path).decode()},")
        assert text.endswith(");\n")


def test_the_graph_is_beside_the_page(site: Path, graph: Graph) -> None:
    assert (site / "graph.ttl").read_bytes() == graph.turtle()


def test_equal_graphs_give_equal_folders(site: Path, graph: Graph, tmp_path: Path) -> None:
    write_site(Graph(reversed(list(graph.triples()))), tmp_path / "site")
    assert _files(tmp_path / "site") == _files(site)


def test_files_hold_the_answers_of_a_server(site_folder: Path, address: str) -> None:
    files = sorted((site_folder / "data").rglob("*.js"))
    for file in files[:: max(1, len(files) // 150)]:
        path, found = json.loads("[" + file.read_text(encoding="utf-8").removeprefix("mkg.answer(")[:-3] + "]")
        if path == "validation":
            continue  # a server answers 202 at first
        with urlopen(f"{address}api/{quote(path)}", timeout=60) as answer:
            assert json.load(answer) == found, path


def test_others_may_read_a_site(site: Path) -> None:
    assert site.stat().st_mode & stat.S_IROTH
    assert site.stat().st_mode & stat.S_IXOTH


def test_an_older_site_is_replaced(graph: Graph, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir()  # an empty folder will do
    write_site(graph, folder)
    (folder / "data" / "old.js").write_text("old", encoding="utf-8")
    write_site(graph, folder)
    assert not (folder / "data" / "old.js").exists()
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("held", ["notes.txt", "index.html"])
def test_a_folder_with_anything_else_is_left_alone(held: str, graph: Graph, tmp_path: Path) -> None:
    (tmp_path / held).write_text("mine", encoding="utf-8")
    with pytest.raises(UserError, match=f"{tmp_path}: holds {held}"):
        write_site(graph, tmp_path)
    assert (tmp_path / held).read_text(encoding="utf-8") == "mine"


def test_a_site_with_files_of_somebody_is_left_alone(graph: Graph, tmp_path: Path) -> None:
    write_site(graph, tmp_path / "site")
    (tmp_path / "site" / "CNAME").write_text("example.org", encoding="utf-8")
    with pytest.raises(UserError, match="holds CNAME"):
        write_site(graph, tmp_path / "site")


@pytest.mark.parametrize("old", [False, True])
def test_what_is_broken_off_leaves_nothing_half_written(
    old: bool, graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "site"
    if old:
        write_site(graph, folder)
    before = _files(folder) if old else {}

    def break_off(text: str) -> None:
        if text.startswith("20 of"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_site(graph, folder, break_off)
    assert [p.name for p in tmp_path.iterdir()] == (["site"] if old else [])
    assert (_files(folder) if old else {}) == before


def test_a_full_disk_is_told_and_leaves_the_older_site(
    graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "site"
    write_site(graph, folder)
    before = _files(folder)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(folders, "_write_answer", full)
    with pytest.raises(UserError, match=r"cannot be written .No space left on device"):
        write_site(graph, folder)
    assert _files(folder) == before
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_an_address_of_a_foreign_node_stays_in_the_folder(tmp_path: Path) -> None:
    for path in ("actor/http://example.org/../../x", "actor/..", "actor/", "actor/..../x"):
        assert (tmp_path / file_of(path)).resolve().is_relative_to(tmp_path / "data" / "actor")


def test_the_command_writes_a_site_and_says_what(tmp_path: Path) -> None:
    source = Path(__file__).parents[2] / "queries" / "graph.ttl"
    found = CliRunner().invoke(app, ["export", "--site", str(tmp_path / "site"), "--graph", str(source)])
    assert found.exit_code == 0, found.output
    files = _files(tmp_path / "site")
    assert f"{len(files):,} files, {sum(map(len, files.values())):,} bytes" in found.output
    assert not filecmp.dircmp(tmp_path / "site" / "explorer", folders.STATIC / "explorer").diff_files


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--site", "{}/a/b"], "its folder does not exist"),
        (["--site", "{}/file"], "is a file"),
        (["--site", "{}/site", "-o", "x.ttl"], "leave -o out"),
        (["--site", "{}/site", "--format", "csv"], "leave --format out"),
    ],
)
def test_what_cannot_be_is_told_in_a_line(arguments: list[str], told: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    found = CliRunner().invoke(app, ["export", *(a.format(tmp_path) for a in arguments)])
    assert found.exit_code != 0
    assert told in str(found.exception or found.output)
    assert not (tmp_path / "site").exists()
