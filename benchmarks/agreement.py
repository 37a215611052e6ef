"""How far two annotators who worked apart agree on the passages that both annotated.

    python benchmarks/agreement.py [--corpus evaluation] [--series Y]

The first annotation counts as gold, the second as if a program had given it, measured as `mkg evaluate` does. Where a
judge has settled the two, the first one lies in `first/`, else it is the gold itself.
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


def agreement(corpus: Path, series: str) -> Measured:
    """The second annotation measured against the first, for the passages of some series that have both."""
    parts = []
    for passage in gold_folder(corpus / "passages"):
        other, own = (corpus / hand / f"{passage.name}.jsonl" for hand in ("second", "first"))
        if other.exists() and passage.name.startswith(tuple(series)):
            first = gold_passage(passage.path, own) if own.exists() else passage
            parts.append(measure(first.claims, gold_passage(passage.path, other).claims))
    return join(parts)


def main() -> None:
    parser = argparse.ArgumentParser(description="Agreement of two annotators.")
    parser.add_argument("--corpus", type=Path, default=Path("evaluation"))
    parser.add_argument("--series", default="UWXYZ", help="first letters of passages")
    given = parser.parse_args()
    found = agreement(given.corpus, given.series)
    print(f"{len(found.parts)} passages, annotated twice")
    for row in ({c: c for c in COLUMNS}, *rows(found)):
        print(f"{row['claims']:20}" + "".join(f"{row[c]!s:>15}" for c in COLUMNS[1:]))
    for name, value in summary(found).items():
        print(f"{name}: {value}")


if __name__ == "__main__":
    main()
