"""Writes trained weights as two int8 ONNX graphs.

`python -m training.export --weights FOLDER --base FOLDER --out FOLDER`
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer
from torch import Tensor, nn

from kg.proposers.reader.labels import ROLES, TYPES
from training.network import Encoder, Heads
from training.weights import listed, load

NARROWING = re.compile(r"/(?:layer\.\d+/output/dense|narrow)/MatMul$")
BLOCK = 128  # inputs that share a scale


class EncoderGraph(nn.Module):
    """One window: [T] inputs, [U, T] pool → units [U, H], probabilities of anchors [U, types]."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor, kinds: Tensor, segments: Tensor, pool: Tensor) -> tuple[Tensor, Tensor]:
        units, logits = self.encoder(ids[None], torch.ones_like(ids)[None], kinds[None], segments[None], pool[None])
        return units[0], torch.sigmoid(logits[0])


class HeadsGraph(nn.Module):
    """One anchor of a window, as in `look.Look`."""

    def __init__(self, heads: Heads) -> None:
        super().__init__()
        self.heads = heads

    def forward(
        self, units: Tensor, view: Tensor, distance: Tensor, kinds: Tensor, same: Tensor, at: Tensor, type_: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        seen = torch.ones_like(view, dtype=units.dtype)
        rows = (x[None] for x in (view, seen, at, type_, distance, kinds, same))
        roles, listed, modality, negated = (x[0] for x in self.heads(units, *rows))
        return torch.sigmoid(roles), listed, modality, torch.sigmoid(negated)


def export(weights: Path, base: Path, out: Path) -> None:
    """Graphs, tokenizer and listed values into a folder."""
    values = listed(weights)
    encoder = Encoder(base).eval()
    encoder.bert.config._attn_implementation = "eager"
    heads = Heads(encoder, values).eval()
    load(weights, encoder, heads)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        _encoder_graph(encoder, Path(scratch) / "encoder.onnx")
        _heads_graph(heads, encoder.size, Path(scratch) / "heads.onnx")
        for name in ("encoder.onnx", "heads.onnx"):
            _quantized(Path(scratch) / name, out / name)
            print(f"{name}: {(out / name).stat().st_size / 1e6:.1f} MB")
    shutil.copyfile(base / "tokenizer.json", out / "tokenizer.json")
    (out / "values.json").write_text(
        json.dumps({"types": TYPES, "roles": ROLES, "values": dict(values.groups)}, indent=1, ensure_ascii=False)
        + "\n",
        encoding="utf-8",
    )


def _quantized(graph: Path, out: Path) -> None:
    """The graph in int8.

    Some few of the inputs of a feed-forward's second product are far larger than the others, so that one scale for
    all would blur these: there every block of inputs has its own.
    """
    narrowing = [node.name for node in onnx.load(graph).graph.node if NARROWING.search(node.name)]
    quantize_dynamic(
        graph, graph, weight_type=QuantType.QInt8, per_channel=True, nodes_to_exclude=narrowing,
        extra_options={"MatMulConstBOnly": True},
    )  # fmt: skip
    blocks = MatMulNBitsQuantizer(onnx.load(graph), bits=8, block_size=BLOCK, is_symmetric=True, accuracy_level=4)
    blocks.process()
    blocks.model.save_model_to_file(str(out), False)


def _encoder_graph(encoder: Encoder, path: Path) -> None:
    ids = torch.randint(0, 2000, (40,))
    pool = torch.from_numpy(np.eye(30, 40, dtype=np.float32))
    torch.onnx.export(
        EncoderGraph(encoder), (ids, torch.zeros_like(ids), torch.zeros_like(ids), pool), str(path),
        input_names=["ids", "kinds", "segments", "pool"], output_names=["units", "anchors"],
        dynamic_axes={"ids": {0: "T"}, "kinds": {0: "T"}, "segments": {0: "T"}, "pool": {0: "U", 1: "T"}},
        opset_version=17, dynamo=False,
    )  # fmt: skip
    onnx.checker.check_model(str(path))


def _heads_graph(heads: Heads, size: int, path: Path) -> None:
    units, row, place = torch.randn(30, 2 * size), torch.zeros(20, dtype=torch.long), torch.tensor(0)
    rows = ["view", "distance", "kinds", "same"]
    torch.onnx.export(
        HeadsGraph(heads), (units, row, row, row, torch.ones_like(row), place, place), str(path),
        input_names=["units", *rows, "at", "type"], output_names=["roles", "listed", "modality", "negated"],
        dynamic_axes={"units": {0: "U"}} | {name: {0: "V"} for name in rows},
        opset_version=17, dynamo=False,
    )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("weights", "base", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    given = parser.parse_args()
    export(given.weights, given.base, given.out)


if __name__ == "__main__":
    main()
