"""How long each query template takes on a synthetic graph.

    python benchmarks/queries.py [--triples 100000] [--seed 7] [--rdflib-seconds 10]

The graph has the form that builds have: claims of all types with evidence, notes, speakers and sources, and
the edges that the rules derive. Every template runs on Oxigraph unbound (everything at once) and bound to
the commonest value of its first parameter; then unbound on rdflib's own engine, in a process that is
stopped after the given time. The times are for information: no test depends on them.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from typing import TypeVar

import pyoxigraph as ox
import rdflib

from kg import iri
from kg.claims.schema import Schema, SlotType, schema
from kg.graph.rules import derive
from kg.graph.store import Graph
from kg.lexicon import lexicon
from kg.queries import bind, templates
from kg.queries.catalogue import Parameter, Template
from kg.queries.run import run_bound, run_bound_on_rdflib

STATES = tuple(entry.code for entry in lexicon().entries.values() if entry.kind == "State" and entry.code)[::4]
T = TypeVar("T")
_XSD = iri.PREFIXES["xsd"]
_RDF_TYPE = ox.NamedNode(iri.PREFIXES["rdf"] + "type")
_NAME = ox.NamedNode(iri.PREFIXES["skos"] + "prefLabel")


def mkg(name: str) -> ox.NamedNode:
    return ox.NamedNode(iri.term(name))


def thing(kind: str, name: object) -> ox.NamedNode:
    return ox.NamedNode(iri.thing(kind, str(name)))


def text(value: str) -> ox.Literal:
    return ox.Literal(value, language="en")


def typed(value: object, datatype: str) -> ox.Literal:
    return ox.Literal(str(value), datatype=ox.NamedNode(_XSD + datatype))


class Synthesis:
    """A made-up graph; equal seeds give equal graphs."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._schema: Schema = schema()
        self._weights = [1 / (rank + 1) for rank in range(len(STATES))]

    def graph(self, triples: int) -> Graph:
        """A graph of about this many triples, derived edges included."""
        found = Graph(self._actors())
        number = 0
        while len(found.store) < triples * 0.95:
            for _ in range(200):
                found.store.extend(ox.Quad(t.subject, t.predicate, t.object) for t in self._claim(number))
                number += 1
        found.store.extend(ox.Quad(t.subject, t.predicate, t.object) for t in list(derive(found.store)))
        return found

    def _actors(self) -> Iterator[ox.Triple]:
        for code in STATES:
            yield from self._named(thing("state", code), f"State {code}", "State", "Actor")
            town = thing("place", code.lower())
            yield from self._named(town, f"Town of {code}", "Place")
            yield ox.Triple(town, mkg("inState"), thing("state", code))
        for i in range(5):
            yield from self._named(thing("region", i), f"Region {i}", "Region", "Actor")
            for code in STATES[i::5]:
                yield ox.Triple(thing("region", i), mkg("hasMember"), thing("state", code))
        for i in range(300):
            yield from self._named(thing("unknown", i), f"Organisation {i}", "UnresolvedActor", "Actor")
        for i in range(500):
            yield from self._named(thing("source", i), f"Work {i}", "Source")
            yield ox.Triple(thing("source", i), mkg("sourceKind"), ox.Literal("work"))
            yield ox.Triple(thing("note", i), mkg("noteNumber"), typed(i, "integer"))
            yield ox.Triple(thing("note", i), mkg("citesSource"), thing("source", i))

    def _named(self, node: ox.NamedNode, name: str, *classes: str) -> Iterator[ox.Triple]:
        yield ox.Triple(node, _NAME, text(name))
        for each in classes:
            yield ox.Triple(node, _RDF_TYPE, mkg(each))

    def _claim(self, number: int) -> Iterator[ox.Triple]:
        """One claim of some type, with a value in most slots, and its evidence."""
        kind = self._random.choice(list(self._schema.types.values()))
        me, proof = thing("claim", f"{number:016x}"), thing("evidence", f"{number:016x}")
        yield ox.Triple(me, _RDF_TYPE, mkg("Claim"))
        yield ox.Triple(me, _RDF_TYPE, mkg(kind.name))
        yield ox.Triple(me, ox.NamedNode(iri.PREFIXES["rdfs"] + "label"), text(f"{kind.name} {number}"))
        polarity = "negated" if self._random.random() < 0.05 else "affirmed"
        modality = self._random.choice(("asserted", "estimated"))
        yield ox.Triple(me, mkg("polarity"), ox.NamedNode(iri.concept("polarity", polarity)))
        yield ox.Triple(me, mkg("modality"), ox.NamedNode(iri.concept("modality", modality)))
        yield ox.Triple(me, mkg("evidence"), proof)
        cited = self._random.random() < 0.4
        root = thing("source", self._random.randrange(500)) if cited else thing("document", number // 1000)
        yield ox.Triple(me, mkg("rootSource"), root)
        if self._random.random() < 0.3:
            yield ox.Triple(me, mkg("attributedTo"), self._actor())
        if kind.name == "Agreement" and self._random.random() < 0.05:
            yield ox.Triple(me, mkg("exclusiveFor"), self._state())
        for slot in kind.slots.values():
            if slot.kind in ("actor", "place", "concept") or self._random.random() < 0.6:
                yield from self._slot(me, slot)
        yield from self._evidence(proof, number)

    def _slot(self, me: ox.NamedNode, slot: SlotType) -> Iterator[ox.Triple]:
        prop = ox.NamedNode(slot.property)
        if slot.kind == "period":
            year = self._random.randrange(1995, 2020)
            yield ox.Triple(me, prop, typed(year, "gYear"))
            yield ox.Triple(me, mkg("periodEnd"), typed(year + self._random.randrange(3), "gYear"))
            return
        for _ in range(2 if slot.name == "parties" else 1):
            yield ox.Triple(me, prop, self._value(slot))

    def _value(self, slot: SlotType) -> ox.NamedNode | ox.Literal:
        if slot.scheme is not None:
            return ox.NamedNode(iri.concept(slot.scheme, self._random.choice(sorted(slot.allowed))))
        makers: dict[str, Callable[[], ox.NamedNode | ox.Literal]] = {
            "actor": self._state if slot.name == "parties" else self._actor,
            "place": self._place,
            "number": lambda: typed(self._random.randrange(1, 1000) * 1000, "decimal"),
            "year": lambda: typed(self._random.randrange(1990, 2020), "gYear"),
            "code": lambda: ox.Literal("USD"),
        }
        return makers.get(slot.kind, lambda: text(f"words {self._random.randrange(200)}"))()

    def _evidence(self, proof: ox.NamedNode, number: int) -> Iterator[ox.Triple]:
        yield ox.Triple(proof, _RDF_TYPE, mkg("Evidence"))
        has_source = ox.NamedNode(iri.PREFIXES["oa"] + "hasSource")
        yield ox.Triple(proof, has_source, thing("document", number // 1000))
        yield ox.Triple(proof, mkg("quote"), text(f"words of {number}"))
        yield ox.Triple(proof, mkg("sentence"), text(f"A sentence with the words of {number} in it."))
        yield ox.Triple(proof, mkg("start"), typed(number * 100, "integer"))
        yield ox.Triple(proof, mkg("end"), typed(number * 100 + 40, "integer"))
        yield ox.Triple(proof, mkg("citesNote"), thing("note", self._random.randrange(500)))

    def _state(self) -> ox.NamedNode:
        return thing("state", self._random.choices(STATES, self._weights)[0])

    def _place(self) -> ox.NamedNode:
        chance = self._random.random()
        if chance < 0.1:
            return thing("region", self._random.randrange(5))
        return thing("place", self._random.choice(STATES).lower()) if chance < 0.2 else self._state()

    def _actor(self) -> ox.NamedNode:
        return self._state() if self._random.random() < 0.5 else thing("unknown", self._random.randrange(300))


def first_value(parameter: Parameter) -> str:
    """A value of the parameter that the synthetic graph has much of."""
    known = {"integer": "2005", "text": "words 1", "claim": "0" * 16, "source": "Work 1"}
    if parameter.scheme is not None:
        return parameter.example or sorted(schema().schemes[parameter.scheme])[0]
    return known.get(parameter.kind, "NP")


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Milliseconds and result."""
    start = time.perf_counter()
    result = work()
    return (time.perf_counter() - start) * 1000, result


def _on_rdflib(sender: Connection, graph: Graph, data: rdflib.Graph, chosen: Template) -> None:
    spent, _ = timed(lambda: run_bound_on_rdflib(graph, data, chosen, chosen.text))
    sender.send(spent)


def on_rdflib(graph: Graph, data: rdflib.Graph, chosen: Template, seconds: float) -> str:
    """Milliseconds on rdflib's own engine, or that they ran out."""
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_on_rdflib, args=(sender, graph, data, chosen), daemon=True)
    process.start()
    sender.close()
    try:
        return f"{receiver.recv():,.0f}" if receiver.poll(seconds) else f"over {seconds * 1000:,.0f}"
    except EOFError:
        return "failed"
    finally:
        process.kill()
        process.join()


def main() -> None:
    parser = argparse.ArgumentParser(description="Time every query template on a synthetic graph.")
    parser.add_argument("--triples", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--rdflib-seconds", type=float, default=10, help="cap each; 0 leaves rdflib out")
    options = parser.parse_args()
    spent, graph = timed(lambda: Synthesis(options.seed).graph(options.triples))
    made = f"made in {spent / 1000:.1f} s from seed {options.seed}"
    print(f"{len(graph):,} triples, {graph.claim_count():,} claims, {made}")
    data = rdflib.Graph()
    if options.rdflib_seconds:
        data.parse(data=graph.turtle(), format="turtle")
    print(f"{'template':26}{'rows':>9}{'all ms':>10}{'bound ms':>10}{'rdflib ms':>14}")
    for chosen in templates():
        print(row(chosen, graph, data, options.rdflib_seconds), flush=True)


def row(chosen: Template, graph: Graph, data: rdflib.Graph, seconds: float) -> str:
    """The line of one template."""
    every, rows = timed(lambda: run_bound(graph, chosen, chosen.text))
    parameter = next(iter(chosen.parameters.values()))
    query = bind(chosen, {parameter.name: first_value(parameter)}, graph)
    bound, _ = timed(lambda: run_bound(graph, chosen, query))
    other = on_rdflib(graph, data, chosen, seconds) if seconds else "–"
    return f"{chosen.name:26}{len(rows):>9,}{every:>10,.0f}{bound:>10,.0f}{other:>14}"


if __name__ == "__main__":
    main()
