"""The commands as a user runs them: good input, and bad input that must end in one clear line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.graph.store import Graph
from tests import made
from tests.cli.commands import ROOT, fails, mkg


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


def test_the_year_of_a_report(cache: Path, report: Path, tmp_path: Path) -> None:
    told = mkg(cache, "build", report, "-o", tmp_path / "g.ttl")
    assert "--issued YEAR" in told.stdout
    done = mkg(cache, "build", report, "-o", tmp_path / "g.ttl", "--issued", "2016")
    assert done.returncode == 0, done.stderr
    assert "--issued" not in done.stdout
    assert 'dcterms:issued "2016"^^xsd:gYear' in (tmp_path / "g.ttl").read_text(encoding="utf-8")


@pytest.mark.parametrize("year", ["20x6", "99999", "0", "", "2016-05"])
def test_a_year_that_is_none(cache: Path, report: Path, tmp_path: Path, year: str) -> None:
    fails(mkg(cache, "build", report, "-o", tmp_path / "g.ttl", "--issued", year), "is no year from 1800 to 2100")
    assert not (tmp_path / "g.ttl").exists()


@pytest.mark.parametrize("more", [["{report}", "{report}"], ["{folder}"], ["{report}", "--workers", "1"], []])
def test_a_year_is_that_of_one_report(cache: Path, report: Path, tmp_path: Path, more: list[str]) -> None:
    sources = [each.format(report=report, folder=report.parent) for each in more]
    fails(mkg(cache, "build", *sources, "-o", tmp_path / "g.ttl", "--issued", "2016"), "is the year of one report")


def test_claims_come_out_as_json_lines(cache: Path) -> None:
    done = mkg(cache, "claims", "marat-2009", "--anchor", "original", "--format", "jsonl")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(records) > 800
    assert {"id", "type", "start", "end", "slots", "modality", "polarity", "attribution", "notes"} <= set(records[0])


def test_validate_reference_graph(cache: Path) -> None:
    done = mkg(cache, "validate")
    assert done.returncode == 0, done.stdout


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
