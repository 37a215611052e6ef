"""Each template gives the rows of a graph in memory on a folder and on a server too."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from shutil import which
from typing import Any

import pytest

from kg.errors import UserError
from kg.graph.store import Graph
from kg.queries import run_template, templates
from kg.queries.evidence import with_evidence
from kg.stores import open_source
from kg.stores.folder import load_folder
from kg.stores.upload import upload
from tests.stores.conftest import free_port, wait_for

EXPECTED = Path(__file__).parents[1] / "queries" / "expected"
CASES = [
    pytest.param(path.stem, case["parameters"], case["rows"], id=f"{path.stem}-{number}")
    for path in sorted(EXPECTED.glob("*.json"))
    for number, case in enumerate(json.loads(path.read_text(encoding="utf-8")))
]
# Virtuoso 7.2.5 cannot compile this one, given words (its error SQ156).
NOT_ON_VIRTUOSO = "states-without-law"
VIRTUOSO = """
[Database]
DatabaseFile = v.db
ErrorLogFile = v.log
LockFile = v.lck
TransactionFile = v.trx
xa_persistent_file = v.pxa
[TempDatabase]
DatabaseFile = t.db
TransactionFile = t.trx
[Parameters]
ServerPort = 127.0.0.1:{0}
NumberOfBuffers = 2000
MaxDirtyBuffers = 1200
[HTTPServer]
ServerPort = 127.0.0.1:{1}
ServerThreads = 4
"""


@pytest.fixture(scope="module")
def folder(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("stores") / "store"
    load_folder(path, graph.triples())
    return str(path)


@pytest.fixture(scope="module")
def server(graph: Graph, oxigraph: str) -> str:
    place = f"{oxigraph}?default-graph-uri=urn:templates"
    upload(place, graph)
    return place


@pytest.fixture(scope="module")
def virtuoso(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    program = which("virtuoso-t")
    if program is None:
        pytest.skip("there is no program virtuoso-t on the PATH")
    own, port = free_port(), free_port()
    path = tmp_path_factory.mktemp("virtuoso")
    (path / "v.ini").write_text(VIRTUOSO.format(own, port))
    process = subprocess.Popen([program, "+foreground", "+configfile", "v.ini"], cwd=path, stderr=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}/sparql", process)
        place = f"http://dba:dba@127.0.0.1:{port}/sparql-auth?default-graph-uri=urn:templates"
        upload(place, graph)
        yield place
    finally:
        process.kill()
        process.wait()


@pytest.mark.parametrize(("name", "parameters", "rows"), CASES)
@pytest.mark.parametrize("place", ["folder", "server", "virtuoso"])
def test_rows_are_those_of_the_graph_in_memory(
    place: str, name: str, parameters: dict[str, str], rows: list[dict[str, Any]], graph: Graph,
    request: pytest.FixtureRequest,
) -> None:  # fmt: skip
    source = open_source(request.getfixturevalue(place))
    try:
        found = run_template(source, name, parameters)
    except UserError as error:
        if place == "virtuoso" and name == NOT_ON_VIRTUOSO and "SQ156" in str(error):
            pytest.xfail("a fault of the compiler of Virtuoso")
        raise
    assert found == run_template(graph, name, parameters)
    assert found.as_dicts() == rows


@pytest.mark.parametrize("place", ["folder", "server"])
def test_evidence_is_that_of_the_graph_in_memory(place: str, graph: Graph, request: pytest.FixtureRequest) -> None:
    source = open_source(request.getfixturevalue(place))
    found = with_evidence(source, run_template(source, "migrant-estimates"))
    assert found == with_evidence(graph, run_template(graph, "migrant-estimates"))


@pytest.mark.parametrize("place", ["folder", "server"])
def test_unbound_templates_give_equal_rows(place: str, graph: Graph, request: pytest.FixtureRequest) -> None:
    source = open_source(request.getfixturevalue(place))
    for chosen in templates():
        assert run_template(source, chosen.name) == run_template(graph, chosen.name)
