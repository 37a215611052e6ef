"""Judged parts of a report as annotated passages, in the form of `evaluation/passages`, for training the reader.

A passage is a run of whole paragraphs of 250 to 400 words. It is written when every claim that is proposed in it
has been judged, and one at least is held; else it would teach that what nobody has looked at is wrong.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg import iri
from kg.claims.model import Span
from kg.claims.wording import counted
from kg.document import Document, Paragraph, Sentence, read_text
from kg.errors import UserError
from kg.graph.turtle import write_atomically
from kg.quantities import find_quantities
from kg.review.apply import notes_of
from kg.review.items import UNREAD, Item, Review
from kg.review.places import anchor_span

LEAST, MOST = 250, 400  # words of a passage
_MARK = "# Passages from reviews, written anew by each `mkg review REPORT --export-passages`."


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written, and what was left out for which reason: passages by name, windows by number."""

    passages: tuple[str, ...] = ()
    claims: int = 0
    partial: int = 0
    unjudged: int = 0
    unfit: int = 0
    rest: int = 0  # paragraphs that belong to no window

    def told(self) -> str:
        left = {
            "judged in part": self.partial,
            "with no claim that is held": self.unjudged,
            "whose words read otherwise by themselves": self.unfit,
        }
        told = ", ".join(f"{n} {why}" for why, n in left.items() if n)
        begin = f"{counted(len(self.passages), 'passage')} with {counted(self.claims, 'claim')}"
        return begin + (f"; windows left out: {told}" if told else "") + (
            f"; {self.rest} paragraphs in no window of {LEAST} to {MOST} words" if self.rest else ""
        )


@dataclass(slots=True)
class _Window:
    """Paragraphs as one text, and where each sentence's clean characters stand in it."""

    paragraphs: Sequence[Paragraph]
    text: str = ""
    places: dict[Span, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        parts: list[str] = []
        length = 0
        for paragraph in self.paragraphs:
            for sentence in paragraph.sentences:
                words, offsets = _with_marks(sentence)
                self.places[sentence.span] = [length + o for o in offsets]
                parts += [words, " "]
                length += len(words) + 1
            parts[-1] = "\n\n"
            length += 1
        self.text = "".join(parts).rstrip() + "\n"

    def span(self, sentence: Sentence, source: Span) -> tuple[int, int] | None:
        """A range of the source as a range of the passage."""
        inside = sentence.clean_span(source)
        if inside is None or sentence.span not in self.places:
            return None
        offsets = self.places[sentence.span]
        return offsets[inside.start], offsets[inside.end - 1] + 1


def _with_marks(sentence: Sentence) -> tuple[str, list[int]]:
    """The clean sentence with its note marks as digits, and where each clean character stands in it."""
    marks: dict[int, str] = defaultdict(str)
    for mark in sentence.marks:
        marks[mark.position] += str(mark.number % 1000)
    parts: list[str] = []
    offsets: list[int] = []
    length = 0
    for position in range(len(sentence.text) + 1):
        parts.append(marks.get(position, ""))
        length += len(parts[-1])
        if position < len(sentence.text):
            offsets.append(length)
            parts.append(sentence.text[position])
            length += 1
    return "".join(parts), offsets


def windows(document: Document) -> tuple[list[Sequence[Paragraph]], int]:
    """Runs of whole paragraphs of a passage's length, without headings and tables; how many paragraphs are in none.

    They depend on the text alone, so that a window keeps its number however much of it is judged.
    """
    prose = [p for p in document.paragraphs if p.kind not in ("heading", "table")]
    words = [len(p.text.split()) for p in prose]
    found: list[Sequence[Paragraph]] = []
    start = taken = 0
    while start < len(prose):
        end, total = start, 0
        while end < len(prose) and total < LEAST:
            total += words[end]
            end += 1
        if LEAST <= total <= MOST:
            found.append(prose[start:end])
            taken += end - start
            start = end
        else:
            start += 1
    return found, len(prose) - taken


def export(found: Review, folder: Path) -> Exported:
    """Write the passages of a review: `NAME.txt` with `NAME.jsonl`, and `splits.toml` with all in `train`.

    Raises:
        UserError: the folder holds files that no review has written, or cannot be written.
    """
    runs, rest = windows(found.document)
    stem = iri.slug(Path(found.document.name).stem)
    _prepare(folder, stem)
    here: dict[Span, list[Item]] = defaultdict(list)
    for item in found.items:
        here[item.place.sentence.span].append(item)
    written: dict[str, int] = {}
    left = {"partial": 0, "unjudged": 0, "unfit": 0}
    for number, run in enumerate(runs, 1):
        window = _Window(run)
        items = [i for p in run for s in p.sentences for i in here[s.span]]
        reason, gold = _gold(window, items)
        if reason:
            left[reason] += 1
            continue
        name = f"{stem}-{number:03}"
        lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in gold)
        write_atomically(folder / f"{name}.jsonl", lines.encode("utf-8"))
        write_atomically(folder / f"{name}.txt", window.text.encode("utf-8"))
        written[name] = len(gold)
    _write_splits(folder)
    return Exported(tuple(written), sum(written.values()), **left, rest=rest)


def _prepare(folder: Path, stem: str) -> None:
    """Make the folder, and clear it of what an earlier export of this report has left."""
    splits = folder / "splits.toml"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        ours = splits.is_file() and splits.read_text(encoding="utf-8").startswith(_MARK)
        if not ours and any(folder.iterdir()):
            raise UserError(f"{folder}: holds files that no review has written; name an empty or a new folder")
        for path in folder.iterdir():
            if re.fullmatch(rf"{re.escape(stem)}-\d{{3,}}\.(txt|jsonl)", path.name):
                path.unlink()
        write_atomically(splits, f"{_MARK}\ntrain = []\n".encode())
    except OSError as error:
        raise UserError(f"{folder}: cannot be written ({error.strerror}); name another folder") from error


def _write_splits(folder: Path) -> None:
    names = sorted(p.stem for p in folder.glob("*.jsonl") if p.with_suffix(".txt").exists())
    rows = "".join(f'  "{name}",\n' for name in names)
    write_atomically(folder / "splits.toml", f"{_MARK}\ntrain = [\n{rows}]\n".encode())


def _gold(window: _Window, items: Sequence[Item]) -> tuple[str, list[dict[str, Any]]]:
    """Why a window is left out ("" when it is not), and its claims."""
    judged = [i for i in items if i.state not in UNREAD]
    held = [i for i in judged if i.match and i.match.judgement.holds]
    if judged and len(judged) < len(items):
        return "partial", []
    if not held:
        return "unjudged", []
    records = [_record(window, i) for i in held]
    gold = [r for r in records if r is not None]
    if len(gold) < len(held) or not all(_reads(window.text, gold)):
        return "unfit", []
    return "", sorted(gold, key=lambda r: (r["start"], r["end"], r["type"], json.dumps(r["slots"], sort_keys=True)))


def _record(window: _Window, item: Item) -> dict[str, Any] | None:
    assert item.match is not None
    said = item.match.judgement.holds
    sentence = item.place.sentence
    assert said is not None
    words = item.match.span or item.span
    quote = window.span(sentence, words)
    anchor = window.span(sentence, _anchor(item, words) or words)
    if quote is None or anchor is None:
        return None
    notes = said.notes if said.notes is not None else item.claim.notes if item.claim else notes_of(sentence, words)
    return {
        "type": said.type, "quote": window.text[slice(*quote)], "start": quote[0], "end": quote[1],
        "anchor": window.text[slice(*anchor)], "anchor_start": anchor[0], "anchor_end": anchor[1],
        "slots": dict(said.slots), "modality": said.modality, "polarity": said.polarity,
        "attribution": list(said.attribution), "notes": [n % 1000 for n in notes],
    }  # fmt: skip


def _anchor(item: Item, words: Span) -> Span | None:
    """The words that carry the claim: those known, else the figure that its bounds are read from."""
    assert item.match is not None
    judgement = item.match.judgement
    known = anchor_span(item.place, words, judgement.anchor, judgement.anchor_nth)
    said = judgement.holds
    if known is not None or said is None:
        return known
    figures = {said.slots.get("low"), said.slots.get("high"), said.slots.get("count")} - {None}
    for quantity in find_quantities(item.place.sentence.text):
        span = item.place.sentence.source_span(quantity.start, quantity.end)
        if figures & {quantity.low, quantity.high} and words.contains(span):
            return span
    return None


def _reads(text: str, gold: Sequence[dict[str, Any]]) -> Iterator[bool]:
    """Does each quote stand in one sentence when the passage is read by itself, and its anchor in the quote?"""
    document = read_text(text, "passage.txt", "plain")
    for record in gold:
        sentence = document.sentence_at(record["start"])
        inside = record["start"] <= record["anchor_start"] < record["anchor_end"] <= record["end"]
        yield sentence is not None and record["end"] <= sentence.span.end and inside
