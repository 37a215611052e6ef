"""What a reviewer writes: corrections of a claim and claims to add, checked against the ontology.

What is wrong is a ValueError that says what, and names the nearest thing that would be right.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kg.claims.lines import MODALITIES, check_slot, fields_of, hint, parted, slots_of, spans_of, values_of
from kg.claims.model import Span
from kg.claims.schema import Schema
from kg.review.model import Statement
from kg.review.places import Place, Places, fold

BESIDES = ("type", "modality", "polarity", "attribution", "exclusive", "notes")  # of a claim, besides its slots
_FIELDS = "TYPE || QUOTE || ANCHOR || SLOTS [|| MODALITY [|| VOICES [|| NOTES]]]"


def corrected(said: Statement, text: str, schema: Schema) -> Statement:
    """A claim after `slot=value; slot=value & value`; `slot=` takes a slot away."""
    changes: dict[str, Any] = {}
    slots: dict[str, Any] = dict(said.slots)
    for name, value in fields_of(text):
        if name in BESIDES:
            changes[name] = _besides(name, value, schema)
        elif not value:
            if name not in slots:
                raise ValueError(f"{name}=: the claim has no slot {name}{hint(name, slots)}")
            del slots[name]
        else:
            slots |= values_of(name, value)
    changed = replace(said, slots=slots, **changes)
    check(changed, schema, names=BESIDES)
    if changed.said == said.said and changed.notes == said.notes:
        raise ValueError("the claim says just that already; accept it as it is")
    return changed


def check(said: Statement, schema: Schema, names: Iterable[str] = ()) -> None:
    """Raise ValueError for a type, slot or closed value that the ontology does not know."""
    if said.type not in schema.types:
        raise ValueError(f"no type {said.type}{hint(said.type, schema.types)}")
    known = schema.types[said.type].slots
    for name, value in said.slots.items():
        check_slot(said.type, name, value, known.get(name), (*known, *names))


def _besides(name: str, value: str, schema: Schema) -> Any:
    if name in ("attribution", "exclusive"):
        return tuple(parted(value))
    if name == "notes":
        if not all(n.isdecimal() for n in parted(value)):
            raise ValueError(f"notes={value}: no numbers of notes; write 12 or 12 & 13")
        return tuple(int(n) for n in parted(value))
    allowed = schema.types if name == "type" else schema.schemes[name]
    if value not in allowed:
        raise ValueError(f"{name}={value}: allowed are {', '.join(sorted(allowed))}{hint(value, allowed)}")
    return value


@dataclass(frozen=True, slots=True)
class Addition:
    """A claim that a reviewer adds: what it says, where, and the words that carry it."""

    said: Statement
    place: Place
    span: Span
    anchor: str
    nth: int


def added(line: str, here: Place | None, places: Places, schema: Schema) -> Addition:
    """The claim of a line as annotators write them; its quote is sought in the sentence at hand, then in the text."""
    fields = [part.strip() for part in line.split("||")]
    if not 4 <= len(fields) <= 7:
        raise ValueError(f"{len(fields)} fields; write {_FIELDS}")
    kind, quote, anchor, slots, mode, voices, notes = [*fields, *["-"] * (7 - len(fields))]
    if mode not in ("", "-") and (mode.removesuffix("-") not in MODALITIES):
        raise ValueError(f"no modality {mode}; write one of {', '.join(MODALITIES)}, with - where it is negated")
    said = Statement(
        kind,
        slots_of(slots),
        MODALITIES[mode.removesuffix("-")] if mode not in ("", "-") else "asserted",
        "negated" if len(mode) > 1 and mode.endswith("-") else "affirmed",
        attribution=() if voices == "-" else tuple(parted(voices)),
        notes=None if notes in ("", "-") else _besides("notes", notes, schema),
    )
    check(said, schema)
    place, start, end = _sought(quote, here, places)
    words, nth = _anchored(anchor, place.sentence.text[start:end])
    return Addition(said, place, place.sentence.source_span(start, end), words, nth)


def _sought(quote: str, here: Place | None, places: Places) -> tuple[Place, int, int]:
    words = fold(quote)
    if not words.strip(" .…"):
        raise ValueError(f"no quote; write {_FIELDS}")
    for at_hand in (here,) if here else ():
        for start, end in spans_of(words, at_hand.text):
            return at_hand, start, end
    found = [(p, *next(spans_of(words, p.text))) for p in places if any(spans_of(words, p.text))]
    if not found:
        raise ValueError(f"quote in no sentence: {quote}")
    if len(found) > 1:
        raise ValueError(f"{quote}: stands in {len(found)} sentences; quote more, or go to the right one first")
    return found[0]


def _anchored(anchor: str, quote: str) -> tuple[str, int]:
    words, _, nth = anchor.partition("#")
    wanted = int(nth) if nth.isdecimal() else 1
    hits = list(spans_of(fold(words), fold(quote))) if words.strip(" .…") else []
    if not 1 <= wanted <= len(hits):
        raise ValueError(f"anchor not in the quote: {anchor or 'none'}; name the figure or words that carry the claim")
    start, end = hits[wanted - 1]
    exact = quote[start:end]
    return exact, 1 + sum(fold(quote).startswith(fold(exact), at) for at in range(start))


def written(slots: Mapping[str, Any]) -> str:
    """Slots as a reviewer would write them."""
    parts = []
    for name, value in slots.items():
        values = value if isinstance(value, list) else [value]
        parts.append(f"{name}={('-' if name == 'year' else ' & ').join(map(str, values))}")
    return "; ".join(parts)
