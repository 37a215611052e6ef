"""Commands as a user runs them, each a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def mkg(cache: Path, *arguments: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "MKG_CACHE": str(cache), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    return subprocess.run(command, env=env, input=stdin, capture_output=True, text=True, cwd=ROOT, check=False)


def fails(done: subprocess.CompletedProcess[str], *words: str) -> None:
    """One line on standard error that holds the words, status 1, and no traceback."""
    assert done.returncode == 1, done.stderr
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("mkg: ")
    for word in words:
        assert word in lines[0]
