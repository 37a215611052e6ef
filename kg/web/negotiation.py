"""Which form a client gets, of those that there are (RFC 9110, section 12.5.1).

>>> choose("text/csv;q=0.5, application/json", ["text/csv", "application/json"])
'application/json'
>>> choose("image/png", ["text/csv"]) is None
True
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.web.refusal import RefusedError


class _Range(NamedTuple):
    kind: str
    subtype: str
    quality: float

    def fit(self, media_type: str) -> int:
        """How closely the range names a media type: 3 exactly, 2 by its kind, 1 as anything, 0 not."""
        kind, _, subtype = media_type.partition("/")
        if (self.kind, self.subtype) == (kind, subtype):
            return 3
        if self.subtype == "*":
            return 2 if self.kind == kind else int(self.kind == "*")
        return 0


def choose(accept: str | None, offered: Sequence[str]) -> str | None:
    """The media type that a client likes best; of equals the one offered first; None when it takes none of them."""
    ranges = list(_ranges(accept or "*/*")) or [_Range("*", "*", 1.0)]
    best, most = None, 0.0
    for media_type in offered:
        fitting = max(ranges, key=lambda r: r.fit(media_type))
        if fitting.fit(media_type) and fitting.quality > most:
            best, most = media_type, fitting.quality
    return best


def chosen(accept: str | None, offered: Sequence[str]) -> str:
    """As `choose`.

    Raises:
        RefusedError: the client takes none of them.
    """
    found = choose(accept, offered)
    if found is None:
        raise RefusedError(406, f"request: takes none of the forms of this answer; they are {', '.join(offered)}")
    return found


def _ranges(accept: str) -> Iterator[_Range]:
    for part in accept.split(","):
        name, *parameters = (p.strip().lower() for p in part.split(";"))
        kind, slash, subtype = name.partition("/")
        if not (kind and slash and subtype):
            continue
        quality = next((p[2:] for p in parameters if p.startswith("q=")), "1")
        try:
            yield _Range(kind.strip(), subtype.strip(), min(max(float(quality), 0.0), 1.0))
        except ValueError:
            continue
