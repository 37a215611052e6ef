"""The review file loses nothing: lines are whole or absent, later ones win, withdrawn ones leave what was before."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import UserError
from kg.review import log
from kg.review.model import Entry, Judgement, Quoted, Statement, Verdict, Withdrawal, from_json, to_json
from tests.review import desk

ACCEPTED, REJECTED = desk.judgements("a")[0], desk.judgements("r")[0]
OTHER = desk.judgements("n", "r it is of another year")[0]


@pytest.mark.parametrize(
    ("entries", "standing"),
    [
        ([ACCEPTED], [ACCEPTED]),
        ([ACCEPTED, OTHER], [ACCEPTED, OTHER]),
        ([ACCEPTED, REJECTED], [REJECTED]),
        ([ACCEPTED, REJECTED, Withdrawal(ACCEPTED.key)], [ACCEPTED]),
        ([ACCEPTED, Withdrawal(ACCEPTED.key)], []),
        ([Withdrawal(ACCEPTED.key), ACCEPTED], [ACCEPTED]),
        ([ACCEPTED, Judgement(Verdict.REJECT, OTHER.place, OTHER.claim, replaces=(ACCEPTED.key,))],
         [Judgement(Verdict.REJECT, OTHER.place, OTHER.claim, replaces=(ACCEPTED.key,))]),
    ],
)  # fmt: skip
def test_which_judgements_stand(tmp_path: Path, entries: list[Entry], standing: list[Judgement]) -> None:
    for entry in entries:
        log.append(tmp_path / "r.jsonl", entry)
    assert list(log.read(tmp_path / "r.jsonl").judgements) == standing


def test_a_file_that_does_not_exist_is_empty(tmp_path: Path) -> None:
    assert log.read(tmp_path / "none.jsonl") == log.Log()


@pytest.mark.parametrize("kept", [1, 40, -2])
def test_a_line_that_broke_off_is_told_and_spoils_no_other(tmp_path: Path, kept: int) -> None:
    path = tmp_path / "r.jsonl"
    log.append(path, ACCEPTED)
    whole = path.read_bytes()
    broken = json.dumps(to_json(OTHER), ensure_ascii=False).encode()[:kept]
    path.write_bytes(whole + broken)
    log.append(path, OTHER)
    found = log.read(path)
    assert found.judgements == (ACCEPTED, OTHER)
    assert found.warnings == ("r.jsonl:2: not a whole line of JSON; skipped",)


def test_what_is_no_judgement_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    log.append(path, ACCEPTED)
    path.write_text(path.read_text(encoding="utf-8") + '{"verdict": "acept"}\n', encoding="utf-8")
    with pytest.raises(UserError, match=r"r\.jsonl:2: not a judgement"):
        log.read(path)


def test_a_failed_write_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "r.jsonl"
    log.append(path, ACCEPTED)
    before = path.read_bytes()
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, data[:30]))
    with pytest.raises(UserError, match="this judgement was not kept"):
        log.append(path, OTHER)
    assert path.read_bytes() == before


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="--file"):
        log.append(tmp_path / "none" / "r.jsonl", ACCEPTED)


def test_a_killed_writer_loses_at_most_the_line_that_it_was_writing(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    code = (
        "import sys, dataclasses\nfrom pathlib import Path\nfrom kg.review import log\nfrom tests.review import desk\n"
        "one = desk.judgements('a')[0]\nn = 0\n"
        "while True:\n    n += 1\n    log.append(Path(sys.argv[1]), dataclasses.replace(one, remark=str(n),"
        " place=dataclasses.replace(one.place, nth=n)))\n    print(n, flush=True)\n"
    )
    writer = subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    for _ in range(20):
        writer.stdout.readline()
    time.sleep(0.01)
    writer.send_signal(signal.SIGKILL)
    said = writer.stdout.read().split()
    writer.wait()
    confirmed = int(said[-1]) if said else 20
    found = [j.remark for j in log.read(path).judgements]
    assert found[:confirmed] == [str(n) for n in range(1, confirmed + 1)]


def test_withdrawing_by_key_takes_all_on_that_key(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    for entry in (ACCEPTED, REJECTED, OTHER):
        log.append(path, entry)
    assert log.withdraw_all(path, [ACCEPTED.key[:8]]) == 1
    assert log.read(path).judgements == (OTHER,)
    with pytest.raises(UserError, match="no judgement with key"):
        log.withdraw_all(path, ["ffff0000"])


_WORDS = st.text(max_size=20)
_VALUES = st.one_of(st.lists(_WORDS, max_size=3), st.integers(-10**9, 10**9), st.floats(-1e9, 1e9))
_STATEMENTS = st.builds(
    Statement, _WORDS, st.dictionaries(_WORDS, _VALUES, max_size=3), _WORDS, _WORDS, st.tuples(_WORDS), st.just(()),
    st.one_of(st.none(), st.tuples(st.integers(1, 99))),
)  # fmt: skip
_JUDGEMENTS = st.builds(
    Judgement, st.sampled_from(Verdict), st.builds(Quoted, _WORDS.filter(bool), _WORDS.filter(bool), st.integers(1, 9)),
    _STATEMENTS, st.one_of(st.none(), _STATEMENTS), score=st.one_of(st.none(), st.floats(0, 1)), remark=_WORDS,
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(_JUDGEMENTS)
def test_a_judgement_survives_its_line(judgement: Judgement) -> None:
    line = json.dumps(to_json(judgement), ensure_ascii=False)
    assert "\n" not in line
    assert from_json(json.loads(line), "here") == judgement
