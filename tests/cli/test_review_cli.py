"""`mkg review` as a user runs it: through a pipe of commands, as a list, as JSON, and in a build."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.cli import main
from kg.graph.store import Graph
from tests import made


@dataclass(frozen=True)
class Done:
    returncode: int
    stdout: str
    stderr: str


Mkg = Callable[..., Done]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "hills.md"
    path.write_text(made.REPORT, encoding="utf-8")
    return path


@pytest.fixture
def mkg(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Mkg:
    """Runs the command in this process, so that the reader is loaded once."""

    def run(*arguments: str | Path, stdin: str = "") -> Done:
        monkeypatch.setattr(sys, "argv", ["mkg", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        told = capsys.readouterr()
        return Done(int(ended.value.code or 0), told.out, told.err)

    return run


@pytest.fixture
def review(mkg: Mkg, report: Path) -> Mkg:
    return lambda *options, stdin="": mkg("review", report, *options, stdin=stdin)


def fails(done: Done, *words: str) -> None:
    """One line on standard error that holds the words, and status 1."""
    assert done.returncode == 1, done.stderr
    (line,) = done.stderr.strip().splitlines()
    assert line.startswith("mkg: ")
    for word in words:
        assert word in line


def listed(review: Mkg) -> dict[str, object]:
    found: dict[str, object] = json.loads(review("--format", "json").stdout)
    return found


def test_a_pipe_of_commands_judges_claims(review: Mkg, report: Path) -> None:
    done = review("--reviewer", "ada", stdin="a\nr no\nq\n")
    assert done.returncode == 0, done.stderr
    assert ">>" in done.stdout
    assert "\x1b" not in done.stdout
    lines = (report.parent / "hills.md.review.jsonl").read_text(encoding="utf-8").splitlines()
    entries = [json.loads(line) for line in lines]
    assert [(e["verdict"], e["reviewer"]) for e in entries] == [("accept", "ada"), ("reject", "ada")]
    assert listed(review)["judgements"] == {"kept": 2, "stale": 0, "orphaned": 0}


def test_what_was_judged_is_not_asked_again(review: Mkg) -> None:
    review(stdin="a\n")
    first = json.loads(review("--format", "json", "--unread").stdout)["items"]
    assert "accepted" not in {i["state"] for i in first}
    assert "That was the last one" in review(stdin="r\n" * len(first) + "q\n").stdout
    assert "Nothing to judge" in review().stdout


def test_an_edited_report_shows_what_lost_its_words(review: Mkg, report: Path) -> None:
    review(stdin="a\n" * 3)
    report.write_text(made.REPORT.replace("400,000", "410,000"), encoding="utf-8")
    done = review("--list")
    assert "orphaned" in done.stdout
    assert "2 kept, 0 stale, 1 orphaned" in done.stdout
    (orphan,) = json.loads(review("--format", "json").stdout)["orphaned"]
    assert "1 judgements withdrawn" in review("--withdraw", orphan["key"]).stdout
    assert listed(review)["orphaned"] == []


def test_refused_commands_are_told_and_counted_in_a_pipe(review: Mkg) -> None:
    done = review(stdin="c colour=blue\na\n")
    assert done.returncode == 1
    assert "has no slot colour" in done.stderr
    assert "1 commands were refused" in done.stderr
    assert listed(review)["judgements"] == {"kept": 1, "stale": 0, "orphaned": 0}


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--type", "MigrantStok"], ["did you mean MigrantStock?"]),
        (["--state", "done"], ["open, stale, accepted"]),
        (["--withdraw", "abcd"], ["no judgement with key abcd"]),
    ],
)
def test_bad_options_end_in_one_line(review: Mkg, options: list[str], words: list[str]) -> None:
    fails(review(*options), *words)


def test_a_shipped_corpus_needs_a_review_file(mkg: Mkg, tmp_path: Path) -> None:
    fails(mkg("review", "marat-2009"), "--file")


def test_a_build_takes_a_review_in_only_when_asked(mkg: Mkg, review: Mkg, report: Path) -> None:
    out = report.parent / "g.ttl"
    fails(mkg("build", report, "--require-reviewed", "-o", out), "nobody has reviewed")
    review(stdin="a\nr\n")
    file = report.parent / "hills.md.review.jsonl"
    plain = mkg("build", report, "-o", out)
    assert "lies beside it and was not used" in plain.stdout
    every = Graph.read(out).claim_count()
    taken = mkg("build", report, "--review", file, "-o", out)
    assert "1 proposed claim rejected: rejected-in-review" in taken.stdout
    assert Graph.read(out).claim_count() == every - 1
    strict = mkg("build", report, "--require-reviewed", "-o", out)
    assert strict.returncode == 0, strict.stdout + strict.stderr
    assert "not-reviewed" in strict.stdout
    assert Graph.read(out).claim_count() == 1


def test_the_shipped_corpus_counts_as_reviewed(mkg: Mkg, tmp_path: Path) -> None:
    done = mkg("build", "--require-reviewed", "-o", tmp_path / "g.ttl")
    assert done.returncode == 0, done.stderr
    assert Graph.read(tmp_path / "g.ttl").claim_count() > 800


def test_the_review_file_is_never_overwritten_by_a_graph(mkg: Mkg, review: Mkg, report: Path) -> None:
    review(stdin="a\n")
    file = report.parent / "hills.md.review.jsonl"
    fails(mkg("build", report, "--review", file, "-o", file), "review files")


def test_passages_are_exported_and_what_was_left_out_is_told(review: Mkg, report: Path) -> None:
    review(stdin="a\n" * 9)
    done = review("--export-passages", report.parent / "passages")
    assert "0 passages with 0 claims" in done.stdout
    assert "in no window of 250 to 400 words" in done.stdout
