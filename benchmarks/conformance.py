"""How much of the official SPARQL test suite passes, on each engine that the project uses.

    python benchmarks/conformance.py FOLDER [--failures] [--only aggregates] [--engine rdflib] [--as-written]

FOLDER holds test manifests (`manifest.ttl`), such as a copy of the SPARQL 1.1 tests of the W3C; the project ships
none. Each case runs on Oxigraph, on rdflib's own engine, through the path that free queries take, and, if it is about
the protocol, on the service; see `docs/conformance.md`.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from kg.conformance.manifest import Case, cases
from kg.conformance.run import SECONDS, Judge, judges, run
from kg.conformance.table import reasons, table
from kg.conformance.verdict import Status
from kg.errors import UserError


def main() -> int:
    """Run the cases that the command line names and print what came of them; 1 if nothing could be run."""
    options = _options()
    logging.getLogger("rdflib").setLevel(logging.ERROR)  # it warns of odd IRIs, which the suites have on purpose
    try:
        if options.seconds <= 0:
            raise UserError(f"--seconds {options.seconds:g}: must be more than 0")
        chosen = _cases(options.folder, options.only)
        on = _judges(options.engine, judges(options.seconds, options.as_written))
    except UserError as error:
        print(error, file=sys.stderr)
        return 1
    outcomes = list(run(chosen, on, options.seconds))
    print(table(outcomes))
    shown = [Status.FAILED] * options.failures + [Status.REFUSED] * options.refusals
    for line in reasons(outcomes, shown):
        print(line)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Run SPARQL test manifests on the engines of the project.")
    parser.add_argument("folder", type=Path, help="folder with manifest.ttl files, at any depth")
    parser.add_argument("--failures", action="store_true", help="also list the cases that failed, with a line why")
    parser.add_argument("--refusals", action="store_true", help="also list the cases that were refused on purpose")
    parser.add_argument("--only", action="append", default=[], metavar="CATEGORY", help="only this folder of cases")
    parser.add_argument("--engine", action="append", default=[], metavar="NAME", help="only this engine")
    parser.add_argument("--as-written", action="store_true", help="numbers of the data must come back digit for digit")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="time for each query")
    return parser.parse_args()


def _cases(folder: Path, only: Sequence[str]) -> list[Case]:
    found = cases(folder)
    known = sorted({case.category for case in found})
    for name in only:
        if name not in known:
            raise UserError(f"--only {name}: no such category; there are {', '.join(known)}")
    return [case for case in found if not only or case.category in only]


def _judges(only: Sequence[str], found: Sequence[Judge]) -> list[Judge]:
    for name in only:
        if name not in [judge.name for judge in found]:
            raise UserError(f"--engine {name}: no such engine; there are {', '.join(j.name for j in found)}")
    return [judge for judge in found if not only or judge.name in only]


if __name__ == "__main__":
    sys.exit(main())
