"""Write `docs/questions.md`: the competency questions, the commands that answer them, and how many rows come back.

    python scripts/questions.py

Run it after a change of `tests/queries/questions.yaml` or of a template that it names; a test compares the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from shlex import quote
from typing import Any

import yaml

from kg.graph.store import Graph
from kg.queries import run_template
from kg.reference_graph import reference_graph

ROOT = Path(__file__).resolve().parents[1]
HEAD = """# Questions that the graph of the first report answers

Forty competency questions, by topic. They and their answers were written from its digest alone, by somebody who saw
no query and no claim; then each was asked of the graph by a template, which holds no name and no figure of a report,
with values for its parameters. `tests/queries/questions.yaml` holds the rows that must come back, and
`tests/queries/test_questions.py` compares them exactly and checks that each row leads to its sentence and section.
Where graph and answer differed, the digest decided; the notes of that file tell what was changed in a question or an
answer, and why.

Each command takes `--evidence` (speakers, sentence, section and notes beside each row) and `--graph FILE` for any other
report. `mkg query` lists all templates, `mkg query NAME --help` tells what one takes and gives. This page is written by
`python scripts/questions.py`.
"""


def command(ask: Mapping[str, Any]) -> str:
    """The command line that asks a template.

    >>> command({"template": "payments", "parameters": {"kind": "bribe", "place": ["KZ", "KG"]}})
    'mkg query payments --param kind=bribe --param place=KZ --param place=KG'
    """
    words = ["mkg", "query", ask["template"]]
    for name, value in ask.get("parameters", {}).items():
        for one in value if isinstance(value, list) else [value]:
            words += ["--param", quote(f"{name}={one}")]
    return " ".join(words)


def page(questions: Iterable[Mapping[str, Any]], graph: Graph) -> str:
    """The whole page; rows are counted on the graph."""
    by_topic: dict[str, list[str]] = {}
    for question in questions:
        lines = [f"**{question['id']}** {question['question']}", ""]
        for ask in question["asks"]:
            rows = len(run_template(graph, ask["template"], ask.get("parameters", {})))
            lines.append(f"- `{command(ask)}` ({rows} {'row' if rows == 1 else 'rows'})")
        by_topic.setdefault(question["topic"], []).append("\n".join(lines))
    parts = [f"## {topic.capitalize()}\n\n" + "\n\n".join(found) for topic, found in sorted(by_topic.items())]
    return HEAD + "\n" + "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    text = (ROOT / "tests" / "queries" / "questions.yaml").read_text(encoding="utf-8")
    (ROOT / "docs" / "questions.md").write_text(page(yaml.safe_load(text), reference_graph()), encoding="utf-8")
