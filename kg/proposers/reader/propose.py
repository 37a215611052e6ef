"""All that the reader proposes for a document: what the encoder finds, and what frames find beside it."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

from kg.claims.model import Claim
from kg.document import Document
from kg.lexicon import Lexicon
from kg.proposers.reader.counterparts import with_counterparts
from kg.proposers.reader.cutoffs import Cutoffs
from kg.proposers.reader.decode import Decoder, Network
from kg.proposers.reader.encoding import encode
from kg.proposers.reader.engine import propose as propose_by_frames
from kg.proposers.reader.ledger import ledger
from kg.proposers.reader.model import model
from kg.proposers.reader.windows import Window, lines_of, windows

THREADS = 2  # unless MKG_THREADS says otherwise
_BLOCK = 1000  # characters
_AHEAD = 64  # windows that are under way at once, so that memory does not grow with the text

Step = Callable[[int, int, int], None]  # sentences done, sentences in all, claims so far


def propose(document: Document, lexicon: Lexicon, step: Step | None = None) -> tuple[Claim, ...]:
    """The claims of a document in the order of the text, each with its score."""
    known = ledger()
    found = propose_by_encoder(document, lexicon, model(), known.cutoffs, step)
    framed = [known.scored(c) for c in propose_by_frames(document, lexicon) if known.keeps(c.basis)]
    exclusive = [c for c in framed if c.exclusive]  # the encoder cannot say that a state has no other agreement
    rest = [c for c in framed if not c.exclusive]
    return merged(merged(exclusive, [known.scored(c) for c in found]), rest)


def propose_by_encoder(
    document: Document, lexicon: Lexicon, network: Network, cutoffs: Cutoffs, step: Step | None = None
) -> tuple[Claim, ...]:
    """The claims that the encoder finds. The same for any number of threads: each window is read alone."""
    lines = lines_of(document, lexicon)
    decoder = Decoder(document, lines, network, cutoffs)
    waiting = windows(lines)
    total = len(lines)
    done = 0
    found: dict[str, Claim] = {}

    def read(window: Window) -> tuple[int, list[Claim]]:
        targets = len({p.line for p in window.placed if p.segment == 2})
        return targets, list(decoder.claims(window, encode(window, network.tokenizer)))

    with ThreadPoolExecutor(_threads()) as pool:
        while batch := list(islice(waiting, _AHEAD)):
            for targets, claims in pool.map(read, batch):
                done += targets
                for claim in claims:
                    found.setdefault(claim.id, claim)
                if step:
                    step(done, total, len(found))
    return ordered(with_counterparts([*found.values()], lines, lexicon))


def _threads() -> int:
    given = os.environ.get("MKG_THREADS", "")
    return max(int(given), 1) if given.isdecimal() else THREADS


def merged(first: Sequence[Claim], second: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims of the first, and those of the second that say something else."""
    kept = {c.id: c for c in first}
    near: dict[tuple[str, int], list[Claim]] = defaultdict(list)
    for claim in first:
        for block in _blocks(claim):
            near[claim.type, block].append(claim)
    for claim in second:
        others = (o for block in _blocks(claim) for o in near[claim.type, block])
        if not any(_one_fact(claim, other) for other in others):
            kept.setdefault(claim.id, claim)
    return ordered(kept.values())


def _blocks(claim: Claim) -> range:
    """Numbers of the stretches of text that a claim touches, so that only neighbours are compared."""
    return range(claim.span.start // _BLOCK, (claim.span.end - 1) // _BLOCK + 1)


def _one_fact(one: Claim, other: Claim) -> bool:
    """Do two claims of one type speak of one figure, or of one thing in overlapping words without figures?"""
    if not (one.span.start < other.span.end and other.span.start < one.span.end):
        return False
    figures = [{v.span for n in ("low", "high") for v in c.slots.get(n, ()) if v.span} for c in (one, other)]
    if figures[0] and figures[1]:
        return any(a.start < b.end and b.start < a.end for a in figures[0] for b in figures[1])
    return not figures[0] and not figures[1] and not _are_others(one, other)


def _are_others(one: Claim, other: Claim) -> bool:
    """Do two agreements of one sentence have other parties?"""
    a, b = set(one.values("parties")), set(other.values("parties"))
    return one.type == "Agreement" and not (a <= b or b <= a)


def ordered(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Claims in the order of the text."""
    return tuple(sorted(claims, key=lambda c: (c.span, c.type, c.id)))
