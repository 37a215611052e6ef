"""Language models on the command line: a request by hand, its answer, and a build from the record."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.cli import main

PASSAGES = Path(__file__).parents[1] / "proposers" / "llm" / "passages"
KEY = "sk-never-to-be-seen-4711"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Runs `mkg` in a folder of its own; gives status, output and errors."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    shutil.copy(PASSAGES / "kilns.md", tmp_path)
    capsys.readouterr()

    def mkg(*arguments: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["mkg", *map(str, arguments)])
        try:
            main()
            status = 0
        except SystemExit as end:
            status = int(end.code or 0)
        out, err = capsys.readouterr()
        assert KEY not in out + err
        return status, out, err

    return mkg


def accept(run: Run, section: int, name: str, *more: str) -> tuple[int, str, str]:
    file = PASSAGES / f"{name}.json"
    return run("llm", "accept", "kilns.md", file, "--section", str(section), "--record", "r", *more)


def test_sections_are_listed_with_what_is_answered(run: Run) -> None:
    assert accept(run, 1, "kilns-1")[0] == 0
    rows = json.loads(run("llm", "sections", "kilns.md", "--record", "r", "--format", "json")[1])
    assert [(r["section"], r["title"], r["sentences"], r["answered"]) for r in rows] == [
        (1, "Kilns of the plain / Workers", 3, True),
        (2, "Kilns of the plain / Answers of the states", 4, False),
    ]


def test_request_prints_instructions_and_text(run: Run) -> None:
    _, out, _ = run("llm", "request", "kilns.md", "--section", "2")
    assert out.startswith("You read a passage of a policy report")
    assert "[5] The Sunrise Legal Forum runs a hotline in Birgunj.[^2]" in out


def test_request_as_json_holds_the_schema_and_the_key_of_the_record(run: Run) -> None:
    held = json.loads(run("llm", "request", "kilns.md", "--section", "1", "--format", "json")[1])
    assert set(held) == {"key", "model", "system", "user", "schema", "most_output"}
    accept(run, 1, "kilns-1")
    assert Path("r", f"{held['key']}.json").exists()


def test_accept_tells_what_passed_and_what_fell(run: Run) -> None:
    status, out, err = accept(run, 1, "kilns-1")
    assert status == 0
    assert [json.loads(line)["type"] for line in out.splitlines()] == ["MigrantStock", "Indicator"]
    assert "section 1: 2 claims passed" in err
    assert "1 rejected: figure-not-read\n  Indicator.low 12 is not in the sentence" in err


def test_answers_by_hand_end_in_a_build(run: Run) -> None:
    accept(run, 1, "kilns-1")
    accept(run, 1, "kilns-1-second", "--second")
    accept(run, 2, "kilns-2-second")
    status, out, err = run("build", "kilns.md", "--proposer", "llm", "--record", "r", "--no-second", "-o", "a.ttl")
    assert status == 0
    assert "by-hand: 0 asked, 2 from the record" in err
    assert "a.ttl:" in out
    assert "graph conforms" in out
    run("build", "kilns.md", "--proposer", "llm", "--record", "r", "--no-second", "-o", "b.ttl")
    assert Path("a.ttl").read_bytes() == Path("b.ttl").read_bytes()


def test_second_request_by_hand_asks_for_what_is_missing(run: Run) -> None:
    accept(run, 1, "kilns-1")
    _, out, _ = run("llm", "request", "kilns.md", "--section", "1", "--second", "--record", "r")
    assert "[2] the figure “5,000 to 8,000 rupees” is in no claim" in out
    status, out, _ = accept(run, 1, "kilns-1-second", "--second", "-o", "claims.jsonl")
    assert (status, out) == (0, "")
    assert len(Path("claims.jsonl").read_text(encoding="utf-8").splitlines()) == 3


def test_claims_and_audit_read_the_record(run: Run) -> None:
    accept(run, 1, "kilns-1")
    accept(run, 2, "kilns-2-second")
    options = ("--proposer", "llm", "--record", "r", "--no-second")
    _, out, err = run("claims", "kilns.md", "--format", "jsonl", *options)
    assert {json.loads(line)["proposer"] for line in out.splitlines()} == {"llm"}
    assert "1 proposed claim rejected: quote-not-found" in err
    figures = json.loads(run("audit", "kilns.md", "--unread", "--format", "json", *options)[1])
    assert [f["figure"] for f in figures] == ["5,000 to 8,000 rupees", "40"]


def test_evaluate_scores_a_record(run: Run) -> None:
    Path("kilns.jsonl").write_text(json.dumps({
        "type": "MigrantStock", "quote": "some 60,000 Nepali brick workers crossed into India for the season",
        "slots": {"origin": ["NP"], "destination": ["IN"], "low": 60000, "high": 60000, "unit": ["persons"],
                  "year": [2017], "sector": ["brick"]}, "modality": "estimated", "polarity": "affirmed",
        "attribution": [], "notes": [1]}), encoding="utf-8")  # fmt: skip
    accept(run, 1, "kilns-1")
    accept(run, 2, "kilns-2-second")
    status, out, err = run(
        "evaluate", "kilns.jsonl", "--source", "kilns.md", "--proposer", "llm", "--record", "r", "--no-second",
        "--format", "json",
    )  # fmt: skip
    assert (status, err.count("Traceback")) == (0, 0)
    assert any("MigrantStock" in r.values() for r in json.loads(out)["rows"])


def test_cost_tells_tokens_and_money_before_anything_is_sent(run: Run) -> None:
    _, out, _ = run("llm", "cost", "kilns.md", "--model", "gpt-4.1-mini-2025-04-14")
    assert "4 asked" in out
    assert "$0.0" in out
    Path("p.yaml").write_text("bricks: {input: 1000, output: 0}", encoding="utf-8")
    assert "$" in run("llm", "cost", "kilns.md", "--model", "bricks", "--prices", "p.yaml")[1]
    assert "price of the model unknown" in run("llm", "cost", "kilns.md", "--model", "bricks")[1]


BUILD = ("build", "kilns.md", "--proposer", "llm", "--record", "r")
FAULTS: list[tuple[tuple[str, ...], str]] = [
    (("llm", "request", "kilns.md", "--section", "7"), "has no section 7"),
    (("llm", "request", "nowhere.md", "--section", "1"), "nowhere.md"),
    (("llm", "request", "kilns.md", "--section", "1", "--second"), "needs the first answer"),
    (("llm", "accept", "kilns.md", "nothing.json", "--section", "1"), "nothing.json: cannot be read"),
    (("llm", "accept", "kilns.md", "cut.json", "--section", "1", "--record", "r"), "truncated-answer"),
    (("llm", "accept", "kilns.md", "bytes.json", "--section", "1"), "is no UTF-8 text"),
    (("llm", "accept", "kilns.md", "cut.json", "--section", "1", "-o", "no/where.jsonl"), "its folder does not exist"),
    (("llm", "cost", "kilns.md", "--model", "m", "--prices", "kilns.md"), "holds no prices"),
    ((*BUILD[:4],), "--record DIR"),
    (("build", "kilns.md", "--model", "m"), "go with --proposer llm"),
    (("build", "kilns.md", "--record", "r"), "no other takes them"),
    (BUILD, "holds no answers"),
    ((*BUILD, "--model", "m", "--limit", "much"), "is no limit"),
    ((*BUILD, "--model", "m", "--limit", "1 USD"), "price is unknown"),
    ((*BUILD, "--model", "m", "--endpoint", "nowhere"), "--endpoint"),
]


@pytest.mark.parametrize(("arguments", "words"), FAULTS)
def test_bad_input_ends_in_one_line_and_writes_nothing(run: Run, arguments: tuple[str, ...], words: str) -> None:
    Path("cut.json").write_text('{"claims": [{"type": "Pay', encoding="utf-8")
    Path("bytes.json").write_bytes(b"\xff\xfe\x00")
    before = sorted(Path().iterdir())
    status, _, err = run(*arguments)
    lines = [line for line in err.splitlines() if "estimated for" not in line]
    assert (status, len(lines)) == (1, 1), err
    assert lines[0].startswith("mkg: ")
    assert words in lines[0]
    assert sorted(Path().iterdir()) == before
