"""Weights of the network in a folder, between training and export."""

from __future__ import annotations

import json
from pathlib import Path

import torch

from kg.proposers.reader.labels import ValueGroups
from training.network import Encoder, Heads


def save(folder: Path, encoder: Encoder, heads: Heads, values: ValueGroups) -> None:
    """Write weights and listed values, for `training.export` and for a training that goes on from them."""
    folder.mkdir(parents=True, exist_ok=True)
    torch.save({"encoder": encoder.state_dict(), "heads": heads.state_dict()}, folder / "weights.pt")
    (folder / "values.json").write_text(json.dumps(dict(values.groups), indent=1, ensure_ascii=False), encoding="utf-8")


def load(folder: Path, encoder: Encoder, heads: Heads) -> None:
    """Fill modules with the weights of a folder."""
    state = torch.load(folder / "weights.pt")
    encoder.load_state_dict(state["encoder"])
    heads.load_state_dict(state["heads"])


def listed(folder: Path) -> ValueGroups:
    """The listed values of a folder."""
    groups = json.loads((folder / "values.json").read_text(encoding="utf-8"))
    return ValueGroups({k: tuple(v) for k, v in groups.items()})
