"""How many judgements survive what happens to a report and to its reader.

    python benchmarks/review.py [--passages 6]

A report is made of annotated passages, read by the reader, and all its claims are judged: accepted, rejected and
corrected in turn, with a claim added in every tenth sentence. Then the text or the reader changes, and the table says
how many judgements are kept, stale and orphaned, and how many claims are open. Prints; asserts nothing.
"""

from __future__ import annotations

import argparse
import tempfile
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from kg.build import Reading
from kg.claims.gate import Gate
from kg.claims.model import Claim, How, SlotValue, claim_id, freeze
from kg.claims.schema import schema
from kg.document import Document, read_text
from kg.graph.documents_rdf import Bibliography
from kg.graph.sources import note_sources
from kg.lexicon import lexicon
from kg.proposers.reader import propose
from kg.review import log
from kg.review.items import review
from kg.review.match import counts
from kg.review.places import Places
from kg.review.session import Bench, Session, step

PASSAGES = Path(__file__).parents[1] / "evaluation" / "passages"
INSERTED = "The ministry of the neighbouring country said nothing about any of this; its archive burned down in 1994."
SAID = "Nothing more was said about it that year."

Edit = Callable[[list[str]], list[str]]
EDITS: Mapping[str, Edit] = {
    "re-run": lambda p: p,
    "a paragraph inserted before every fifth": lambda p: [q for i, one in enumerate(p)
                                                          for q in ([INSERTED, one] if i % 5 == 0 else [one])],
    "every third paragraph moved to the end": lambda p: [*(q for i, q in enumerate(p) if i % 3), *p[::3]],
    "a sentence put before every paragraph": lambda p: [f"{SAID} {q}" for q in p],
    "lines wrapped at 80 characters": lambda p: [_wrapped(q) for q in p],
    "words put into every tenth sentence": lambda p: _each_tenth(p, lambda s: "Then, in short, " + s),
    "figures of every tenth sentence changed": lambda p: _each_tenth(p, _refigured),
    "every tenth paragraph deleted": lambda p: [q for i, q in enumerate(p) if i % 10],
}  # fmt: skip


def _wrapped(paragraph: str) -> str:
    return textwrap.fill(paragraph, 80, break_on_hyphens=False)


def _refigured(sentence: str) -> str:
    return "".join(str((int(c) + 1) % 10) if c in "0123456789" else c for c in sentence)


def _each_tenth(paragraphs: list[str], change: Callable[[str], str]) -> list[str]:
    """The paragraphs with every tenth sentence of the text changed."""
    text = "\n\n".join(paragraphs)
    spans = [s.span for i, s in enumerate(read_text(text, "report.txt", "plain").sentences()) if i % 10 == 5]
    for span in reversed(spans):
        text = text[: span.start] + change(text[span.start : span.end]) + text[span.end :]
    return text.split("\n\n")


def paragraphs_of(passages: int) -> list[str]:
    """Paragraphs of some passages that are marked for development."""
    paths = sorted(p for p in PASSAGES.glob("Z*.txt"))[:passages]
    return [q.strip() for path in paths for q in path.read_text(encoding="utf-8").split("\n\n") if q.strip()]


def read(paragraphs: list[str]) -> Reading:
    """The report as the reader reads it."""
    document = read_text("\n\n".join(paragraphs) + "\n", "report.txt", "plain")
    return _gated(document, propose(document, lexicon()))


def _gated(document: Document, claims: tuple[Claim, ...]) -> Reading:
    passage = Gate(document, schema(), lexicon()).admit(claims)
    return Reading(document, Bibliography(), passage, note_sources(document.notes))


def _edited(edit: Edit, paragraphs: list[str]) -> Reading:
    return read(edit(paragraphs))


def renamed(reading: Reading) -> Reading:
    """The same claims under other names of frames, with other scores."""
    claims = tuple(replace(c, basis="renamed", score=0.5, id=f"{c.id}x") for c in reading.passage.claims)
    return replace(reading, passage=replace(reading.passage, claims=claims))


def another_version(reading: Reading) -> Reading:
    """A new reader: every tenth claim is lost, every seventh has one slot less, and all scores differ."""
    claims = [c for i, c in enumerate(reading.passage.claims) if i % 10]
    changed = [_less(c) if i % 7 == 0 else replace(c, score=0.4) for i, c in enumerate(claims)]
    return _gated(reading.document, tuple(changed))


def _less(claim: Claim) -> Claim:
    names = sorted(claim.slots)
    other = (SlotValue("other words", How.PARAPHRASED, claim.span),)
    frozen = freeze({n: claim.slots[n] for n in names[1:]} or {names[0]: other})
    name = claim_id(claim.document, claim.span, claim.type, frozen, claim.polarity, claim.modality, claim.attribution)
    return replace(claim, slots=frozen, id=name)


def judge(reading: Reading, path: Path) -> int:
    """Judge all claims into a review file, and add some; the number of judgements."""
    found = review(reading, log.Log())
    gate = Gate(reading.document, schema(), lexicon())
    bench = Bench(reading.document.id, Places(reading.document), gate, schema(), {"reader": "benchmark"}, "benchmark")
    session = Session(found.items)
    commands = [("a", "r", "c modality=hypothetical")[i % 3] for i in range(len(found.items))]
    for number, sentence in enumerate(reading.document.sentences()):
        words = sentence.text.split()
        if number % 10 == 0 and len(words) > 4:
            quote = " ".join(words[:4])
            commands.append(f"+ Recommendation || {quote} || {words[1]} || action={words[1]}")
    for command in commands:
        turn = step(session, command, bench)
        session = turn.session
        if turn.entry is not None:
            log.append(path, turn.entry)
    return len(log.read(path).judgements)


def main() -> None:
    """Print one row a change."""
    parser = argparse.ArgumentParser(description="Judgements after changes of text and reader.")
    parser.add_argument("--passages", type=int, default=6)
    given = parser.parse_args()
    paragraphs = paragraphs_of(given.passages)
    first = read(paragraphs)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "report.review.jsonl")
        number = judge(first, path)
        kept = log.read(path)
    words = sum(len(p.split()) for p in paragraphs)
    print(f"{words:,} words, {len(first.passage.claims)} claims, {number} judgements")
    print(f"{'after':42}{'kept':>6}{'of them no longer proposed':>28}{'stale':>7}{'orphaned':>10}{'open':>6}")
    readings: dict[str, Callable[[], Reading]] = {n: partial(_edited, e, paragraphs) for n, e in EDITS.items()}
    readings |= {"frames renamed": partial(renamed, first), "a new reader version": partial(another_version, first)}
    for name, make in readings.items():
        found = review(make(), kept)
        n = counts(found.matches)
        silent = sum(m.why == "no longer proposed" for m in found.matches)
        row = f"{n['kept']:6}{silent:28}{n['stale']:7}{n['orphaned']:10}{found.states()['open']:6}"
        print(f"{name:42}{row}", flush=True)


if __name__ == "__main__":
    main()
