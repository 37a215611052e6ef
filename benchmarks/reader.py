"""How long the reader takes and how much memory, for reports of growing length.

    python benchmarks/reader.py [--pages 10 100 1000]

A page is 500 words. The reports are made of the annotated passages in `evaluation/`, over and over, each under a
heading of its own; each is read in a process of its own, so that its peak memory is its own.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import time
from itertools import cycle
from multiprocessing.connection import Connection
from pathlib import Path

from kg.document import read_text
from kg.lexicon import lexicon
from kg.proposers.reader import propose

PAGE = 500  # words
PASSAGES = Path(__file__).parents[1] / "evaluation" / "passages"


def report(pages: int) -> str:
    """A report of about so many pages."""
    parts: list[str] = []
    words = 0
    for number, path in enumerate(cycle(sorted(PASSAGES.glob("*.txt"))), start=1):
        if words >= pages * PAGE:
            break
        text = path.read_text(encoding="utf-8")
        parts.append(f"# Part {number}\n\n{text.strip()}\n")
        words += len(text.split())
    return "\n".join(parts)


def read(pages: int, answer: Connection) -> None:
    """Read a report; answer with its words, claims, seconds, and the peak memory in MB."""
    text = report(pages)
    lexicon()
    began = time.perf_counter()
    found = propose(read_text(text, "report.md"), lexicon())
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    answer.send((len(text.split()), len(found), seconds, peak))


def main() -> None:
    parser = argparse.ArgumentParser(description="Speed and memory of the reader.")
    parser.add_argument("--pages", type=int, nargs="+", default=[10, 100, 1000])
    given = parser.parse_args()
    print(f"{'pages':>6} {'words':>9} {'claims':>8} {'seconds':>9} {'words/s':>9} {'peak MB':>9}")
    for pages in given.pages:
        ours, theirs = multiprocessing.Pipe(duplex=False)
        process = multiprocessing.get_context("spawn").Process(target=read, args=(pages, theirs))
        process.start()
        words, claims, seconds, peak = ours.recv()
        process.join()
        rate = words / seconds
        print(f"{pages:>6,} {words:>9,} {claims:>8,} {seconds:>9.1f} {rate:>9,.0f} {peak:>9,.0f}", flush=True)


if __name__ == "__main__":
    main()
