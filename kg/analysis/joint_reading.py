"""What reports state and what data sets list about an agreement of two states, and one reading of both.

Each claim that the status of a pair rests on is held against the agreements that data sets list for the
pair (see `kg.analysis.joint_kind`); the pair takes the gravest reading of its claims. Nothing is resolved:
both kinds of evidence are shown, and what a list lacks is never taken for proof.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.analysis.agreements import gaps_from
from kg.analysis.facts import Facts, Statement, read_facts
from kg.analysis.gap_model import Citation, PairGap, unmentioned
from kg.analysis.joint_kind import DECIDING, READINGS, Kind, Said, kind_of, kind_of_silence, reading_of
from kg.analysis.listings import DataSet, Listing, listings, listings_of
from kg.analysis.pairs import Pair, stance
from kg.analysis.status import STATUSES
from kg.errors import UserError
from kg.graph.store import Graph


@dataclass(frozen=True, slots=True)
class Finding:
    """One claim of a report (None for silence) beside the listed agreements that its kind rests on."""

    reading: str
    kind: str
    citation: Citation | None
    written: int | None
    listed: tuple[Listing, ...]


@dataclass(frozen=True, slots=True)
class JointPair:
    """Two states: what reports say (`gap`), what data sets list, and the reading of both.

    `findings` hold one entry a claim that the status rests on, gravest first; for a pair of which reports
    are silent one without a claim; none where data sets list nothing either.
    """

    gap: PairGap
    reading: str
    findings: tuple[Finding, ...]
    listed: tuple[Listing, ...]

    @property
    def pair(self) -> Pair:
        return self.gap.pair

    @property
    def kinds(self) -> tuple[str, ...]:
        """Kinds behind the reading, each once."""
        return tuple(dict.fromkeys(f.kind for f in self.findings if f.reading == self.reading))


@dataclass(frozen=True, slots=True)
class JointStatus:
    """All pairs that reports or data sets speak of, gravest reading first, and the data sets that list agreements."""

    pairs: tuple[JointPair, ...]
    data_sets: tuple[DataSet, ...]


@dataclass(frozen=True, slots=True)
class _Reports:
    """Agreement claims of reports by id, and the year of the latest report."""

    claims: Mapping[str, Statement]
    latest: int | None


def joint_status(graph: Graph) -> JointStatus:
    """The joint reading of every pair that a report or a data set speaks of.

    Raises:
        UserError: the graph holds no data set that lists agreements.
    """
    listed = listings(graph)
    if not listed:
        raise UserError(
            "no data set of this graph lists agreements; add one with `mkg import bla FILE` and read both together"
        )
    facts = read_facts(graph)
    reports = _reports(facts)
    found = [_joint(gap, listed.get(gap.pair, ()), reports) for gap in _gaps(facts, listed)]
    used = {each.data_set for entries in listed.values() for each in entries}
    return JointStatus(tuple(sorted(found, key=_order)), tuple(sorted(used, key=lambda d: d.iri)))


def joint_pair(graph: Graph, gap: PairGap) -> JointPair:
    """The joint reading of one pair, whose story in the reports is known; provisions come along."""
    return _joint(gap, listings_of(graph, gap.pair), _reports(read_facts(graph)))


def select(
    found: Iterable[JointPair], state: str | None = None, status: str | None = None, reading: str | None = None
) -> tuple[JointPair, ...]:
    """Pairs of one state (code), of one status in the reports, or of one reading.

    Raises:
        UserError: no such status or reading.
    """
    for word, known, name in ((status, STATUSES, "status"), (reading, READINGS, "reading")):
        if word is not None and word not in known:
            raise UserError(f"{word}: no {name} of a pair; choose one of {', '.join(known)}")
    return tuple(
        each
        for each in found
        if (state is None or state.upper() in each.pair)
        and (status is None or each.gap.status == status)
        and (reading is None or each.reading == reading)
    )


def read_together(
    claims: Sequence[tuple[Citation, Said]], listed: Sequence[Listing], latest: int | None
) -> tuple[str, tuple[Finding, ...]]:
    """Reading of a pair and its findings, from the claims of reports and the agreements listed.

    Args:
        claims: the claims that the status of the pair rests on; none for silence.
        listed: all agreements that data sets list for the pair.
        latest: year of the latest report, for pairs of which reports are silent.
    """
    if not claims:
        silent = kind_of_silence(listed, latest)
        return (reading_of(silent.name), (_finding(None, latest, silent),)) if silent else ("neither", ())
    found = [_finding(citation, said.written, kind_of(said, listed)) for citation, said in claims]
    found.sort(key=lambda f: READINGS.index(f.reading))
    return found[0].reading, tuple(found)


def _finding(citation: Citation | None, written: int | None, kind: Kind) -> Finding:
    return Finding(reading_of(kind.name), kind.name, citation, written, kind.rests_on)


def _gaps(facts: Facts, listed: Mapping[Pair, object]) -> Iterator[PairGap]:
    """Pairs that reports speak of as `gaps` has them, then those that only data sets list, without rank."""
    known = {gap.pair: gap for gap in gaps_from(facts)}
    yield from known.values()
    asked = {gap.pair: gap for gap in gaps_from(facts, listed.keys())} if listed.keys() - known.keys() else {}
    for pair in sorted(listed.keys() - known.keys()):
        gap = asked.get(pair)
        if gap is None or gap.status == "silent":
            yield unmentioned(pair, (facts.actors.state_label(pair[0]), facts.actors.state_label(pair[1])))
        else:
            yield replace(gap, rank=None, rank_range=None)


def _reports(facts: Facts) -> _Reports:
    latest = max((c.year for c in facts.everything() if c.year is not None), default=None)
    return _Reports({c.id: c for c in facts.of_type("Agreement")}, latest)


def _joint(gap: PairGap, listed: tuple[Listing, ...], reports: _Reports) -> JointPair:
    reading, findings = read_together(tuple(_said(gap, reports.claims)), listed, reports.latest)
    return JointPair(gap, reading, findings, listed)


def _said(gap: PairGap, claims: Mapping[str, Statement]) -> Iterator[tuple[Citation, Said]]:
    """The claims that the status rests on, as far as they say something of an agreement."""
    deciding = set(gap.claims)
    for citation in gap.evidence:
        if citation.claim in deciding:
            claim = claims[citation.claim]
            said = "absent" if citation.role == "exclusion" else stance(claim)
            if said in DECIDING:
                yield citation, Said(said, citation.role, claim.year, claim.period)  # type: ignore[arg-type]


def _order(pair: JointPair) -> tuple[int, int, str]:
    return READINGS.index(pair.reading), STATUSES.index(pair.gap.status), " – ".join(pair.gap.names)
