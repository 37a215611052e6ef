"""Cut-offs: from which probabilities the reader had best speak, chosen on development passages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import Any

from tokenizers import Tokenizer

from kg.claims.gate import Gate
from kg.claims.jsonl import to_json
from kg.claims.model import Claim
from kg.claims.schema import schema
from kg.document import Document
from kg.evaluation import GoldPassage, measure
from kg.evaluation.measure import Measured, Tally, join
from kg.lexicon import lexicon
from kg.proposers.reader.decode import Cutoffs, Network
from kg.proposers.reader.encoding import Array, Encoded
from kg.proposers.reader.labels import TYPES, ValueGroups
from kg.proposers.reader.look import Look
from kg.proposers.reader.propose import propose_by_encoder

SILENT = 1.01
GRID = (0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
ROLE_GRID = (0.3, 0.5, 0.7, 0.8)
JOINT_GRID = (0.0, 0.2, 0.3, 0.4, 0.5)
RIVAL_GRID = (0.0, 0.9)
WORTH_GRID = (0.35, 0.4, 0.45, 0.5, 0.55)
VOICE_GRID = (0.02, 0.05, 0.1, 0.2, 0.3, 0.5)
SPEAKER_GRID = (0.3, 0.4, 0.5, 0.65, 0.8, SILENT)
NEGATED_GRID = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


def admitted(document: Document, claims: Iterable[Claim]) -> tuple[Claim, ...]:
    return Gate(document, schema(), lexicon()).admit(claims).claims


def records(claims: Iterable[Claim]) -> list[dict[str, Any]]:
    """Claims in the guide's form, with whether their anchor is a figure."""
    return [{**to_json(c), "figure": bool(c.slots.keys() & {"low", "high", "count"})} for c in claims]


def measured(
    gold: Sequence[GoldPassage], given: Sequence[Sequence[Mapping[str, Any]]], kind: str, figure: bool, least: float
) -> Measured:
    """One type, claims of one sort, from one probability on; gold claims of the other sort do not count as missed."""
    parts = []
    for passage, found in zip(gold, given, strict=True):
        mine = [r for r in found if r["type"] == kind and r["figure"] is figure and r["score"] >= least]
        wanted = [g for g in passage.claims if g["type"] == kind]
        parts.append(measure(wanted, mine))
    return join(parts)


def anchor_cutoffs(
    gold: Sequence[GoldPassage], given: Sequence[Sequence[Mapping[str, Any]]], worth: float
) -> tuple[dict[str, float], dict[str, float]]:
    """The least probability for each type, without and with a figure, from which speaking is worth most.

    A right value counts one, each value said costs `worth`: so no claims are added of which fewer are right.
    """
    chosen: tuple[dict[str, float], dict[str, float]] = {}, {}
    for figure in (False, True):
        for kind in TYPES:
            best, most = SILENT, 0.0
            for least in reversed(GRID):
                tally = measured(gold, given, kind, figure, least).slots.get(kind, Tally())
                gain = tally.right - worth * (tally.right + tally.wrong)
                if gain > most:
                    best, most = least, gain
            chosen[figure][kind] = best
    return chosen


class Remembering:
    """A network that answers the same question only once, since cut-offs are tried by the dozen."""

    values: ValueGroups
    tokenizer: Tokenizer

    def __init__(self, network: Network) -> None:
        self._network = network
        self.values, self.tokenizer = network.values, network.tokenizer
        self._encoded: dict[bytes, tuple[Array, Array]] = {}
        self._read: dict[bytes, tuple[Array, ...]] = {}

    def encode(self, encoded: Encoded) -> tuple[Array, Array]:
        key = encoded.ids.tobytes() + encoded.kinds.tobytes() + encoded.segments.tobytes()
        if key not in self._encoded:
            self._encoded[key] = self._network.encode(encoded)
        return self._encoded[key]

    def read(self, units: Array, look: Look) -> tuple[Array, Array, Array, Array]:
        """Answers for each anchor, asked alone: what stands beside it in a batch changes nothing but padding."""
        key = units.tobytes()[:4096] + look.view.tobytes() + look.at.tobytes() + look.types.tobytes()
        if key not in self._read:
            self._read[key] = self._network.read(units, look)
        roles, listed, modality, negated = self._read[key]
        return roles, listed, modality, negated


def proposed(network: Network, documents: Sequence[Document], cutoffs: Cutoffs) -> list[list[dict[str, Any]]]:
    return [records(admitted(d, propose_by_encoder(d, lexicon(), network, cutoffs))) for d in documents]


def judged(
    network: Network, gold: Sequence[GoldPassage], documents: Sequence[Document], cutoffs: Cutoffs
) -> list[Measured]:
    return [measure(p.claims, k) for p, k in zip(gold, proposed(network, documents, cutoffs), strict=True)]


def slot_cutoffs(
    network: Network, gold: Sequence[GoldPassage], documents: Sequence[Document], floor: float
) -> Cutoffs:
    """The cut-offs of anchors and roles that find the most at the least share of right values asked for."""
    best: tuple[float, Cutoffs] | None = None
    for role, joint, rival in product(ROLE_GRID, JOINT_GRID, RIVAL_GRID):
        wide = Cutoffs(default=GRID[0], role=role, joint=joint, rival=rival)
        found = proposed(network, documents, wide)
        for worth in WORTH_GRID:
            others, figures = anchor_cutoffs(gold, found, worth)
            least = {True: figures, False: others}
            kept = [[r for r in rows if r["score"] >= least[r["figure"]][r["type"]]] for rows in found]
            total = join([measure(p.claims, k) for p, k in zip(gold, kept, strict=True)]).slots["all"]
            if total.precision >= floor and (best is None or total.f1 > best[0]):
                best = total.f1, replace(wide, anchor=others, figure=figures)
                print(f"role {role}, joint {joint}, rival {rival}, worth {worth}: slot {told(total)}", flush=True)
    assert best is not None
    return best[1]


def qualifier_cutoffs(
    network: Network, gold: Sequence[GoldPassage], documents: Sequence[Document], cutoffs: Cutoffs
) -> Cutoffs:
    """The same with the cut-offs of voices and of negation that do best."""

    def attribution(held: Cutoffs) -> Tally:
        return join(judged(network, gold, documents, held)).attribution

    def negated(held: Cutoffs) -> Tally:
        return join(judged(network, gold, documents, held)).negated

    speakers = [replace(cutoffs, voice=v, speaker=s) for v, s in product(VOICE_GRID, SPEAKER_GRID)]
    cutoffs = max(speakers, key=lambda held: attribution(held).f1)
    print("attribution", told(attribution(cutoffs)))
    denials = [replace(cutoffs, negated=n, denied=d) for n, d in product(NEGATED_GRID, NEGATED_GRID) if d <= n]
    cutoffs = max(denials, key=lambda held: negated(held).f1)
    print("negation", told(negated(cutoffs)))
    return cutoffs


def told(tally: Tally) -> str:
    return f"precision {tally.precision:.3f}, recall {tally.recall:.3f}, F1 {tally.f1:.3f}"
