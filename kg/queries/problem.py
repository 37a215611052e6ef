"""What can be wrong with a query of a user, told apart so that a server can say it in its own way."""

from __future__ import annotations

from typing import Literal

from kg.errors import UserError

# syntax: no SPARQL. refused: not allowed here. too-long: of text. too-slow: over the time. failed: for want of memory,
# or the engine gave up.
Kind = Literal["syntax", "refused", "too-long", "too-slow", "failed"]


class QueryError(UserError):
    """A query that gives no answer; `kind` says why."""

    def __init__(self, kind: Kind, message: str) -> None:
        super().__init__(message)
        self.kind = kind

    def __reduce__(self) -> tuple[type[QueryError], tuple[Kind, str]]:
        return QueryError, (self.kind, str(self))


class ParameterError(UserError):
    """A value that a template cannot take, or one that it lacks; `parameter` is the name of its place."""

    def __init__(self, parameter: str, message: str) -> None:
        super().__init__(message)
        self.parameter = parameter
