"""Trains the reader: `python -m training.train --base FOLDER --passages FOLDER --out FOLDER`.

Deterministic for a seed on one machine.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from kg.lexicon import lexicon
from kg.proposers.reader.labels import LISTED, ValueGroups, value_groups
from training import weights
from training.align import Labelled, training_passages
from training.align import load as load_passages
from training.batches import Varying, collate, looked, samples
from training.network import Encoder, Heads
from training.targets import Sample
from training.torch_model import load_tokenizer

CLOSED = tuple(
    f"{t}.{s}" for t, slots in LISTED.items() for s in slots
    if s in ("status", "kind", "relation", "role", "victims", "purpose", "unit")
)  # fmt: skip
LEAST = 6  # occurrences of an open value that make it listed
POSITIVE_WEIGHT = 2.0
UNIT_WEIGHT = 0.5
SENTENCE_WEIGHT = 2.0
ROLE_WEIGHT = 0.4
LINES_A_WINDOW = 4
FASTER = 3  # times the rate of the encoder, for what is not pre-trained
DECAY = 0.995  # of the running mean of the weights, a step


def count_values(passages: Sequence[Labelled]) -> ValueGroups:
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for passage in passages:
        for anchor in passage.anchors:
            for slot, found in anchor.values.items():
                for value in found:
                    counts[f"{anchor.type}.{slot}"][value] += 1
    return value_groups(counts, CLOSED, LEAST)


def losses(batch: Sequence[Sample], encoder: Encoder, heads: Heads, values: ValueGroups) -> torch.Tensor:
    """Loss of a batch: anchors by unit, types by sentence, and roles, values, modality, polarity by anchor."""
    x = collate(batch)
    units, logits = encoder(x["ids"], x["mask"], x["kinds"], x["segments"], x["pool"])
    total = sum((_sentence_losses(s, z) for s, z in zip(batch, logits.float(), strict=True)), units.new_zeros(()))
    total = total / max(1, sum(len(s.sentences) for s in batch))
    count = max(1, sum(len(s.anchors) for s in batch))
    offsets = [row * units.shape[1] for row in range(len(batch))]
    flat = units.reshape(-1, units.shape[2])
    for found, seen, role in looked(batch, offsets):
        total = total + _anchor_losses(found, seen, role, flat, heads, values) / count
    return total


def _sentence_losses(sample: Sample, logits: torch.Tensor) -> torch.Tensor:
    """Sum of the losses of a window's anchors, by unit, and of the types that its sentences bear.

    Which of some units is the anchor is half chance, whether a sentence bears a claim is not: so it counts more.
    A sentence bears none where none of its units is an anchor.
    """
    y = torch.from_numpy(sample.anchor.astype(np.float32))
    logits = logits[: len(y)]
    keep = y >= 0
    weight = torch.tensor(POSITIVE_WEIGHT)
    loss = UNIT_WEIGHT * functional.binary_cross_entropy_with_logits(
        logits[keep], y[keep], pos_weight=weight, reduction="sum"
    )
    for start, end, present in sample.sentences:
        none = functional.logsigmoid(-logits[start:end]).sum(dim=0).clamp(max=-1e-6)
        some = torch.log(-torch.expm1(none))
        loss = loss - SENTENCE_WEIGHT * torch.where(torch.from_numpy(present) > 0, some, none).sum()
    return loss


def _anchor_losses(
    found: Sequence[dict[str, Any]], seen: Sequence[torch.Tensor], role: np.ndarray, units: torch.Tensor,
    heads: Heads, values: ValueGroups,
) -> torch.Tensor:  # fmt: skip
    """Sum of the losses of some anchors."""
    roles, listed, modality, polarity = heads(units, *seen)
    y = torch.from_numpy(role.astype(np.float32))
    keep = y >= 0
    loss = ROLE_WEIGHT * functional.binary_cross_entropy_with_logits(roles.float()[keep], y[keep], reduction="sum")
    offsets = values.offsets()
    listed = listed.float()
    for i, a in enumerate(found):
        for group, targets in a["values"].items():
            if targets:
                begin = offsets[group]
                log = functional.log_softmax(listed[i, begin : begin + len(values.groups[group])], dim=-1)
                loss = loss - log[targets].mean()
    wanted = torch.tensor([a["modality"] for a in found])
    loss = loss + functional.cross_entropy(modality.float(), wanted, reduction="sum")
    negated = torch.tensor([a["polarity"] for a in found])
    return loss + functional.binary_cross_entropy_with_logits(polarity.float(), negated, reduction="sum")


def train(
    passages: Sequence[Labelled],
    epochs: int,
    base: Path,
    tokenizer: Tokenizer,
    seed: int,
    log: bool = True,
    rate: float = 2e-4,
    size: int = 8,
    keep: Path | None = None,
    fall: int | None = None,
) -> tuple[Encoder, Heads, ValueGroups]:
    """Weights learned from labelled passages.

    Args:
        keep: a folder that gets the weights of each epoch's end.
        fall: epochs after which the rate would be next to nothing; without, those that are trained.
    """
    random.seed(seed)
    torch.manual_seed(seed)
    values = count_values(passages)
    encoder = Encoder(base)
    heads = Heads(encoder, values)
    encoder.bert.embeddings.word_embeddings.weight.requires_grad_(False)
    slow = [p for p in encoder.bert.parameters() if p.requires_grad] + list(heads.layers.parameters())
    fast = [p for n, p in encoder.named_parameters() if not n.startswith("bert.")]
    fast += [p for n, p in heads.named_parameters() if not n.startswith("layers.")]
    rates = [{"params": slow, "lr": rate}, {"params": fast, "lr": round(FASTER * rate, 12)}]
    optimizer = torch.optim.AdamW(rates, weight_decay=0.02, fused=True)
    vary = Varying(lexicon(), seed)
    order = random.Random(seed)
    total = (fall or epochs) * (sum(len(p.lines) for p in passages) // LINES_A_WINDOW // size + 1)
    warm = max(1, total // 12)
    averages = [averaged(module) for module in (encoder, heads)]
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / warm) * max(0.02, 1 - max(0, step - warm) / max(1, total - warm))
    )
    for epoch in range(epochs):
        began = time.monotonic()
        encoder.train()
        heads.train()
        found = list(samples(passages, tokenizer, values, vary))
        order.shuffle(found)
        found.sort(key=lambda s: len(s.encoded.ids) // 40)  # batches of like length; their order is shuffled
        batches = [found[i : i + size] for i in range(0, len(found), size)]
        order.shuffle(batches)
        seen = 0.0
        for batch in batches:
            optimizer.zero_grad()
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = losses(batch, encoder, heads, values)
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*slow, *fast], 1.0)
            optimizer.step()
            schedule.step()
            for mean, module in zip(averages, (encoder, heads), strict=True):
                mean.update_parameters(module)
            seen += float(loss.detach())
        if keep is not None:
            weights.save(keep, *(mean.module for mean in averages), values)
        if log:
            print(
                f"epoch {epoch + 1}: loss {seen / len(batches):.3f}, {time.monotonic() - began:.0f} s",
                flush=True,
            )
    encoder, heads = (mean.module for mean in averages)
    return encoder.eval(), heads.eval(), values


def averaged(module: nn.Module) -> AveragedModel:
    """A module whose weights are the running mean of those of the last steps, which are better than any step's own."""
    return AveragedModel(module, multi_avg_fn=get_ema_multi_avg_fn(DECAY), use_buffers=False)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True, help="folder of the pre-trained encoder")
    parser.add_argument("--passages", type=Path, required=True, help="folder with ID.txt and ID.jsonl")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--fall", type=int, help="epochs over which the rate falls; without, those that are trained")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--size", type=int, default=8)
    given = parser.parse_args()
    passages = load_passages(given.passages, training_passages(given.passages), lexicon())
    tokenizer = load_tokenizer(given.base)
    print(f"{len(passages)} passages, {sum(len(p.anchors) for p in passages)} claims", flush=True)
    encoder, heads, values = train(
        passages, given.epochs, given.base, tokenizer, given.seed, rate=given.rate, size=given.size, keep=given.out,
        fall=given.fall,
    )  # fmt: skip
    weights.save(given.out, encoder, heads, values)


if __name__ == "__main__":
    main()
