"""Words in pictures: how wide they are, and where lines break, so that nothing overlaps or is cut."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from kg.pictures.style import BODY, style

MOST = 400  # characters of one label; what is longer would fill a page
_ELLIPSIS = "…"


def clean(text: str, longest: int = MOST) -> str:
    """A label on one line of at most `longest` characters.

    Control characters, which SVG forbids, and marks that turn the direction of others are left out.

    >>> clean("a\\x00b\\n\\u202ec")
    'ab c'
    """
    kept = "".join(c for c in text if c.isspace() or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Cn", "Co"))
    line = " ".join(kept.split())
    return line if len(line) <= longest else line[: longest - 1] + _ELLIPSIS


@lru_cache(maxsize=4096)
def width(text: str, size: float = BODY, bold: bool = False) -> float:
    """Width of a line in points."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    with style():
        font = FontProperties(size=size, weight="bold" if bold else "normal")
        return float(text_to_path.get_text_width_height_descent(text, font, False)[0])


def fold(
    text: str, room: float, size: float = BODY, most: int = 3, bold: bool = False, longest: int = MOST
) -> tuple[str, ...]:
    """Lines of a label that fit into `room` points; past `most` lines it ends in an ellipsis.

    Words that are too long by themselves are broken.
    """
    lines: list[str] = []
    line = ""
    for word in _pieces(clean(text, longest), room, size, bold):
        longer = f"{line} {word}" if line else word
        if not line or width(longer, size, bold) <= room:
            line = longer
        else:
            lines.append(line)
            line = word
    lines.append(line)
    if len(lines) <= most:
        return tuple(lines)
    last = lines[most - 1]
    while last and width(last + _ELLIPSIS, size, bold) > room:
        last = last[:-1]
    return (*lines[: most - 1], last + _ELLIPSIS)


def _pieces(text: str, room: float, size: float, bold: bool) -> Iterator[str]:
    """The words of a text, those wider than the room in parts that fit."""
    for word in text.split():
        rest = word
        while width(rest, size, bold) > room and len(rest) > 1:
            count = max(1, int(len(rest) * room / width(rest, size, bold)))
            while count > 1 and width(rest[:count], size, bold) > room:
                count -= 1
            yield rest[:count]
            rest = rest[count:]
        yield rest
