"""From gold claims to labels on units: which unit anchors a claim, which units fill its slots.

Gold names values in the guide's words ("NP", "construction workers"); here they are found again in the
sentence, else before it. What cannot be found is masked, so that it teaches nothing wrong.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.document import read_text
from kg.errors import UserError
from kg.evaluation.folder import splits
from kg.lexicon import Lexicon
from kg.proposers.reader.labels import LISTED, ROLES_OF
from kg.proposers.reader.runs import ACTING
from kg.proposers.reader.units import ACTOR_KINDS, FIGURE_KINDS, Unit
from kg.proposers.reader.view import Actor
from kg.proposers.reader.windows import Line, lines_of
from kg.quantities import Period, Quantity

_STOP = frozenset("a an and at by for from in into of on or s the their to with who which that its his her".split())
_NEAR = 3  # lines back in which a value that the sentence lacks is sought
_FAR = 30  # the same for states and places, which a text goes on about without naming them
_INHERITED = frozenset(
    ("origin", "destination", "sender", "receiver", "parties", "jurisdiction", "place", "agent", "patient", "subject",
     "actor", "addressee", "transit")
)  # fmt: skip
_BACKWARD = frozenset(
    ("agent", "patient", "operator", "organisation", "holder", "payee", "payer", "actor", "attribution",
     "beneficiaries", "target", "addressee")
)  # fmt: skip
_TEXT_REACH = 14  # units that a free-text value may cover


@dataclass(frozen=True, slots=True)
class Anchor:
    """A gold claim on units. `roles`: role → (line, unit) places; `masked`: roles that teach nothing."""

    line: int
    unit: int
    span: tuple[int, int]
    type: str
    roles: Mapping[str, frozenset[tuple[int, int]]]
    ignored: Mapping[str, frozenset[tuple[int, int]]]
    masked: frozenset[str]
    values: Mapping[str, tuple[str, ...]]
    modality: str
    polarity: str
    topics: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A passage: its lines and the anchors of its gold claims."""

    id: str
    lines: tuple[Line, ...]
    anchors: tuple[Anchor, ...]
    lost: int = 0


def labelled(passage: Path, gold: Path, lexicon: Lexicon) -> Labelled:
    """A passage with its gold, aligned."""
    text = passage.read_text(encoding="utf-8")
    lines = tuple(lines_of(read_text(text, passage.name), lexicon))
    records = [json.loads(row) for row in gold.read_text(encoding="utf-8").splitlines() if row.strip()]
    anchors, lost = [], 0
    for record in records:
        anchor = _anchor(record, lines)
        if anchor is None:
            lost += 1
        else:
            anchors.append(anchor)
    return Labelled(passage.stem, lines, tuple(anchors), lost)


def _anchor(record: Mapping[str, Any], lines: Sequence[Line]) -> Anchor | None:
    for index, line in enumerate(lines):
        span = line.sentence.span
        if not span.start <= record["anchor_start"] < span.end:
            continue
        covered = _covered(line, record["anchor_start"], record["anchor_end"])
        if not covered:
            return None
        unit = head_of(line.units, covered)
        found: dict[str, set[tuple[int, int]]] = {}
        ignored: dict[str, set[tuple[int, int]]] = {}
        masked: set[str] = set()
        topics: dict[str, tuple[str, ...]] = {}
        slots = dict(record["slots"])
        if record.get("attribution"):
            slots["attribution"] = record["attribution"]
        for role in (*ROLES_OF[record["type"]], "attribution"):
            if role not in slots:
                continue
            if role in _INHERITED:
                topics[role] = tuple(str(v) for v in _list(slots[role]))
            for value in _values(role, slots[role]):
                places, doubtful = _find(value, role, lines, index, unit)
                if places:
                    found.setdefault(role, set()).update(places)
                    ignored.setdefault(role, set()).update(doubtful)
                else:
                    masked.add(role)
        listed = {name: tuple(str(v) for v in _list(slots[name])) for name in LISTED[record["type"]] if name in slots}
        return Anchor(
            index, unit, (covered[0], covered[-1]), record["type"],
            {k: frozenset(v) for k, v in found.items()},
            {k: frozenset(v - found[k]) for k, v in ignored.items()},
            frozenset(masked), listed, record["modality"], record["polarity"], topics,
        )  # fmt: skip
    return None


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _values(role: str, value: Any) -> list[Any]:
    return [tuple(value)] if role == "year" else _list(value)


def _covered(line: Line, start: int, end: int) -> list[int]:
    clean = line.sentence.offsets
    a, b = clean.first_from(start), clean.first_from(end)
    return [i for i, u in enumerate(line.units) if u.start < b and a < u.end]


def head_of(units: Sequence[Unit], covered: Sequence[int]) -> int:
    """The unit that stands for an anchor: its figure, else its last word that says something."""
    for i in covered:
        if units[i].kind in FIGURE_KINDS:
            return i
    for i in reversed(covered):
        if units[i].kind == "word" and units[i].text.lower() not in _STOP and units[i].text[0].isalnum():
            return i
    return covered[-1]


def stems(text: str) -> list[str]:
    """Words of a text without endings, so that "recruiters" and "recruiting" meet."""
    return [
        w[:5] if len(w) > 5 else w.removesuffix("s") for w in re.findall(r"[^\W_]+", text.lower()) if w not in _STOP
    ]


def _find(
    value: Any, role: str, lines: Sequence[Line], index: int, unit: int
) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """Places of a value: the nearest in the sentence, else the nearest before it; and other, doubtful ones."""
    if role == "year":
        return _by(lines, index, unit, lambda u: isinstance(u.value, Period) and _same_years(u.value, value))
    if role in ("count",):
        return _by(lines, index, unit, lambda u: isinstance(u.value, Quantity) and value in (u.value.low, u.value.high))
    if role == "since":
        return _by(lines, index, unit, lambda u: isinstance(u.value, Period) and u.value.first == value)
    reach = _FAR if role in _INHERITED else _NEAR
    exact = _by(lines, index, unit, lambda u: u.kind in ACTOR_KINDS and names(u, str(value), role in ACTING), reach)
    if exact[0]:
        return exact
    if len(str(value)) == 2 and str(value).isupper():
        return set(), set()
    text = _text_span(lines[index], str(value), unit)
    if text:
        return {(index, i) for i in text}, _echoes(lines, index, str(value))
    for back in _before(lines, index, _NEAR) if role in _BACKWARD else ():
        if text := _text_span(lines[back], str(value), len(lines[back].units)):
            return {(back, i) for i in text}, _echoes(lines, index, str(value))
    return set(), set()


def _before(lines: Sequence[Line], index: int, reach: int) -> Iterator[int]:
    """The lines of the section before one, the nearest first."""
    for back in range(index - 1, max(-1, index - 1 - reach), -1):
        if lines[back].section != lines[index].section:
            return
        yield back


def _echoes(lines: Sequence[Line], index: int, value: str) -> set[tuple[int, int]]:
    """Words of a value in the lines before one: they may well mean the same, so they are not held to be wrong."""
    wanted = set(stems(value))
    return {
        (back, i)
        for back in _before(lines, index, _NEAR)
        for i, unit in enumerate(lines[back].units)
        if wanted & set(stems(unit.text))
    }


def names(unit: Unit, value: str, acting: bool = False) -> bool:
    """Does a mention name a value of the gold? A capital names a government where it is `acting`."""
    if isinstance(unit.value, Actor):
        entry, government = unit.value.entry, unit.value.government
        if value in (entry.code, entry.label) or (acting and government is not None and value == government.code):
            return True
        if len(value) == 2 and value.isupper():
            return False
    if unit.kind in "SABPR" and len(unit.kind) == 1:
        return unit.text.lower().removeprefix("the ") == value.lower().removeprefix("the ")
    one, other = set(stems(unit.text)), set(stems(value))
    return (
        bool(one and other)
        and len(one & other) / min(len(one), len(other)) >= 0.5
        and len(one & other) / len(other) >= 0.5
    )


def _same_years(period: Period, years: tuple[int, ...]) -> bool:
    first = period.first
    last = period.last if period.last is not None else period.first
    return first is not None and first == years[0] and last == years[-1]


def _by(
    lines: Sequence[Line], index: int, unit: int, test: Any, reach: int = _NEAR
) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    here = [i for i, u in enumerate(lines[index].units) if test(u)]
    if here:
        nearest = min(here, key=lambda i: abs(i - unit))
        return {(index, nearest)}, {(index, i) for i in here}
    for back in _before(lines, index, reach):
        found = [i for i, u in enumerate(lines[back].units) if test(u)]
        if found:
            return {(back, found[-1])}, {(back, i) for i in found}
    return set(), set()


def _text_span(line: Line, value: str, unit: int) -> range | None:
    """The run of units that holds most of a value's words, the shortest and nearest; None below half of them."""
    wanted = set(stems(value))
    if not wanted:
        return None
    hits = [(i, s) for i, u in enumerate(line.units) for s in stems(u.text) if s in wanted]
    best: tuple[float, range] | None = None
    for a, (start, _) in enumerate(hits):
        seen: set[str] = set()
        for end, stem in hits[a:]:
            if end - start > _TEXT_REACH:
                break
            seen.add(stem)
            score = len(seen) - 0.08 * (end - start) - 0.01 * abs((start + end) / 2 - unit)
            if len(seen) / len(wanted) >= 0.5 and (best is None or score > best[0]):
                best = score, range(start, end + 1)
    return best[1] if best else None


def load(folder: Path, ids: Iterable[str], lexicon: Lexicon) -> list[Labelled]:
    """Passages of a folder (`ID.txt` with `ID.jsonl`) with their gold."""
    return [labelled(folder / f"{i}.txt", folder / f"{i}.jsonl", lexicon) for i in sorted(ids)]


def training_passages(folder: Path) -> tuple[str, ...]:
    """Names of the passages that train.

    Raises:
        UserError: the folder has none.
    """
    names = splits(folder).get("train", ())
    if not names:
        raise UserError(f"{folder}: no passages train; splits.toml lists them under `train`")
    return tuple(names)
