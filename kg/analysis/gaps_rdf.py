"""Gaps as RDF, so that a query can ask for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg import iri
from kg.analysis.gap_model import PairGap
from kg.graph import rdf


def gap_triples(gaps: Iterable[PairGap]) -> Iterator[ox.Triple]:
    """One node a pair without an agreement in force; exposure and words stay with the claims."""
    for gap in gaps:
        if not gap.is_gap:
            continue
        me = rdf.node(iri.thing("gap", "-".join(gap.pair)))
        yield ox.Triple(me, rdf.RDF_TYPE, rdf.mkg("Gap"))
        yield ox.Triple(me, rdf.LABEL, rdf.text(f"{' – '.join(gap.names)}: {gap.status}"))
        yield ox.Triple(me, rdf.mkg("gapKind"), rdf.node(iri.concept("gap-kind", gap.status)))
        yield ox.Triple(me, rdf.mkg("gapBasis"), rdf.text(gap.basis))
        for code in gap.pair:
            yield ox.Triple(me, rdf.mkg("gapState"), rdf.node(iri.state(code)))
        for claim in gap.claims:
            yield ox.Triple(me, rdf.mkg("restsOn"), rdf.node(iri.thing("claim", claim)))
        if gap.rank is not None and gap.rank_range is not None:
            yield ox.Triple(me, rdf.mkg("gapRank"), rdf.integer(gap.rank))
            yield ox.Triple(me, rdf.mkg("gapBestRank"), rdf.integer(gap.rank_range[0]))
            yield ox.Triple(me, rdf.mkg("gapWorstRank"), rdf.integer(gap.rank_range[1]))
