"""The page as the build of the package left it: scripts, styles, the map."""

from __future__ import annotations

from pathlib import Path

STATIC = Path(__file__).parents[1] / "static"  # what the build of the package makes from `web/`
_MARK = "<!--without-script-->"


def is_built() -> bool:
    """Whether the page came with the package; without it the service shows its plain pages."""
    return (STATIC / "index.html").is_file()


def page(without_scripts: str) -> str:
    """The first file of the page; `without_scripts` is the HTML that it shows where scripts do not run."""
    return (STATIC / "index.html").read_text(encoding="utf-8").replace(_MARK, without_scripts, 1)
