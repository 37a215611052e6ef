"""The review file: one entry a line, only ever appended to, so that no judgement is lost."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.errors import UserError
from kg.review.model import Entry, Judgement, Withdrawal, from_json, to_json


@dataclass(frozen=True, slots=True)
class Log:
    """What a review file holds: the judgements that stand, in the order of their lines, and what was skipped."""

    judgements: tuple[Judgement, ...] = ()
    warnings: tuple[str, ...] = ()


def beside(report: Path) -> Path:
    """Where the review of a report lies unless another file is named."""
    return report.with_name(report.name + ".review.jsonl")


def read(path: Path) -> Log:
    """Read a review file; one that does not exist is empty. A line that broke off is told and skipped.

    Raises:
        UserError: the file cannot be read, or a line is JSON but no judgement.
    """
    try:
        lines = path.read_bytes().split(b"\n")
    except FileNotFoundError:
        return Log()
    except OSError as error:
        raise UserError(f"{path}: cannot be read ({error.strerror}); name another file with --file") from error
    entries: list[Entry] = []
    warnings = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line.decode("utf-8"))
        except ValueError:  # a writer was stopped within the line, which was never confirmed as written
            warnings.append(f"{path.name}:{number}: not a whole line of JSON; skipped")
            continue
        entries.append(from_json(record, f"{path}:{number}"))
    return Log(standing(entries), tuple(warnings))


def standing(entries: Iterable[Entry]) -> tuple[Judgement, ...]:
    """Judgements that stand: of two on one key the later, none that was withdrawn or replaced."""
    made: list[Judgement] = []
    for entry in entries:
        if isinstance(entry, Judgement):
            made.append(entry)
            continue
        last = next((i for i in reversed(range(len(made))) if made[i].key == entry.key), None)
        if last is not None:
            del made[last]
    found: dict[str, Judgement] = {}
    for judgement in made:
        for key in (judgement.key, *judgement.replaces):
            found.pop(key, None)
        found[judgement.key] = judgement
    return tuple(found.values())


def append(path: Path, entry: Entry) -> None:
    """Write one entry at the end of the file, whole or not at all, and wait until it lies on the disk.

    Raises:
        UserError: the file cannot be written.
    """
    data = json.dumps(to_json(entry), ensure_ascii=False).encode("utf-8") + b"\n"
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o666)
    except OSError as error:
        raise UserError(f"{path}: cannot be written ({error.strerror}); name another file with --file") from error
    try:
        length = os.fstat(handle).st_size
        if length and _last_byte(handle, length) != b"\n":  # a line that broke off must not spoil this one
            data = b"\n" + data
        _write(handle, data, length)
    except OSError as error:
        raise UserError(f"{path}: cannot be written ({error.strerror}); this judgement was not kept") from error
    finally:
        os.close(handle)


def _last_byte(handle: int, length: int) -> bytes:
    os.lseek(handle, length - 1, os.SEEK_SET)
    return os.read(handle, 1)


def _write(handle: int, data: bytes, length: int) -> None:
    written = 0
    try:
        written = os.write(handle, data)
        if written != len(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.fsync(handle)
    except OSError:
        if os.fstat(handle).st_size == length + written:  # nobody else has written after it
            os.ftruncate(handle, length)
        raise


def withdraw_all(path: Path, keys: Iterable[str], reviewer: str = "") -> int:
    """Withdraw every judgement whose key begins with one of the given ones; the number that were withdrawn.

    Raises:
        UserError: a key names no judgement of the file.
    """
    count = 0
    for wanted in keys:
        found = [j for j in read(path).judgements if wanted and j.key.startswith(wanted)]
        if not found:
            raise UserError(f"{path}: no judgement with key {wanted}; see the keys with --list")
        if len(found) > 1:
            raise UserError(f"{path}: {len(found)} judgements begin with {wanted}; write more of the key")
        while any(j.key == found[0].key for j in read(path).judgements):  # those on the same key before it too
            append(path, Withdrawal(found[0].key, reviewer))
        count += 1
    return count
