"""Memory that a worker frees stays with it, whatever the environment that started it says."""

from __future__ import annotations

import os
import platform
import subprocess
import sys

import pytest

# Asks for a megabyte and frees it, again and again, and says how many pages the system had to give.
AGAIN = """
import ctypes, resource, sys
from kg.batch.memory import keep_freed_memory
if sys.argv[1] == "keep":
    assert keep_freed_memory()
libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
size = 1_000_000
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(200):
    block = ctypes.c_void_p(libc.malloc(size))
    ctypes.memset(block, 1, size)
    libc.free(block)
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


def pages_given(mode: str) -> int:
    command = [sys.executable, "-c", AGAIN, mode]
    environment = os.environ | {"MALLOC_TRIM_THRESHOLD_": "65536"}
    return int(subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="needs glibc")
def test_what_is_freed_is_kept_though_the_environment_says_otherwise() -> None:
    assert pages_given("plain") > 10 * pages_given("keep")
