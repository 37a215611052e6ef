"""Turns lines of annotation into gold claims with offsets, and says what is wrong with them.

`python scripts/annotations.py FOLDER NAME ...` reads FOLDER/NAME.txt and FOLDER/NAME.ann and writes FOLDER/NAME.jsonl;
the form of the lines is told in evaluation/ANNOTATION.md.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

from kg.claims.lines import MODALITIES, check_figures, check_slot, placed, slots_of
from kg.claims.schema import schema
from kg.document import Document, read_text

FIELDS = 7


def claim_of(line: str, document: Document, text: str) -> dict[str, Any]:
    """A gold claim from one line; ValueError says what is wrong."""
    fields = [part.strip() for part in line.split("||")]
    if len(fields) != FIELDS:
        raise ValueError(f"{len(fields)} fields instead of {FIELDS}")
    kind, quote, anchor, slots_field, mode, voices, notes = fields
    if kind not in schema().types:
        raise ValueError(f"no type {kind}")
    if not re.fullmatch("[aefrh]-?", mode):
        raise ValueError(f"no modality {mode}")
    slots = slots_of(slots_field)
    for name, value in slots.items():
        check_slot(kind, name, value, schema().slot(kind, name))
    start, end, first, last = placed(quote, anchor, document, text)
    sentence = document.sentence_at(start)
    assert sentence is not None
    if any(c.isdigit() for c in text[first:last]) and slots.get("unit") != ["rank"]:
        check_figures(slots, sentence.text)
    return {
        "type": kind, "quote": text[start:end], "start": start, "end": end, "anchor": text[first:last],
        "anchor_start": first, "anchor_end": last, "slots": slots, "modality": MODALITIES[mode[0]],
        "polarity": "negated" if mode.endswith("-") else "affirmed",
        "attribution": [v.strip() for v in voices.split("&") if v.strip() not in ("", "-")],
        "notes": [int(n) for n in re.findall(r"\d+", notes)],
    }  # fmt: skip


def convert(folder: Path, name: str) -> int:
    """Write the claims of one passage; the number of faulty lines, each of which is told on standard error."""
    text = (folder / f"{name}.txt").read_text(encoding="utf-8")
    document = read_text(text, f"{name}.txt")
    claims, faults = [], 0
    for at, line in enumerate((folder / f"{name}.ann").read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            claims.append(claim_of(line, document, text))
        except ValueError as error:
            faults += 1
            print(f"{name}.ann:{at}: {error}", file=sys.stderr)
    claims.sort(key=lambda c: (c["start"], c["end"]))
    rows = "".join(json.dumps(c, ensure_ascii=False) + "\n" for c in claims)
    (folder / f"{name}.jsonl").write_text(rows, encoding="utf-8")
    return faults


def main() -> None:
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(1 if sum(convert(Path(sys.argv[1]), name) for name in sys.argv[2:]) else 0)


if __name__ == "__main__":
    main()
