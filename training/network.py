"""The reader's network: a small sentence encoder, and heads for anchors, roles, listed values and modality."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel

from kg.proposers.reader.labels import DISTANCES, MODALITIES, ROLES, TYPES, ValueGroups
from kg.proposers.reader.units import KINDS
from kg.proposers.reader.windows import SEGMENTS

HIDDEN = 256
LAYERS = 2
LAYER_HEADS = 4


@dataclass(frozen=True, slots=True)
class Shape:
    """What the weights depend on besides the encoder."""

    values: ValueGroups


class Encoder(nn.Module):
    """Token ids → one vector a unit, and the logits of anchors of each type at each unit."""

    def __init__(self, base: Path, dropout: float = 0.1) -> None:
        super().__init__()
        self.bert = AutoModel.from_pretrained(base, add_pooling_layer=False, attn_implementation="sdpa")
        self.size: int = self.bert.config.hidden_size
        self.kind = nn.Embedding(len(KINDS) + 1, self.size)
        self.segment = nn.Embedding(len(SEGMENTS) + 1, self.size)
        nn.init.zeros_(self.kind.weight)
        nn.init.zeros_(self.segment.weight)
        self.drop = nn.Dropout(dropout)
        self.anchor = nn.Sequential(
            nn.Linear(self.size, HIDDEN), nn.GELU(), nn.Dropout(dropout), nn.Linear(HIDDEN, len(TYPES))
        )

    def forward(
        self, ids: Tensor, mask: Tensor, kinds: Tensor, segments: Tensor, pool: Tensor
    ) -> tuple[Tensor, Tensor]:
        """`ids`, `mask`, `kinds`, `segments`: [B, T]; `pool`: [B, U, T] with rows that sum to one."""
        words = self.bert.embeddings.word_embeddings(ids) + self.kind(kinds) + self.segment(segments)
        hidden = self.bert(inputs_embeds=words, attention_mask=mask).last_hidden_state
        units = torch.bmm(pool, self.drop(hidden))
        return units, self.anchor(units)


class Attention(nn.Module):
    """Self-attention of several heads; in plain operations, so that exported graphs take any length."""

    def __init__(self, size: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.in_proj_weight = nn.Parameter(torch.empty(3 * size, size))
        self.in_proj_bias = nn.Parameter(torch.zeros(3 * size))
        self.out_proj = nn.Linear(size, size)
        nn.init.xavier_uniform_(self.in_proj_weight)
        nn.init.zeros_(self.out_proj.bias)

    def forward(self, x: Tensor) -> Tensor:
        split = (x.shape[0], x.shape[1], self.heads, x.shape[2] // self.heads)
        parts = functional.linear(x, self.in_proj_weight, self.in_proj_bias).chunk(3, dim=-1)
        query, key, value = (p.reshape(split).transpose(1, 2) for p in parts)
        weights = torch.softmax(query @ key.transpose(2, 3) / split[3] ** 0.5, dim=-1)
        return self.out_proj((weights @ value).transpose(1, 2).reshape(x.shape))


class Layer(nn.Module):
    """Attention and a feed-forward step, each after a norm and added to what it reads."""

    def __init__(self, size: int, heads: int, dropout: float) -> None:
        super().__init__()
        self.self_attn = Attention(size, heads)
        self.linear1 = nn.Linear(size, 2 * size)
        self.linear2 = nn.Linear(2 * size, size)
        self.norm1 = nn.LayerNorm(size)
        self.norm2 = nn.LayerNorm(size)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor) -> Tensor:
        x = x + self.drop(self.self_attn(self.norm1(x)))
        return x + self.drop(self.linear2(self.drop(functional.gelu(self.linear1(self.norm2(x))))))


class Layers(nn.Module):
    """Several layers and a last norm."""

    def __init__(self, size: int, heads: int, count: int, dropout: float) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer(size, heads, dropout) for _ in range(count))
        self.norm = nn.LayerNorm(size)

    def forward(self, x: Tensor) -> Tensor:
        for layer in self.layers:
            x = layer(x)
        return self.norm(x)


class Heads(nn.Module):
    """For anchors of given types: the role of each unit, listed values, modality and polarity.

    A small transformer reads the units again for each anchor, with the anchor's type, place and distances.
    """

    def __init__(self, size: int, values: ValueGroups, dropout: float = 0.1) -> None:
        super().__init__()
        self.enter = nn.Linear(size, HIDDEN)
        self.kinds_of_claim = nn.Embedding(len(TYPES), HIDDEN)
        self.distance = nn.Embedding(len(DISTANCES) + 1, HIDDEN)
        self.kind = nn.Embedding(len(KINDS) + 1, HIDDEN)
        self.same = nn.Embedding(2, HIDDEN)
        for table in (self.kinds_of_claim, self.distance, self.kind, self.same):
            nn.init.normal_(table.weight, std=0.1)
        self.layers = Layers(HIDDEN, LAYER_HEADS, LAYERS, dropout)
        self.drop = nn.Dropout(dropout)
        self.role = nn.Linear(HIDDEN, len(ROLES))
        nn.init.constant_(self.role.bias, -4.0)
        self.trunk = nn.Sequential(nn.Linear(2 * HIDDEN, HIDDEN), nn.GELU(), nn.Dropout(dropout))
        self.values = nn.Linear(HIDDEN, values.size())
        self.modality = nn.Linear(HIDDEN, len(MODALITIES))
        self.polarity = nn.Linear(HIDDEN, 1)

    def forward(
        self, units: Tensor, sentence: Tensor, at: Tensor, types: Tensor, distance: Tensor, kinds: Tensor, same: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Anchors of one window: `units` [U, H], `sentence` [A, H], `at`, `types` [A]; the rest [A, U]."""
        x = self.enter(self.drop(units))[None] + self.kinds_of_claim(types)[:, None]
        x = self.layers(x + self.distance(distance) + self.kind(kinds) + self.same(same))
        here = x[torch.arange(at.shape[0]), at]
        trunk = self.trunk(torch.cat([here, self.enter(sentence)], dim=-1))
        return self.role(x), self.values(trunk), self.modality(trunk), self.polarity(trunk).squeeze(-1)
