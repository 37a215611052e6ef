"""Rows of tables whose columns a text has lost: a name, and figures with nothing said between them.

>>> is_row_of_figures("Moldova 1,244 1,450 1,622 1,753"), is_row_of_figures("In 2010, 2011 and 2012 some 300 left.")
(True, False)
"""

from __future__ import annotations

import re

_CELL = re.compile(r"[(<>≤≥~]?[-–+±]?[$€£]?\d[\d.,]*(?:%|\*{1,3})?\)?|n/?a\.?|[-–—]|\.{2,3}|…", re.IGNORECASE)
_FIGURE = re.compile(r".*\d")
_SPACED = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})* 000\b")  # "1 200 000" is one figure
_LEAST = 3  # figures in a row


def is_row_of_figures(text: str) -> bool:
    """Are most words of a line figures, and at least three of them?"""
    words = _SPACED.sub(lambda m: "".join(m[0].split()), text.replace("|", " ")).split()
    cells = [word for word in words if _CELL.fullmatch(word) and word[-1] != ","]
    figures = sum(_FIGURE.match(cell) is not None for cell in cells)
    return figures >= _LEAST and 2 * len(cells) > len(words) and not text.rstrip().endswith((".", ";", ":"))
