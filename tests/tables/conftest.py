"""Tables of two graphs: the small one of the query tests, and one of many made-up claims."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("duckdb", reason="needs the extra `tables`")
pytest.importorskip("pyarrow", reason="needs the extra `tables`")

from kg.build import assemble
from kg.claims.jsonl import from_json
from kg.graph.rules import derive
from kg.graph.store import Graph
from kg.tables import write
from tests import made

SMALL = Path(__file__).parents[1] / "queries" / "graph.ttl"


@pytest.fixture(scope="session")
def small() -> Graph:
    """The graph that the expected rows of the templates are about."""
    graph = Graph.read(SMALL)
    graph.add(list(derive(graph.store)))
    return graph


@pytest.fixture(scope="session")
def generated() -> Graph:
    """A graph of claims whose slots hold none, one or several values, as chance has it."""
    rng = random.Random(7)
    places = ["NP", "QA", "LB", "Doha", "Accra", "CIS", "the coast", "GH"]
    text = "\n\n".join(f"Paragraph {n} says that 1,000 to 2,000 or 5.5 people moved in 2011, 1999." for n in range(120))
    document = made.document(text, "generated.md")
    records = []
    for sentence in document.sentences():
        kind, slots = _slots(rng, places)
        voices = rng.sample(["ILO", "QA"], rng.randint(0, 2))
        record = {"type": kind, "start": sentence.span.start, "end": sentence.span.end, "slots": slots,
                  "polarity": rng.choice(["affirmed", "affirmed", "negated"]), "attribution": voices,
                  "modality": rng.choice(["asserted", "estimated", "recommended"])}  # fmt: skip
        records.append(from_json(record, document.id, "made"))
    return assemble([made.reading(document, records)])


def _slots(rng: random.Random, places: list[str]) -> tuple[str, dict[str, Any]]:
    """A claim type with slots."""

    def some(values: list[str], least: int = 0) -> list[str]:
        return rng.sample(values, rng.randint(least, 2))

    figures: dict[str, Any] = rng.choice(
        [{}, {"low": 1000, "high": 2000}, {"low": 5.5}, {"high": 2000, "year": [1999, 2011]}, {"year": [2011]}]
    )
    return rng.choice(
        [
            ("MigrantStock", {"origin": some(places), "destination": some(places), "unit": ["persons"],
                              "sector": some(["fishing", "hotels"]), "status": some(["irregular", "regular"]),
                              **figures}),
            ("Remittance", {"sender": some(places), "receiver": some(places), "currency": ["USD"], **figures}),
            ("Agreement", {"parties": some(["NP", "QA", "LB", "CIS"], 1), "subject": some(["labor migration", "visas"]),
                           "status": some(["in-force", "absent", "in-progress"])}),
            ("TraffickingRole", {"role": some(["recruiter", "victim", "broker"], 1), "holder": some(["agents", "NP"]),
                                 "place": some(places), "function": some(["finds girls", "drives"])}),
            ("TraffickingRoute", {"origin": some(places, 1), "destination": some(places), "transit": some(places),
                                  "purpose": some(["begging", "marriage"]), **figures}),
            ("Law", {"jurisdiction": some(["NP", "QA", "GH"], 1),
                     "subject": some(["trafficking", "work", "smuggling"]),
                     "status": some(["absent", "adopted", "discussed"])}),
        ]
    )  # fmt: skip


@pytest.fixture(scope="session")
def folders(small: Graph, generated: Graph, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Graph, Path]]:
    """Graph and folder of its tables, by name."""
    found = {}
    for name, graph in (("small", small), ("generated", generated)):
        folder = tmp_path_factory.mktemp(name)
        write(graph, folder)
        found[name] = graph, folder
    return found
