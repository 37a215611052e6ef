"""On the reference graph with a small data set beside it every shape and every check has something to look at."""

from __future__ import annotations

from pathlib import Path

from kg.build import build
from kg.datasets import Tally, triples
from kg.datasets.bla import bla
from kg.datasets.names import Names
from kg.lexicon import lexicon
from kg.validation import validate
from tests.datasets import samples


def test_reference_graph_conforms_and_no_rule_is_idle(tmp_path: Path) -> None:
    graph = build().graph
    source = bla(samples.formation(tmp_path), samples.coding(tmp_path))
    graph.add(triples(source, Names(lexicon()), Tally(), lambda _: None))
    report = validate(graph)
    assert report.conforms
    assert {name for name, number in report.looked_at.items() if number == 0} == set()
    assert len(report.looked_at) > 100
