"""`mkg query` and `mkg sparql`: what they answer, and bad input that must end in one clear line."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from tests.cli.commands import fails, mkg


def test_query_without_name_lists_templates(cache: Path) -> None:
    done = mkg(cache, "query", "--format", "json")
    assert len(json.loads(done.stdout)) >= 12


def test_query_binds_a_parameter(cache: Path, small_graph: Path) -> None:
    done = mkg(
        cache, "query", "agreements-of-state", "--param", "state=Nepal", "--graph", small_graph, "--format", "csv"
    )
    assert done.returncode == 0, done.stderr
    assert "Qatar" in done.stdout


def test_sparql_from_standard_input(cache: Path, small_graph: Path) -> None:
    query = "SELECT (COUNT(?c) AS ?n) WHERE { ?c a mkg:Claim }"
    done = mkg(cache, "sparql", "-", "--graph", small_graph, "--format", "csv", stdin=query)
    assert done.stdout.split() == ["n", "6"]


def test_triples_of_sparql_come_in_the_form_asked_for_and_tell_a_cut(cache: Path, small_graph: Path) -> None:
    ask = ("sparql", "-", "--graph", small_graph, "--rows", "2")
    query = "CONSTRUCT { ?c a mkg:Claim } WHERE { ?c a mkg:Claim }"
    done = mkg(cache, *ask, "--format", "csv", stdin=query)
    assert done.stdout.splitlines()[0] == "subject,predicate,object"
    assert len(done.stdout.splitlines()) == 3
    assert done.stderr.strip() == "Only the first 2 rows are shown; add LIMIT or raise --rows."
    plain = mkg(cache, *ask, stdin=query)
    assert plain.stdout.startswith("@prefix")
    assert "Only the first 2" in plain.stderr


def test_unknown_template(cache: Path) -> None:
    fails(mkg(cache, "query", "agreement-of-state"), "agreements-of-state")


def test_a_template_explains_itself(cache: Path) -> None:
    done = mkg(cache, "query", "trafficking-roles", "--help")
    assert done.returncode == 0
    for word in ("trafficking-role", "Held by", "Example: mkg query trafficking-roles"):
        assert word in done.stdout
    assert "Usage" in mkg(cache, "query", "--help").stdout


def test_query_help_shows_values_that_give_rows(cache: Path, small_graph: Path) -> None:
    done = mkg(cache, "query", "agreements-of-state", "--help", "--graph", small_graph)
    assert " NP (" in done.stdout
    lost = mkg(cache, "query", "agreements-of-state", "--help", "--graph", small_graph.with_name("none.ttl"))
    assert lost.returncode == 0
    assert "no values, for want of a graph" in lost.stdout


def test_query_lists_the_values_of_a_parameter(cache: Path, small_graph: Path) -> None:
    asked = ("query", "agreements-of-state", "-g", small_graph, "-f", "csv")
    listed = mkg(cache, *asked, "--values", "state").stdout.splitlines()
    assert listed[0] == "value,label,code,rows"
    row = next(csv.DictReader(listed))
    given = mkg(cache, *asked, "-p", f"state={row['value']}").stdout
    assert len(list(csv.reader(given.splitlines()))) - 1 == int(row["rows"])
    cut = mkg(cache, *asked, "--values", "state", "--limit", "1")
    assert len(cut.stdout.splitlines()) == 2
    assert "--limit allows more" in cut.stderr
    fails(mkg(cache, *asked, "--values", "country"), "has no parameter 'country'")
    fails(mkg(cache, *asked, "--values", "state", "--evidence"), "--values excludes")
    fails(mkg(cache, "query", "--values", "state"), "of which template?")


def test_rows_come_with_their_evidence(cache: Path, small_graph: Path) -> None:
    asked = ("query", "agreements-of-state", "-p", "state=Nepal", "-g", str(small_graph), "-f", "csv")
    plain, found = mkg(cache, *asked), mkg(cache, *asked, "--evidence")
    assert "sentence" not in plain.stdout.splitlines()[0]
    assert found.stdout.splitlines()[0].endswith("sentence,section,notes")
    assert len(found.stdout) > len(plain.stdout)


def test_a_template_that_makes_a_graph_comes_as_turtle(cache: Path, small_graph: Path) -> None:
    done = mkg(cache, "query", "agreement-network", "-g", str(small_graph), "-f", "turtle")
    assert "mkg:hasAgreementWith" in done.stdout
    fails(mkg(cache, "query", "remittances", "-g", str(small_graph), "-f", "turtle"), "turtle: is for templates")
    fails(mkg(cache, "query", "-f", "turtle"), "--format turtle: is for answers")


def test_unknown_parameter(cache: Path, small_graph: Path) -> None:
    fails(mkg(cache, "query", "agreements-of-state", "-p", "country=KZ", "-g", small_graph), "country", "state")


def test_parameter_without_value(cache: Path, small_graph: Path) -> None:
    for given in ("state", "state=", "state= "):  # a variable of the shell that is empty must not ask for everything
        fails(mkg(cache, "query", "agreements-of-state", "-p", given, "-g", small_graph), "NAME=VALUE")


def test_misspelt_state_gets_the_nearest(cache: Path, small_graph: Path) -> None:
    fails(mkg(cache, "gaps", "--state", "Kazahkstam", "-g", small_graph), "Kazahkstam", "Kazakhstan")


def test_misspelt_actor_gets_the_nearest(cache: Path, small_graph: Path) -> None:
    fails(mkg(cache, "show", "Quatar", "-g", small_graph), "Qatar")


def test_broken_sparql_shows_line_and_column(cache: Path, small_graph: Path) -> None:
    fails(mkg(cache, "sparql", "-", "-g", small_graph, stdin="SELECT *\nWHERE { ?s ?p"), "line 2", "column")


def test_no_rows_are_told_with_what_may_help(cache: Path, small_graph: Path) -> None:
    asked = ("query", "agreements-of-state", "--graph", small_graph)
    assert "Without parameters" in mkg(cache, *asked, "--param", "state=Brazil").stdout
    empty = mkg(cache, "query", "listed-agreements", "--graph", small_graph).stdout
    assert empty.strip() == "No rows. The graph holds nothing of what the template asks for."
