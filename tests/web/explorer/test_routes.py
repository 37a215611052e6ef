"""The explorer over HTTP, without a browser."""

from __future__ import annotations

import json
import time

import pytest
from starlette.testclient import TestClient

from kg.graph.store import Graph
from kg.web.explorer.answers import answer, to_json
from kg.web.explorer.library import Library
from kg.web.explorer.page import STATIC, is_built
from kg.web.explorer_routes import Explorer
from kg.web.limits import Limits, Places


def test_an_answer_is_that_of_python(client: TestClient, graph: Graph) -> None:
    found = client.get("/api/actor/state/NP")
    assert found.json() == json.loads(to_json(answer(Library(graph), "actor", "state/NP")))


def test_validation_is_made_beside_the_answers(client: TestClient) -> None:
    for _ in range(600):
        found = client.get("/api/validation")
        if found.status_code == 200:
            break
        assert (found.status_code, found.json()["state"]) == (202, "running")
        time.sleep(0.1)
    assert found.json()["state"] == "done"
    assert found.json()["rules"]


def test_search_takes_odd_fields(client: TestClient) -> None:
    assert client.get("/api/search?q=nepal").json()["hits"][0]["id"] == "state/NP"
    assert client.get("/api/search?q=nepal&limit=x").status_code == 200
    assert client.get("/api/search").json() == {"hits": [], "total": 0, "kinds": {}}


@pytest.mark.parametrize(
    "address", ["/api/nothing", "/api/actor/state/XX", "/explorer/nothing.js", "/explorer/..%2Findex.html"]
)
def test_what_is_not_there_is_told(address: str, client: TestClient) -> None:
    found = client.get(address)
    assert found.status_code == 404
    assert found.json()["status"] == 404


def test_the_graph_is_a_file_to_keep(client: TestClient, graph: Graph) -> None:
    found = client.get("/graph.ttl")
    assert found.content == graph.turtle()
    assert "attachment" in found.headers["content-disposition"]


def test_the_page_may_run_its_own_scripts_alone(client: TestClient) -> None:
    policy = client.get("/").headers["content-security-policy"]
    assert is_built()
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    page = (STATIC / "index.html").read_text(encoding="utf-8")
    assert "<style" not in page
    assert " style=" not in page
    assert all("src=" in part for part in page.split("<script")[1:])


def test_files_of_the_page_are_kept_by_their_stamp(client: TestClient) -> None:
    assert "immutable" in client.get("/explorer/app.js?x").headers["cache-control"]
    assert client.get("/explorer/app.js").headers["cache-control"] == "no-cache"
    assert client.get("/explorer/app.js").headers["content-type"].startswith("text/javascript")


def test_an_installation_without_the_page_shows_the_plain_one(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.web.app import make_app
    from kg.web.explorer import page

    monkeypatch.setattr(page, "STATIC", STATIC / "nowhere")
    with TestClient(make_app(graph), base_url="http://localhost") as client:
        found = client.get("/")
    assert "The explorer is missing" in found.text
    assert "/queries/agreements-of-state" in found.text
    assert "script-src" not in found.headers["content-security-policy"]


def test_what_cannot_be_made_ahead_is_written_in_the_log(
    graph: Graph, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def failing(_: Library) -> None:
        raise OSError("the disk is gone")

    monkeypatch.setattr(Library, "finder", property(failing))
    limits = Limits()
    Explorer(graph, Places(limits), limits, "<main></main>").prepare()
    assert "the disk is gone" in caplog.text
