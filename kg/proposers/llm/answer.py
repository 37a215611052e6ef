"""What a model may answer: the JSON schema of an answer, and reading one without mending anything.

An answer is `{"claims": [...]}`. A slot is `{"slot": name, "values": [...]}` with values as words, because
endpoints limit how many optional and mixed fields a schema may have; the form of `docs/claims.md`, an object
of slots with bare numbers, is read as well, for answers that are written by hand.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.claims.model import Value
from kg.claims.schema import Schema, SlotType, schema

_FENCE = re.compile(r"\A\s*```(?:json)?[ \t]*\n(?P<inside>.*?)\n?\s*```\s*\Z", re.DOTALL)
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,6})?")
_LARGEST = 10**15  # also keeps out what JSON reads as infinite
_MOST = 500  # claims of one answer; no section holds so many


@dataclass(frozen=True, slots=True)
class Proposed:
    """One claim as a model gives it: words, not yet tied to a place."""

    type: str
    sentence: int | None
    quote: str
    slots: Mapping[str, tuple[Value, ...]]
    modality: str
    polarity: str
    attribution: tuple[str, ...]
    notes: tuple[int, ...]
    exclusive: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Faulty:
    """What of an answer is no claim: `reason` to count by, `detail` to read."""

    reason: str
    detail: str


class _WrongError(ValueError):
    """A value of the wrong kind; the message says which."""


@cache
def answer_schema() -> dict[str, Any]:
    """JSON schema of an answer, in the subset that every kind of endpoint enforces."""
    known = schema()
    names = sorted({s for t in known.types.values() for s in t.slots})
    texts = {"type": "array", "items": {"type": "string"}}
    claim = {
        "type": {"type": "string", "enum": list(known.types)},
        "sentence": {"type": "integer"},
        "quote": {"type": "string"},
        "slots": {
            "type": "array",
            "items": _object({"slot": {"type": "string", "enum": names}, "values": texts}),
        },
        "modality": {"type": "string", "enum": sorted(known.schemes["modality"])},
        "polarity": {"type": "string", "enum": sorted(known.schemes["polarity"])},
        "attribution": texts,
        "notes": {"type": "array", "items": {"type": "integer"}},
        "exclusive": texts,
    }
    return _object({"claims": {"type": "array", "items": _object(claim)}})


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def parse(text: str) -> tuple[list[Proposed], list[Faulty]]:
    """The claims of an answer and what of it is faulty; an answer that is no JSON has no claims."""
    try:
        given = json.loads(_unfenced(text), parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        whole = text.strip()
        cut = whole.lstrip("`json \n").startswith("{") and not whole.rstrip("` \n").endswith("}")
        reason = "truncated-answer" if cut else "malformed-answer"
        return [], [Faulty(reason, f"not JSON ({str(error)[:80]}): “{whole[:40]}”")]
    claims = given.get("claims") if isinstance(given, dict) else None
    if not isinstance(claims, list):
        return [], [Faulty("malformed-answer", "no object with a list of claims")]
    proposed: list[Proposed] = []
    faulty: list[Faulty] = []
    for number, claim in enumerate(claims, 1):
        if number > _MOST:
            faulty.append(Faulty("malformed-answer", f"more than {_MOST} claims; the rest is not read"))
            break
        try:
            proposed.append(_proposed(claim, schema()))
        except _WrongError as error:
            faulty.append(Faulty("malformed-claim", f"claim {number}: {error}"))
    return proposed, faulty


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is no number")


def _unfenced(text: str) -> str:
    match = _FENCE.match(text)
    return match["inside"] if match else text


def _proposed(given: object, known: Schema) -> Proposed:
    if not isinstance(given, dict):
        raise _WrongError("is no object")
    kind = _text(given, "type")
    sentence = given.get("sentence")
    if sentence is not None and not _whole(sentence):
        raise _WrongError("sentence is no number")
    notes = given.get("notes", [])
    if not isinstance(notes, list) or not all(_whole(n) for n in notes):
        raise _WrongError("notes is no list of numbers")
    return Proposed(
        type=kind,
        sentence=sentence,
        quote=_text(given, "quote"),
        slots=_slots(given.get("slots"), kind, known),
        modality=_text(given, "modality", "asserted"),
        polarity=_text(given, "polarity", "affirmed"),
        attribution=_texts(given, "attribution"),
        notes=tuple(sorted(set(notes))),
        exclusive=_texts(given, "exclusive"),
    )


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _text(given: Mapping[str, object], name: str, default: str | None = None) -> str:
    value = given.get(name, default)
    if not isinstance(value, str) or not value.strip():
        raise _WrongError(f"{name} is no text")
    return value


def _texts(given: Mapping[str, object], name: str) -> tuple[str, ...]:
    value = given.get(name, [])
    if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
        raise _WrongError(f"{name} is no list of texts")
    return tuple(" ".join(v.split()) for v in value)


def _slots(given: object, kind: str, known: Schema) -> dict[str, tuple[Value, ...]]:
    slots: dict[str, tuple[Value, ...]] = {}
    for name, values in _pairs(given):
        if name in slots:
            raise _WrongError(f"slot {name} stands twice")
        slots[name] = tuple(_value(v, name, known.slot(kind, name)) for v in values)
    return slots


def _pairs(given: object) -> list[tuple[str, Sequence[object]]]:
    """Name and values of each slot, from either form; a single value counts as a list of one."""
    if isinstance(given, dict):
        return [(n, v if isinstance(v, list) else [v]) for n, v in given.items()]
    if not isinstance(given, list):
        raise _WrongError("slots is neither a list nor an object")
    pairs = []
    for item in given:
        if not isinstance(item, dict) or not isinstance(item.get("slot"), str):
            raise _WrongError("a slot has no name")
        if not isinstance(item.get("values"), list):
            raise _WrongError(f"slot {item['slot']} has no list of values")
        pairs.append((item["slot"], item["values"]))
    return pairs


def _value(given: object, name: str, slot: SlotType | None) -> Value:
    """A value in the kind that its slot holds; figures are digits alone, nothing is guessed.

    A slot that the ontology does not know is left to the gate, which counts it under its own reason.
    """
    if slot is None and isinstance(given, str | int | float):
        return str(given)
    if slot is not None and slot.kind in ("number", "period", "year"):
        if isinstance(given, str) and _NUMBER.fullmatch(given.strip()):
            number = float(given)
            return int(number) if number == int(number) else number
        if isinstance(given, int | float) and not isinstance(given, bool) and abs(given) < _LARGEST:
            return given
        raise _WrongError(f"slot {name}: {str(given)[:40]!r} is no number in digits")
    if not isinstance(given, str) or not given.strip():
        raise _WrongError(f"slot {name}: {str(given)[:40]!r} is no text")
    return " ".join(given.split())
