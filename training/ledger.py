"""Measures the exported reader on development passages and writes its ledger: cut-offs, scores, what was right.

`python -m training.ledger --weights FOLDER --passages evaluation/passages --out FILE`
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from kg.claims.model import Claim
from kg.document import Document, read
from kg.evaluation import GoldPassage, gold_folder, measure
from kg.evaluation.measure import Judged, Tally, join
from kg.evaluation.table import reliability
from kg.lexicon import lexicon
from kg.proposers.reader.cutoffs import Cutoffs
from kg.proposers.reader.decode import Network
from kg.proposers.reader.engine import propose as propose_by_frames
from kg.proposers.reader.model import Model
from kg.proposers.reader.propose import merged, propose_by_encoder
from kg.version import VERSION
from training.tuning import (
    Remembering,
    admitted,
    best_anchors,
    judged,
    qualifier_cutoffs,
    records,
    slot_cutoffs,
)  # fmt: skip

BINS = 12
LEAST_FRAME = 0.9


def curve(judged: Sequence[Judged]) -> list[tuple[float, float]]:
    """Share of right slot values by probability: means of bins of equal size, made rising by pooling neighbours."""
    ranked = sorted((j for j in judged if j.score is not None), key=lambda j: j.score or 0.0)
    if not ranked:
        return [(0.0, 0.0), (1.0, 1.0)]
    size = max(1, len(ranked) // BINS)
    blocks = [_block(ranked[i : i + size]) for i in range(0, len(ranked), size)]
    pooled: list[tuple[float, float, float]] = []
    for block in blocks:
        pooled.append(block)
        while len(pooled) > 1 and pooled[-2][1] > pooled[-1][1]:
            (x1, y1, n1), (x0, y0, n0) = pooled.pop(), pooled.pop()
            pooled.append(((x0 * n0 + x1 * n1) / (n0 + n1), (y0 * n0 + y1 * n1) / (n0 + n1), n0 + n1))
    return [(round(x, 4), round(y, 4)) for x, y, _ in pooled]


def _block(judged: Sequence[Judged]) -> tuple[float, float, float]:
    tally = sum((j.slots for j in judged), Tally())
    return sum(j.score or 0.0 for j in judged) / len(judged), tally.precision, float(tally.right + tally.wrong)


def frame_ledger(passages: Sequence[GoldPassage]) -> dict[str, dict[str, float]]:
    """How often each frame was right on passages that no frame was written for."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    counts: dict[str, int] = defaultdict(int)
    for passage in passages:
        document = read(passage.path)
        found = admitted(document, propose_by_frames(document, lexicon()))
        for one in measure(passage.claims, records(found)).judged:
            tallies[one.basis] += one.slots
            counts[one.basis] += 1
    return {n: {"claims": counts[n], "slots right": round(tallies[n].precision, 3)} for n in sorted(tallies)}


def _hash(weights: Path) -> str:
    """First digits of the hash of the weights, which tells readers of one program version apart."""
    files = [weights / "encoder.onnx", weights / "heads.onnx"]
    return hashlib.sha256(b"".join(f.read_bytes() for f in files)).hexdigest()[:8]


def comparison(
    network: Network,
    gold: Sequence[GoldPassage],
    documents: Sequence[Document],
    cutoffs: Cutoffs,
    frames: Mapping[str, Mapping[str, float]],
) -> list[dict[str, Any]]:
    """Slot precision, recall and F1 of frames alone, the encoder alone, and both."""

    def by_frames(document: Document) -> list[Claim]:
        known = propose_by_frames(document, lexicon())
        return [c for c in known if frames.get(c.basis, {"slots right": 1.0})["slots right"] >= LEAST_FRAME]

    framed = [by_frames(d) for d in documents]
    encoded = [propose_by_encoder(d, lexicon(), network, cutoffs) for d in documents]
    both = [merged(a, b) for a, b in zip(encoded, framed, strict=True)]
    rows = []
    for name, found in (("grammar and frames", framed), ("encoder", encoded), ("both", both)):
        given = [records(admitted(d, claims)) for d, claims in zip(documents, found, strict=True)]
        slots = join([measure(p.claims, g) for p, g in zip(gold, given, strict=True)]).slots["all"]
        rows.append({
            "proposer": name, "slot precision": round(slots.precision, 3), "slot recall": round(slots.recall, 3),
            "slot F1": round(slots.f1, 3),
        })  # fmt: skip
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--passages", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--floor", type=float, default=0.78, help="least share of right slot values: of roles")
    parser.add_argument("--precision", type=float, default=0.8, help="the same in the end: of anchors")
    given = parser.parse_args()
    gold = gold_folder(given.passages, "dev")
    with ProcessPoolExecutor(1) as beside:  # frames ask no network, and take as long as the search
        framed = beside.submit(frame_ledger, gold + gold_folder(given.passages, "train"))
        held = ledger(given, gold, framed)
    given.out.write_text(json.dumps(held, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def ledger(
    given: argparse.Namespace, gold: Sequence[GoldPassage], framed: Future[dict[str, dict[str, float]]]
) -> dict[str, Any]:
    """What the ledger holds of the weights, and of the frames, which are measured meanwhile."""
    network = Remembering(Model(given.weights))
    documents = [read(p.path) for p in gold]
    best = slot_cutoffs(network, gold, documents, given.floor)
    best = best_anchors(network, gold, documents, given.precision, [replace(best, anchor={}, figure={})])
    best = qualifier_cutoffs(network, gold, documents, best)
    whole = join(judged(network, gold, documents, best))
    points = curve(whole.judged)
    frames = framed.result()
    return {
        "version": f"{VERSION}+{_hash(given.weights)}",
        "cutoffs": asdict(best),
        "curve": points,
        "frames": frames,
        "least_frame": LEAST_FRAME,
        "types": [
            {
                "type": n,
                "claims": whole.claims[n].right + whole.claims[n].wrong,
                "slots right": round(t.precision, 3),
                "slots found": round(t.recall, 3),
            }
            for n, t in sorted(whole.slots.items())
        ],
        "bands": reliability(whole.judged),
        "comparison": comparison(network, gold, documents, best, frames),
    }  # fmt: skip


if __name__ == "__main__":
    main()
