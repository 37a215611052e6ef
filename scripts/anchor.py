"""Find the quotes of a corpus again after its digest was edited, and rewrite their offsets.

    python scripts/anchor.py marat-2009

A quote is sought nearest to where it stood. Quotes that no longer occur are listed; nothing is written then.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from kg.resources import corpus_dir


def main(name: str) -> int:
    """Re-anchor one corpus; status 1 where a quote is lost."""
    folder = corpus_dir() / name
    digest = (folder / "digest.md").read_text(encoding="utf-8")
    path = folder / "annotations.jsonl"
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    lost = [r["quote"] for r in records if r["quote"] not in digest]
    for quote in lost:
        print(f"lost: {quote}")
    if lost:
        return 1
    moved = 0
    for record in records:
        start = nearest(digest, record["quote"], record["digest"][0])
        anchor = [start, start + len(record["quote"])]
        moved += anchor != record["digest"]
        record["digest"] = anchor
    lines = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records)
    scratch = path.with_suffix(".tmp")
    scratch.write_text(lines, encoding="utf-8")
    Path(scratch).replace(path)
    print(f"{path}: {len(records)} claims, {moved} moved")
    return 0


def nearest(text: str, words: str, near: int) -> int:
    """Where `words` stand in `text`, closest to an offset."""
    found, at = [], text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return min(found, key=lambda position: abs(position - near))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
