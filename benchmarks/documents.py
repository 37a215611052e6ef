"""How fast PDF files are read and in how much memory, for files of growing length.

    python benchmarks/documents.py [--pages 10 100 1000]

The files are made here of the annotated passages in `evaluation/`, over and over: two columns, a running head, a page
number. Each is read in a process of its own, so that its peak memory is its own. Needs the packages of `dev`.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import tempfile
import textwrap
import time
from itertools import cycle, islice
from multiprocessing.connection import Connection
from pathlib import Path

from kg.document import read

PASSAGES = Path(__file__).parents[1] / "evaluation" / "passages"
ROWS, WIDTH = 58, 48  # of a column, in lines and characters


def make(pages: int, path: Path) -> None:
    """Write a file of so many pages."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    texts = [path.read_bytes().decode("utf-8").encode("cp1252", "ignore") for path in sorted(PASSAGES.glob("*.txt"))]
    parts = [part for text in texts for part in text.decode("cp1252").split("\n\n")]
    rows = [row for part in parts for row in [*textwrap.wrap(part, WIDTH), ""]]
    lines = cycle(rows)
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    for page in range(1, pages + 1):
        canvas.setFont("Times-Roman", 8)
        canvas.drawString(60, 800, f"{page} | Passages on the movement of workers")
        canvas.setFont("Times-Roman", 10)
        for left in (60, 310):
            for k, row in enumerate(islice(lines, ROWS)):
                canvas.drawString(left, 770 - 12 * k, row)
        canvas.showPage()
    canvas.save()


def measure(path: Path, answer: Connection) -> None:
    """Read a file; answer with its sentences, seconds, and the peak memory in MB."""
    began = time.process_time()
    document = read(path)
    seconds = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    answer.send((sum(1 for _ in document.sentences()), seconds, peak))


def main() -> None:
    parser = argparse.ArgumentParser(description="Speed and memory of reading PDF files.")
    parser.add_argument("--pages", type=int, nargs="+", default=[10, 100, 1000])
    given = parser.parse_args()
    print(f"{'pages':>6} {'MB':>7} {'sentences':>10} {'CPU s':>8} {'pages/s':>8} {'peak MB':>8}")
    with tempfile.TemporaryDirectory() as folder:
        for pages in given.pages:
            path = Path(folder) / f"{pages}.pdf"
            make(pages, path)
            ours, theirs = multiprocessing.Pipe(duplex=False)
            process = multiprocessing.get_context("spawn").Process(target=measure, args=(path, theirs))
            process.start()
            sentences, seconds, peak = ours.recv()
            process.join()
            size = path.stat().st_size / 1e6
            rate = pages / seconds
            print(f"{pages:>6,} {size:>7.1f} {sentences:>10,} {seconds:>8.1f} {rate:>8,.0f} {peak:>8,.0f}", flush=True)


if __name__ == "__main__":
    main()
