"""Every shape and check has a small graph that keeps it and one that breaks it, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.validation import validate
from kg.validation_rules import rules

EXAMPLES = Path(__file__).parent / "examples"
RULES = sorted(rule.id for rule in rules())


def test_examples_and_rules_match() -> None:
    expected = {f"{name}_{kind}.ttl" for name in RULES for kind in ("PASS", "FAIL")}
    assert {path.name for path in EXAMPLES.glob("*.ttl")} == expected


def test_rules_have_names_of_their_own() -> None:
    assert len(set(RULES)) == len(RULES)


@pytest.mark.parametrize("name", RULES)
def test_the_good_example_is_looked_at_and_passes_every_rule(name: str) -> None:
    report = validate(EXAMPLES / f"{name}_PASS.ttl")
    assert report.results == ()
    assert report.looked_at[name] > 0


@pytest.mark.parametrize("name", RULES)
def test_the_bad_example_breaks_this_rule_alone(name: str) -> None:
    report = validate(EXAMPLES / f"{name}_FAIL.ttl")
    assert {r.shape for r in report.results} == {name}
    assert report.looked_at[name] > 0


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_messages_and_hints_are_plain_sentences(rule: object) -> None:
    texts = [getattr(rule, part) for part in ("description", "message", "hint")]
    assert all(t[0].isupper() and t.endswith(".") and "{" not in t for t in texts)
    assert len(set(texts)) == 3
    assert rule.severity in ("Violation", "Warning", "Info")  # type: ignore[attr-defined]
