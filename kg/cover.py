"""Which characters of a text are taken already, so that a lookup costs no more the more there is taken."""

from __future__ import annotations

from collections.abc import Iterable


class Cover:
    """The taken characters of a text.

    >>> cover = Cover(10, [(2, 4)])
    >>> cover.touches(0, 2), cover.touches(3, 9)
    (False, True)
    """

    def __init__(self, length: int, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._taken = bytearray(length)
        for start, end in spans:
            self.add(start, end)

    def add(self, start: int, end: int) -> None:
        """Take `start:end`."""
        self._taken[start:end] = b"\x01" * (end - start)

    def touches(self, start: int, end: int) -> bool:
        """Is any character of `start:end` taken?"""
        return self._taken.find(1, start, end) >= 0
