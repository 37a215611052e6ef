"""The query operation of the SPARQL 1.1 Protocol: what a request asks, or why it cannot be answered."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import parse_qsl

from kg.web.refusal import RefusedError

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
METHODS = ("GET", "HEAD", "POST")
_DATASET = ("default-graph-uri", "named-graph-uri")
_MOST_FIELDS = 64
_MOST_IDS = 5000


def query_of(method: str, content_type: str, query_string: str, body: bytes) -> str | None:
    """The query that a request carries; None where a GET carries none and so asks for the description of the service.

    Raises:
        RefusedError: it carries several, an update, a data set of its own, or none that can be read.
    """
    beside = _fields(query_string)
    if method != "POST":
        if not beside:
            return None
        return _only(beside)
    media_type, charset = _content_type(content_type)
    if charset not in ("", "utf-8", "utf8", "us-ascii"):
        raise RefusedError(415, f"request: its text is in {charset}; send UTF-8")
    if media_type == UPDATE:
        raise RefusedError(403, "request: is an update; this service only reads")
    if media_type == FORM:
        return _only([*beside, *_fields(_text(body))])
    if media_type == QUERY:
        _refuse_dataset(beside)
        if any(name in ("query", "update") for name, _ in beside):
            raise RefusedError(400, "request: has a query in its body and another in its address; send one")
        return _text(body)
    raise RefusedError(415, f"request: {media_type or 'no content type'} is no form of a query; send {FORM} or {QUERY}")


def ids_of(body: bytes) -> list[str]:
    """The values of the fields `id` of a form.

    Raises:
        RefusedError: it holds too many, other fields, or what is no UTF-8.
    """
    fields = _fields(_text(body), _MOST_IDS)
    if any(name != "id" for name, _ in fields):
        raise RefusedError(400, "request: has fields besides id; names take id alone")
    return [value for _, value in fields]


def _content_type(header: str) -> tuple[str, str]:
    media_type, *parameters = (p.strip() for p in header.split(";"))
    charset = next((p.partition("=")[2] for p in parameters if p.lower().startswith("charset=")), "")
    return media_type.lower(), charset.strip("\"' ").lower()


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusedError(400, f"request: byte {error.start} of its body is no UTF-8") from None


def _fields(text: str, most: int = _MOST_FIELDS) -> Sequence[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=most)
    except ValueError:
        raise RefusedError(400, f"request: its fields are not UTF-8, or more than {most}") from None


def _only(fields: Sequence[tuple[str, str]]) -> str:
    if any(name == "update" for name, _ in fields):
        raise RefusedError(403, "request: is an update; this service only reads")
    _refuse_dataset(fields)
    found = [value for name, value in fields if name == "query"]
    if len(found) != 1:
        raise RefusedError(400, f"request: has {len(found)} fields named query; send one")
    return found[0]


def _refuse_dataset(fields: Sequence[tuple[str, str]]) -> None:
    for name, _ in fields:
        if name in _DATASET:
            raise RefusedError(400, f"request: {name} names a data set; this service has one graph, ask without it")
