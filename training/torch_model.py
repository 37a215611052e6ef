"""The network in torch, behind the interface that reading uses: for evaluation before export."""

from __future__ import annotations

from pathlib import Path

import torch
from tokenizers import Tokenizer

from kg.proposers.reader.decode import Answer
from kg.proposers.reader.encoding import Array, Encoded
from kg.proposers.reader.labels import ValueGroups
from kg.proposers.reader.look import Look
from training.batches import stacked
from training.network import Encoder, Heads


class TorchModel:
    """Trained weights as a `decode.Network`."""

    def __init__(self, encoder: Encoder, heads: Heads, values: ValueGroups, tokenizer: Tokenizer) -> None:
        self._encoder, self._heads = encoder.eval(), heads.eval()
        self.values, self.tokenizer = values, tokenizer

    def encode(self, encoded: Encoded) -> tuple[Array, Array]:
        with torch.no_grad():
            ids = torch.from_numpy(encoded.ids)[None]
            units, logits = self._encoder(
                ids, torch.ones_like(ids), torch.from_numpy(encoded.kinds)[None],
                torch.from_numpy(encoded.segments)[None], torch.from_numpy(encoded.pool)[None],
            )  # fmt: skip
            return units[0].numpy(), torch.sigmoid(logits[0]).numpy()

    def read(self, units: Array, look: Look) -> Answer:
        with torch.no_grad():
            roles, listed, modality, negated = (x[0] for x in self._heads(torch.from_numpy(units), *stacked([look])))
            return Answer(
                torch.sigmoid(roles).numpy(), listed.numpy(), modality.numpy(), float(torch.sigmoid(negated))
            )


def load_tokenizer(base: Path) -> Tokenizer:
    """The tokenizer of the pre-trained encoder, without the padding and the limits that its file asks for."""
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
