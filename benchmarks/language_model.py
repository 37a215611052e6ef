"""What a language model's recorded answers are worth before the gate, past it, and with the second answers.

    python benchmarks/language_model.py FOLDER --record DIR [--model NAME]

FOLDER holds annotated passages (ID.txt with ID.jsonl), DIR the answers to their requests (`mkg llm accept`). Before
the gate a claim counts as its answer has it, at the place of its quote; one whose quote stands nowhere is wrong.
Passages without an answer are left out and named. Prints; asserts nothing.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kg.claims.gate import Passage
from kg.claims.jsonl import to_json
from kg.document import read
from kg.evaluation import GoldPassage, gold_folder, measure
from kg.evaluation.measure import Measured, join
from kg.proposers.llm.answer import parse
from kg.proposers.llm.judge import joined
from kg.proposers.llm.parts import Part, parts
from kg.proposers.llm.propose import Conversation
from kg.proposers.llm.quotes import Missing, locate
from kg.proposers.llm.record import BY_HAND, Record

Given = list[dict[str, Any]]


def raw(part: Part, text: str, beyond: int) -> Given:
    """The claims of an answer as they are; those without a place stand behind the end of the text."""
    found = []
    for one in parse(text)[0]:
        place = locate(one.quote, one.sentence, part.numbered())
        start, end = (beyond, beyond + 1) if isinstance(place, Missing) else (place[1].start, place[1].end)
        found.append({
            "type": one.type, "start": start, "end": end, "slots": {n: list(v) for n, v in one.slots.items()},
            "modality": one.modality, "polarity": one.polarity, "attribution": list(one.attribution),
            "notes": list(one.notes),
        })  # fmt: skip
    return found


def passed(passage: Passage) -> Given:
    return [to_json(c) for c in passage.claims]


def stages(passage: GoldPassage, record: Record, model: str) -> tuple[dict[str, Given], Counter[str]] | None:
    """The claims of a passage at each stage, and why proposals fell; None where an answer is missing."""
    talk = Conversation(read(passage.path), model)
    proposed: Given = []
    first, both = [], []
    for part in parts(talk.document):
        answer = record.find(talk.first(part))
        if answer is None:
            return None
        proposed += raw(part, answer.text, len(talk.document.text))
        first.append(talk.judged(part, answer.text))
        again = talk.second(part, first[-1])
        more = record.find(again) if again else None
        both.append(talk.judged_again(part, first[-1], more.text) if more else first[-1])
    found = {
        "first answers, before the gate": proposed,
        "first answers, past the gate": passed(joined(first)),
        "with the second answers": passed(joined(both)),
    }
    return found, Counter(r.reason for r in joined(both).rejected)


def row(name: str, found: Measured, claims: int) -> str:
    slots = found.slots["all"]
    return f"{name:34}{claims:8}{slots.precision:11.3f}{slots.recall:8.3f}{slots.f1:8.3f}"


def show(passages: Sequence[GoldPassage], record: Record, model: str) -> None:
    measured: dict[str, list[Measured]] = {}
    counts: Counter[str] = Counter()
    fallen: Counter[str] = Counter()
    without = []
    for passage in passages:
        answered = stages(passage, record, model)
        if answered is None:
            without.append(passage.path.stem)
            continue
        fallen += answered[1]
        for stage, given in answered[0].items():
            measured.setdefault(stage, []).append(measure(passage.claims, given))
            counts[stage] += len(given)
    print(f"{len(passages) - len(without)} passages; without an answer: {', '.join(without) or 'none'}")
    print(f"{'':34}{'claims':>8}{'precision':>11}{'recall':>8}{'F1':>8}")
    for stage, parts_of in measured.items():
        print(row(stage, join(parts_of), counts[stage]))
    print("fallen:", ", ".join(f"{n} {reason}" for reason, n in sorted(fallen.items())) or "none")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--record", type=Path, required=True)
    parser.add_argument("--model", default=BY_HAND)
    given = parser.parse_args()
    show(gold_folder(given.folder), Record(given.record), given.model)


if __name__ == "__main__":
    main()
