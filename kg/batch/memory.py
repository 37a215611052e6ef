"""How the C library of a worker keeps memory that was freed."""

from __future__ import annotations

import ctypes
from functools import cache

# mallopt(3) of glibc.
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
_TRIM, _MMAP = 64 << 20, 32 << 20  # bytes; what glibc itself comes to while large blocks are asked for again and again


@cache
def keep_freed_memory() -> bool:
    """Let this process keep what it frees, so that the next window of text need not ask for it again.

    Dask's nannies start workers with MALLOC_TRIM_THRESHOLD_=65536: memory goes back to the system after each window,
    and reading takes 1.6 times as long. Says whether it could be set; without glibc nothing is done.
    """
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError, TypeError):
        return False
    return bool(mallopt(_MMAP_THRESHOLD, _MMAP)) and bool(mallopt(_TRIM_THRESHOLD, _TRIM))
