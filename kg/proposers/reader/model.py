"""The trained network, run by onnxruntime. Weights lie in `weights/`, made by `training/`."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import numpy as np
import onnxruntime as ort
from tokenizers import Tokenizer

from kg.proposers.reader.decode import Answer
from kg.proposers.reader.encoding import Array, Encoded
from kg.proposers.reader.labels import ROLES, TYPES, ValueGroups
from kg.proposers.reader.look import Look

WEIGHTS = Path(__file__).parent / "weights"


class Model:
    """The network of `decode.Network`. One window at a time, on one thread: so that nothing else can matter."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # The arenas keep the memory of the largest window ever read.
        options.enable_cpu_mem_arena = False
        self._encoder = ort.InferenceSession(folder / "encoder.onnx", options, providers=["CPUExecutionProvider"])
        self._heads = ort.InferenceSession(folder / "heads.onnx", options, providers=["CPUExecutionProvider"])
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        about = json.loads((folder / "values.json").read_text(encoding="utf-8"))
        if (tuple(about["types"]), tuple(about["roles"])) != (TYPES, ROLES):
            raise ValueError(f"{folder}: weights of other types or roles; train again")
        self.values = ValueGroups({name: tuple(v) for name, v in about["values"].items()})

    def encode(self, encoded: Encoded) -> tuple[Array, Array]:
        """Units [U, H] and probabilities of anchors [U, types]."""
        given = {"ids": encoded.ids, "kinds": encoded.kinds, "segments": encoded.segments, "pool": encoded.pool}
        units, anchors = self._encoder.run(None, given)
        return units, anchors

    def read(self, units: Array, look: Look) -> Answer:
        """What the claim at one anchor says.

        No other anchor is read beside it: int8 scales its inputs by the largest, so that the others would matter.
        """
        given = {
            "units": units, "view": look.view, "distance": look.distance, "kinds": look.kinds, "same": look.same,
            "at": np.array(look.at), "type": np.array(look.type),
        }  # fmt: skip
        roles, listed, modality, negated = self._heads.run(None, given)
        return Answer(roles, listed, modality, float(negated))


@cache
def model() -> Model:
    """The shipped network, loaded once."""
    return Model()
