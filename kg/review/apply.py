"""Claims after review: rejected ones are dropped, corrected ones replaced, added ones let in through the gate."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.claims.gate import Gate, Passage, Rejection
from kg.claims.model import Claim, Span
from kg.claims.schema import schema
from kg.document import Document, Sentence
from kg.errors import UserError
from kg.lexicon import lexicon
from kg.review.log import beside, read
from kg.review.match import Match, Standing, counts, match
from kg.review.model import Statement, Verdict, statement_of
from kg.review.places import Places

if TYPE_CHECKING:
    from kg.build import Amend, Reading

REJECTED, OPEN = "rejected-in-review", "not-reviewed"
_BASIS = {Verdict.ACCEPT: "accepted", Verdict.CORRECT: "corrected", Verdict.ADD: "added"}


def notes_of(sentence: Sentence, span: Span) -> tuple[int, ...]:
    """The first note mark at or after the end of a claim in its sentence."""
    inside = sentence.clean_span(span)
    return next(((m.number,) for m in sentence.marks if inside and m.position >= inside.end), ())


def judged(document: Document, passage: Passage, matches: Iterable[Match]) -> Passage:
    """The claims as the judgements that are kept leave them. A claim that nobody judged stays as it was proposed."""
    kept = [m for m in matches if m.standing is Standing.KEPT]
    verdicts = {m.claim.id: m for m in kept if m.claim is not None}
    claims: dict[str, Claim] = {}
    dropped: list[Rejection] = []
    wanted = [_claim(document, m) for m in kept if m.claim is None and m.judgement.verdict is not Verdict.REJECT]
    for claim in passage.claims:
        found = verdicts.get(claim.id)
        if found is None:
            claims[claim.id] = claim
        elif (said := found.judgement.holds) is None:
            dropped.append(Rejection(claim, REJECTED, found.judgement.remark or "a reviewer rejected it"))
        elif _says(said, claim):
            basis = _BASIS[found.judgement.verdict]
            claims[claim.id] = replace(claim, proposer="reviewed", basis=basis, score=None)
        else:
            wanted.append(_claim(document, found))
    admitted = Gate(document, schema(), lexicon()).admit(wanted)
    claims |= {c.id: c for c in admitted.claims}
    refused = tuple(r for r in admitted.rejected if r.reason != "duplicate")
    return Passage(_ordered(claims.values()), (*passage.rejected, *dropped, *refused))


def only_reviewed(passage: Passage) -> Passage:
    """Without the claims that no person has accepted, corrected or added."""
    mine = tuple(c for c in passage.claims if c.proposer == "reviewed")
    rest = [Rejection(c, OPEN, "no judgement on it stands") for c in passage.claims if c.proposer != "reviewed"]
    return Passage(mine, (*passage.rejected, *rest))


def _says(said: Statement, claim: Claim) -> bool:
    return said.said == statement_of(claim).said and said.notes in (None, claim.notes)


def _claim(document: Document, found: Match) -> Claim:
    """The claim that a judgement holds, at the place where it stands now."""
    judgement, said = found.judgement, found.judgement.holds
    assert said is not None
    assert found.place is not None
    assert found.span is not None
    span = found.span
    notes = found.claim.notes if found.claim else notes_of(found.place.sentence, span)
    return said.claim(document.id, span, notes, _BASIS[judgement.verdict], judgement.anchor)


def _ordered(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    return tuple(sorted(claims, key=lambda c: (c.span, c.type, c.id)))


Selection = Callable[[Passage], Passage]


def with_reviews(files: Mapping[str, Path], select: Selection = lambda passage: passage) -> Amend:
    """What a build does to each reading: it takes in the review of its source, then selects claims."""

    def amend(source: str, reading: Reading) -> Reading:
        if source not in files:
            return replace(reading, passage=select(reading.passage))
        log = read(files[source])
        matches = match(log.judgements, reading.passage.claims, Places(reading.document))
        passage = select(judged(reading.document, reading.passage, matches))
        return replace(reading, passage=passage, remarks=(*log.warnings, told(matches)))

    return amend


def told(matches: Iterable[Match]) -> str:
    """How many judgements stand how, in one line."""
    number = counts(matches)
    each = ", ".join(f"{n} {standing}" for standing, n in number.items())
    return f"review: {sum(number.values())} judgements, {each}"


def files_of(sources: Sequence[str], named: Sequence[Path]) -> dict[str, Path]:
    """The review file of each source: those named, in the order of the sources, else those that lie beside.

    Raises:
        UserError: another number of files than of sources, or a file that is not there.
    """
    if named and len(named) != len(sources):
        raise UserError(f"--review: {len(named)} files for {len(sources)} reports; name one for each, in their order")
    for path in named:
        if not path.is_file():
            raise UserError(f"{path}: no such review file; `mkg review REPORT --file {path.name}` makes one")
    if named:
        return dict(zip(sources, named, strict=True))
    return {s: beside(Path(s)) for s in sources if beside(Path(s)).is_file()}
