"""Labelled windows as tensors, with the variation that training adds."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer

from kg.lexicon import Lexicon
from kg.proposers.reader.labels import ROLES, ValueGroups
from kg.proposers.reader.look import Look, look
from kg.proposers.reader.units import Unit
from kg.proposers.reader.view import Actor
from kg.proposers.reader.windows import TARGET_UNITS, Line, windows
from training.align import Anchor, Labelled
from training.targets import Sample, sample_of

ANCHORS = 32  # anchors that are read together
BUDGETS = 80, 150  # least and most units of the sentences that a window asks about
NAMED_AS = {"S": "name", "A": "adjective", "P": "people"}  # which form of a state a kind of unit is


def samples(
    passages: Iterable[Labelled], tokenizer: Tokenizer, values: ValueGroups, vary: Varying | None
) -> Iterator[Sample]:
    """All windows of the passages. `vary` changes names, figures and borders of windows; None leaves all."""
    for passage in passages:
        lines, budget = list(passage.lines), TARGET_UNITS
        exchange = vary.exchange() if vary else None
        if vary and exchange:
            lines = [exchange.line(line) for line in lines]
            budget = vary.budget()
        by_line: dict[int, list[Anchor]] = defaultdict(list)
        for anchor in passage.anchors:
            by_line[anchor.line].append(anchor)
        for window in windows(lines, budget):
            yield sample_of(window, by_line, tokenizer, values, vary.dropped if vary else None)


class Varying:
    """Seeded variation: exchanged states and digits, dropped words, other borders of windows."""

    def __init__(self, lexicon: Lexicon, seed: int, dropped: float = 0.1) -> None:
        self._random = random.Random(seed)
        self._dropped = dropped
        self._forms = _state_forms(lexicon)
        self._states = sorted(s for s, f in self._forms.items() if {"name", "adjective", "people"} <= f.keys())

    def budget(self) -> int:
        return self._random.randint(*BUDGETS)

    def dropped(self) -> bool:
        return self._random.random() < self._dropped

    def exchange(self) -> Exchange:
        """What one passage gets: some of its states, or nearly all, or none are exchanged for others throughout."""
        return Exchange(self._random, self._forms, self._states, self._random.choice((0.0, 0.5, 0.9)))


class Exchange:
    """Other names for the states of one passage, the same in all its sentences; and other digits in some figures.

    Only words change. What a unit names stays, so that labels hold.
    """

    def __init__(
        self, chance: random.Random, forms: Mapping[str, Mapping[str, Sequence[str]]], states: Sequence[str],
        share: float,
    ) -> None:  # fmt: skip
        self._random = chance
        self._forms = forms
        self._states = states
        self._share = share
        self._others: dict[str, str] = {}

    def line(self, line: Line) -> Line:
        return replace(line, units=tuple(self._unit(u) for u in line.units))

    def _unit(self, unit: Unit) -> Unit:
        if unit.kind in NAMED_AS:
            return self._state(unit, NAMED_AS[unit.kind])
        if unit.kind in ("N", "M") and self._random.random() < 0.3:
            return replace(
                unit, text="".join(self._random.choice("123456789") if c.isdigit() else c for c in unit.text)
            )
        return unit

    def _state(self, unit: Unit, form: str) -> Unit:
        if not isinstance(unit.value, Actor) or unit.value.entry.kind != "State":
            return unit
        old = unit.value.entry.iri
        if old not in self._others:
            self._others[old] = self._random.choice(self._states) if self._random.random() < self._share else old
        new = self._others[old]
        return unit if new == old else replace(unit, text=self._random.choice(self._forms[new][form]))


def _state_forms(lexicon: Lexicon) -> dict[str, dict[str, list[str]]]:
    forms: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for form, readings in sorted(lexicon.forms.items()):
        for reading in readings[:1]:
            if reading.entry.kind == "State" and reading.role in ("name", "adjective", "people") and len(form) > 3:
                forms[reading.entry.iri][reading.role].append(form)
    return forms


def looked(
    batch: Sequence[Sample], offsets: Sequence[int]
) -> Iterator[tuple[list[dict[str, Any]], tuple[torch.Tensor, ...], np.ndarray]]:
    """The anchors of a batch, what is seen from them and its roles [A, V, R], in groups of like length.

    `offsets`: where the units of each sample begin in the batch's units; views point there.
    """
    rows: list[tuple[Look, int, dict[str, Any]]] = []
    for sample, offset in zip(batch, offsets, strict=True):
        rows += [(look(sample.window.placed, a["at"], a["type"]), offset, a) for a in sample.anchors]
    rows.sort(key=lambda row: len(row[0].view))
    for start in range(0, len(rows), ANCHORS):
        looks, begins, anchors = zip(*rows[start : start + ANCHORS], strict=True)
        role = np.full((len(looks), len(looks[-1].view), len(ROLES)), -1, dtype=np.int8)
        for i, (one, anchor) in enumerate(zip(looks, anchors, strict=True)):
            role[i, : len(one.view)] = anchor["role"][one.view]
        moved = [replace(one, view=one.view + begin) for one, begin in zip(looks, begins, strict=True)]
        yield list(anchors), stacked(moved), role


def stacked(looks: Sequence[Look]) -> tuple[torch.Tensor, ...]:
    """What is seen from some anchors, as `Heads` takes it: views are padded to the longest."""
    sizes = [len(one.view) for one in looks]
    real = np.arange(max(sizes)) < np.array(sizes)[:, None]

    def padded(rows: Iterable[np.ndarray]) -> torch.Tensor:
        out = torch.zeros(real.shape, dtype=torch.long)
        out[torch.from_numpy(real)] = torch.from_numpy(np.concatenate(list(rows)))
        return out

    return (
        padded(one.view for one in looks), torch.from_numpy(real.astype(np.float32)),
        torch.tensor([one.at for one in looks]), torch.tensor([one.type for one in looks]),
        padded(one.distance for one in looks), padded(one.kinds for one in looks), padded(one.same for one in looks),
    )  # fmt: skip


def collate(batch: Sequence[Sample]) -> dict[str, torch.Tensor]:
    """Padded tensors of the encoder's inputs."""
    longest = max(len(s.encoded.ids) for s in batch)
    units = max(len(s.window.placed) for s in batch)
    out = {n: torch.zeros(len(batch), longest, dtype=torch.long) for n in ("ids", "mask", "kinds", "segments")}
    pool = torch.zeros(len(batch), units, longest)
    for row, sample in enumerate(batch):
        size = len(sample.encoded.ids)
        out["ids"][row, :size] = torch.from_numpy(sample.encoded.ids)
        out["mask"][row, :size] = 1
        out["kinds"][row, :size] = torch.from_numpy(sample.encoded.kinds)
        out["segments"][row, :size] = torch.from_numpy(sample.encoded.segments)
        pool[row, : len(sample.window.placed), :size] = torch.from_numpy(sample.encoded.pool)
    return out | {"pool": pool}
