"""Numbers of notes that stay unique where a document begins to count again."""

from __future__ import annotations

from kg.document.marks import RESTART


class Numbering:
    """Gives each note its number: the printed one, with `RESTART` added each time that counting begins anew.

    >>> numbering = Numbering()
    >>> [numbering.next(printed) for printed in (1, 2, 3, 1, 2)]
    [1, 2, 3, 1001, 1002]
    """

    def __init__(self) -> None:
        self.base = 0
        self.last = 0

    def next(self, printed: int) -> int:
        if printed <= self.last:
            self.base += RESTART
        self.last = printed
        return self.base + printed
