"""Turns lines of annotation into gold claims with offsets, and says what is wrong with them.

`python scripts/annotations.py FOLDER NAME ...` reads FOLDER/NAME.txt and FOLDER/NAME.ann and writes FOLDER/NAME.jsonl;
the form of the lines is told in evaluation/ANNOTATION.md.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.claims.schema import SlotType, schema
from kg.document import Document, read_text
from kg.quantities import values

MODALITIES = {"a": "asserted", "e": "estimated", "f": "forecast", "r": "recommended", "h": "hypothetical"}
NUMBERS = ("low", "high", "count", "since")
FIELDS = 7
SKIPPED = r".{0,400}?"  # what an ellipsis in a quote stands for
TOLERANCE = 0.005


def spans_of(quote: str, text: str) -> Iterator[tuple[int, int]]:
    """Where a quote stands, with any white space, glued note numbers, and words left out at an ellipsis."""
    parts = [part.split() for part in re.split(r"\.\.\.|…", quote) if part.strip()]
    glued = [r"\s+".join(re.escape(w) + (r"\d{0,3}" if w[-1] in ".,”\";:)" else "") for w in part) for part in parts]
    yield from (match.span() for match in re.finditer(SKIPPED.join(glued), text))


def number(word: str) -> int | float:
    value = float(word.replace(",", ""))
    return int(value) if value == int(value) else value


def slots_of(field: str) -> dict[str, Any]:
    """Slots from `name=value; name=value & value`."""
    slots: dict[str, Any] = {}
    for part in filter(None, (p.strip() for p in field.split(";"))):
        name, _, value = (p.strip() for p in part.partition("="))
        if not value:
            raise ValueError(f"slot without a value: {part}")
        if name == "eq":
            slots["low"] = slots["high"] = number(value)
        elif name in NUMBERS:
            slots[name] = number(value)
        elif name == "year":
            slots[name] = [int(year) for year in re.split(r"[-&,]", value)]
        else:
            slots[name] = [v.strip() for v in value.split("&") if v.strip()]
    if not slots:
        raise ValueError("no slots")
    return slots


def check_slot(kind: str, name: str, value: Any, slot: SlotType | None) -> None:
    """Raise ValueError for a slot or value that the ontology does not know."""
    if slot is None:
        raise ValueError(f"{kind} has no slot {name}")
    if slot.kind == "concept" and not set(value) <= slot.allowed:
        raise ValueError(f"{name}={value}: allowed are {', '.join(sorted(slot.allowed))}")
    if slot.kind == "code" and not all(re.fullmatch("[A-Z]{3}", code) for code in value):
        raise ValueError(f"{name}={value} is no currency code")


def check_figures(slots: dict[str, Any], sentence: str) -> None:
    """Raise ValueError for a bound that cannot be read again from its sentence."""
    readable = {sign * v for v in values(sentence) for sign in (1, -1)}
    for name in NUMBERS:
        wanted = slots.get(name)
        if wanted is not None and not any(abs(v - wanted) <= TOLERANCE * abs(wanted) for v in readable):
            raise ValueError(f"{name}={wanted} cannot be read from the sentence")


def placed(quote: str, anchor: str, document: Document, text: str) -> tuple[int, int, int, int]:
    """Offsets of quote and anchor; `anchor#2` is its second occurrence in the quote."""
    anchor, _, nth = anchor.partition("#")
    wanted = int(nth or 1)
    found = False
    for start, end in spans_of(quote, text):
        sentence = document.sentence_at(start)
        if sentence is None or end > sentence.span.end:
            continue
        found = True
        hits = list(spans_of(anchor, text[start:end]))
        if len(hits) >= wanted:
            first, last = hits[wanted - 1]
            return start, end, start + first, start + last
    raise ValueError(f"anchor not in the quote: {anchor}" if found else f"quote in no sentence: {quote}")


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
