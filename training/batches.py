"""Labelled windows as tensors, with the variation that training adds."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer

from kg.lexicon import Lexicon
from kg.proposers.reader.encoding import Encoded, encode
from kg.proposers.reader.labels import (
    MODALITIES,
    ROLE_INDEX,
    ROLES,
    ROLES_OF,
    TYPE_INDEX,
    TYPES,
    ValueGroups,
)  # fmt: skip
from kg.proposers.reader.look import Look, look
from kg.proposers.reader.units import Unit
from kg.proposers.reader.view import Actor
from kg.proposers.reader.windows import TARGET_UNITS, Line, Window, windows
from training.align import Anchor, Labelled, names

ANCHORS = 32  # anchors that are read together


@dataclass(slots=True)
class Sample:
    """A window with its labels; arrays are over units."""

    window: Window
    encoded: Encoded
    anchor: np.ndarray  # [U, types] 1 positive, 0 negative, -1 ignored
    sentences: list[tuple[int, int, np.ndarray]]  # unit range, types in it
    anchors: list[dict[str, Any]]


def samples(
    passages: Iterable[Labelled], tokenizer: Tokenizer, values: ValueGroups, vary: Varying | None
) -> Iterator[Sample]:
    """All windows of the passages. `vary` changes names, figures and borders of windows; None leaves all."""
    for passage in passages:
        lines, budget = list(passage.lines), TARGET_UNITS
        if vary:
            lines = vary.lines(lines)
            budget = vary.budget()
        by_line: dict[int, list[Anchor]] = defaultdict(list)
        for anchor in passage.anchors:
            by_line[anchor.line].append(anchor)
        for window in windows(lines, budget):
            yield _sample(window, by_line, tokenizer, values, vary)


def _sample(
    window: Window, by_line: dict[int, list[Anchor]], tokenizer: Tokenizer, values: ValueGroups, vary: Varying | None
) -> Sample:
    placed = window.placed
    first: dict[int, int] = {}
    count: dict[int, int] = defaultdict(int)
    for index, p in enumerate(placed):
        if p.line >= 0:
            first.setdefault(p.line, index)
            count[p.line] += 1
    anchor = np.full((len(placed), len(TYPES)), -1, dtype=np.int8)
    sentences, anchors = [], []
    for line in sorted({p.line for p in placed if p.segment == 2}):
        start, end = first[line], first[line] + count[line]
        anchor[start:end] = 0
        present = np.zeros(len(TYPES), dtype=np.float32)
        for gold in by_line.get(line, ()):
            t = TYPE_INDEX[gold.type]
            a, b = gold.span
            covered = anchor[start + a : start + b + 1, t]
            covered[covered == 0] = -1
            if gold.unit < count[line]:
                present[t] = 1
        for gold in by_line.get(line, ()):
            if gold.unit < count[line]:
                anchor[start + gold.unit, TYPE_INDEX[gold.type]] = 1
        sentences.append((start, end, present))
        merged: dict[tuple[int, str], list[Anchor]] = defaultdict(list)
        for gold in by_line.get(line, ()):
            if gold.unit < count[line]:
                merged[gold.unit, gold.type].append(gold)
        for (unit, kind), golds in merged.items():
            anchors.append(_anchor(window, first, count, line, unit, kind, golds, values))
    return Sample(window, encode(window, tokenizer, vary.dropped if vary else None), anchor, sentences, anchors)


def _anchor(
    window: Window,
    first: dict[int, int],
    count: dict[int, int],
    line: int,
    unit: int,
    kind: str,
    golds: Sequence[Anchor],
    values: ValueGroups,
) -> dict[str, Any]:
    placed = window.placed
    at = first[line] + unit
    size = len(placed)
    role = np.full((size, len(ROLES)), -1, dtype=np.int8)
    same = np.array([p.line == line for p in placed])
    mention = np.array([p.unit.kind != "word" for p in placed])
    for name in (*ROLES_OF[kind], "attribution"):
        r = ROLE_INDEX[name]
        places = {(x, y) for g in golds for x, y in g.roles.get(name, ())}
        doubtful = {(x, y) for g in golds for x, y in g.ignored.get(name, ())}
        known = {v for g in golds for v in g.topics.get(name, ())}
        masked = any(name in g.masked for g in golds)
        if not masked or places:
            role[(same | mention), r] = 0
        if masked:
            role[:, r][role[:, r] == 0] = -1 if not places else 0
        for x, y in doubtful - places:
            if x in first and y < count[x]:
                role[first[x] + y, r] = -1
        inside = any(x == line for x, _ in places)
        for index, p in enumerate(placed):
            if p.segment == 0 and any(names(p.unit, v) for v in known):
                role[index, r] = -1 if inside else 1
        for x, y in places:
            if x in first and y < count[x]:
                role[first[x] + y, r] = 1
    targets = {}
    for group, names_of in values.groups.items():
        type_name, _, slot = group.partition(".")
        if type_name == kind:
            found = [v for g in golds for v in g.values.get(slot, ()) if v in names_of]
            unlisted = any(slot in g.values for g in golds) and not found
            targets[group] = (
                [] if unlisted and slot in ("kind", "relation") else [names_of.index(v) for v in found] or [0]
            )
    return {
        "at": at, "type": TYPE_INDEX[kind], "role": role, "values": targets,
        "modality": MODALITIES.index(golds[0].modality), "polarity": float(golds[0].polarity == "negated"),
    }  # fmt: skip


class Varying:
    """Seeded variation: other states, other digits, dropped words, other borders of windows."""

    def __init__(self, lexicon: Lexicon, seed: int, dropped: float = 0.1) -> None:
        self._random = random.Random(seed)
        self._dropped = dropped
        self._forms = _state_forms(lexicon)
        self._states = sorted(s for s, f in self._forms.items() if {"name", "adjective", "people"} <= f.keys())

    def budget(self) -> int:
        return self._random.randint(80, TARGET_UNITS)

    def dropped(self) -> bool:
        return self._random.random() < self._dropped

    def lines(self, lines: Sequence[Line]) -> list[Line]:
        """The lines with some states exchanged throughout, and some figures changed."""
        exchange: dict[str, str] = {}
        share = self._random.choice((0.0, 0.5, 0.9))
        out = []
        for line in lines:
            units = tuple(self._unit(u, exchange, share) for u in line.units)
            out.append(replace(line, units=units))
        return out

    def _unit(self, unit: Unit, exchange: dict[str, str], share: float) -> Unit:
        if isinstance(unit.value, Actor) and unit.kind in ("S", "A", "P"):
            old = unit.value.entry.iri
            if old not in exchange:
                new = self._random.choice(self._states) if self._random.random() < share else old
                exchange[old] = new
            if exchange[old] != old:
                form = {"S": "name", "A": "adjective", "P": "people"}[unit.kind]
                return replace(unit, text=self._random.choice(self._forms[exchange[old]][form]))
        if unit.kind in ("N", "M") and self._random.random() < 0.3:
            return replace(
                unit, text="".join(self._random.choice("123456789") if c.isdigit() else c for c in unit.text)
            )
        return unit


def _state_forms(lexicon: Lexicon) -> dict[str, dict[str, list[str]]]:
    forms: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for form, readings in sorted(lexicon.forms.items()):
        for reading in readings[:1]:
            if reading.entry.kind == "State" and reading.role in ("name", "adjective", "people") and len(form) > 3:
                forms[reading.entry.iri][reading.role].append(form)
    return forms


def looked(batch: Sequence[Sample], offsets: Sequence[int]) -> Iterator[tuple[list[dict[str, Any]], Look, np.ndarray]]:
    """The anchors of a batch with their look and their roles [A, V, R], in groups of like length.

    `offsets`: where the units of each sample begin in the batch's units; views point there.
    """
    rows = []
    for sample, offset in zip(batch, offsets, strict=True):
        for a in sample.anchors:
            one = look(sample.window.placed, [(a["at"], a["type"])])
            rows.append((one.view.shape[1], offset, one, a))
    rows.sort(key=lambda row: row[0])
    for start in range(0, len(rows), ANCHORS):
        group = rows[start : start + ANCHORS]
        longest = group[-1][0]
        role = np.full((len(group), longest, len(ROLES)), -1, dtype=np.int8)
        for i, (size, _, one, a) in enumerate(group):
            role[i, :size] = a["role"][one.view[0]]

        def padded(name: str, group: Sequence[Any] = group, longest: int = longest) -> np.ndarray:
            return np.concatenate(
                [np.pad(getattr(one, name), ((0, 0), (0, longest - size))) for size, _, one, _ in group]
            )

        view = np.concatenate(
            [np.pad(one.view + offset, ((0, 0), (0, longest - size))) for size, offset, one, _ in group]
        )
        whole = Look(
            view, padded("seen"), np.concatenate([o.at for _, _, o, _ in group]),
            np.concatenate([o.types for _, _, o, _ in group]), padded("distance"), padded("kinds"), padded("same"),
        )  # fmt: skip
        yield [a for _, _, _, a in group], whole, role


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
