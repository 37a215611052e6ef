"""The libraries that read PDF, HTML and Word files, which come with the extra `documents`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from kg.errors import UserError


@contextmanager
def needs(what: str, package: str) -> Iterator[None]:
    """Import libraries inside of it: where one is missing, `UserError` says what to install."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise UserError(
            f"reading {what} needs the extra `documents` ({error.name or package} is not installed): "
            "pip install 'migration-kg[documents]'"
        ) from None
