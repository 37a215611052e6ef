"""Passages of our own with recorded answers, and a server on loopback that misbehaves on order."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from kg.document import Document, read
from kg.proposers.llm.client import Answer
from kg.proposers.llm.parts import parts
from kg.proposers.llm.propose import Conversation
from kg.proposers.llm.record import Record

PASSAGES = Path(__file__).parent / "passages"
KEY = "sk-never-to-be-seen-4711"


@dataclass
class Reply:
    """What the server sends: a status, headers, a body; `silent` sends nothing until the server closes."""

    body: bytes
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    silent: bool = False


@dataclass
class Stub:
    """A server that gives its replies in turn, the last one again and again, and keeps what it was sent."""

    url: str
    replies: list[Reply]
    seen: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)

    def next(self) -> Reply:
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


def chat(text: str, **more: Any) -> Reply:
    """An answer as a server of chat completions sends it."""
    message = {"role": "assistant", "content": text}
    body = {
        "id": "1", "object": "chat.completion", "created": 0, "model": "m",
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 1000, "completion_tokens": 200, "total_tokens": 1200}, **more,
    }  # fmt: skip
    return Reply(json.dumps(body).encode())


def message(text: str) -> Reply:
    """An answer as Anthropic's interface sends it."""
    body = {
        "id": "1", "type": "message", "role": "assistant", "model": "m",
        "stop_reason": "end_turn", "stop_sequence": None, "content": [{"type": "text", "text": text}],
        "usage": {"input_tokens": 10, "cache_creation_input_tokens": 900, "cache_read_input_tokens": 90,
                  "output_tokens": 200},
    }  # fmt: skip
    return Reply(json.dumps(body).encode())


def failure(status: int, words: str, **headers: str) -> Reply:
    """An error as servers send it."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(json.dumps({"error": {"message": words, "type": "fault"}}).encode(), status, named)


@pytest.fixture
def stub() -> Iterator[Callable[..., Stub]]:
    """Starts servers with the replies given; all are closed in the end."""
    running: list[tuple[ThreadingHTTPServer, Stub]] = []

    def start(*replies: Reply) -> Stub:
        held = Stub("", list(replies))

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                held.seen.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                held.headers.append({n.lower(): v for n, v in self.headers.items()})
                reply = held.next()
                if reply.silent:
                    held.closing.wait(30)
                    return
                self.send_response(reply.status)
                for name, value in {"Content-Type": "application/json", **reply.headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                self.wfile.write(reply.body)

            def log_message(self, format: str, *args: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        held.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        running.append((server, held))
        return held

    yield start
    for server, held in running:
        held.closing.set()
        server.shutdown()
        server.server_close()


@pytest.fixture(autouse=True)
def no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reaches an endpoint with a key of the user's, or through a proxy."""
    for name in ("OPENAI_API_KEY", "ANTHROPIC_API_KEY", "MKG_LLM_KEY", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


def answer(name: str) -> str:
    return (PASSAGES / f"{name}.json").read_text(encoding="utf-8")


@pytest.fixture
def kilns() -> Document:
    return read(PASSAGES / "kilns.md")


@pytest.fixture
def ferries() -> Document:
    return read(PASSAGES / "ferries.md")


@pytest.fixture
def recorded(kilns: Document, tmp_path: Path) -> Path:
    """A record of both answers to both parts of the kilns, as the model `bricks` gave them."""
    talk = Conversation(kilns, "bricks")
    record = Record(tmp_path / "record")
    for part in parts(kilns):
        first = answer(f"kilns-{part.number}")
        record.keep(talk.first(part), Answer(first, 6000, 300))
        again = talk.second(part, talk.judged(part, first))
        assert again is not None
        record.keep(again, Answer(answer(f"kilns-{part.number}-second"), 6000, 150))
    return record.folder
