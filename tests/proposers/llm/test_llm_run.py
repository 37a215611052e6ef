"""Whole documents: replayed from a record, asked of a server, stopped by a limit."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.build import build, read_source
from kg.claims.jsonl import dumps
from kg.document import Document
from kg.errors import UserError
from kg.proposers.llm import Settings, propose
from kg.proposers.llm.cost import Limit, Meter
from kg.proposers.llm.propose import estimate
from kg.proposers.llm.record import Record
from tests.proposers.llm.conftest import PASSAGES, Stub, answer, chat, failure

FIRST, SECOND = [(answer(f"kilns-{n}"), answer(f"kilns-{n}-second")) for n in (1, 2)]


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a replay went to the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def test_recorded_run_needs_neither_network_nor_key(kilns: Document, recorded: Path, offline: None) -> None:
    found = propose(kilns, Settings(recorded))
    assert [c.type for c in found.passage.claims] == [
        "MigrantStock", "Payment", "Indicator", "Agreement", "Service", "Recommendation",
    ]  # fmt: skip
    assert found.passage.reasons() == {
        "figure-not-read": 1, "malformed-answer": 1, "not-asked": 1, "quote-not-found": 1,
    }  # fmt: skip
    assert (found.usage.asked, found.usage.replayed) == (0, 4)


def test_replay_gives_the_same_graph_byte_for_byte(recorded: Path, offline: None) -> None:
    source = str(PASSAGES / "kilns.md")
    one, two = (build([source], "llm", llm=Settings(recorded)).graph.turtle() for _ in range(2))
    assert one == two
    assert b"Claims that a language model proposed" in one
    assert b'"bricks"' in one


def test_reading_counts_what_fell_before_the_gate(recorded: Path, offline: None) -> None:
    reading = read_source(str(PASSAGES / "kilns.md"), "llm", llm=Settings(recorded))
    assert reading.passage.reasons()["malformed-answer"] == 1
    assert len(reading.passage.claims) == 6


def test_asked_run_is_recorded_and_replays(kilns: Document, tmp_path: Path, stub: Callable[..., Stub]) -> None:
    server = stub(*(chat(t) for t in (*FIRST, *SECOND)))
    lines: list[str] = []
    asked = propose(kilns, Settings(tmp_path, "bricks", server.url, tell=lines.append))
    assert (asked.usage.asked, asked.usage.input, asked.usage.output) == (4, 4000, 800)
    replayed = propose(kilns, Settings(tmp_path))
    assert dumps(replayed.passage.claims) == dumps(asked.passage.claims)
    assert len(server.seen) == 4
    assert "estimated for kilns.md: 4 asked" in lines[0]
    assert lines[1] == "bricks: 4 asked, 0 from the record; 4,000 tokens in, 800 out, price of the model unknown"


def test_run_that_broke_off_goes_on_where_it_stopped(
    kilns: Document, tmp_path: Path, stub: Callable[..., Stub]
) -> None:
    broken = stub(chat(FIRST[0]), failure(400, "no such schema"))
    with pytest.raises(UserError, match="HTTP 400: no such schema"):
        propose(kilns, Settings(tmp_path, "bricks", broken.url))
    assert len(list(tmp_path.glob("*.json"))) == 1
    sound = stub(*(chat(t) for t in (FIRST[1], *SECOND)))
    assert propose(kilns, Settings(tmp_path, "bricks", sound.url)).usage.asked == 3


def test_missing_answer_without_a_key_names_what_to_set(kilns: Document, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="set OPENAI_API_KEY"):
        propose(kilns, Settings(tmp_path, "gpt-4.1"))


def test_missing_answer_by_hand_names_the_request(kilns: Document, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"mkg llm request kilns\.md --section 1`"):
        propose(kilns, Settings(tmp_path, "by-hand"))


@pytest.mark.parametrize("most", [Limit(100, "tokens"), Limit(0.0001, "USD")])
def test_limit_below_the_estimate_stops_before_anything_is_sent(
    kilns: Document, tmp_path: Path, stub: Callable[..., Stub], most: Limit
) -> None:
    server = stub(chat(FIRST[0]))
    with pytest.raises(UserError, match=r"--limit .* would be passed"):
        propose(kilns, Settings(tmp_path, "gpt-4.1", server.url, Meter(most)))
    assert server.seen == []


def test_limit_stops_a_run_that_uses_more_than_estimated(
    kilns: Document, tmp_path: Path, stub: Callable[..., Stub]
) -> None:
    most = estimate(kilns, "bricks")
    server = stub(chat(FIRST[0], usage={"prompt_tokens": 10**6, "completion_tokens": 9, "total_tokens": 1000009}))
    meter = Meter(Limit(most.input + most.output, "tokens"))
    with pytest.raises(UserError, match="what was answered is recorded"):
        propose(kilns, Settings(tmp_path, "bricks", server.url, meter))
    assert len(server.seen) == 1
    assert len(list(tmp_path.glob("*.json"))) == 1


def test_limit_holds_for_all_documents_of_a_run(kilns: Document, recorded: Path) -> None:
    meter = Meter(Limit(10, "tokens"))
    settings = Settings(recorded, meter=meter)
    propose(kilns, settings)
    propose(kilns, settings)
    assert meter.used.replayed == 8


def test_estimate_leaves_out_what_is_recorded(kilns: Document, recorded: Path) -> None:
    assert estimate(kilns, "bricks").asked == 4
    assert estimate(kilns, "bricks", record=Record(recorded)).asked == 0


def test_record_holds_no_word_of_the_request_and_no_time(recorded: Path) -> None:
    for path in recorded.glob("*.json"):
        held = json.loads(path.read_text(encoding="utf-8"))
        assert set(held) == {"document", "section", "turn", "model", "input", "output", "answer"}


@pytest.mark.parametrize("data", [b"{", b"[]", b'{"answer": 3}', b'{"answer": "", "model": "bricks"}', b"\xff"])
def test_damaged_record_is_named(kilns: Document, recorded: Path, data: bytes) -> None:
    for path in recorded.glob("*.json"):
        path.write_bytes(data)
    with pytest.raises(UserError, match="is no recorded answer"):
        propose(kilns, Settings(recorded, "bricks"))


def test_record_of_two_models_asks_which(kilns: Document, recorded: Path) -> None:
    path = next(iter(recorded.glob("*.json")))
    (recorded / "other.json").write_text(path.read_text(encoding="utf-8").replace("bricks", "tiles"), encoding="utf-8")
    with pytest.raises(UserError, match="holds answers of bricks, tiles; say with --model"):
        propose(kilns, Settings(recorded))


def test_record_that_is_a_file_or_empty_is_refused(kilns: Document, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for folder, words in (("file", "is no folder"), ("nothing", "holds no answers")):
        with pytest.raises(UserError, match=words):
            propose(kilns, Settings(tmp_path / folder))


def test_proposer_without_settings_is_refused() -> None:
    with pytest.raises(UserError, match="--record DIR"):
        read_source(str(PASSAGES / "kilns.md"), "llm")
