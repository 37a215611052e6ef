"""A drawn picture and its files: the same picture gives the same bytes."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import UserError
from kg.pictures.style import style
from kg.pictures.svg import tidy

if TYPE_CHECKING:
    from matplotlib.figure import Figure

DPI = 200  # dots an inch of PNG files: sharp in print at the width of a page


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure with a title and a description in words, for those who cannot see it."""

    figure: Figure
    title: str
    description: str

    def svg(self, prefix: str = "p") -> bytes:
        """The picture as SVG, letters as letters; `prefix` keeps its names apart from others on one page."""
        data = self._saved("svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
        return tidy(data, self.title, self.description, prefix)

    def png(self, dpi: int = DPI) -> bytes:
        """The picture as PNG."""
        return self._saved("png", dpi=dpi, metadata={"Software": None, "Title": self.title})

    def _saved(self, form: str, **options: Any) -> bytes:
        stream = io.BytesIO()
        with style():
            self.figure.savefig(stream, format=form, **options)
        return stream.getvalue()


def check_ending(path: Path) -> None:
    """Find out before long work whether a picture can have that name.

    Raises:
        UserError: the name ends in neither .svg nor .png.
    """
    if path.suffix.lower() not in (".svg", ".png"):
        raise UserError(f"{path}: unknown kind of picture; use a name that ends in .svg or .png")


def write(picture: Picture, path: Path) -> None:
    """Write a picture whole or not at all, of the kind that the name ends in.

    Raises:
        UserError: an unknown ending, or a path that cannot be written.
    """
    from kg.graph.turtle import write_atomically

    check_ending(path)
    write_atomically(path, picture.svg() if path.suffix.lower() == ".svg" else picture.png())
