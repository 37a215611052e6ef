"""How far two annotators who worked apart agree on the passages that both annotated.

    python benchmarks/agreement.py [--first evaluation/passages] [--second evaluation/second]

The first annotation counts as gold, the second as if a program had given it, measured as `mkg evaluate` does.
What the reader reaches can hardly lie above it.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from kg.evaluation import gold_folder, measure
from kg.evaluation.folder import gold_passage
from kg.evaluation.measure import Measured, join
from kg.evaluation.table import rows, summary

COLUMNS = ("claims", "gold", "found", "slot precision", "slot recall", "slot F1", "95 %", "claim F1")


def agreement(first: Path, second: Path) -> Measured:
    """The second annotation measured against the first, for the passages that have both."""
    parts = []
    for passage in gold_folder(first):
        other = second / f"{passage.name}.jsonl"
        if other.exists():
            parts.append(measure(passage.claims, gold_passage(passage.path, other).claims))
    return join(parts)


def main() -> None:
    parser = argparse.ArgumentParser(description="Agreement of two annotators.")
    parser.add_argument("--first", type=Path, default=Path("evaluation/passages"))
    parser.add_argument("--second", type=Path, default=Path("evaluation/second"))
    given = parser.parse_args()
    found = agreement(given.first, given.second)
    print(f"{len(found.parts)} passages, annotated twice")
    for row in ({c: c for c in COLUMNS}, *rows(found)):
        print(f"{row['claims']:20}" + "".join(f"{row[c]!s:>15}" for c in COLUMNS[1:]))
    for name, value in summary(found).items():
        print(f"{name}: {value}")


if __name__ == "__main__":
    main()
