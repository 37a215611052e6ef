"""Memory that a worker frees stays with it, whatever the environment that started it says."""

from __future__ import annotations

import os
import platform
import subprocess
import sys

import pytest

# Frees 24 MB in blocks above a small one that stays, and says how many megabytes the process gave back.
FREE = """
import ctypes, sys
from kg.batch.memory import keep_freed_memory
if sys.argv[1] == "keep":
    assert keep_freed_memory()
libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
libc.free.argtypes = [ctypes.c_void_p]
size = lambda: int(open("/proc/self/statm").read().split()[1]) * 4096 / 1e6
blocks = [libc.malloc(100_000) for _ in range(240)]
for block in blocks:
    ctypes.memset(block, 1, 100_000)
full = size()
for block in reversed(blocks):
    libc.free(block)
print(full - size())
"""


def given_back(mode: str) -> float:
    environment = os.environ | {"MALLOC_TRIM_THRESHOLD_": "65536"}
    command = [sys.executable, "-c", FREE, mode]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return float(done.stdout)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="needs glibc")
def test_what_is_freed_is_kept_though_the_environment_says_otherwise() -> None:
    assert given_back("plain") > 15
    assert given_back("keep") < 5
