"""What data sets add to the story of a pair: agreements, provisions and figures, each with row and column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.analysis.figures import Figure
from kg.analysis.joint_kind import label_of
from kg.analysis.joint_reading import Finding, JointPair, joint_pair
from kg.analysis.listings import Cell, DataSet, Listing, data_sets
from kg.analysis.recorded import recorded
from kg.analysis.story import Chapter, Line, PairStory, where, years
from kg.claims.wording import bounds
from kg.graph.store import Graph


def with_data_sets(graph: Graph, story: PairStory) -> tuple[PairStory, JointPair | None]:
    """The story with chapters on what data sets say, and the joint reading; as it is without a data set."""
    known = data_sets(graph)
    if not known:
        return story, None
    joint = joint_pair(graph, story.gap)
    chapters = (c for c in _chapters(graph, joint, known.values()) if c.lines)
    return replace(story, chapters=(*story.chapters, *chapters)), joint


def listing_text(listing: Listing) -> str:
    """One listed agreement in short: title, dates, and a status that is not the usual one."""
    signed = f"signed {listing.signed}" if listing.signed else "no date of signature given"
    ratified = f"ratified {listing.ratified}" if listing.ratified else "no ratification given"
    status = f" [{listing.status}]" if listing.status not in ("", "in-force") else ""
    return f"{listing.title}: {signed}, {ratified}{status}"


def place(cells: Iterable[Cell]) -> str:
    """Row and column of each cell in short."""
    return "; ".join(filter(None, (cell.place for cell in cells)))


def _chapters(graph: Graph, joint: JointPair, known: Iterable[DataSet]) -> Iterator[Chapter]:
    one, other = joint.pair
    names = dict(zip(joint.pair, joint.gap.names, strict=True))
    yield Chapter(f"Reports and data sets together: {label_of(joint.reading)}", tuple(map(_finding, joint.findings)))
    yield Chapter("Agreements that data sets list", tuple(line for each in joint.listed for line in _listing(each)))
    for origin, destination in ((one, other), (other, one)):
        way = f"from {names[origin]} to {names[destination]}, by data sets"
        for kind, what in (("MigrantStock", "Migrants"), ("Remittance", "Money sent")):
            found = recorded(graph, kind, origin, destination)
            yield Chapter(f"{what} {way}", tuple(map(_figure, found)))
    yield Chapter("What data sets leave out", tuple(Line(d.coverage, (d.title,)) for d in known if d.coverage))


def _finding(found: Finding) -> Line:
    signed = ", ".join(each.signed or "without a year" for each in found.listed)
    beside = f"; listed: {signed}" if signed else ""
    cited = found.citation
    if cited is None:
        return Line(f"{label_of(found.kind)}{beside}")
    written = f" ({found.written})" if found.written else ""
    text = f"{label_of(found.kind)} – {cited.label}{written}{beside}"
    return Line(text, cited.speakers, cited.sentence, where(cited.section, cited.notes), cited.claim)


def _listing(listing: Listing) -> Iterator[Line]:
    text = " | ".join(cell.text for cell in listing.cells)
    yield Line(listing_text(listing), (listing.data_set.title,), text, place(listing.cells), listing.claim)
    for given, lead in ((True, "provides for"), (False, "coded without")):
        found = [p for p in listing.provisions if p.is_given == given]
        if found:
            rows = ", ".join(sorted({c.row for p in found for c in p.cells if c.row}))
            yield Line(f"{lead}: {', '.join(p.label for p in found)} [row {rows}]")


def _figure(figure: Figure) -> Line:
    text = ", ".join(filter(None, (f"{bounds(figure.low, figure.high)} {figure.unit}".strip(), years(figure.period))))
    quote = " | ".join(cell.text for cell in figure.cells)
    return Line(text, figure.speakers, quote, place(figure.cells), figure.claim)
