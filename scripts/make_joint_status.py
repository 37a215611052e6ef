"""Write the tables of `docs/joint-status.md`: what the first report states of seven states beside what the published
list of agreements holds, pair by pair, with the words and the rows.

    MKG_EVALUATION_DATA=… python scripts/make_joint_status.py
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox

from kg.analysis.joint_kind import label_of
from kg.analysis.joint_reading import Finding, JointPair, joint_status
from kg.analysis.joint_story import place
from kg.analysis.listings import Listing
from kg.datasets.bla import bla
from kg.datasets.model import Tally
from kg.datasets.names import Names
from kg.datasets.rdf import triples
from kg.graph.store import Graph
from kg.lexicon import lexicon
from kg.reference_graph import reference_graph

STATES = ("KG", "KR", "KZ", "RU", "TJ", "TM", "UZ")
PAGE = Path(__file__).parents[1] / "docs" / "joint-status.md"
BEGIN, END = "<!-- begin: made by scripts/make_joint_status.py -->", "<!-- end -->"


def tables(agreements: Path) -> str:
    """The tables as Markdown; `agreements` is the folder of the published files."""
    return "\n".join(_tables(pairs_of(agreements)))


def pairs_of(agreements: Path) -> tuple[JointPair, ...]:
    """Joint readings of all pairs of the seven states, those of which nobody speaks among them not."""
    graph = Graph(reference_graph().store)
    source = bla(agreements / "BLAs_Formation_Data.dta", agreements / "BLAs_Coding_Data.dta")
    graph.store.extend(ox.Quad(*t) for t in triples(source, Names(lexicon()), Tally(), lambda _: None))
    return tuple(p for p in joint_status(graph).pairs if set(p.pair) <= set(STATES))


def _tables(pairs: Sequence[JointPair]) -> Iterator[str]:
    yield from ("| Pair | Reading | Why | Reports | Listed: signed (ratified) |", "| --- | --- | --- | --- | --- |")
    for each in pairs:
        why = "; ".join(map(label_of, each.kinds))
        listed = ", ".join(map(_dates, each.listed))
        yield f"| {_name(each)} | {each.reading} | {why} | {each.gap.status} | {listed or '–'} |"
    yield from ("", "With the words and the rows:", "")
    for each in pairs:
        if each.findings or each.listed:
            yield f"- **{_name(each)}** – {each.reading}"
            yield from (f"    - {_finding(f)}" for f in each.findings)
            yield from (f"    - listed: {listing.title} – {place(listing.cells)}" for listing in each.listed)


def _name(each: JointPair) -> str:
    return " – ".join(each.gap.names)


def _dates(listing: Listing) -> str:
    return f"{listing.year or 'no year'}{f' ({listing.ratified_year})' if listing.ratified_year else ''}"


def _finding(found: Finding) -> str:
    if found.citation is None:
        return label_of(found.kind)
    said = found.citation
    notes = f", note {', '.join(map(str, said.notes))}" if said.notes else ""
    by = f"{', '.join(said.speakers)}, {said.section}{notes}"
    return f"{label_of(found.kind)}: “{said.sentence}” ({by}; `{said.claim}`)"


def main() -> None:
    folder = Path(os.environ["MKG_EVALUATION_DATA"]) / "data" / "bla"
    page = PAGE.read_text(encoding="utf-8")
    head, rest = page.split(BEGIN)
    PAGE.write_text(f"{head}{BEGIN}\n\n{tables(folder)}\n\n{END}{rest.split(END)[1]}", encoding="utf-8")


if __name__ == "__main__":
    main()
