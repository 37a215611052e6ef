"""The addresses of a SPARQL 1.1 server, and requests to it: every failure is one clear line."""

from __future__ import annotations

import http.client
import re
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urlsplit, urlunsplit

import pyoxigraph as ox

from kg.errors import UserError
from kg.version import VERSION

_GRAPH = "default-graph-uri"
SOLUTIONS = "application/sparql-results+json"  # what is asked for; servers differ in how they choose among several
TRIPLES = "application/n-triples, text/turtle;q=0.5"
_SILENCE = 300.0  # seconds that a server may think about a query before its first byte, and between two
_MARKUP = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a server takes queries and updates.

    `graph` is the named graph that stands for the default graph, where one is asked for; `more` are other parameters
    of the address, sent with each request.
    """

    query: str
    update: str
    graph: str | None = None
    more: Mapping[str, str] = field(default_factory=dict)
    user: str | None = None
    password: str | None = field(default=None, repr=False)


def endpoint(address: str, update: str | None = None) -> Endpoint:
    """The endpoint of an address that a user gave.

    A bare address means a server with the paths of Oxigraph; `…/query` has `…/update` beside it; any other address is
    taken for both, unless `update` is given. `?default-graph-uri=IRI` chooses a named graph, `user:password@` logs in.

    >>> endpoint("http://localhost:7878").update
    'http://localhost:7878/update'
    >>> endpoint("http://localhost:8890/sparql?default-graph-uri=urn:a").graph
    'urn:a'

    Raises:
        UserError: it is no address, names several graphs or no IRI, or `update` has a login of its own.
    """
    parts = _parts(address)
    host, port = parts.hostname or "", parts.port
    if update is not None and _parts(update).username:
        raise UserError("--update: leave out the login, which is that of the store")
    bare = f"[{host}]" if ":" in host else host
    base = (parts.scheme, bare if port is None else f"{bare}:{port}")
    path = parts.path if parts.path.strip("/") else "/query"
    query = urlunsplit((*base, path, "", ""))
    beside = urlunsplit((*base, f"{path[: -len('query')]}update", "", "")) if path.endswith("/query") else query
    given = parse_qsl(parts.query, keep_blank_values=True)
    graphs = [value for name, value in given if name == _GRAPH]
    return Endpoint(
        query=query,
        update=update or beside,
        graph=_one_iri(query, graphs),
        more={name: value for name, value in given if name != _GRAPH},
        user=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password or "") if parts.username else None,
    )


def _parts(address: str) -> SplitResult:
    """The parts of an address of a server. Raises UserError if it is none."""
    try:
        parts = urlsplit(address)
        known = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        known = False
    if not known or parts.scheme not in ("http", "https") or re.search(r"[\s\x00-\x1f]", address):
        shown = re.sub(r"//[^/]*@", "//…@", address)  # no password gets into a message
        raise UserError(f"{shown!r}: is no address of a server; write one such as http://localhost:7878")
    return parts


def _one_iri(query: str, graphs: list[str]) -> str | None:
    if not graphs:
        return None
    try:
        (graph,) = graphs
        return ox.NamedNode(graph).value
    except ValueError:
        raise UserError(f"{query}: {_GRAPH} must be one IRI, such as {_GRAPH}=urn:migration") from None


class TooSlowError(UserError):
    """A server whose time is up."""

    def __init__(self, where: str, seconds: float) -> None:
        super().__init__(f"{where}: gave no whole answer within {seconds:g} seconds; ask for less, or run again")


class Reply:
    """The body of an answer as a stream that ends in time."""

    def __init__(self, where: str, response: http.client.HTTPResponse, seconds: float, most: int | None) -> None:
        self.where = where
        self.media_type = response.headers.get_content_type()
        self.cut = "MKG-Truncated" in response.headers or "X-SPARQL-MaxRows" in response.headers
        self._response, self._seconds, self._end = response, seconds, time.monotonic() + seconds
        self._left = most

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most `size`; none at the end.

        Raises:
            UserError: the answer stops in its middle, is too slow, or too big.
        """
        if time.monotonic() > self._end:
            raise TooSlowError(self.where, self._seconds)
        with _told(self.where, self._seconds):
            data = self._response.read1(size)
            if not data and size and self._response.length:
                raise http.client.IncompleteRead(b"", self._response.length)
        if self._left is not None:
            self._left -= len(data)
            if self._left < 0:
                raise UserError(f"{self.where}: its answer is too big; ask for less")
        return data


class _Stays(urllib.request.HTTPRedirectHandler):
    """Leaves redirections to the user: followed, an update would become a request for a page."""

    def redirect_request(self, *_: object) -> None:
        return None


class Requests:
    """Sends queries and updates to an endpoint."""

    def __init__(self, to: Endpoint) -> None:
        self.to = to
        handlers: list[urllib.request.BaseHandler] = [_Stays()]
        if to.user is not None:
            known = urllib.request.HTTPPasswordMgrWithDefaultRealm()
            for address in (to.query, to.update):
                known.add_password(None, address, to.user, to.password or "")
            handlers += [urllib.request.HTTPDigestAuthHandler(known), urllib.request.HTTPBasicAuthHandler(known)]
        self._open = urllib.request.build_opener(*handlers).open

    @contextmanager
    def query(self, text: str, accept: str, seconds: float, most: int | None = None) -> Iterator[Reply]:
        """The answer to a query in a form of `accept`; `seconds` for all of it, `most` bytes of it.

        Raises:
            UserError: the server cannot be reached, refuses, or is too slow.
        """
        graph = {_GRAPH: self.to.graph} if self.to.graph else {}
        data = urlencode({**self.to.more, **graph, "query": text}).encode()
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": accept}
        with self._send(self.to.query, data, headers, min(seconds, _SILENCE)) as response:
            yield Reply(self.to.query, response, seconds, most)

    def update(self, text: str, seconds: float) -> None:
        """Send one update request. Raises as `query`."""
        address = f"{self.to.update}?{urlencode(self.to.more)}" if self.to.more else self.to.update
        headers = {"Content-Type": "application/sparql-update", "Accept": "*/*"}
        with self._send(address, text.encode(), headers, seconds):
            pass

    @contextmanager
    def _send(
        self, address: str, data: bytes, headers: Mapping[str, str], seconds: float
    ) -> Iterator[http.client.HTTPResponse]:
        request = urllib.request.Request(address, data, {**headers, "User-Agent": f"migration-kg/{VERSION}"})
        where = address.partition("?")[0]
        with _told(where, seconds):
            response = self._open(request, timeout=seconds)
        with response:
            yield response


@contextmanager
def _told(where: str, seconds: float) -> Iterator[None]:
    """Failures of the network and of the server as one line."""
    try:
        yield
    except urllib.error.HTTPError as error:
        with error:
            raise UserError(f"{where}: {_refusal(error)}") from None
    except TimeoutError:
        raise TooSlowError(where, seconds) from None
    except urllib.error.URLError as error:
        if isinstance(error.reason, TimeoutError):
            raise TooSlowError(where, seconds) from None
        why = getattr(error.reason, "strerror", None) or error.reason
        raise UserError(f"{where}: cannot be reached ({why}); start the server or correct the address") from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        why = str(error) or type(error).__name__
        raise UserError(f"{where}: the answer broke off or is no HTTP ({why[:200]}); run again") from None


def _refusal(error: urllib.error.HTTPError) -> str:
    """What an HTTP status and the first words of its body say."""
    if 300 <= error.code < 400:
        return f"has moved to {error.headers.get('Location', 'another address')}; use that address"
    if error.code in (401, 403):
        return f"refuses ({error.code} {error.reason}); log in with http://USER:PASSWORD@HOST, or ask its owner"
    try:
        body = error.read(2000).decode(errors="replace")
    except (OSError, http.client.HTTPException):
        body = ""
    words = " ".join(_MARKUP.sub(" ", body).split())[:200]
    hint = "; give the address of its queries, such as http://localhost:7878/query" if error.code in (404, 405) else ""
    return f"answered {error.code} {error.reason}{': ' + words if words else ''}{hint}"
