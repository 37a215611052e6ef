"""The part of a page on agreements: gaps ranked, a picture of them, and what is said of each pair."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.analysis.content import find_content_gaps
from kg.analysis.facts import Facts
from kg.analysis.gap_model import Citation, PairGap
from kg.analysis.quantities import Corridor
from kg.claims.wording import bounds
from kg.pictures import gap_matrix
from kg.pictures.style import NARROW
from kg.report_page.evidence import Evidence
from kg.report_page.model import Block, Drawing, Entries, Entry, Section, Table
from kg.report_page.scope import Scope

_ABSENCE = (
    "An absence is what the reports say, not what is the case; “silent” means that nothing is said of an agreement, "
    "which is not the same as absence. A rank is followed by the best and the worst that the figures allow. Migrants "
    "are persons by all estimates together; a shared figure is for several corridors, a part is of some people only."
)
_VIA = {"exclusion": "leaves this pair out", "group": "speaks of a group"}


def gap_section(scope: Scope, found: Sequence[PairGap]) -> Section | None:
    """Pairs ranked by how pressing their gap is, with a matrix where the page is about several states."""
    if not found:
        return None
    blocks: list[Block] = []
    if len(scope.codes) > 1 and scope.pair is None:
        picture = gap_matrix.draw(found, scope.codes, NARROW)
        blocks.append(Drawing(picture.svg("gaps").decode(), "How agreements stand, pair by pair."))
    rows = tuple((_rank(g), " – ".join(g.names), g.status, _migrants(g)) for g in found)
    blocks.append(Table("Ranked", ("Rank", "Pair", "Status", "Migrants"), rows, frozenset({0})))
    return Section("gaps", "Agreement gaps, ranked", _ABSENCE, tuple(blocks))


def _rank(gap: PairGap) -> str:
    if gap.rank is None or gap.rank_range is None:
        return "–"
    best, worst = gap.rank_range
    return str(gap.rank) if best == worst else f"{gap.rank} ({best}–{worst})"


def _migrants(gap: PairGap) -> str:
    said = [f"{c.origin} → {c.destination}: {_figure(c)}" for c in gap.migrants if c.is_claimed]
    return "; ".join(said) or "–"


def _figure(corridor: Corridor) -> str:
    figure = bounds(corridor.low, corridor.high) or "no figure"
    marks = {"whole": "", "flow": " a year"}
    return figure + marks.get(corridor.scope or "whole", f" ({corridor.scope})")


def agreement_section(found: Sequence[PairGap], facts: Facts, evidence: Evidence) -> Section | None:
    """What is said of each pair's agreement, with the sentences."""
    blocks = [block for gap in found if (block := _pair(gap, evidence))]
    codes = {code for gap in found for code in gap.pair}
    lacking = [g for g in find_content_gaps(facts) if set(g.states) & codes]
    if lacking:
        entries = tuple(evidence.of_citation(g.citation, g.kind) for g in lacking)
        blocks.append(Entries("What agreements lack, by the claims", entries))
    if not blocks:
        return None
    count = len({e.claim for block in blocks for e in block.entries})
    return Section("agreements", "What is said of agreements", "", tuple(blocks), count)


def _pair(gap: PairGap, evidence: Evidence) -> Entries | None:
    entries = tuple(_entries(gap, evidence))
    if not entries:
        return None
    return Entries(" – ".join(gap.names), entries, gap.status, f"{gap.basis} {gap.note}".strip())


def _entries(gap: PairGap, evidence: Evidence) -> Iterator[Entry]:
    deciding = set(gap.claims)
    told: set[str] = set()
    chapters: tuple[tuple[str, Iterable[Citation]], ...] = (
        ("", (c for c in gap.evidence if c.claim in deciding)),
        ("also said", (c for c in gap.evidence if c.claim not in deciding)),
        ("recommended", gap.recommendations),
        ("mentioned", gap.mentioned),
        ("on other matters", gap.other_agreements),
    )
    for tag, cited in chapters:
        for citation in cited:
            if citation.claim not in told:
                told.add(citation.claim)
                tags = filter(None, (tag if tag != citation.modality else "", _VIA.get(citation.role, "")))
                yield evidence.of_citation(citation, *tags)
