"""How pictures look: sizes in points, colours that the colour-blind tell apart, and the fonts of matplotlib alone."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from kg.errors import UserError

WIDE = 500.0  # points: the text width of a printed page
NARROW = 300.0  # points: a phone shows it without shrinking letters much
MARGIN = 10.0
BODY, SMALL, TITLE = 9.0, 8.0, 12.0  # sizes of letters
LEADING = 1.3  # distance of lines, in sizes of letters

# Colours of Okabe and Ito.
BLUE, VERMILION, GREEN, ORANGE = "#0072B2", "#D55E00", "#009E73", "#E69F00"
SKY, PURPLE, YELLOW = "#56B4E9", "#CC79A7", "#F0E442"
INK, FAINT, LINE, PALE, BLANK, PAPER = "#1a1a1a", "#595959", "#bdbdbd", "#dcdcdc", "#f5f5f5", "#ffffff"

_SETTINGS: dict[str, Any] = {
    "font.family": ["sans-serif"],
    "font.sans-serif": ["DejaVu Sans", "Verdana", "Arial"],
    "svg.fonttype": "none",  # letters stay letters: they can be searched, copied and read aloud
    "svg.hashsalt": "migration-kg",
    "text.parse_math": False,  # a dollar in a label is a dollar
    "text.usetex": False,
    "text.hinting": "none",  # widths of letters do not depend on the resolution
    "axes.unicode_minus": True,
    "path.sketch": None,
}
_P = ParamSpec("_P")
_R = TypeVar("_R")


def require_pictures() -> None:
    """Check that pictures can be drawn.

    Raises:
        UserError: matplotlib is not installed.
    """
    try:
        import matplotlib  # noqa: F401
    except ImportError:
        raise UserError("pictures need the extra `pictures`: pip install 'migration-kg[pictures]'") from None


@contextmanager
def style() -> Iterator[None]:
    """The settings of all pictures, whatever those of the user are.

    Letters that the fonts lack come out as boxes, in PNG alone; nothing is printed about them.
    """
    require_pictures()
    import matplotlib.style

    with matplotlib.style.context(["default", _SETTINGS]), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"Glyph .* missing from font", category=UserWarning)
        yield


def styled(draw: Callable[_P, _R]) -> Callable[_P, _R]:
    """Let a function draw under `style`."""

    @wraps(draw)
    def under(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        with style():
            return draw(*args, **kwargs)

    return under
