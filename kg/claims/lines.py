"""Claims as people write them down by hand: slots, quotes and anchors of a line, checked against the ontology.

The form is told in `evaluation/ANNOTATION.md`. What is wrong is a ValueError whose message says what, and
names the nearest thing that would be right.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from typing import Any

from kg.claims.schema import SlotType
from kg.document import Document
from kg.periods import FIRST_YEAR, LAST_YEAR, is_year
from kg.quantities import values

MODALITIES = {"a": "asserted", "e": "estimated", "f": "forecast", "r": "recommended", "h": "hypothetical"}
NUMBERS = ("low", "high", "count", "since")
_SKIPPED = r".{0,400}?"  # what an ellipsis in a quote stands for
_TOLERANCE = 0.005
_SHORT = re.compile(r"(?<![0-9])([0-9]{2})([0-9]{2})\s*[-–]\s*([0-9]{2})(?![0-9])")  # 2015-18


def hint(word: str, known: Iterable[str]) -> str:
    """The nearest known word, as the end of a message; nothing where none is near.

    >>> hint("persns", ["persons", "percent"]), hint("x", ["persons"])
    ('; did you mean persons?', '')
    """
    near = difflib.get_close_matches(word, sorted(known), n=1)
    return f"; did you mean {near[0]}?" if near else ""


def spans_of(quote: str, text: str) -> Iterator[tuple[int, int]]:
    """Where a quote stands, with any white space, glued note numbers, and words left out at an ellipsis."""
    parts = [part.split() for part in re.split(r"\.\.\.|…", quote) if part.strip()]
    glued = [r"\s+".join(re.escape(w) + (r"\d{0,3}" if w[-1] in ".,”\";:)" else "") for w in part) for part in parts]
    yield from (match.span() for match in re.finditer(_SKIPPED.join(glued), text))


def number(word: str) -> int | float:
    """A figure in digits, with or without separators.

    >>> number("1,200"), number("33.3")
    (1200, 33.3)
    """
    try:
        value = float(word.replace(",", ""))
    except ValueError:
        raise ValueError(f"{word}: no figure; write digits, such as 1200 or 33.3") from None
    if value in (float("inf"), float("-inf")) or value != value:
        raise ValueError(f"{word}: no figure; write digits, such as 1200 or 33.3")
    return int(value) if value == int(value) else value


def fields_of(text: str) -> Iterator[tuple[str, str]]:
    """Names and values of `name=value; name=value`; a value may be empty."""
    for part in filter(None, (p.strip() for p in text.split(";"))):
        name, sign, value = (p.strip() for p in part.partition("="))
        if not sign or not name:
            raise ValueError(f"{part}: no slot with a value; write name=value")
        yield name, value


def parted(value: str) -> list[str]:
    """Values of a list that `&` parts."""
    return [v.strip() for v in value.split("&") if v.strip()]


def values_of(name: str, value: str) -> dict[str, Any]:
    """What one `name=value` says: numbers bare, lists for everything else; `eq` stands for both bounds.

    >>> values_of("eq", "900"), values_of("parties", "NP & QA"), values_of("year", "2015-18")
    ({'low': 900, 'high': 900}, {'parties': ['NP', 'QA']}, {'year': [2015, 2018]})
    """
    if name == "eq":
        return {"low": number(value), "high": number(value)}
    if name in NUMBERS:
        return {name: number(value)}
    if name == "year":
        return {name: _years(value)}
    return {name: parted(value)}


def _years(value: str) -> list[int]:
    words = [y.strip() for y in re.split(r"[-–&,]", _SHORT.sub(_full, value))]
    if not all(y.isdecimal() and is_year(int(y)) for y in words):
        raise ValueError(f"year={value}: no year from {FIRST_YEAR} to {LAST_YEAR}; write 2015 or 2015-2018")
    return [int(y) for y in words]


def _full(found: re.Match[str]) -> str:
    """A period with its last year in full; as it stands where that would lie before the first."""
    century, first, last = found.groups()
    return f"{century}{first}-{century}{last}" if first <= last else found[0]


def slots_of(text: str) -> dict[str, Any]:
    """Slots of `name=value; name=value & value`."""
    slots: dict[str, Any] = {}
    for name, value in fields_of(text):
        if not value:
            raise ValueError(f"slot without a value: {name}=")
        slots |= values_of(name, value)
    if not slots:
        raise ValueError("no slots")
    return slots


def check_slot(kind: str, name: str, value: Any, slot: SlotType | None, known: Iterable[str] = ()) -> None:
    """Raise ValueError for a slot or value that the ontology does not know; `known` are the type's slots."""
    if slot is None:
        raise ValueError(f"{kind} has no slot {name}{hint(name, known)}")
    if slot.kind == "concept":
        for wrong in (v for v in value if v not in slot.allowed):
            allowed = ", ".join(sorted(slot.allowed))
            raise ValueError(f"{name}={wrong}: allowed are {allowed}{hint(wrong, slot.allowed)}")
    if slot.kind == "code" and not all(re.fullmatch("[A-Z]{3}", code) for code in value):
        raise ValueError(f"{name}={' & '.join(value)} is no currency code")


def check_figures(slots: dict[str, Any], sentence: str) -> None:
    """Raise ValueError for a bound that cannot be read again from its sentence."""
    readable = {sign * v for v in values(sentence) for sign in (1, -1)}
    for name in NUMBERS:
        wanted = slots.get(name)
        if wanted is not None and not any(abs(v - wanted) <= _TOLERANCE * abs(wanted) for v in readable):
            raise ValueError(f"{name}={wanted} cannot be read from the sentence")


def placed(quote: str, anchor: str, document: Document, text: str) -> tuple[int, int, int, int]:
    """Offsets of quote and anchor; `anchor#2` is its second occurrence in the quote."""
    anchor, _, nth = anchor.partition("#")
    wanted = int(nth) if nth.isdecimal() else 1
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
