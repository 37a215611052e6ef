"""Gold on disk: passages `NAME.txt` with gold claims `NAME.jsonl` beside them, and splits by name."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import UserError

Record = Mapping[str, Any]
_GLUED = r"\d{0,3}"


@dataclass(frozen=True, slots=True)
class GoldPassage:
    """A text with its gold claims; each has `start` and `end` in the text. `lost`: quotes that are not there."""

    name: str
    path: Path
    claims: tuple[Record, ...]
    lost: int = 0
    extent: tuple[int, int] | None = None


def gold_folder(folder: Path, split: str | None = None) -> list[GoldPassage]:
    """The passages of a folder, in the order of their names; those of one split of its `splits.toml`.

    Raises:
        UserError: no passages, no such split, or gold that is no JSON.
    """
    names = _names(folder, split)
    texts = {path.stem: path for path in sorted(folder.rglob("*.txt"))}
    missing = [n for n in names or () if n not in texts]
    if missing:
        raise UserError(f"{folder}: no text for {missing[0]}, which splits.toml names")
    chosen = [p for n, p in texts.items() if (names is None or n in names) and p.with_suffix(".jsonl").exists()]
    if not chosen:
        raise UserError(f"{folder}: no passages; gold is NAME.txt with claims in NAME.jsonl beside it")
    return [gold_passage(path, path.with_suffix(".jsonl")) for path in chosen]


def splits(folder: Path) -> dict[str, list[str]]:
    """Names of the passages of each split."""
    path = folder / "splits.toml"
    if not path.exists():
        raise UserError(f"{folder}: no splits.toml, so it has no splits")
    return {name: list(found) for name, found in tomllib.loads(path.read_text(encoding="utf-8")).items()}


def _names(folder: Path, split: str | None) -> frozenset[str] | None:
    if not folder.is_dir():
        raise UserError(f"{folder}: no such folder")
    if split is None:
        return None
    known = splits(folder)
    if split not in known:
        raise UserError(f"{split}: no split of {folder}; there are {', '.join(sorted(known))}")
    return frozenset(known[split])


def gold_passage(text: Path, gold: Path, extent: tuple[int, int] | None = None) -> GoldPassage:
    """A text with gold; `extent` keeps the claims that lie in a range of characters."""
    try:
        source = text.read_bytes().decode("utf-8")
        records = _records(gold)
    except OSError as error:
        raise UserError(f"{error.filename}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise UserError(f"{text}: not UTF-8") from error
    placed, lost = [], 0
    for record in records:
        spans = _spans(record, source)
        if extent:
            inside = [s for s in spans if extent[0] <= s[0] and s[1] <= extent[1]]
            if spans and not inside:
                continue
            spans = inside
        if spans:
            placed.append({**record, "start": spans[0][0], "end": spans[0][1]})
        else:
            lost += 1
    return GoldPassage(text.stem, text, tuple(placed), lost, extent)


def _records(path: Path) -> list[Record]:
    records = []
    for number, row in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if row.strip():
            try:
                records.append(json.loads(row))
            except json.JSONDecodeError as error:
                raise UserError(f"{path}:{number}: not JSON ({error.msg})") from error
    return records


def _spans(record: Record, text: str) -> Sequence[tuple[int, int]]:
    """Where a gold claim stands: its offsets, else the places of its quote, note numbers within it skipped."""
    if "start" in record:
        return [(int(record["start"]), int(record["end"]))]
    words: Iterable[str] = str(record["quote"]).split()
    pattern = r"\s+".join(re.escape(w) + (_GLUED if w[-1] in ".,;:”\"’)" else "") for w in words)
    return [m.span() for m in re.finditer(pattern, text)]
