"""Cases are read from manifests as they stand, and what is wrong with them is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.conformance.manifest import Case, cases, path_of
from kg.errors import UserError

HEAD = """
@prefix : <#> .
@prefix mf: <http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#> .
@prefix qt: <http://www.w3.org/2001/sw/DataAccess/tests/test-query#> .
"""


def written(folder: Path, text: str, name: str = "manifest.ttl") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEAD + text, encoding="utf-8")
    return path


def test_a_case_knows_its_category_and_its_kind(suite: dict[str, Case]) -> None:
    kinds = {name: suite[name].kind for name in ("answers/notes", "forms/as-csv", "syntax/half", "protocol/update")}
    assert kinds == {
        "answers/notes": "evaluation",
        "forms/as-csv": "evaluation",
        "syntax/half": "negative syntax",
        "protocol/update": "protocol",
    }


def test_a_case_names_its_query_data_and_result(suite: dict[str, Case]) -> None:
    case = suite["answers/of-a-graph"]
    files = [case.query, *case.data, *case.named, case.result]
    assert [path.name for file in files if file and (path := path_of(file))] == [
        "of-a-graph.rq", "corridors.ttl", "destinations.srx",
    ]  # fmt: skip


def test_entailment_and_other_servers_are_noted(suite: dict[str, Case]) -> None:
    assert suite["answers/by-reasoning"].entailment
    assert suite["answers/of-another-server"].services
    assert not suite["answers/notes"].entailment
    assert not suite["answers/notes"].services


def test_cases_come_in_the_order_of_the_manifest(suite: dict[str, Case]) -> None:
    assert [name for name in suite if name.startswith("forms/")] == [
        "forms/as-csv", "forms/as-tsv", "forms/as-json", "forms/truth-as-json",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("syntax/lost", "its file lost.rq is missing"),
        ("syntax/withdrawn", "its authors have withdrawn it"),
        ("syntax/right", None),
    ],
)
def test_what_cannot_be_run_says_why(name: str, why: str | None, suite: dict[str, Case]) -> None:
    assert suite[name].unfit == why


def test_the_syntax_of_an_update_is_no_query_whatever_its_class(tmp_path: Path) -> None:
    (tmp_path / "a.ru").write_text("CLEAR ALL")
    written(tmp_path, "<> mf:entries ( :a ) . :a a mf:NegativeSyntaxTest11 ; mf:action <a.ru> .")
    assert [case.kind for case in cases(tmp_path)] == ["update"]


def test_the_older_names_of_syntax_tests_are_known(tmp_path: Path) -> None:
    (tmp_path / "a.rq").write_text("ASK {}")
    written(tmp_path, "<> mf:entries ( :a ) . :a a mf:PositiveSyntaxTest ; mf:action <a.rq> .")
    assert [case.kind for case in cases(tmp_path)] == ["positive syntax"]


def test_a_file_of_another_place_makes_a_case_unfit(tmp_path: Path) -> None:
    written(tmp_path, "<> mf:entries ( :a ) . :a a mf:PositiveSyntaxTest11 ; mf:action <http://e.example/a.rq> .")
    assert [case.unfit for case in cases(tmp_path)] == ["its manifest names <http://e.example/a.rq>, which is no file"]


def test_an_evaluation_without_result_is_unfit(tmp_path: Path) -> None:
    (tmp_path / "a.rq").write_text("ASK {}")
    written(tmp_path, "<> mf:entries ( :a ) . :a a mf:QueryEvaluationTest ; mf:action [ qt:query <a.rq> ] .")
    assert [case.unfit for case in cases(tmp_path)] == ["its manifest names no result"]


def test_a_manifest_that_is_included_twice_is_read_once(tmp_path: Path) -> None:
    written(tmp_path, "<> mf:include ( <part/manifest.ttl> <part/manifest.ttl> ) .")
    written(tmp_path, "<> mf:entries ( :a ) . :a a mf:ProtocolTest .", "part/manifest.ttl")
    assert [(case.category, case.name) for case in cases(tmp_path)] == [("part", "a")]


def test_manifests_of_other_names_are_read_where_they_are_included(tmp_path: Path) -> None:
    written(tmp_path, "<> mf:include ( <part/more.ttl> ) .")
    written(tmp_path, "<> mf:entries ( :a ) . :a a mf:ProtocolTest .", "part/more.ttl")
    assert [case.name for case in cases(tmp_path)] == ["a"]


def test_a_list_that_runs_back_into_itself_ends(tmp_path: Path) -> None:
    rdf = "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> ."
    written(tmp_path, f"{rdf} <> mf:entries _:l . _:l rdf:first :a ; rdf:rest _:l . :a a mf:ProtocolTest .")
    assert [case.name for case in cases(tmp_path)] == ["a"]


def test_no_folder_no_manifest_and_no_turtle_end_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is no folder"):
        cases(tmp_path / "missing")
    with pytest.raises(UserError, match=r"holds no manifest\.ttl"):
        cases(tmp_path)
    written(tmp_path, "<> mf:entries (")
    with pytest.raises(UserError, match="is no Turtle") as caught:
        cases(tmp_path)
    assert "\n" not in str(caught.value)


def test_an_include_that_is_missing_ends_in_one_line(tmp_path: Path) -> None:
    written(tmp_path, "<> mf:include ( <gone.ttl> ) .")
    with pytest.raises(UserError, match=r"gone\.ttl: cannot be read"):
        cases(tmp_path)
