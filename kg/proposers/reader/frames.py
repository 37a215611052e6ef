"""Frames: how a kind of claim is worded, as data. Read from `frames/*.yaml`, compiled once.

A pattern is a regular expression over a rendered sentence (see `view`). `{name}` stands for a macro of
`macros.yaml`; `{kind:slot}` captures a slot: `{places:destination}`, `{adjs:origin}`, `{actor:agent}`,
`{words:measure}`; `{count}`, `{share}`, `{money}`, `{rank}` capture the figure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_HERE = Path(__file__).parent
_MACRO = re.compile(r"\{([a-z][a-z-]*)(?::([a-z]+))?\}")
_GROUP = re.compile(r"\(\?P<([a-z]+)>")
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with the claims that the frame must read from it; none in a counter-example."""

    text: str
    claims: tuple[Mapping[str, Any], ...] = ()
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """One wording of one type of claim.

    `roles` are looked for in the clause of a match, for slots that the match left empty; `lookup` fills a
    closed slot from a vocabulary by the words of the clause; `named` gives the usual name of captured words;
    `default` holds what an empty slot means;
    `inherit` names slots that may hold the state that the text is about, when the sentence names no other;
    `require` lists groups of slots of which one must be filled; `polarity` is given where the wording
    itself affirms or denies; `pairs` makes one claim for each pair of parties.
    """

    name: str
    type: str
    trigger: re.Pattern[str]
    patterns: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str] | None = None
    roles: Mapping[str, tuple[re.Pattern[str], ...]] = field(default_factory=dict)
    fixed: Mapping[str, str | int] = field(default_factory=dict)
    lookup: Mapping[str, str] = field(default_factory=dict)
    named: Mapping[str, str] = field(default_factory=dict)
    default: Mapping[str, str] = field(default_factory=dict)
    inherit: frozenset[str] = frozenset()
    require: tuple[frozenset[str], ...] = ()
    polarity: str | None = None
    pairs: bool = False
    examples: tuple[Example, ...] = ()
    counter_examples: tuple[Example, ...] = ()


Vocabulary = tuple[tuple[re.Pattern[str], str], ...]


@dataclass(frozen=True, slots=True)
class FrameSet:
    """All frames in their order of precedence, and the vocabularies that they look values up in."""

    frames: tuple[Frame, ...]
    vocabularies: Mapping[str, Vocabulary]


@cache
def load() -> FrameSet:
    """The shipped frames: files in the order of their names, frames in the order of the file."""
    shared = _yaml(_HERE / "macros.yaml")
    macros: dict[str, str] = shared["macros"]
    frames = tuple(
        _frame(record, macros) for path in sorted((_HERE / "frames").glob("*.yaml")) for record in _yaml(path)
    )
    vocabularies = {name: _vocabulary(words, macros) for name, words in shared["vocabularies"].items()}
    return FrameSet(frames, vocabularies)


def _yaml(path: Path) -> Any:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with path.open(encoding="utf-8") as lines:
        return yaml.load(lines, Loader=loader)


def expand(pattern: str, macros: Mapping[str, str]) -> str:
    """The regular expression of a pattern with its macros in place."""

    def one(match: re.Match[str]) -> str:
        name, slot = match[1], match[2]
        body = macros[name]
        return f"(?P<{slot}>{body})" if slot else f"(?:{body})"

    for _ in range(_DEEPEST):
        expanded = _MACRO.sub(one, pattern)
        if expanded == pattern:
            return expanded
        pattern = expanded
    raise ValueError(f"macros of {pattern[:40]!r} contain each other")


def _compile(pattern: str, macros: Mapping[str, str]) -> re.Pattern[str]:
    """Compiled pattern; a slot that is captured twice ("A or B" of wordings) gets numbered names."""
    seen: dict[str, int] = {}

    def number(match: re.Match[str]) -> str:
        name = match[1]
        seen[name] = seen.get(name, 0) + 1
        return match[0] if seen[name] == 1 else f"(?P<{name}__{seen[name]}>"

    return re.compile(_GROUP.sub(number, expand(pattern, macros)), re.I)


def _frame(record: Mapping[str, Any], macros: Mapping[str, str]) -> Frame:
    def compiled(patterns: list[str]) -> tuple[re.Pattern[str], ...]:
        return tuple(_compile(p, macros) for p in patterns)

    unless = record.get("unless")
    return Frame(
        name=record["name"],
        type=record["type"],
        trigger=_compile(record["trigger"], macros),
        patterns=compiled(record["patterns"]),
        unless=_compile(unless, macros) if unless else None,
        roles={slot: compiled(found) for slot, found in (record.get("roles") or {}).items()},
        fixed=record.get("set") or {},
        lookup=record.get("lookup") or {},
        named=record.get("named") or {},
        default=record.get("default") or {},
        inherit=frozenset(record.get("inherit", ())),
        require=tuple(frozenset(group.split("|")) for group in record.get("require", ())),
        polarity=record.get("polarity"),
        pairs=bool(record.get("pairs")),
        examples=tuple(
            Example(e["text"], tuple(e["claims"]), e.get("heading", "")) for e in record.get("examples", ())
        ),
        counter_examples=tuple(Example(text) for text in record.get("not", ())),
    )


def _vocabulary(words: Mapping[str, str], macros: Mapping[str, str]) -> Vocabulary:
    return tuple((_compile(rf"\b(?:{pattern})\b", macros), value) for value, pattern in words.items())
