"""On the reference graph every shape and every check has something to look at."""

from __future__ import annotations

from kg.build import build
from kg.validation import validate


def test_reference_graph_conforms_and_no_rule_is_idle() -> None:
    report = validate(build().graph)
    assert report.conforms
    assert {name for name, number in report.looked_at.items() if number == 0} == set()
    assert len(report.looked_at) > 100
