"""Claims of the analyses as entries of a page, with the words of their notes."""

from __future__ import annotations

import pyoxigraph as ox

from kg import iri
from kg.analysis.actors import ActorIndex
from kg.analysis.estimates import Figure
from kg.analysis.facts import Statement
from kg.analysis.gap_model import Citation
from kg.analysis.joint_story import place
from kg.analysis.story import years
from kg.graph.store import Graph
from kg.report_page.model import Entry, Note

_PLAIN = frozenset({"asserted", "affirmed", ""})


class Evidence:
    """What a page needs beside a claim; reads the graph claim by claim, so that its size is no matter."""

    def __init__(self, graph: Graph, actors: ActorIndex) -> None:
        self._store, self._actors = graph.store, actors

    def of_citation(self, cited: Citation, *tags: str) -> Entry:
        """A cited claim."""
        return Entry(
            text=cited.label,
            tags=tuple(dict.fromkeys((*tags, *_tags(cited.polarity, cited.modality)))),
            speakers=cited.speakers,
            sentence=cited.sentence,
            place=cited.section,
            document=self._document(cited.claim),
            notes=self._notes(cited.claim),
            claim=cited.claim,
        )

    def of_statement(self, said: Statement) -> Entry:
        """A claim as the analyses read it."""
        return Entry(
            text=said.label,
            tags=_tags(said.polarity, said.modality),
            speakers=said.speakers,
            sentence=said.evidence.sentence,
            place=said.evidence.section,
            document=self._actors.label(said.evidence.document) if said.evidence.document else "",
            notes=self._notes(said.id),
            claim=said.id,
        )

    def of_figure(self, figure: Figure, text: str) -> Entry:
        """A figure, worded."""
        return Entry(
            text=text,
            tags=_tags("affirmed", figure.modality),
            speakers=figure.speakers,
            sentence=" | ".join(c.text for c in figure.cells) or figure.evidence.sentence,
            place=place(figure.cells) if figure.cells else figure.evidence.section,
            document=self._document(figure.claim),
            notes=self._notes(figure.claim),
            claim=figure.claim,
        )

    def _document(self, claim: str) -> str:
        found = sorted(d for e in self._evidence(claim) for d in self._objects(e, iri.PREFIXES["oa"] + "hasSource"))
        return self._actors.label(found[0]) if found else ""

    def _notes(self, claim: str) -> tuple[Note, ...]:
        found = {note for e in self._evidence(claim) for note in self._objects(e, iri.term("citesNote"))}
        numbers = {node: self._first(node, "noteNumber") for node in found}
        notes = {Note(int(number), self._first(node, "noteText")) for node, number in numbers.items() if number}
        return tuple(sorted(notes, key=lambda n: (n.number, n.text)))

    def _evidence(self, claim: str) -> list[str]:
        return self._objects(iri.thing("claim", claim), iri.term("evidence"))

    def _first(self, node: str, name: str) -> str:
        return next(iter(sorted(self._objects(node, iri.term(name)))), "")

    def _objects(self, subject: str, predicate: str) -> list[str]:
        quads = self._store.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(predicate), None)
        return [q.object.value for q in quads if isinstance(q.object, ox.NamedNode | ox.Literal)]


def _tags(polarity: str, modality: str) -> tuple[str, ...]:
    denied = ("denied",) if polarity == "negated" else ()
    return (*denied, *((modality,) if modality not in _PLAIN else ()))


def when(period: tuple[int, int] | None) -> str:
    """Years in brackets, or nothing."""
    return f" ({years(period)})" if period else ""
