"""Locks on files, which the system lets go of when a process ends, however it ends."""

from __future__ import annotations

import os
from pathlib import Path

from kg.errors import UserError


class Lock:
    """A lock that is held until `release`, or until the process and those that it forked are gone."""

    def __init__(self, handle: int) -> None:
        self._handle: int | None = handle

    def release(self) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def __del__(self) -> None:
        self.release()


def lock(path: Path, shared: bool = False) -> Lock | None:
    """A lock on a file: for one alone, or shared with others; None if others hold it so that this cannot be.

    A file that is locked for one alone is made if it is missing; a shared lock needs no right to write.

    Raises:
        OSError: the file cannot be opened.
        UserError: the system has no such locks.
    """
    try:
        import fcntl
    except ImportError:
        raise UserError("stores in folders need the file locks of Unix; use a server, or files with --graph") from None
    handle = os.open(path, os.O_RDONLY if shared else os.O_RDWR | os.O_CREAT, 0o666)
    try:
        fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except OSError as error:
        os.close(handle)
        if isinstance(error, BlockingIOError):
            return None
        raise
    return Lock(handle)
