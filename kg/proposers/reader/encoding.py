"""A window as the arrays that the encoder takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from kg.proposers.reader.units import KIND_INDEX
from kg.proposers.reader.windows import Window

if TYPE_CHECKING:
    from tokenizers import Tokenizer

PIECES_A_UNIT = 12
LONGEST_INPUT = 500  # pieces; the encoder has 512 positions
_SPECIAL_KIND = len(KIND_INDEX)
_SPECIAL_SEGMENT = 3

Array = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True, slots=True)
class Encoded:
    """Word pieces of a window: `ids`, `kinds`, `segments` [T] and `pool` [U, T], the mean of a unit's pieces."""

    ids: Array
    kinds: Array
    segments: Array
    pool: Array


def encode(window: Window, tokenizer: Tokenizer, dropped: Callable[[], bool] | None = None) -> Encoded:
    """Arrays of a window; `dropped` says of each word whether training hides it."""
    start, stop, hidden = (tokenizer.token_to_id(t) or 0 for t in ("[CLS]", "[SEP]", "[MASK]"))
    ids, kinds, segments = [start], [_SPECIAL_KIND], [_SPECIAL_SEGMENT]
    owner = [-1]
    last = -1
    for index, placed in enumerate(window.placed):
        if last >= 0 and placed.segment != last:
            ids.append(stop)
            kinds.append(_SPECIAL_KIND)
            segments.append(_SPECIAL_SEGMENT)
            owner.append(-1)
        last = placed.segment
        pieces = tokenizer.encode(placed.unit.text, add_special_tokens=False).ids[:PIECES_A_UNIT]
        if dropped and dropped():
            pieces = [hidden]
        if len(ids) + len(pieces) >= LONGEST_INPUT:
            pieces = []
        ids += pieces
        kinds += [KIND_INDEX[placed.unit.kind]] * len(pieces)
        segments += [placed.segment] * len(pieces)
        owner += [index] * len(pieces)
    ids.append(stop)
    kinds.append(_SPECIAL_KIND)
    segments.append(_SPECIAL_SEGMENT)
    owner.append(-1)
    owners = np.array(owner)
    pool = (owners[None, :] == np.arange(len(window.placed))[:, None]).astype(np.float32)
    pool /= np.maximum(pool.sum(axis=1, keepdims=True), 1)
    return Encoded(np.array(ids), np.array(kinds), np.array(segments), pool)
