"""Verdicts on the cases of our own suite."""

from __future__ import annotations

import multiprocessing
import os
import time
from pathlib import Path

import pytest

from kg.conformance.apart import Apart, EndedError
from kg.conformance.engines import Given, Oxigraph, Question
from kg.conformance.manifest import Case, cases
from kg.conformance.run import Judge, OnEngine, judges, run
from kg.conformance.table import reasons, table
from kg.conformance.verdict import Outcome, Status, Verdict

pytest.importorskip("starlette", reason="the service is an extra")
P, F, R, N = Status.PASSED, Status.FAILED, Status.REFUSED, Status.NOT_APPLICABLE

# On Oxigraph, rdflib and as a free query.
QUERIES = {
    "answers/destinations": (P, P, P),
    "answers/largest-first": (P, P, P),
    "answers/total": (P, P, P),
    "answers/notes": (P, P, P),
    "answers/any-agreement": (P, P, P),
    "answers/reversed": (P, P, P),
    "answers/of-a-graph": (P, P, N),
    "answers/from-a-file": (P, P, R),
    "answers/of-another-server": (N, N, R),
    "answers/by-reasoning": (N, N, N),
    "answers/wrong-on-purpose": (F, F, F),
    "forms/as-csv": (P, P, P),
    "forms/as-tsv": (P, P, P),
    "forms/as-json": (P, P, P),
    "forms/truth-as-json": (P, P, P),
    "syntax/right": (P, P, P),
    "syntax/half": (P, P, P),
    "syntax/taken-for-wrong": (F, F, F),
    "syntax/asks-elsewhere": (P, P, R),
    "syntax/update": (N, N, R),
    "syntax/withdrawn": (N, N, N),
    "syntax/strange": (N, N, N),
    "syntax/lost": (N, N, N),
}
REQUESTS = {
    "protocol/told-in-words": P,
    "protocol/told-in-rdf": P,
    "protocol/in-utf-16": P,
    "protocol/own-graph": R,
    "protocol/update": R,
    "protocol/wrong-status": F,
    "protocol/wrong-truth": F,
    "protocol/untold": N,
}


@pytest.fixture(scope="module")
def outcomes(suite: dict[str, Case]) -> list[Outcome]:
    return list(run(list(suite.values()), judges()))


def statuses(outcomes: list[Outcome], name: str) -> tuple[Status, ...]:
    return tuple(o.verdict.status for o in outcomes if f"{o.case.category}/{o.case.name}" == name)


@pytest.mark.parametrize("name", QUERIES)
def test_each_query_has_its_verdict_on_each_engine(name: str, outcomes: list[Outcome]) -> None:
    assert statuses(outcomes, name) == (*QUERIES[name], N)


@pytest.mark.parametrize("name", REQUESTS)
def test_each_request_has_its_verdict_on_the_service(name: str, outcomes: list[Outcome]) -> None:
    assert statuses(outcomes, name) == (N, N, N, REQUESTS[name])


def test_every_case_of_the_suite_is_expected_here(suite: dict[str, Case]) -> None:
    assert set(suite) == {*QUERIES, *REQUESTS}


def test_what_did_not_pass_says_why_in_one_line(outcomes: list[Outcome]) -> None:
    whys = [o.verdict.why for o in outcomes if o.verdict.status is not P]
    assert all(whys)
    assert not any("\n" in why for why in whys)


def test_the_table_counts_by_category_and_engine(outcomes: list[Outcome]) -> None:
    shown = {line.split("|")[1].strip(): line for line in table(outcomes).splitlines() if line.startswith("|")}
    assert [cell.strip() for cell in shown["answers"].split("|")[2:7]] == [
        "11", "8 / 1 / 0 / 2", "8 / 1 / 0 / 2", "6 / 1 / 2 / 2", "0 / 0 / 0 / 11",
    ]  # fmt: skip
    assert shown["all"].split("|")[2].strip() == str(len(QUERIES) + len(REQUESTS))


def test_reasons_name_category_case_engine_and_cause(outcomes: list[Outcome]) -> None:
    assert "answers/wrong-on-purpose  rdflib  failed: false expected, true found" in reasons(outcomes, [F])


def test_numbers_of_the_data_can_be_wanted_digit_for_digit(tmp_path: Path) -> None:
    (tmp_path / "d.ttl").write_text("<http://e.example/a> <http://e.example/b> 007 .")
    (tmp_path / "q.rq").write_text("SELECT ?n { ?s ?p ?n }")
    (tmp_path / "r.tsv").write_text("?n\n007\n")
    (tmp_path / "manifest.ttl").write_text(
        "@prefix mf: <http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#> ."
        "@prefix qt: <http://www.w3.org/2001/sw/DataAccess/tests/test-query#> ."
        "<> mf:entries ( <#a> ) . <#a> a mf:QueryEvaluationTest ; mf:result <r.tsv> ;"
        "   mf:action [ qt:query <q.rq> ; qt:data <d.ttl> ] ."
    )
    (case,) = cases(tmp_path)
    assert OnEngine(Oxigraph()).judge(case).status is P
    assert OnEngine(Oxigraph(), as_written=True).judge(case).status is F  # Oxigraph keeps the value alone


class Broken(Oxigraph):
    """An engine that fails in all ways."""

    def answer(self, question: Question) -> Given:
        if "hang" in question.base:
            time.sleep(60)
        if "die" in question.base:
            os._exit(3)
        raise RuntimeError("no idea\nat all")


def case_of(folder: Path, name: str) -> Case:
    for file, text in ((f"{name}.rq", "ASK {}"), ("r.srj", '{"head": {}, "boolean": true}')):
        (folder / file).write_text(text)
    query = (folder / f"{name}.rq").as_uri()
    return Case(name, "own", "QueryEvaluationTest", query=query, result=(folder / "r.srj").as_uri())


def test_an_engine_that_raises_hangs_or_dies_costs_one_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.conformance.run._GRACE", 0.5)
    names = ["raises", "hangs", "raises-again", "dies", "raises-at-last"]
    on: list[Judge] = [OnEngine(Broken())]
    found = list(run([case_of(tmp_path, name) for name in names], on, seconds=1.0))
    assert [o.verdict.status for o in found] == [F] * 5
    raised, hung, _, died, _ = (o.verdict.why for o in found)
    assert raised == "RuntimeError: no idea at all"
    assert hung.startswith("stopped after")
    assert died == "its process ended without a word"


def test_no_process_is_left_behind() -> None:
    with Apart(os.getpgid) as process:
        number = process.do(0, 10.0)
        assert number == os.getpgid(0)
    with pytest.raises(EndedError), Apart(time.sleep) as process_that_sleeps:
        process_that_sleeps.do(30.0, 0.2)
    assert not multiprocessing.active_children()


def test_a_failure_to_write_is_told_apart_from_a_wrong_answer(tmp_path: Path) -> None:
    class Mute(Oxigraph):
        def answer(self, question: Question) -> Given:
            return Given(True, unwritable="ValueError: out of ink")

    verdict = OnEngine(Mute()).judge(case_of(tmp_path, "mute"))
    assert verdict == Verdict(F, "cannot be written as JSON: ValueError: out of ink")
