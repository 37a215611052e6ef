"""The reader's network: a small sentence encoder, and heads for anchors, roles, listed values and modality."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel

from kg.proposers.reader.labels import DISTANCES, MODALITIES, ROLES, TYPES, ValueGroups
from kg.proposers.reader.units import KINDS
from kg.proposers.reader.windows import SEGMENTS

HIDDEN = 256
AGAIN = 2  # last layers of the encoder that read again for each anchor
DROPOUT = 0.15


class SharedDropout(nn.Module):
    """Dropout that hides the same features of all words of a text: as good a guard for a fraction of the random
    numbers, which cost a processor more than the layers between them."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.p = share

    def forward(self, x: Tensor) -> Tensor:
        """`x`: [B, ..., H]."""
        if not self.training or not self.p:
            return x
        kept = torch.rand(x.shape[0], *[1] * (x.dim() - 2), x.shape[-1]) >= self.p
        return x * (kept.to(x.dtype) / (1 - self.p))


def share_dropout(module: nn.Module) -> None:
    """Every dropout inside becomes a shared one."""
    for name, child in module.named_children():
        if isinstance(child, nn.Dropout):
            setattr(module, name, SharedDropout(child.p))
        else:
            share_dropout(child)


class Encoder(nn.Module):
    """Token ids → vectors of the units, and the logits of anchors of each type at each unit."""

    def __init__(self, base: Path, dropout: float = DROPOUT) -> None:
        super().__init__()
        self.bert = AutoModel.from_pretrained(
            base, add_pooling_layer=False, attn_implementation="eager", attention_probs_dropout_prob=0.0
        )
        share_dropout(self.bert)
        self.size: int = self.bert.config.hidden_size
        self.kind = nn.Embedding(len(KINDS) + 1, self.size)
        self.segment = nn.Embedding(len(SEGMENTS) + 1, self.size)
        nn.init.zeros_(self.kind.weight)
        nn.init.zeros_(self.segment.weight)
        self.drop = SharedDropout(dropout)
        self.anchor = nn.Sequential(
            nn.Linear(self.size, HIDDEN), nn.GELU(), SharedDropout(dropout), nn.Linear(HIDDEN, len(TYPES))
        )

    def forward(
        self, ids: Tensor, mask: Tensor, kinds: Tensor, segments: Tensor, pool: Tensor
    ) -> tuple[Tensor, Tensor]:
        """`ids`, `mask`, `kinds`, `segments`: [B, T]; `pool`: [B, U, T] with rows that sum to one.

        Vectors of the units [B, U, 2 H]: what the layers before the last `AGAIN` say, and what the last says.
        """
        words = self.bert.embeddings.word_embeddings(ids) + self.kind(kinds) + self.segment(segments)
        states = self.bert(inputs_embeds=words, attention_mask=mask, output_hidden_states=True).hidden_states
        low = torch.bmm(pool, states[-1 - AGAIN])
        top = torch.bmm(pool, self.drop(states[-1]))
        return torch.cat([low, top], dim=-1), self.anchor(top)


class Layer(nn.Module):
    """A layer of BERT in plain operations, so that exported graphs take any length; begins as a trained one."""

    def __init__(self, trained: nn.Module, heads: int, dropout: float) -> None:
        super().__init__()
        own, after = trained.attention.self, trained.attention.output
        self.heads = heads
        self.parts = nn.Linear(own.query.in_features, 3 * own.query.out_features)
        with torch.no_grad():
            self.parts.weight.copy_(torch.cat([own.query.weight, own.key.weight, own.value.weight]))
            self.parts.bias.copy_(torch.cat([own.query.bias, own.key.bias, own.value.bias]))
        self.out, self.norm1 = _copy(after.dense), _copy(after.LayerNorm)
        self.wide, self.narrow = _copy(trained.intermediate.dense), _copy(trained.output.dense)
        self.norm2 = _copy(trained.output.LayerNorm)
        self.drop = SharedDropout(dropout)

    def forward(self, x: Tensor, hidden: Tensor) -> Tensor:
        """`x`: [A, V, H]; `hidden`: [A, 1, 1, V], what is added to the attention that a place gets."""
        split = (x.shape[0], x.shape[1], self.heads, x.shape[2] // self.heads)
        query, key, value = (p.reshape(split).transpose(1, 2) for p in self.parts(x).chunk(3, dim=-1))
        weights = torch.softmax(query @ key.transpose(2, 3) / split[3] ** 0.5 + hidden, dim=-1)
        x = self.norm1(x + self.drop(self.out((weights @ value).transpose(1, 2).reshape(x.shape))))
        return self.norm2(x + self.drop(self.narrow(functional.gelu(self.wide(x)))))


def _copy(module: nn.Module) -> nn.Module:
    if isinstance(module, nn.Linear):
        made: nn.Module = nn.Linear(module.in_features, module.out_features)
    else:
        made = nn.LayerNorm(module.normalized_shape, eps=module.eps)
    made.load_state_dict(module.state_dict())
    return made


class Heads(nn.Module):
    """For anchors of given types: the role of each unit, listed values, modality and polarity.

    The last layers of the encoder, as copies of their own, read the units again for each anchor, with the anchor's
    type, place and distances: what a unit is depends on the claim that is asked for.
    """

    def __init__(self, encoder: Encoder, values: ValueGroups, dropout: float = DROPOUT) -> None:
        super().__init__()
        size = encoder.size
        self.size = size
        self.enter = nn.Linear(size, size)
        nn.init.zeros_(self.enter.weight)
        nn.init.zeros_(self.enter.bias)
        self.kinds_of_claim = nn.Embedding(len(TYPES), size)
        self.distance = nn.Embedding(len(DISTANCES) + 1, size)
        self.kind = nn.Embedding(len(KINDS) + 1, size)
        self.same = nn.Embedding(2, size)
        for table in (self.kinds_of_claim, self.distance, self.kind, self.same):
            nn.init.normal_(table.weight, std=0.02)
        heads = encoder.bert.config.num_attention_heads
        trained = encoder.bert.encoder.layer[-AGAIN:]
        self.layers = nn.ModuleList(Layer(layer, heads, 0.1) for layer in trained)
        self.norm = nn.LayerNorm(size)
        self.drop = SharedDropout(dropout)
        self.role = nn.Linear(size, len(ROLES))
        nn.init.constant_(self.role.bias, -4.0)
        self.trunk = nn.Sequential(nn.Linear(3 * size, HIDDEN), nn.GELU(), SharedDropout(dropout))
        self.values = nn.Linear(HIDDEN, values.size())
        self.modality = nn.Linear(HIDDEN, len(MODALITIES))
        self.polarity = nn.Linear(HIDDEN, 1)

    def forward(
        self, units: Tensor, view: Tensor, seen: Tensor, at: Tensor, types: Tensor, distance: Tensor, kinds: Tensor,
        same: Tensor,
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:  # fmt: skip
        """Anchors on `units` [U, 2 H]; the rest as in `look.Look`, for `A` of them: `view`, `distance`, `kinds`,
        `same` [A, V] padded, `seen` 1 where they are real; `at`, `types` [A]. Logits of roles are [A, V, R]."""
        low, top = units.chunk(2, dim=-1)
        low = low + self.enter(top)
        x = low[view] + self.kinds_of_claim(types)[:, None]
        x = self.norm(x + self.distance(distance) + self.kind(kinds) + self.same(same))
        hidden = (seen[:, None, None] - 1) * 1e4
        for layer in self.layers:
            x = layer(x, hidden)
        rows = torch.arange(at.shape[0])
        weights = same.to(units.dtype)
        sentence = (weights[:, None] @ top[view])[:, 0] / weights.sum(1, keepdim=True)
        trunk = self.trunk(self.drop(torch.cat([x[rows, at], top[view[rows, at]], sentence], dim=-1)))
        return self.role(self.drop(x)), self.values(trunk), self.modality(trunk), self.polarity(trunk).squeeze(-1)
