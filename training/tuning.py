"""Cut-offs: from which probabilities the reader had best speak, chosen on development passages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import Any

from tokenizers import Tokenizer

from kg.claims.gate import Gate
from kg.claims.jsonl import to_json
from kg.claims.model import FIGURE_SLOTS, Claim
from kg.claims.schema import schema
from kg.document import Document
from kg.evaluation import GoldPassage, measure
from kg.evaluation.measure import Measured, Tally, join
from kg.evaluation.pairing import pair, units_of
from kg.evaluation.units import agreeing
from kg.lexicon import lexicon
from kg.proposers.reader.cutoffs import Cutoffs
from kg.proposers.reader.decode import Answer, Network
from kg.proposers.reader.encoding import Array, Encoded
from kg.proposers.reader.labels import ROLES_OF, TYPES, ValueGroups
from kg.proposers.reader.look import Look
from kg.proposers.reader.propose import propose_by_encoder

SILENT = 1.01
GRID = (0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)
ROLE_GRID = (0.4, 0.5, 0.6)
JOINT_GRID = (0.2, 0.3, 0.4, 0.5)
EACH_ROLE_GRID = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, SILENT)
ROLE_WORTH_GRID = (0.4, 0.5, 0.6)  # what saying a value of a role costs, where a right one counts one
PRIOR = 15.0
ANCHOR_PRIOR = 1000.0
RIVAL = 0.9
RIVAL_GRID = (0.5, 0.7, 0.9)
ROUNDS = 2
SLACK = 0.03
WORTH_GRID = tuple(x / 100 for x in range(40, 72, 2))  # what saying a value costs, where a right one counts one
VOICE_GRID = (0.02, 0.05, 0.1, 0.2, 0.3, 0.5)
SPEAKER_GRID = (0.3, 0.4, 0.5, 0.65, 0.8, SILENT)
NEGATED_GRID = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


def admitted(document: Document, claims: Iterable[Claim]) -> tuple[Claim, ...]:
    return Gate(document, schema(), lexicon()).admit(claims).claims


def records(claims: Iterable[Claim]) -> list[dict[str, Any]]:
    """Claims in the guide's form, with whether their anchor is a figure."""
    return [{**to_json(c), "figure": bool(c.slots.keys() & FIGURE_SLOTS)} for c in claims]


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


Tallies = Mapping[tuple[str, bool, float], Tally]  # by type, with a figure or without, least probability


def anchor_tallies(gold: Sequence[GoldPassage], given: Sequence[Sequence[Mapping[str, Any]]]) -> Tallies:
    """What each type gets right and wrong, from each probability on."""
    return {
        (kind, figure, least): measured(gold, given, kind, figure, least).slots.get(kind, Tally())
        for kind, figure, least in product(TYPES, (False, True), GRID)
    }


def anchor_cutoffs(tallies: Tallies, worth: float) -> tuple[dict[str, float], dict[str, float]]:
    """The least probability for each type, without and with a figure, from which speaking is worth most.

    A right value counts one, each value said costs `worth`: so no claims are added of which fewer are right. A type
    with few cases would choose by chance, so to its own tally come `ANCHOR_PRIOR` values divided as in all types.
    """
    chosen: tuple[dict[str, float], dict[str, float]] = {}, {}
    for figure in (False, True):
        every = {least: sum((tallies[kind, figure, least] for kind in TYPES), Tally()) for least in GRID}
        share = ANCHOR_PRIOR / max(1, every[GRID[0]].right + every[GRID[0]].wrong)
        for kind in TYPES:
            best, most = SILENT, 0.0
            for least in reversed(GRID):
                gain = _gain(tallies[kind, figure, least], worth) + share * _gain(every[least], worth)
                if gain > most:
                    best, most = least, gain
            chosen[figure][kind] = best
    return chosen


def _gain(tally: Tally, worth: float) -> float:
    return tally.right - worth * (tally.right + tally.wrong)


class Remembering:
    """A network that answers the same question only once, since cut-offs are tried by the dozen."""

    values: ValueGroups
    tokenizer: Tokenizer

    def __init__(self, network: Network) -> None:
        self._network = network
        self.values, self.tokenizer = network.values, network.tokenizer
        self._encoded: dict[bytes, tuple[Array, Array]] = {}
        self._read: dict[tuple[bytes, bytes, int, int], Answer] = {}

    def encode(self, encoded: Encoded) -> tuple[Array, Array]:
        key = encoded.ids.tobytes() + encoded.kinds.tobytes() + encoded.segments.tobytes()
        if key not in self._encoded:
            self._encoded[key] = self._network.encode(encoded)
        return self._encoded[key]

    def read(self, units: Array, look: Look) -> Answer:
        key = units.tobytes()[:4096], look.view.tobytes(), look.at, look.type
        if key not in self._read:
            self._read[key] = self._network.read(units, look)
        return self._read[key]


def proposed(network: Network, documents: Sequence[Document], cutoffs: Cutoffs) -> list[list[dict[str, Any]]]:
    return [records(admitted(d, propose_by_encoder(d, lexicon(), network, cutoffs))) for d in documents]


def judged(
    network: Network, gold: Sequence[GoldPassage], documents: Sequence[Document], cutoffs: Cutoffs
) -> list[Measured]:
    return [measure(p.claims, k) for p, k in zip(gold, proposed(network, documents, cutoffs), strict=True)]


def slot_cutoffs(network: Network, gold: Sequence[GoldPassage], documents: Sequence[Document], floor: float) -> Cutoffs:
    """The cut-offs of anchors and roles that find the most at the least share of right values asked for."""
    tried = [
        Cutoffs(default=GRID[0], role=role, joint=joint, rival=RIVAL) for role, joint in product(ROLE_GRID, JOINT_GRID)
    ]
    best = best_anchors(network, gold, documents, floor - SLACK, tried)  # cut-offs of roles will add to precision
    for _ in range(ROUNDS):
        by_role = role_cutoffs(network, gold, documents, best, ROLE_WORTH_GRID)
        wide = [replace(held, anchor={}, figure={}, rival=rival) for held, rival in product(by_role, RIVAL_GRID)]
        best = best_anchors(network, gold, documents, floor, [*wide, replace(best, anchor={}, figure={})])
    return best


def best_anchors(
    network: Network, gold: Sequence[GoldPassage], documents: Sequence[Document], floor: float,
    tried: Iterable[Cutoffs],
) -> Cutoffs:  # fmt: skip
    """Of some cut-offs without those of anchors, the ones that do best with the best of anchors.

    Where none reaches the least share asked for, the ones that come nearest to it.
    """
    best: tuple[tuple[float, float], Cutoffs] | None = None
    for wide in tried:
        found = proposed(network, documents, wide)
        tallies = anchor_tallies(gold, found)
        for worth in WORTH_GRID:
            others, figures = anchor_cutoffs(tallies, worth)
            least = {True: figures, False: others}
            kept = [[r for r in rows if r["score"] >= least[r["figure"]][r["type"]]] for rows in found]
            total = join([measure(p.claims, k) for p, k in zip(gold, kept, strict=True)]).slots["all"]
            worth_of_all = min(total.precision, floor), total.f1
            if best is None or worth_of_all > best[0]:
                best = worth_of_all, replace(wide, anchor=others, figure=figures)
                print(f"role {wide.role}, joint {wide.joint}, rival {wide.rival}: {told(total)}", flush=True)
    assert best is not None
    return best[1]


def role_cutoffs(
    network: Network, gold: Sequence[GoldPassage], documents: Sequence[Document], cutoffs: Cutoffs,
    worths: Sequence[float],
) -> list[Cutoffs]:  # fmt: skip
    """The same with a cut-off for each role of each type, from which its values are worth saying, for each worth.

    A role with few cases would choose by chance, so to its own tally come `PRIOR` cases divided as in all types.
    """
    tallies = {
        least: role_tallies(gold, proposed(network, documents, replace(cutoffs, role=least, roles={})))
        for least in EACH_ROLE_GRID
    }

    def gain(name: str, least: float, worth: float) -> float:
        return _gain(tallies[least].get(name, Tally()), worth)

    def best(kind: str, role: str, worth: float) -> float:
        def eked_out(least: float) -> float:
            every = max(1, max(t.get(role, Tally()).right + t.get(role, Tally()).wrong for t in tallies.values()))
            return gain(f"{kind}.{role}", least, worth) + PRIOR * gain(role, least, worth) / every

        return max(reversed(EACH_ROLE_GRID), key=eked_out)

    names = [(kind, role) for kind, roles in ROLES_OF.items() for role in roles]
    return [replace(cutoffs, roles={f"{k}.{r}": best(k, r, worth) for k, r in names}) for worth in worths]


def role_tallies(gold: Sequence[GoldPassage], given: Sequence[Sequence[Mapping[str, Any]]]) -> dict[str, Tally]:
    """Right, wrong and missed values by "Type.role" and by role; of claims that answer none, all are wrong."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for passage, found in zip(gold, given, strict=True):
        pairing = pair(passage.claims, found)
        pairs = [(units_of(passage.claims[i]), j) for i, j in pairing.pairs] + [([], j) for j in pairing.spurious]
        for wanted, j in pairs:
            held = units_of(found[j])
            for slot in {s for s, _ in (*wanted, *held)}:
                a, b = [u for u in wanted if u[0] == slot], [u for u in held if u[0] == slot]
                right = agreeing(a, b)
                for name in (slot, f"{found[j]['type']}.{slot}"):
                    tallies[name] += Tally(right, len(b) - right, len(a) - right)
    return tallies


def qualifier_cutoffs(
    network: Network, gold: Sequence[GoldPassage], documents: Sequence[Document], cutoffs: Cutoffs
) -> Cutoffs:
    """The same with the cut-offs of voices that do best, and those of negation that do while recall counts twice as
    much as precision: a denial that is missed tells of a law or a shelter where there is none, and hides a gap.
    """

    def attribution(held: Cutoffs) -> Tally:
        return join(judged(network, gold, documents, held)).attribution

    def negated(held: Cutoffs) -> Tally:
        return join(judged(network, gold, documents, held)).negated

    speakers = [replace(cutoffs, voice=v, speaker=s) for v, s in product(VOICE_GRID, SPEAKER_GRID)]
    cutoffs = max(speakers, key=lambda held: attribution(held).f1)
    print("attribution", told(attribution(cutoffs)))
    denials = [replace(cutoffs, negated=n, denied=d) for n, d in product(NEGATED_GRID, NEGATED_GRID) if d <= n]
    cutoffs = max(denials, key=lambda held: recalling(negated(held)))
    print("negation", told(negated(cutoffs)))
    return cutoffs


def recalling(tally: Tally) -> float:
    """F2 of a tally: van Rijsbergen's F, with recall of twice the weight of precision."""
    total = 5 * tally.right + tally.wrong + 4 * tally.missed
    return 5 * tally.right / total if total else 0.0


def told(tally: Tally) -> str:
    return f"precision {tally.precision:.3f}, recall {tally.recall:.3f}, F1 {tally.f1:.3f}"
