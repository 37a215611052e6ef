"""Whether today's grammar reads the passages as it did when the weights were trained.

What the network learns from is made of the passages by grammar: units, and labels on them. Each passage's has a
fingerprint, kept in `examples.tsv`; where all are the same, the same training code gives the same weights on one
machine.

`python -m training.examples --passages FOLDER` compares, with `--write` it keeps those of today.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from kg.errors import UserError
from kg.lexicon import lexicon
from kg.proposers.reader.windows import Line, windows
from kg.quantities import Period, Quantity
from training.align import Anchor, Labelled, training_passages
from training.align import load as load_passages

FILE = Path(__file__).with_name("examples.tsv")
_DIGITS = 12


def fingerprint(passage: Labelled) -> str:
    """Twelve hexadecimal digits that change with any unit of a passage and any label on it."""
    about = [[p.unit.code for p in window.placed if p.segment == 0] for window in windows(passage.lines)]
    told = [about, *(_line(line) for line in passage.lines), *(_anchor(anchor) for anchor in passage.anchors)]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:_DIGITS]


def _line(line: Line) -> tuple[object, ...]:
    units = tuple((u.start, u.end, u.text, u.kind, u.code, _bounds(u.value)) for u in line.units)
    return line.section, units


def _bounds(value: object) -> tuple[object, ...]:
    """What a figure or a period is, by which labels are found."""
    if isinstance(value, Quantity):
        return value.low, value.high, value.unit
    return (value.first, value.last) if isinstance(value, Period) else ()


def _anchor(anchor: Anchor) -> tuple[object, ...]:
    places = [sorted((role, sorted(at)) for role, at in found.items()) for found in (anchor.roles, anchor.ignored)]
    values = [sorted(found.items()) for found in (anchor.values, anchor.topics)]
    named = anchor.type, anchor.modality, anchor.polarity, sorted(anchor.masked)
    return anchor.line, anchor.unit, anchor.span, named, places, values


def fingerprints(passages: Iterable[Labelled]) -> dict[str, str]:
    """By the names of the passages."""
    return {passage.id: fingerprint(passage) for passage in passages}


def read(path: Path = FILE) -> dict[str, str]:
    """Fingerprints that were kept.

    Raises:
        UserError: there are none, or a line is none.
    """
    if not path.exists():
        raise UserError(f"{path.name}: there are no fingerprints; --write keeps those of today")
    found = {}
    for number, row in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        name, tab, digits = row.partition("\t")
        if not tab or len(digits) != _DIGITS:
            raise UserError(f"{path.name}, line {number}: not a name, a tab and {_DIGITS} digits: {row[:60]!r}")
        found[name] = digits
    return found


def write(found: Mapping[str, str], path: Path = FILE) -> None:
    """One line a passage, in the order of their names."""
    path.write_text("".join(f"{name}\t{digits}\n" for name, digits in sorted(found.items())), encoding="utf-8")


def otherwise(kept: Mapping[str, str], today: Mapping[str, str]) -> Sequence[str]:
    """Names of the passages that are read otherwise today, or by one of the two alone."""
    return sorted(name for name in {*kept, *today} if kept.get(name) != today.get(name))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=Path, required=True, help="folder with ID.txt and ID.jsonl")
    parser.add_argument("--write", action="store_true", help="keep the fingerprints of today")
    given = parser.parse_args()
    today = fingerprints(load_passages(given.passages, training_passages(given.passages), lexicon()))
    if given.write:
        write(today)
        print(f"{len(today):,} fingerprints in {FILE.name}")
        return
    changed = otherwise(read(), today)
    print(f"{len(today) - len(changed):,} of {len(today):,} passages are read as when the weights were trained")
    if changed:
        raise SystemExit(f"read otherwise: {', '.join(changed[:20])}{' …' if len(changed) > 20 else ''}")


if __name__ == "__main__":
    main()
