"""Networks of derived edges and their files."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest
from analysis_graphs import agreement, claim_id, make, say, stock

from kg import iri
from kg.analysis.network_files import JOIN, to_gexf, to_graphml
from kg.analysis.networks import (
    agreements,
    bridges_for_gap,
    brokerage,
    centrality,
    communities,
    cooperation,
    corridors,
    everything,
    obstruction,
)
from kg.errors import UserError

WORKS = [
    say("Relation", agent="organisation/iom", patient=p, relation="cooperates", topic=t)
    for p, t in (("PL", "a"), ("PL", "b"), ("UA", "a"), ("GE", "a"))
]
CLAIMS = [
    *WORKS,
    say("Relation", agent="NP", patient="QA", relation="supports"),
    say("Relation", agent="PL", patient="group/farmers", relation="refuses"),
    agreement("PL UA"),
    stock("NP", "QA", 5),
    say("Remittance", sender="QA", receiver="NP"),
]
GRAPH = make(CLAIMS)
IOM = iri.thing("organisation", "iom")


@pytest.mark.parametrize(
    ("network", "edges"),
    [(cooperation, 4), (obstruction, 1), (agreements, 2), (corridors, 2), (everything, 9)],
)
def test_network_has_the_edges_of_its_kind(network: object, edges: int) -> None:
    assert callable(network)
    assert network(GRAPH).number_of_edges() == edges


def test_edge_names_its_claims_and_weighs_them() -> None:
    data = cooperation(GRAPH)[IOM][iri.state("PL")]["cooperatesWith"]
    assert data["weight"] == 2
    assert data["claims"] == tuple(sorted(claim_id(c) for c in WORKS[:2]))


def test_nodes_have_label_kind_and_iri() -> None:
    assert cooperation(GRAPH).nodes[IOM] == {
        "label": "International Organization for Migration",
        "kind": "InternationalOrganisation",
        "iri": IOM,
    }


def test_the_tie_between_all_others_is_most_central() -> None:
    first = centrality(cooperation(GRAPH))[0]
    assert (first.node, first.degree, first.claims) == (IOM, 3, 4)
    assert first.betweenness > 0


def test_broker_is_least_constrained() -> None:
    assert [c.node for c in brokerage(cooperation(GRAPH))] == [IOM]


def test_communities_are_the_parts_that_hold_together() -> None:
    found = communities(cooperation(GRAPH))
    assert found == (
        (IOM, iri.state("GE"), iri.state("PL"), iri.state("UA")),
        (iri.state("NP"), iri.state("QA")),
    )


def test_an_empty_network_has_no_communities() -> None:
    assert communities(cooperation(make([]))) == ()


def test_bridges_work_with_both_states() -> None:
    assert [b.iri for b in bridges_for_gap(GRAPH, "Poland", "GE")] == [IOM]
    assert bridges_for_gap(GRAPH, "NP", "GE") == ()


def test_bridge_of_an_unknown_state_is_explained() -> None:
    with pytest.raises(UserError, match="Atlantis: no state"):
        bridges_for_gap(GRAPH, "Atlantis", "GE")


@pytest.mark.parametrize(("write", "read"), [(to_graphml, nx.read_graphml), (to_gexf, nx.read_gexf)])
def test_files_can_be_read_again(write: object, read: object) -> None:
    assert callable(write)
    assert callable(read)
    network = everything(GRAPH)
    again = read(io.BytesIO(write(network)))
    assert {n: d["label"] for n, d in again.nodes(data=True)} == {
        n: d["label"] for n, d in network.nodes(data=True)
    }
    assert sorted(_edges(again)) == sorted(
        (s, t, d["predicate"], d["weight"], JOIN.join(d["claims"])) for s, t, d in network.edges(data=True)
    )


def _edges(network: nx.MultiDiGraph[str]) -> list[tuple[str, str, str, int, str]]:
    return [(s, t, d["predicate"], int(d["weight"]), d["claims"]) for s, t, d in network.edges(data=True)]


def test_gexf_holds_no_date() -> None:
    assert b"lastmodifieddate" not in to_gexf(everything(GRAPH))


def test_control_characters_do_not_break_the_files() -> None:
    network = everything(GRAPH)
    network.nodes[IOM]["label"] = "I\x00O\x0bM"
    assert nx.read_graphml(io.BytesIO(to_graphml(network))).nodes[IOM]["label"] == "I O M"


_PROGRAM = """
from test_networks import CLAIMS
from analysis_graphs import make
from kg.analysis.network_files import to_gexf, to_graphml
from kg.analysis.networks import centrality, communities, everything
import hashlib
network = everything(make(reversed(CLAIMS)))
found = to_gexf(network) + to_graphml(network) + repr((centrality(network), communities(network))).encode()
print(hashlib.sha256(found).hexdigest())
"""


def test_results_do_not_depend_on_the_hash_seed() -> None:
    folder = Path(__file__).parent
    path = os.pathsep.join((str(folder), str(folder.parent.parent)))
    found = {
        subprocess.run(
            [sys.executable, "-c", _PROGRAM],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1
