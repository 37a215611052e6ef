"""The commands as a user runs them: good input, and bad input that must end in one clear line."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.graph.store import Graph
from tests import made

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


def mkg(cache: Path, *arguments: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "MKG_CACHE": str(cache), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    return subprocess.run(command, env=env, input=stdin, capture_output=True, text=True, cwd=ROOT, check=False)


def fails(done: subprocess.CompletedProcess[str], *words: str) -> None:
    """One line on standard error that holds the words, status 1, and no traceback."""
    assert done.returncode == 1, done.stderr
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("mkg: ")
    for word in words:
        assert word in lines[0]


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "hills.md"
    path.write_text(made.REPORT, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def small_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("graph") / "hills.ttl"
    path.write_bytes(made.graph().turtle())
    return path


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv = ['mkg', '--help']\n"
        "from kg.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "heavy = {'rdflib', 'pyshacl', 'networkx', 'pandas', 'oxrdflib', 'pyoxigraph'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, cwd=ROOT)


def test_build_of_the_default_corpus_conforms(cache: Path, tmp_path: Path) -> None:
    done = mkg(cache, "build", "-o", tmp_path / "graph.ttl")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "conforms" in done.stdout
    assert Graph.read(tmp_path / "graph.ttl").claim_count() > 800


@pytest.mark.parametrize("seed", ["0", "99"])
def test_build_writes_the_same_bytes_under_any_hash_seed(
    cache: Path, tmp_path: Path, seed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONHASHSEED", seed)
    mkg(cache, "build", "-o", tmp_path / "graph.ttl")
    assert (tmp_path / "graph.ttl").read_bytes() == mkg_bytes()


def mkg_bytes() -> bytes:
    from kg.build import build

    return build().graph.turtle()


def test_build_of_another_report_conforms(cache: Path, report: Path, tmp_path: Path) -> None:
    done = mkg(cache, "build", report, "-o", tmp_path / "hills.ttl")
    assert done.returncode == 0, done.stdout + done.stderr
    assert Graph.read(tmp_path / "hills.ttl").claim_count() >= 2


def test_claims_come_out_as_json_lines(cache: Path) -> None:
    done = mkg(cache, "claims", "marat-2009", "--anchor", "original", "--format", "jsonl")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(records) > 800
    assert {"id", "type", "start", "end", "slots", "modality", "polarity", "attribution", "notes"} <= set(records[0])


def test_validate_reference_graph(cache: Path) -> None:
    done = mkg(cache, "validate")
    assert done.returncode == 0, done.stdout


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


def test_show_and_explain_lead_to_the_sentence(cache: Path, small_graph: Path) -> None:
    shown = mkg(cache, "show", "Qatar", "--graph", small_graph, "--format", "json")
    claims = json.loads(shown.stdout)
    stock = next(c for c in claims if c["type"] == "MigrantStock" and c["notes"] == ["1"])
    told = mkg(cache, "explain", stock["id"][:10], "--graph", small_graph)
    assert "400,000 Nepali workers lived in Qatar" in told.stdout
    assert "Counting the Departed" in told.stdout


def test_gaps_as_json(cache: Path, small_graph: Path) -> None:
    found = json.loads(mkg(cache, "gaps", "--graph", small_graph, "--format", "json").stdout)
    status = {tuple(g["pair"]): g["status"] for g in found}
    assert status[("LB", "NP")] == "stated-absent"
    assert status[("NP", "QA")] == "in-force"


def test_story_of_a_pair_shows_its_sentence(cache: Path, small_graph: Path) -> None:
    assert (
        "Nepal has no agreement with Lebanon" in mkg(cache, "gaps", "--pair", "Nepal", "LB", "-g", small_graph).stdout
    )


@pytest.mark.parametrize("form", ["turtle", "trig", "nquads", "ntriples", "jsonld", "graphml", "gexf"])
def test_export_writes_a_file_that_reads_back(cache: Path, small_graph: Path, tmp_path: Path, form: str) -> None:
    suffix = {"turtle": "ttl", "nquads": "nq", "ntriples": "nt"}.get(form, form)
    path = tmp_path / f"out.{suffix}"
    done = mkg(cache, "export", "--format", form, "-o", path, "--graph", small_graph)
    assert done.returncode == 0, done.stderr
    if form == "graphml":
        import networkx as nx

        assert nx.read_graphml(path).number_of_edges() > 0
    elif form == "gexf":
        import networkx as nx

        assert nx.read_gexf(path).number_of_edges() > 0
    else:
        assert set(Graph.read(path).triples()) == set(Graph.read(small_graph).triples())


def test_export_of_tables(cache: Path, small_graph: Path, tmp_path: Path) -> None:
    mkg(cache, "export", "--format", "csv", "-o", tmp_path / "tables", "--graph", small_graph)
    assert sorted(p.name for p in (tmp_path / "tables").iterdir()) == ["actors.csv", "claims.csv", "edges.csv"]
    assert "Nepal signed an agreement" in (tmp_path / "tables" / "claims.csv").read_text(encoding="utf-8")


def test_tables_hold_no_colour_codes_in_a_pipe(cache: Path, small_graph: Path) -> None:
    assert "\x1b" not in mkg(cache, "gaps", "--graph", small_graph).stdout


# Bad input: what is given, and what the one line must say.


def test_missing_file(cache: Path, tmp_path: Path) -> None:
    fails(mkg(cache, "build", tmp_path / "none.txt", "-o", tmp_path / "g.ttl"), "none.txt")


def test_empty_file(cache: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    fails(mkg(cache, "build", tmp_path / "empty.txt", "-o", tmp_path / "g.ttl"), "empty.txt", "empty")
    assert not (tmp_path / "g.ttl").exists()


def test_binary_file(cache: Path, tmp_path: Path) -> None:
    (tmp_path / "noise.txt").write_bytes(bytes(range(256)) * 40)
    fails(mkg(cache, "build", tmp_path / "noise.txt", "-o", tmp_path / "g.ttl"), "noise.txt")


def test_folder_in_place_of_a_report(cache: Path, tmp_path: Path) -> None:
    fails(mkg(cache, "build", tmp_path, "-o", tmp_path / "g.ttl"), "folder")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable_folder(cache: Path, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o000)
    fails(mkg(cache, "build", closed / "r.txt", "-o", tmp_path / "g.ttl"), "closed")


def test_latin_1_text_is_read_with_a_note(cache: Path, tmp_path: Path) -> None:
    path = tmp_path / "latin.txt"
    path.write_bytes("Côte d’Ivoire hosted 2.5 million migrants from Burkina Faso in 2015.\n".encode("cp1252"))
    done = mkg(cache, "claims", path)
    assert done.returncode == 0, done.stderr


def test_text_without_claims(cache: Path, tmp_path: Path) -> None:
    (tmp_path / "poem.txt").write_text("The hills are green and the river is slow.\n")
    fails(mkg(cache, "build", tmp_path / "poem.txt", "-o", tmp_path / "g.ttl"), "no claim")


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


def test_graph_without_claims(cache: Path, tmp_path: Path) -> None:
    (tmp_path / "g.ttl").write_text("<http://a/b> <http://a/c> 1 .")
    fails(mkg(cache, "gaps", "-g", tmp_path / "g.ttl"), "no claim")


def test_validate_file_that_is_not_rdf(cache: Path, tmp_path: Path) -> None:
    (tmp_path / "g.ttl").write_text("Dear all,\nplease find attached")
    fails(mkg(cache, "validate", tmp_path / "g.ttl"), "line 1")


def test_output_into_a_missing_folder(cache: Path, tmp_path: Path) -> None:
    fails(mkg(cache, "build", "-o", tmp_path / "none" / "g.ttl"), "folder does not exist")


def test_output_that_is_a_folder(cache: Path, tmp_path: Path) -> None:
    fails(mkg(cache, "build", "-o", tmp_path), "is a folder")


def test_failing_build_keeps_the_file_that_was_there(cache: Path, tmp_path: Path) -> None:
    (tmp_path / "g.ttl").write_text("old")
    mkg(cache, "build", tmp_path / "none.txt", "-o", tmp_path / "g.ttl")
    assert (tmp_path / "g.ttl").read_text() == "old"


def test_unknown_claim(cache: Path, small_graph: Path) -> None:
    fails(mkg(cache, "explain", "ffffffffffff", "-g", small_graph), "ffffffffffff")


def test_output_that_is_the_report_itself(cache: Path, tmp_path: Path) -> None:
    path = tmp_path / "same.md"
    path.write_text(made.REPORT, encoding="utf-8")
    fails(mkg(cache, "build", path, "-o", path), "is one of the reports")
    assert path.read_text(encoding="utf-8") == made.REPORT


def test_output_that_is_a_fifo_stays_one(cache: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    fails(mkg(cache, "build", "-o", tmp_path / "pipe"), "no regular file")
    assert (tmp_path / "pipe").is_fifo()


def test_output_through_a_link_keeps_the_link(cache: Path, report: Path, tmp_path: Path) -> None:
    (tmp_path / "link.ttl").symlink_to(tmp_path / "there.ttl")
    mkg(cache, "build", report, "-o", tmp_path / "link.ttl")
    assert (tmp_path / "link.ttl").is_symlink()
    assert (tmp_path / "there.ttl").stat().st_size > 1000


@pytest.mark.parametrize("damage", [lambda d: d[: len(d) // 3], lambda d: d + b"garbage\n"])
def test_damaged_cache_is_built_again(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    good = mkg(tmp_path, "gaps", "--format", "json").stdout
    (cached,) = tmp_path.glob("*.nt")
    cached.write_bytes(damage(cached.read_bytes()))
    assert mkg(tmp_path, "gaps", "--format", "json").stdout == good


def test_terminal_without_unicode_gets_stand_ins(small_graph: Path, tmp_path: Path) -> None:
    env = {**os.environ, "PYTHONIOENCODING": "ascii", "MKG_CACHE": str(tmp_path)}
    command = [sys.executable, "-m", "kg", "gaps", "-g", str(small_graph)]
    assert subprocess.run(command, env=env, capture_output=True, cwd=ROOT, check=False).returncode == 0


def test_same_report_twice_counts_once(cache: Path, report: Path, tmp_path: Path) -> None:
    once = mkg(cache, "build", report, "-o", tmp_path / "g.ttl").stdout
    assert mkg(cache, "build", report, report, "-o", tmp_path / "g.ttl").stdout == once


def test_options_that_exclude_each_other(cache: Path, small_graph: Path) -> None:
    fails(mkg(cache, "gaps", "--content", "--state", "NP", "-g", small_graph), "exclude each other")


def test_evaluate_prints_a_table_and_what_stands_besides(cache: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("About 400,000 Nepali migrants work in Qatar.", encoding="utf-8")
    gold = {"type": "MigrantStock", "start": 0, "end": 44, "slots": {"origin": ["NP"], "destination": ["QA"]}}
    (tmp_path / "a.jsonl").write_text(json.dumps(gold) + "\n", encoding="utf-8")
    done = mkg(cache, "evaluate", tmp_path)
    assert done.returncode == 0
    assert "attribution F1" in done.stdout
    assert "MigrantStock" in mkg(cache, "evaluate", tmp_path, "--format", "csv").stdout
    held = json.loads(mkg(cache, "evaluate", tmp_path, "--format", "json").stdout)
    assert held["rows"][-1]["claims"] == "all"
    assert held["rows"][-1]["slot recall"] == 1.0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nowhere",), "no folder"),
        (("README.md", "--split", "dev"), "--source"),
    ],
)
def test_evaluate_says_what_it_needs(cache: Path, arguments: tuple[str, ...], message: str) -> None:
    done = mkg(cache, "evaluate", *arguments)
    assert done.returncode == 1
    assert message in done.stderr


def test_audit_counts_every_figure(cache: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    text = "About 400,000 Nepali migrants work in Qatar. Take bus 70 to the harbour. See p. 9."
    report.write_text(text, encoding="utf-8")
    done = mkg(cache, "audit", report)
    assert done.returncode == 0
    assert "1 claimed, 1 set aside, 1 unread" in done.stdout
    assert "70" in mkg(cache, "audit", report, "--unread", "--format", "csv").stdout
