"""From claims to a graph: what stands in it, and that equal input gives equal bytes."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from kg import iri
from kg.build import assemble
from kg.errors import UserError
from kg.graph.diff import diff
from kg.graph.store import Graph
from kg.graph.turtle import parse_file, to_turtle, write_atomically
from kg.graph.views import ClaimIndex
from kg.queries import run_template
from tests import made


@pytest.fixture(scope="module")
def graph() -> Graph:
    return made.graph()


def ask(graph: Graph, pattern: str) -> bool:
    return bool(graph.select(f"SELECT * WHERE {{ {pattern} }} LIMIT 1"))


PRESENT = [
    f"?c a mkg:Claim, mkg:MigrantStock ; mkg:origin <{iri.state('NP')}> ; mkg:low 400000.0",
    "?c a mkg:Agreement ; mkg:agreementStatus mkg-agreement-status:absent ; mkg:polarity mkg-polarity:affirmed",
    "?c mkg:periodStart '2015'^^xsd:gYear ; mkg:periodEnd '2015'^^xsd:gYear",
    "?c mkg:evidence ?e . ?e oa:hasSource ?d ; mkg:citesNote ?n ; mkg:inSection ?s . ?n mkg:citesSource ?w",
    f"<{iri.state('NP')}> mkg:hasAgreementWith <{iri.state('QA')}>",
    f"<{iri.state('QA')}> mkg:hasAgreementWith <{iri.state('NP')}>",
    f"<{iri.state('NP')}> mkg:sendsMigrantsTo <{iri.state('QA')}>",
    "?edge a mkg:DerivedEdge ; mkg:restsOn ?c . ?c a mkg:Claim",
    "?g a mkg:PopulationGroup, mkg:Actor ; skos:prefLabel 'stranded cooks'@en",
    "?i a mkg:AgreementInstrument ; mkg:instrumentParty ?a, ?b FILTER (?a != ?b)",
    "?d a mkg:Document ; dcterms:creator ?p . ?p a mkg:Person",
]
ABSENT = [
    f"<{iri.state('NP')}> mkg:hasAgreementWith <{iri.state('LB')}>",
    f"?i a mkg:AgreementInstrument ; mkg:instrumentParty <{iri.state('LB')}>",
    "?s ?p ?o FILTER (isBlank(?s) || isBlank(?o))",
]


@pytest.mark.parametrize("pattern", PRESENT)
def test_graph_holds(graph: Graph, pattern: str) -> None:
    assert ask(graph, pattern)


@pytest.mark.parametrize("pattern", ABSENT)
def test_graph_does_not_hold(graph: Graph, pattern: str) -> None:
    assert not ask(graph, pattern)


# What a report says that two states joined or concluded, and whether it is an agreement of the two.
OF_TWO = [
    ("Georgia and Qatar have since ratified the Palermo Protocol", "trafficking", False),
    ("Georgia and Qatar concluded a protocol on seafarers", "seafarers", True),
    ("Georgia and Qatar have an agreement on pensions", "pensions", True),
]


@pytest.mark.parametrize(("words", "subject", "is_of_two"), OF_TWO)
def test_what_states_join_one_by_one_binds_no_two_alone(words: str, subject: str, is_of_two: bool) -> None:
    doc = made.document(f"{words}.\n")
    said = made.claim(doc, "Agreement", words, {"parties": ["GE", "QA"], "subject": [subject], "status": ["in-force"]})
    graph = assemble([made.reading(doc, [said])])
    assert ask(graph, f"<{iri.state('GE')}> mkg:hasAgreementWith <{iri.state('QA')}>") == is_of_two
    assert len(run_template(graph, "agreement-pairs")) == is_of_two
    joined = [row["party"] for row in run_template(graph, "conventions")]
    assert joined == ([] if is_of_two else ["Georgia", "Qatar"])


def test_each_derived_edge_is_named_as_the_library_names_it(graph: Graph) -> None:
    rows = graph.select("SELECT * WHERE { ?e mkg:edgeSubject ?s ; mkg:edgePredicate ?p ; mkg:edgeObject ?o }")
    assert rows
    for row in rows:
        e, s, p, o = (str(getattr(row[k], "value", "")) for k in "espo")
        assert e == iri.edge(s, p, o)


def test_short_citation_and_full_one_are_one_root(graph: Graph) -> None:
    rows = graph.select(
        "SELECT ?c ?w WHERE { ?c a mkg:Claim ; mkg:rootSource ?w . ?w a mkg:Source ; mkg:sourceKind 'work' }"
    )
    assert len({str(r["c"]) for r in rows}) == 2
    assert len({str(r["w"]) for r in rows}) == 1


def test_views_give_words_speaker_and_notes(graph: Graph) -> None:
    spoken = next(c for c in ClaimIndex(graph).claims if c.speakers)
    assert spoken.quote == "between 350,000 and 380,000 did"
    assert spoken.sentence.startswith("According to the ILO")
    assert spoken.section == "Workers"
    assert [n.number for n in spoken.notes] == [2]
    assert "International Labour Organization" in spoken.speakers[0]


def test_order_of_readings_changes_no_byte() -> None:
    one = made.reading()
    two = made.reading(made.document(made.REPORT.replace("400,000", "410,000"), "valleys.md"), ())
    assert assemble([one, two]).turtle() == assemble([two, one]).turtle()


def test_shuffled_claims_give_the_same_bytes() -> None:
    doc = made.document()
    shuffled = made.claims(doc)
    random.Random(7).shuffle(shuffled)
    assert assemble([made.reading(doc, shuffled)]).turtle() == made.graph().turtle()


@pytest.mark.parametrize("seed", ["1", "4242"])
def test_hash_seed_changes_no_byte(seed: str) -> None:
    code = "from tests import made; import sys; sys.stdout.buffer.write(made.graph().turtle())"
    env = {**os.environ, "PYTHONHASHSEED": seed}
    root = Path(__file__).resolve().parents[2]
    made_there = subprocess.run([sys.executable, "-c", code], env=env, cwd=root, capture_output=True, check=True)
    assert made_there.stdout == made.graph().turtle()


def test_turtle_read_back_is_isomorphic(graph: Graph, tmp_path: Path) -> None:
    from rdflib.compare import isomorphic

    path = tmp_path / "g.ttl"
    path.write_bytes(graph.turtle())
    assert isomorphic(Graph.read(path).rdflib, graph.rdflib)


def test_triples_in_any_order_give_one_turtle(graph: Graph) -> None:
    triples = list(graph.triples())
    random.Random(3).shuffle(triples)
    assert to_turtle(triples) == graph.turtle()


def test_rdflib_sees_the_same_triples(graph: Graph) -> None:
    assert len(graph.rdflib) == len(graph)


def test_diff_of_a_graph_with_itself_is_empty(graph: Graph) -> None:
    assert diff(graph, made.graph()).equal


def test_diff_tells_changed_added_and_removed() -> None:
    doc = made.document()
    before = made.claims(doc)
    quote = "Nepal has no agreement with Lebanon"
    changed = made.claim(doc, "Agreement", quote, {"parties": ["NP", "LB"], "status": ["in-progress"]})
    after = [c for c in before if c.type not in ("Payment",) and c.values("parties") != ("NP", "LB")] + [changed]
    found = diff(assemble([made.reading(doc, before)]), assemble([made.reading(doc, after)]))
    assert [c.type for c in found.removed] == ["Payment"]
    assert [(a.id != b.id, b.type) for a, b in found.changed] == [(True, "Agreement")]
    assert found.added == ()


def test_broken_turtle_is_told_with_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "broken.ttl"
    path.write_text("@prefix a: <http://a/> .\na:b a:c .\n")
    with pytest.raises(UserError, match=r"broken\.ttl: not valid Turtle at line 2, column \d+"):
        parse_file(path)


def test_unknown_suffix_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="unknown kind of RDF file"):
        parse_file(tmp_path / "graph.docx")


def test_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    with pytest.raises(UserError):
        write_atomically(tmp_path / "none" / "g.ttl", b"x")
    old = tmp_path / "g.ttl"
    old.write_bytes(b"old")
    old_folder = tmp_path / "folder.ttl"
    old_folder.mkdir()
    with pytest.raises(UserError, match="is a folder"):
        write_atomically(old_folder, b"x")
    assert old.read_bytes() == b"old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["folder.ttl", "g.ttl"]
