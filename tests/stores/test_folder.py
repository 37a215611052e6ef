"""Stores in folders: what is loaded is read, and a load that ends early changes nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import UserError
from kg.graph.store import Graph
from kg.queries import Rows, run_sparql
from kg.stores import open_store
from kg.stores.content import contents
from kg.stores.folder import load_folder, open_folder
from kg.stores.locks import lock

ROOT = Path(__file__).parents[2]


def triple(name: str) -> ox.Triple:
    node = ox.NamedNode(f"http://example.org/{name}")
    return ox.Triple(node, node, node)


def names(graph: Graph) -> set[str]:
    return {t.subject.value.rsplit("/", 1)[-1] for t in graph.triples()}


def versions(store: Path) -> list[str]:
    return sorted(p.name for p in store.iterdir() if p.is_dir())


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with one triple."""
    load_folder(tmp_path / "store", [triple("old")])
    return tmp_path / "store"


def test_what_was_loaded_is_read(graph: Graph, tmp_path: Path) -> None:
    loaded = load_folder(tmp_path / "store", graph.triples())
    assert (loaded.triples, loaded.claims) == (len(graph), graph.claim_count())
    assert open_store(str(tmp_path / "store")).turtle() == graph.turtle()


def test_a_load_takes_the_place_of_what_was_there(store: Path) -> None:
    load_folder(store, [triple("new")])
    assert names(open_folder(store)) == {"new"}
    assert versions(store) == ["graph-2"]


def test_a_load_can_add(store: Path) -> None:
    load_folder(store, [triple("new"), triple("old")], add=True)
    assert names(open_folder(store)) == {"old", "new"}


def test_a_load_that_fails_leaves_the_old_graph_alone(store: Path) -> None:
    def faulty() -> Iterator[ox.Triple]:
        yield triple("new")
        raise UserError("fault")

    with pytest.raises(UserError, match="fault"):
        load_folder(store, faulty())
    assert names(open_folder(store)) == {"old"}
    assert versions(store) == ["graph-1"]


def test_a_load_that_is_killed_leaves_the_old_graph_and_is_cleared_later(store: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from kg.stores.folder import load_folder\n"
        "from tests.stores.test_folder import triple\n"
        "def endless():\n"
        "    for i in range(10**9):\n"
        "        yield triple(str(i))\n"
        "        if i == 1000: print('begun', flush=True)\n"
        "        if i > 1000: time.sleep(1)\n"
        "load_folder(Path(sys.argv[1]), endless())\n"
    )
    command = [sys.executable, "-c", code, str(store)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert process.stdout is not None
    assert process.stdout.readline() == b"begun\n"
    with pytest.raises(UserError, match="another load is under way"):
        load_folder(store, [triple("other")])
    assert names(open_folder(store)) == {"old"}
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    assert names(open_folder(store)) == {"old"}
    assert versions(store) == ["graph-1", "graph-2"]
    load_folder(store, [triple("new")])
    assert names(open_folder(store)) == {"new"}
    assert len(versions(store)) == 1


def test_a_reader_keeps_its_graph_through_loads(store: Path) -> None:
    reader = open_folder(store)
    load_folder(store, [triple("new")])
    load_folder(store, [triple("newest")])
    assert names(reader) == {"old"}
    assert "graph-1" in versions(store)
    del reader
    load_folder(store, [triple("last")])
    assert "graph-1" not in versions(store)


def test_a_reader_tries_again_when_its_version_is_cleared(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.stores import folder

    hold = folder._hold

    def load_before(version: Path) -> object:
        monkeypatch.setattr(folder, "_hold", hold)
        load_folder(store, [triple("new")])
        return hold(version)

    monkeypatch.setattr(folder, "_hold", load_before)
    assert names(open_folder(store)) == {"new"}


def test_free_queries_run_on_a_store(graph: Graph, tmp_path: Path) -> None:
    load_folder(tmp_path / "store", graph.triples())
    found = run_sparql(open_folder(tmp_path / "store"), "SELECT ?c WHERE { ?c a mkg:Claim }")
    assert isinstance(found, Rows)
    assert len(found) == graph.claim_count()


def test_a_store_is_served(graph: Graph, tmp_path: Path) -> None:
    pytest.importorskip("starlette")
    from starlette.testclient import TestClient

    from kg.web.app import make_app

    load_folder(tmp_path / "store", graph.triples())
    with TestClient(make_app(open_folder(tmp_path / "store")), base_url="http://localhost") as client:
        assert client.get("/sparql", params={"query": "ASK { ?c a mkg:Claim }"}).json()["boolean"] is True
        assert client.get("/queries/payments", params={"format": "csv"}).status_code == 200


def test_rdflib_sees_a_store(store: Path) -> None:
    assert len(open_folder(store).rdflib) == 1


def test_blank_nodes_of_two_files_stay_apart(tmp_path: Path) -> None:
    claim = "<http://a/c> a <https://w3id.org/migration-kg/ontology#Claim> .\n"
    for name in ("a", "b"):
        (tmp_path / f"{name}.ttl").write_text(f'_:x <http://a/p> "{name}" .\n{claim}')
    loaded = load_folder(tmp_path / "store", contents([tmp_path / "a.ttl", tmp_path / "b.ttl"]))
    assert loaded.triples == 3
    subjects = {t.subject for t in open_folder(tmp_path / "store").triples()}
    assert len(subjects) == 3


def test_a_file_without_claims_is_not_loaded(store: Path, tmp_path: Path) -> None:
    (tmp_path / "other.ttl").write_text("<http://a/b> <http://a/c> 1 .")
    with pytest.raises(UserError, match=r"other\.ttl: holds no claim"):
        load_folder(store, contents([tmp_path / "other.ttl"]))
    assert names(open_folder(store)) == {"old"}


def test_a_first_load_that_fails_leaves_no_folder(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"none\.ttl: cannot be read"):
        load_folder(tmp_path / "store", contents([tmp_path / "none.ttl"]))
    assert not (tmp_path / "store").exists()
    (tmp_path / "mine").mkdir()
    with pytest.raises(UserError, match=r"none\.ttl: cannot be read"):
        load_folder(tmp_path / "mine", contents([tmp_path / "none.ttl"]))
    assert (tmp_path / "mine").exists()


def test_the_lock_of_a_load_ends_with_it(store: Path) -> None:
    held = lock(store / "lock")
    assert held is not None
    assert lock(store / "lock") is None
    held.release()
    load_folder(store, [triple("new")])


def test_what_is_no_store_is_told(tmp_path: Path) -> None:
    (tmp_path / "file.ttl").write_text("")
    with pytest.raises(UserError, match="is no store; fill it with `mkg load FILE --store"):
        open_folder(tmp_path / "none")
    with pytest.raises(UserError, match="is a file, not the folder of a store; read it with --graph"):
        open_folder(tmp_path / "file.ttl")


def test_a_folder_of_other_things_is_not_filled(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text("")
    with pytest.raises(UserError, match=r"holds other things, such as report\.txt"):
        load_folder(tmp_path, [triple("new")])
    assert [p.name for p in tmp_path.iterdir()] == ["report.txt"]


@pytest.mark.parametrize("place", ["file", "none/store"])
def test_a_place_that_cannot_be_filled_is_told(place: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match=r"is a file; name a folder|its folder does not exist"):
        load_folder(tmp_path / place, [triple("new")])


def test_a_damaged_pointer_is_told(store: Path) -> None:
    (store / "current").write_text("../elsewhere\n")
    with pytest.raises(UserError, match="names no version of a graph"):
        open_folder(store)


def test_a_damaged_version_is_told(store: Path) -> None:
    for path in (store / "graph-1" / "data").iterdir():
        path.write_bytes(b"noise")
    with pytest.raises(UserError, match="graph-1 cannot be read") as caught:
        open_folder(store)
    assert "\n" not in str(caught.value)


def test_a_version_that_is_gone_is_told(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.stores.folder._PAUSE", 0.0)
    (store / "current").write_text("graph-9\n")
    with pytest.raises(UserError, match="is damaged"):
        open_folder(store)
