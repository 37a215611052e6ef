"""Requests to a SPARQL service and what must come back, as manifests of protocol tests describe them.

Two forms are read: the HTTP vocabulary (`ht:Connection`), and the older one, requests and responses as they go over the
wire, in the comment of the entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import parse_qsl, urlsplit

import pyoxigraph as ox

from kg.conformance.rdf import Node, Reader

_HT = "http://www.w3.org/2011/http#"
_CNT = "http://www.w3.org/2011/content#"
_PART = re.compile(r"^#+ (Request|Response)[^\n]*\n(.*?)(?=^#+ |\Z)", re.MULTILINE | re.DOTALL)
_STATUS = re.compile(r"\b([1-5])(?:xx|\d\d)\b", re.IGNORECASE)
_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+")
_CHARSET = re.compile(r"charset=([\w-]+)", re.IGNORECASE)
_PAIR = ("Request", "Response")
_UNSENT = frozenset({"host", "user-agent", "content-length"})
_DATASET = frozenset({"default-graph-uri", "named-graph-uri", "using-graph-uri", "using-named-graph-uri"})


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and what must come back.

    `statuses` holds first digits of the allowed status codes, `media_types` the allowed types (none: any), `truth` the
    answer of an ASK where the manifest tells it.
    """

    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    statuses: frozenset[str]
    media_types: frozenset[str] = frozenset()
    truth: bool | None = None

    @property
    def names_dataset(self) -> bool:
        """Whether the request says which graphs are to be asked."""
        return not _DATASET.isdisjoint(self._fields())

    @property
    def updates(self) -> bool:
        """Whether the request is an update."""
        sent = dict(self.headers).get("content-type", "")
        return sent.startswith("application/sparql-update") or "update" in self._fields()

    def _fields(self) -> set[str]:
        """Names of the fields in the address and, if it is a form, in the body."""
        text = self.body.decode("utf-8", "replace")
        return {name for name, _ in parse_qsl(urlsplit(self.target).query) + parse_qsl(text)}


def exchanges_of_connection(reader: Reader, connection: Node) -> tuple[Exchange, ...]:
    """The requests of an `ht:Connection`."""
    head = reader.value(connection, _HT + "requests")
    return tuple(_of_request(reader, request) for request in reader.items(head)) if head is not None else ()


def _of_request(reader: Reader, request: Node) -> Exchange:
    headers = tuple((name.lower(), value) for name, value in _headers(reader, request))
    response = reader.value(request, _HT + "resp")
    statuses = reader.values(response, _HT + "statusCodeValue") if response is not None else []
    content = dict(_headers(reader, response)) if response is not None else {}
    return Exchange(
        _text(reader.value(request, _HT + "methodName")) or "GET",
        _text(reader.value(request, _HT + "absolutePath")),
        headers,
        _body(reader, request, headers),
        frozenset(code.value[:1] for code in statuses),
        frozenset(_MEDIA_TYPE.findall(content.get("Content-Type", ""))),
        _truth(_content(reader, response)) if response is not None else None,
    )


def _headers(reader: Reader, message: Node) -> Iterator[tuple[str, str]]:
    for head in reader.values(message, _HT + "headers"):
        for header in reader.items(head):
            yield _text(reader.value(header, _HT + "fieldName")), _text(reader.value(header, _HT + "fieldValue"))


def _content(reader: Reader, message: Node) -> str:
    body = reader.value(message, _HT + "body")
    return _text(reader.value(body, _CNT + "chars")) if body is not None else ""


def _body(reader: Reader, message: Node, headers: Iterable[tuple[str, str]]) -> bytes:
    body = reader.value(message, _HT + "body")
    named = _text(reader.value(body, _CNT + "characterEncoding")) if body is not None else ""
    return _encoded(_content(reader, message), named or _charset(headers))


def exchanges_of_comment(comment: str) -> tuple[Exchange, ...]:
    """The requests that a comment describes, each before its response; none where it describes none."""
    parts = [(kind, re.sub(r"^ {1,4}", "", text, flags=re.MULTILINE)) for kind, text in _PART.findall(comment)]
    pairs = pairwise(parts)
    return tuple(_of_text(one, other) for (kind, one), (next_kind, other) in pairs if (kind, next_kind) == _PAIR)


def _of_text(request: str, response: str) -> Exchange:
    head, _, body = request.strip("\n").partition("\n\n")
    first, *rest = head.strip().split("\n")
    method, target, *_ = [*first.split(), "", ""]
    fields = [line.partition(":") for line in rest if ":" in line]
    headers = tuple((n.strip().lower(), v.strip()) for n, _, v in fields if n.strip().lower() not in _UNSENT)
    told, _, content = response.strip().partition("\n\n")
    return Exchange(
        method, target, headers, _encoded(body.partition("\n\n")[0].strip(), _charset(headers)),
        frozenset(_STATUS.findall(told.partition("\n")[0])),
        frozenset(_MEDIA_TYPE.findall(told.partition("\n")[2])),
        _truth(content.split("\n")[0]),
    )  # fmt: skip


def _charset(headers: Iterable[tuple[str, str]]) -> str:
    found = _CHARSET.search(dict(headers).get("content-type", ""))
    return found[1] if found else "utf-8"


def _encoded(text: str, charset: str) -> bytes:
    try:
        return text.encode(charset)
    except LookupError:
        return text.encode()


def _truth(text: str) -> bool | None:
    return {"true": True, "false": False}.get(text.strip())


def _text(node: Node | None) -> str:
    return node.value if isinstance(node, ox.Literal) else ""
