"""The exact request for one part: rules, ontology and examples as instructions, the report's words as data."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from kg.document import Document, Sentence
from kg.proposers.llm.answer import answer_schema
from kg.proposers.llm.parts import Part
from kg.proposers.llm.terms import described

_HERE = Path(__file__).parent
MOST_OUTPUT = 16_000  # tokens of an answer


@dataclass(frozen=True, slots=True)
class Request:
    """What is sent for one part of one document, all of it; `turn` is 1, or 2 for what was missing."""

    model: str
    system: str
    user: str
    document: str
    part: int
    turn: int

    @property
    def key(self) -> str:
        """Hash of everything that decides the answer."""
        return hashlib.sha256(json.dumps(self.plain(), sort_keys=True).encode()).hexdigest()[:32]

    def plain(self) -> dict[str, Any]:
        """The request as data: model, instructions, text and the schema of the answer."""
        return {
            "model": self.model,
            "system": self.system,
            "user": self.user,
            "schema": answer_schema(),
            "most_output": MOST_OUTPUT,
        }

    @property
    def length(self) -> int:
        """Characters that are sent."""
        return len(self.system) + len(self.user) + len(json.dumps(answer_schema()))


def request(document: Document, part: Part, model: str) -> Request:
    """What is asked of a part in the first place: all its claims."""
    lines = [*_place(document, part), "", "File every claim of the numbered sentences between the two tags.", ""]
    return Request(model, instructions(), "\n".join(lines + _data(document, part)), document.id, part.number, 1)


def second_request(
    document: Document, part: Part, model: str, asked: Mapping[int, Sequence[str]], filed: Iterable[str]
) -> Request:
    """What is asked once more: `asked` holds for a sentence what seems to be missing, `filed` the claims it has."""
    lines = [
        *_place(document, part),
        "",
        "Claims of this passage have been filed. A program thinks that the following sentences say more. File what is",
        "missing in these sentences alone, and only if it is really there; an empty list is a good answer.",
        "",
        *(f"[{number}] {'; '.join(reasons)}" for number, reasons in sorted(asked.items())),
    ]
    if known := list(filed):
        lines += ["", "Filed already, not to be filed again:", *known]
    return Request(
        model, instructions(), "\n".join([*lines, "", *_data(document, part)]), document.id, part.number, 2
    )


@cache
def instructions() -> str:
    """The part of every request that is the same: guide, ontology, examples."""
    guide = (_HERE / "guide.md").read_text(encoding="utf-8").strip()
    return "\n\n".join([guide, described(), *_examples()]) + "\n"


@cache
def examples() -> tuple[tuple[str, dict[str, Any]], ...]:
    """Passages of our own with the answers that are wanted, in full."""
    given = yaml.safe_load((_HERE / "examples.yaml").read_text(encoding="utf-8"))
    return tuple((" ".join(e["text"].split()), {"claims": [_full(c) for c in e["claims"]]}) for e in given)


def _full(claim: Mapping[str, Any]) -> dict[str, Any]:
    """A claim of the examples with every field that an answer has, in the order of the schema."""
    slots = {n: v if isinstance(v, list) else [v] for n, v in claim["slots"].items()}
    return {
        "type": claim["type"],
        "sentence": claim["sentence"],
        "quote": claim["quote"],
        "slots": [{"slot": n, "values": [str(v) for v in values]} for n, values in slots.items()],
        "modality": claim.get("modality", "asserted"),
        "polarity": claim.get("polarity", "affirmed"),
        "attribution": claim.get("attribution", []),
        "notes": claim.get("notes", []),
        "exclusive": claim.get("exclusive", []),
    }


def _examples() -> list[str]:
    from kg.document import read_text

    told = ["# Examples"]
    for text, answer in examples():
        sentences = enumerate(read_text(text, "example", "plain").sentences(), 1)
        passage = "\n".join(f"[{number}] {s.text}" for number, s in sentences)
        told.append(f"Passage:\n{passage}\nAnswer:\n{json.dumps(answer, ensure_ascii=False)}")
    return told


def _place(document: Document, part: Part) -> list[str]:
    tag = tag_of(document, part)
    return [f"The tag of this passage is {tag}. The passage ends with the line </{tag}> and nowhere before."]


def _data(document: Document, part: Part) -> list[str]:
    """The report's words, and nothing else, between two lines with the tag."""
    tag = tag_of(document, part)
    return [f"<{tag}>", *_lines(document, part), f"</{tag}>"]


def _lines(document: Document, part: Part) -> list[str]:
    lines = [f"Report: {_line(document.title)}", f"Section: {_line(' / '.join(part.path))}"]
    if part.context:
        lines += ["Shown only for understanding:", *(f"({n}) {marked(s)}" for n, s in part.shown())]
    return [*lines, "To be filed:", *(f"[{n}] {marked(s)}" for n, s in part.numbered())]


def marked(sentence: Sentence) -> str:
    """A sentence on one line with its note marks where they stand."""
    text = sentence.text
    for mark in reversed(sentence.marks):
        text = f"{text[: mark.position]}[^{mark.number}]{text[mark.position :]}"
    return _line(text)


def _line(text: str) -> str:
    return " ".join(text.split())


def tag_of(document: Document, part: Part) -> str:
    """A tag that the text cannot close: a hash of the text itself, which therefore cannot hold it."""
    text = "\n".join(_lines(document, part))
    turn = 0
    while True:
        tag = "report-" + hashlib.sha256(f"{turn}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
        if tag not in text:
            return tag
        turn += 1
