"""`mkg load` and `mkg --store`: commands read a store as they read a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg.cli.app import app, main
from kg.cli.common import ChosenStore, choose_store
from kg.errors import UserError
from kg.graph.store import Graph

CLAIM = "a000000000000001"
COMMANDS = [
    ("gaps", "--format", "json"),
    ("gaps", "--pair", "Nepal", "Qatar"),
    ("estimates", "--from", "NP", "--to", "QA", "--format", "json"),
    ("network", "cooperation", "--format", "json"),
    ("show", "Qatar", "--format", "json"),
    ("explain", CLAIM, "--format", "json"),
    ("query", "payments", "--evidence", "--format", "csv"),
    ("query", "obstruction", "-p", "agent=Harbour House", "--explain"),
    ("validate",),
]


def mkg(*arguments: str | Path, **environment: str) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments], env={"MKG_STORE": None, **environment})


def fails(done: Result, message: str) -> None:
    assert isinstance(done.exception, UserError), done.output
    assert message in str(done.exception)
    assert "\n" not in str(done.exception)


def told(path: Path) -> str:
    """What is said of a store that holds the graph of a file."""
    graph = Graph.read(path)
    return f"the store holds {len(graph):,} triples, {graph.claim_count()} claims\n"


@pytest.fixture(scope="module")
def folder(graph_file: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    place = str(tmp_path_factory.mktemp("stores") / "store")
    done = mkg("load", graph_file, "--store", place)
    assert done.output == told(graph_file)
    return place


@pytest.fixture(scope="module")
def server(graph_file: Path, oxigraph: str) -> str:
    place = f"{oxigraph}?default-graph-uri=urn:cli"
    assert mkg("--store", place, "load", graph_file).output == told(graph_file)
    return place


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("place", ["folder", "server"])
def test_commands_say_of_a_store_what_they_say_of_its_file(
    place: str, command: tuple[str, ...], graph_file: Path, request: pytest.FixtureRequest
) -> None:
    found = mkg("--store", request.getfixturevalue(place), *command)
    name, *rest = command
    known = mkg(name, graph_file) if name == "validate" else mkg(name, *rest, "--graph", graph_file)
    assert found.output
    assert (found.output, found.exit_code) == (known.output, known.exit_code)


@pytest.mark.parametrize("place", ["folder", "server"])
@pytest.mark.parametrize("form", ["turtle", "graphml"])
def test_exports_of_a_store_are_those_of_its_file(
    place: str, form: str, graph_file: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    mkg("--store", request.getfixturevalue(place), "export", "--format", form, "-o", tmp_path / "a")
    mkg("export", "--format", form, "-o", tmp_path / "b", "--graph", graph_file)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.parametrize("place", ["folder", "server"])
def test_free_sparql_asks_a_store(
    place: str, graph: Graph, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    (tmp_path / "q.rq").write_text("SELECT (COUNT(?c) AS ?n) WHERE { ?c a mkg:Claim }")
    done = mkg("--store", request.getfixturevalue(place), "sparql", tmp_path / "q.rq", "--format", "csv")
    assert done.output.split() == ["n", str(graph.claim_count())]


def test_the_environment_names_a_store_for_all_commands(folder: str) -> None:
    done = mkg("explain", CLAIM, "--format", "json", MKG_STORE=folder)
    assert json.loads(done.output)["id"] == CLAIM


def test_a_file_goes_before_the_environment(graph_file: Path) -> None:
    assert mkg("explain", CLAIM, "-g", graph_file, MKG_STORE="/nowhere").exit_code == 0


def test_an_empty_environment_names_none(graph_file: Path) -> None:
    assert mkg("explain", CLAIM, "-g", graph_file, MKG_STORE="").exit_code == 0


@pytest.mark.parametrize("command", [("gaps", "--graph"), ("query", "payments", "--graph"), ("validate",)])
def test_a_file_beside_a_store_is_refused(command: tuple[str, ...], folder: str, graph_file: Path) -> None:
    fails(mkg("--store", folder, *command, graph_file), "is given beside --store; read the one or the other")


def test_tables_beside_a_store_are_refused(folder: str, tmp_path: Path) -> None:
    fails(mkg("--store", folder, "query", "payments", "--tables", tmp_path), "is given beside --store")


def test_a_store_that_is_not_there_is_told(tmp_path: Path) -> None:
    fails(mkg("--store", tmp_path / "none", "gaps"), "is no store; fill it with `mkg load FILE --store")
    fails(mkg("--store", "http://127.0.0.1:1", "gaps"), "cannot be reached")
    fails(mkg("--store", "", "gaps"), "is empty")


def test_load_needs_a_store(graph_file: Path) -> None:
    fails(mkg("load", graph_file), "load: needs a store")


def test_load_goes_to_its_own_store_first(graph_file: Path, tmp_path: Path) -> None:
    mkg("load", graph_file, "--store", tmp_path / "own", MKG_STORE=str(tmp_path / "other"))
    assert [p.name for p in tmp_path.iterdir()] == ["own"]


def test_load_without_a_file_takes_the_reference_graph(
    graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.reference_graph.reference_graph", lambda: graph)
    assert f"{graph.claim_count()} claims" in mkg("load", "--store", tmp_path / "store").output


def test_an_update_address_is_for_servers(graph_file: Path, tmp_path: Path) -> None:
    fails(mkg("load", graph_file, "--store", tmp_path / "s", "--update", "http://h/u"), "--update: is for servers")


def test_the_processes_of_a_server_read_the_store(
    folder: str, graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("starlette")
    from starlette.testclient import TestClient

    from kg.cli.serve import application

    limits = {"seconds": 3.0, "rows": 500, "bytes": 2_000_000, "running": 4}
    settings = {"graph": None, "store": folder, "limits": limits, "names": ["localhost"]}
    monkeypatch.setenv("MKG_SERVE", json.dumps(settings))
    try:
        with TestClient(application(), base_url="http://localhost") as client:  # type: ignore[arg-type]
            found = client.get("/sparql", params={"query": "SELECT (COUNT(?c) AS ?n) WHERE { ?c a mkg:Claim }"})
    finally:
        choose_store(None)
    assert found.json()["results"]["bindings"][0]["n"]["value"] == str(graph.claim_count())


def test_python_opens_a_store(folder: str, graph: Graph, graph_file: Path) -> None:
    import kg

    assert kg.open_graph(store=folder).turtle() == graph.turtle()
    with pytest.raises(UserError, match="is given beside a store"):
        kg.open_graph(graph_file, store=folder)


def test_a_chosen_store_is_forgotten_by_the_next_command(folder: str, graph_file: Path) -> None:
    choose_store(ChosenStore(folder, asked=True))
    assert mkg("explain", CLAIM, "-g", graph_file).exit_code == 0


@pytest.mark.parametrize("command", [("query", "speakers"), ("show", "Qatar"), ("export",)])
def test_damage_that_is_found_late_is_told_in_one_line(
    command: tuple[str, ...], graph_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    store = tmp_path / "store"
    mkg("load", graph_file, "--store", store)
    tables = sorted((store / "graph-1" / "data").glob("*.sst"), key=lambda p: p.stat().st_size)
    for path in tables[1:]:  # the smallest is read when the store is opened
        content = bytearray(path.read_bytes())
        content[100 : len(content) // 2] = bytes(len(content) // 2 - 100)
        path.write_bytes(content)
    monkeypatch.setattr("sys.argv", ["mkg", "--store", str(store), *command])
    with pytest.raises(SystemExit) as caught:
        main()
    assert caught.value.code == 1
    told = capsys.readouterr().err
    assert told.startswith("mkg: store: is damaged (Corruption")
    assert told.count("\n") == 1
