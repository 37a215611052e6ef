"""The page as HTML; what graphs say is text, whatever signs it holds."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import UserError
from kg.pictures.gap_matrix import MARKS
from kg.report_page.model import Page

if TYPE_CHECKING:
    from jinja2 import Template

_HERE = Path(__file__).parent


def require_page() -> None:
    """Check that pages can be made.

    Raises:
        UserError: Jinja2 or matplotlib is not installed.
    """
    from kg.pictures.style import require_pictures

    require_pictures()
    try:
        import jinja2  # noqa: F401
    except ImportError:
        raise UserError("report needs the extra `pictures`: pip install 'migration-kg[pictures]'") from None


def to_html(page: Page) -> str:
    """The whole page; equal pages give equal text.

    Raises:
        UserError: Jinja2 is not installed.
    """
    require_page()
    return _template().render(page=page, css=_css(), marks={s: m.letter for s, m in MARKS.items()})


@cache
def _template() -> Template:
    import jinja2

    loader = jinja2.FileSystemLoader(_HERE)
    environment = jinja2.Environment(
        loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    return environment.get_template("page.html.j2")


def _css() -> str:
    return (_HERE / "page.css").read_text("utf-8")
