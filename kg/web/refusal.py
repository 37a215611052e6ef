"""What is said to a client whose request cannot be answered: problem details as in RFC 9457."""

from __future__ import annotations

import re
from collections.abc import Mapping
from http import HTTPStatus

from starlette.responses import JSONResponse, Response

from kg.errors import UserError
from kg.queries.problem import Kind, ParameterError, QueryError

_STATUS: Mapping[Kind, int] = {"syntax": 400, "refused": 403, "too-long": 413, "too-slow": 503, "failed": 503}
_POSITION = re.compile(r"line (\d+), column (\d+)")


class RefusedError(UserError):
    """A request that is not answered, with the status that says why."""

    def __init__(self, status: int, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status, self.headers = status, headers


def refusal(error: UserError) -> Response:
    """The answer for an error that the client can mend. Its words are JSON text, so nothing in them is markup."""
    status, headers = 400, None
    place: dict[str, str | int] = {}
    if isinstance(error, RefusedError):
        status, headers = error.status, error.headers
    elif isinstance(error, QueryError):
        status = _STATUS[error.kind]
        if error.kind == "syntax" and (found := _POSITION.search(str(error))):
            place = {"line": int(found[1]), "column": int(found[2])}
    elif isinstance(error, ParameterError):
        place = {"parameter": error.parameter}
    body = {"title": HTTPStatus(status).phrase, "status": status, "detail": str(error), **place}
    return JSONResponse(body, status, headers, media_type="application/problem+json")
