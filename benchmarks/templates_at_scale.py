"""How long each query template takes on a graph of a million triples.

    python benchmarks/templates_at_scale.py [--triples 1000000] [--seed 7] [--runs 3] [--store FOLDER]

The graph repeats the shape of the reference graph: each copy has claims, evidence, notes, sources, documents, gaps,
derived edges and unnamed actors of its own, and other states in the place of those of the report; the organisations,
places and groups that the reference data know are shared, as they are when many reports speak of them. It is held in
memory, or with `--store` in a folder. Each template is asked warm with the example of its first parameter, with all of
its examples, and with none; the best of some runs counts, in processor time, which other work on the machine hardly
changes: an answer takes one processor. Ends with status 1 if one with its examples takes a second or more.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

import pyoxigraph as ox

import kg
from kg import iri
from kg.graph.store import Graph
from kg.lexicon import lexicon
from kg.queries import Template, run_template, templates, values_of

TARGET = 1000.0  # milliseconds
_STATE = iri.thing("state", "")
_NAME = ox.NamedNode(iri.PREFIXES["skos"] + "prefLabel")


class Copies:
    """Copies of a graph with other states and nodes; equal seeds give equal copies."""

    def __init__(self, graph: Graph, seed: int) -> None:
        entries = lexicon().entries
        self._states = [e.iri for e in entries.values() if e.kind == "State"]
        self._random = random.Random(seed)
        parts: tuple[list[ox.Triple], list[ox.Triple]] = ([], [])
        for triple in graph.triples():
            assert isinstance(triple.subject, ox.NamedNode)
            parts[triple.subject.value in entries].append(triple)
        self._own, self._shared = parts
        self._kept = entries.keys()

    def triples(self, wanted: int) -> Iterator[ox.Triple]:
        """About so many triples."""
        yield from self._shared
        for entry in lexicon().entries.values():
            if entry.kind == "State":
                yield ox.Triple(ox.NamedNode(entry.iri), _NAME, ox.Literal(entry.label, language="en"))
                for name in ("State", "Actor"):
                    kind = ox.NamedNode(iri.PREFIXES["rdf"] + "type")
                    yield ox.Triple(ox.NamedNode(entry.iri), kind, ox.NamedNode(iri.term(name)))
        for number in range(max(1, round((wanted - len(self._shared)) / len(self._own)))):
            others = self._random.sample(self._states, len(self._states)) if number else self._states
            renamed = dict(zip(self._states, others, strict=True))
            yield from (self._copied(t, number, renamed) for t in self._own)

    def _copied(self, triple: ox.Triple, number: int, renamed: Mapping[str, str]) -> ox.Triple:
        if not number:
            return triple
        subject, value = self._node(triple.subject, number, renamed), triple.object
        if isinstance(value, ox.NamedNode):
            value = self._node(value, number, renamed)
        elif triple.predicate == _NAME and isinstance(value, ox.Literal):
            value = ox.Literal(f"{value.value} ({number})", language=value.language)
        return ox.Triple(subject, triple.predicate, value)

    def _node(self, node: object, number: int, renamed: Mapping[str, str]) -> ox.NamedNode:
        assert isinstance(node, ox.NamedNode)
        if node.value in renamed:
            return ox.NamedNode(renamed[node.value])
        if node.value in self._kept or not node.value.startswith(iri.THINGS):
            return node
        return ox.NamedNode(f"{node.value}{number:04x}")  # hexadecimal, as ids of claims are


def best(work: Callable[[], object], runs: int) -> float:
    """Milliseconds of processor time of the fastest of some runs, after one to warm up."""
    work()
    spent = []
    for _ in range(runs):
        began = time.process_time()
        work()
        spent.append((time.process_time() - began) * 1000)
    return min(spent)


def examples(chosen: Template, graph: Graph) -> dict[str, str]:
    """The example of each parameter; of one without, a value that gives rows."""
    found = {}
    for p in chosen.parameters.values():
        found[p.name] = p.example or next(iter(values_of(graph, chosen.name, p.name, limit=1))).value
    return found


def measured(chosen: Template, graph: Graph, runs: int) -> tuple[float, str]:
    """Milliseconds of the slower of the runs with examples, and the line of the template."""
    given = examples(chosen, graph)
    first = dict(list(given.items())[:1])
    told, slowest = f"{chosen.name:26}", 0.0
    for parameters in (first, given, dict.fromkeys(given, "*")):
        rows = run_template(graph, chosen.name, parameters)
        spent = best(partial(run_template, graph, chosen.name, parameters), runs)
        told += f"{len(rows):>9,}{spent:>9,.0f}"
        slowest = max(slowest, spent if parameters in (first, given) else 0.0)
    return slowest, told


def made(options: argparse.Namespace) -> Graph:
    copies = Copies(kg.open_graph(), options.seed).triples(options.triples)
    if options.store is None:
        return Graph(copies)
    graph = Graph.over(ox.Store(str(options.store)))
    graph.store.bulk_extend(ox.Quad(t.subject, t.predicate, t.object) for t in copies)
    graph.store.optimize()
    return graph


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--store", type=Path, help="an empty folder for a store on disk")
    parser.add_argument("--only", nargs="*", metavar="TEMPLATE", help="these templates alone")
    options = parser.parse_args()
    began = time.perf_counter()
    graph = made(options)
    print(f"{len(graph):,} triples, {graph.claim_count():,} claims, made in {time.perf_counter() - began:.0f} s")
    print(f"{'milliseconds':26}{'first example':>18}{'all examples':>18}{'everything':>18}")
    slow = []
    for chosen in templates():
        if not options.only or chosen.name in options.only:
            spent, line = measured(chosen, graph, options.runs)
            print(line, flush=True)
            slow += [chosen.name] if spent >= TARGET else []
    if slow:
        raise SystemExit(f"a second or more: {', '.join(slow)}")


if __name__ == "__main__":
    main()
