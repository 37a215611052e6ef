"""Endpoints: what is sent, what their faults come to, and that a key is never seen."""

from __future__ import annotations

import logging
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.document import Document
from kg.errors import UserError
from kg.proposers.llm import Settings, propose
from kg.proposers.llm.client import client
from kg.proposers.llm.endpoint import endpoint
from kg.proposers.llm.parts import part
from kg.proposers.llm.request import Request, request
from tests.proposers.llm.conftest import KEY, Reply, Stub, chat, failure, message

EMPTY = '{"claims": []}'


@pytest.fixture
def asked(kilns: Document) -> Request:
    return request(kilns, part(kilns, 1), "bricks")


@pytest.fixture
def naps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses between tries, noted instead of slept."""
    taken: list[float] = []
    monkeypatch.setattr(time, "sleep", taken.append)
    return taken


def ask(url: str, asked: Request, structure: Any = "schema", timeout: float = 5, retries: int = 2) -> Any:
    return client(endpoint(url, asked.model), structure, timeout, retries).complete(asked)


def test_chat_completions_get_instructions_text_and_schema(stub: Callable[..., Stub], asked: Request) -> None:
    server = stub(chat(EMPTY))
    found = ask(server.url, asked)
    (sent,) = server.seen
    assert (found.text, found.input, found.output) == (EMPTY, 1000, 200)
    assert [m["content"] for m in sent["messages"]] == [asked.system, asked.user]
    assert sent["response_format"]["json_schema"]["schema"] == asked.plain()["schema"]
    assert sent["response_format"]["json_schema"]["strict"] is True
    assert (sent["model"], sent["max_tokens"]) == ("bricks", 16000)


@pytest.mark.parametrize(("structure", "form"), [("object", {"type": "json_object"}), ("none", None)])
def test_structure_can_be_left_to_weaker_servers(
    stub: Callable[..., Stub], asked: Request, structure: str, form: object
) -> None:
    server = stub(chat(EMPTY))
    ask(server.url, asked, structure)
    assert server.seen[0].get("response_format") == form


def test_anthropic_gets_instructions_text_and_schema(stub: Callable[..., Stub], asked: Request) -> None:
    server = stub(message(EMPTY))
    found = ask(f"anthropic+{server.url.removesuffix('/v1')}", asked)
    (sent,) = server.seen
    assert (found.text, found.input, found.output) == (EMPTY, 1000, 200)
    assert sent["system"][0]["text"] == asked.system
    assert sent["messages"] == [{"role": "user", "content": asked.user}]
    assert sent["output_config"]["format"] == {"type": "json_schema", "schema": asked.plain()["schema"]}


@pytest.mark.parametrize("kind", ["", "anthropic+"])
def test_busy_server_is_asked_again_after_the_time_it_names(
    stub: Callable[..., Stub], asked: Request, naps: list[float], kind: str
) -> None:
    busy = failure(429, "slow down", Retry_After="7")
    server = stub(busy, busy, message(EMPTY) if kind else chat(EMPTY))
    assert ask(kind + (server.url.removesuffix("/v1") if kind else server.url), asked).text == EMPTY
    assert naps == [7, 7]
    assert len(server.seen) == 3


@pytest.mark.parametrize(
    ("reply", "tries", "words"),
    [
        (failure(429, "slow down"), 3, "no answer after 3 tries (HTTP 429: slow down)"),
        (failure(503, "under repair"), 3, "no answer after 3 tries (HTTP 503: under repair)"),
        (failure(400, "unknown field"), 1, "refused the request (HTTP 400: unknown field)"),
        (failure(404, "no such model"), 1, "refused the request (HTTP 404: no such model)"),
        (failure(401, "bad key"), 1, "refused the key"),
        (Reply(b"<html>hello</html>", 200, {"Content-Type": "text/html"}), 1, "no chat completion"),
        (Reply(b'{"choices": []}'), 1, "no chat completion"),
        (Reply(b'{"choices": [', 200), 1, "no answer"),
        (Reply(b"", 302, {"Location": "http://127.0.0.1:9/elsewhere"}), 1, "HTTP 302"),
    ],
)
def test_fault_of_a_server_ends_in_one_line(
    stub: Callable[..., Stub], asked: Request, naps: list[float], reply: Reply, tries: int, words: str
) -> None:
    server = stub(reply)
    with pytest.raises(UserError) as caught:
        ask(server.url, asked)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(server.seen) == tries


@pytest.mark.parametrize("kind", ["", "anthropic+"])
def test_silent_server_is_given_up_after_its_tries(
    stub: Callable[..., Stub], asked: Request, naps: list[float], kind: str
) -> None:
    server = stub(Reply(b"", silent=True))
    with pytest.raises(UserError, match=r"no answer after 2 tries .*timed out"):
        ask(kind + server.url, asked, timeout=0.2, retries=1)
    assert len(server.seen) == 2


def test_closed_port_is_one_line(asked: Request, naps: list[float]) -> None:
    with pytest.raises(UserError, match="no answer after 3 tries"):
        ask("http://127.0.0.1:9/v1", asked)


@pytest.mark.parametrize("text", ['{"claims": [{"type": "Pay', "", "I may not answer that.", '{"claims": 3}'])
def test_malformed_answer_is_recorded_and_counted(
    kilns: Document, tmp_path: Path, stub: Callable[..., Stub], text: str
) -> None:
    server = stub(chat(text))
    found = propose(kilns, Settings(tmp_path, "bricks", server.url, second=False))
    assert found.passage.claims == ()
    assert sum(found.passage.reasons().values()) == 2
    assert len(list(tmp_path.glob("*.json"))) == 2


def test_tokens_are_estimated_where_a_server_counts_none(stub: Callable[..., Stub], asked: Request) -> None:
    found = ask(stub(chat(EMPTY, usage=None)).url, asked)
    assert (found.input, found.output) == (-(-asked.length // 4), 4)


@pytest.mark.parametrize("reply", [chat(f'{{"claims": []}} {KEY}'), failure(400, f"key {KEY} has no such model"),
                                   failure(401, f"key {KEY} is unknown"), failure(500, KEY)])  # fmt: skip
@pytest.mark.parametrize("kind", ["", "anthropic+"])
def test_key_is_in_no_output_record_log_or_error(
    kilns: Document, tmp_path: Path, stub: Callable[..., Stub], monkeypatch: pytest.MonkeyPatch, naps: list[float],
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str], reply: Reply, kind: str,
) -> None:  # fmt: skip
    monkeypatch.setenv("MKG_LLM_KEY", KEY)
    caplog.set_level(logging.DEBUG)
    server = stub(reply)
    told: list[str] = []
    settings = Settings(tmp_path, "bricks", kind + server.url, retries=1, tell=told.append)
    try:
        propose(kilns, settings)
    except UserError:
        told.append(traceback.format_exc())
    assert any(KEY in "".join(h.values()) for h in server.headers)  # it was used
    out = capfd.readouterr()
    records = "".join(p.read_text(encoding="utf-8") for p in tmp_path.glob("*"))
    # Log records of the HTTP libraries below name headers only at levels that they redact themselves.
    for seen in (*told, records, caplog.text, out.out, out.err, repr(settings), repr(endpoint(server.url, "m"))):
        assert KEY not in seen


ENDPOINTS = [
    (None, "claude-x", {"ANTHROPIC_API_KEY": "a"}, ("anthropic", "https://api.anthropic.com", "a")),
    (None, "gpt-x", {"OPENAI_API_KEY": "o"}, ("openai", "https://api.openai.com/v1", "o")),
    ("anthropic", "x", {"ANTHROPIC_API_KEY": "a", "MKG_LLM_KEY": "k"}, ("anthropic", "https://api.anthropic.com", "k")),
    ("https://models.example/v1", "x", {"MKG_LLM_KEY": "k"}, ("openai", "https://models.example/v1", "k")),
    ("anthropic+https://models.example", "x", {"MKG_LLM_KEY": "k"}, ("anthropic", "https://models.example", "k")),
    ("http://localhost:8000/v1", "x", {"OPENAI_API_KEY": "o"}, ("openai", "http://localhost:8000/v1", "none")),
]

REFUSED = [
    (None, "gpt-x", {}, "set OPENAI_API_KEY"),
    (None, "claude-x", {"OPENAI_API_KEY": "o"}, "set ANTHROPIC_API_KEY"),
    ("https://models.example/v1", "x", {"OPENAI_API_KEY": "o"}, "set MKG_LLM_KEY"),  # a key is its provider's alone
    ("http://models.example/v1", "x", {"MKG_LLM_KEY": "k"}, "unprotected"),
    ("https://me:pw@models.example/v1", "x", {"MKG_LLM_KEY": "k"}, "carries more than an address"),
    ("https://models.example/v1?key=1", "x", {"MKG_LLM_KEY": "k"}, "carries more than an address"),
    ("ftp://models.example", "x", {}, "neither"),
    ("models", "x", {}, "neither"),
    ("http://[", "x", {}, "neither"),
]


@pytest.mark.parametrize(("given", "model", "env", "wanted"), ENDPOINTS)
def test_endpoint_and_key_follow_from_option_model_and_environment(
    given: str | None, model: str, env: dict[str, str], wanted: tuple[str, str, str]
) -> None:
    found = endpoint(given, model, env)
    assert (found.kind, found.url, found.key) == wanted


@pytest.mark.parametrize(("given", "model", "env", "words"), REFUSED)
def test_endpoint_that_cannot_be_used_is_refused(
    given: str | None, model: str, env: dict[str, str], words: str
) -> None:
    with pytest.raises(UserError, match=words) as caught:
        endpoint(given, model, env)
    assert "pw" not in str(caught.value)


def test_missing_library_names_the_extra(asked: Request, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "openai", None)
    with pytest.raises(UserError, match=r"pip install 'migration-kg\[llm\]'"):
        ask("http://localhost:1/v1", asked)
