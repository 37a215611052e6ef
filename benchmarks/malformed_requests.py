"""10,000 malformed requests to a running server: what it answers, what it leaves open, and how its memory grows.

    python benchmarks/malformed_requests.py [--requests 10000] [--seed 11] [--clients 8] [--workers 1]

The requests are made from a seed and sent as bytes over sockets of their own: broken query strings and escapes, wrong
methods, content types and Accept headers, large headers, bodies that are cut, stalled, chunked wrongly or no UTF-8,
pieces of SPARQL, values that try to break out of a template. Most are wrong; some happen to be right.

Ends with status 1 if an answer is a failure (5xx, but for the 503 that says that a query was too slow, too big or one
too many), if a connection is still open a while after its request, if the server's log holds a traceback, or if its
memory grows by more than a tenth after the first thousandth request. Memory is the resident memory of all of its
processes, so what they share counts several times. A client that never ends its header is not among these: a server
that is open to others stands behind a proxy, which limits that. Needs Linux and the extra `serve`.
"""

from __future__ import annotations

import argparse
import random
import socket
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count, islice
from pathlib import Path
from typing import NamedTuple

from servers import HOST, free_port, mkg_serve, running

from kg.queries import templates

HANGING, CLOSED = "hanging", "closed without an answer"
FAILURES = frozenset(str(code) for code in range(500, 600) if code not in (503, 504))
MEASURED = (1_000, 5_000, 10_000)
_PATIENCE = 40.0  # seconds for an answer; the server gives 2 to a query, 15 to a body
_GROWTH = 1.10
METHODS = ("GET", "POST", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "get", "PROPFIND", "Q" * 60)
PIECES = (
    "SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "WHERE", "{", "}", "(", ")", "*", "?s", "?p", "?o", ".", ";", ",", "a",
    "mkg:Claim", "<http://e/>", "<", ">", '"', "'", '"""', "FILTER", "OPTIONAL", "UNION", "MINUS", "VALUES", "UNDEF",
    "GROUP BY", "HAVING", "ORDER BY", "LIMIT", "-1", "99999999999999999999", "BIND", "AS", "COUNT", "REGEX", "1e400",
    "SERVICE", "FROM", "GRAPH", "INSERT DATA", "DELETE", "LOAD", "\\u0022", "\\U0011FFFF", "#", "\n", "\r", "\x00", "^",
    "/", "|", "!", "+", "PREFIX", "BASE", ":", "@en", "^^xsd:integer", "NOT EXISTS", "true", "é", "\u202e",
)  # fmt: skip
PAYLOADS = (
    '"', "'", "KZ\n", "\\u0022", "KZ } DELETE { ?s ?p ?o", "} DELETE {", "KZ> . ?s ?p ?o", "<id:state/KZ>", "UNDEF",
    "?state", "KZ } SERVICE <http://127.0.0.1:1/> { ?s ?p ?o", "*", "**", ",", ",,,KZ", "KZ,UZ,XX", "\x00", "\ufeff",
    "\ud7ff", "𝕂𝕫", "<script>alert(1)</script>", "../../etc/passwd", "id:state/../claim", "http://[", "mkg:\\",
    "9" * 400, "-0", "%s", "{}", "a" * 2001, '"@en . }', "' OR 1=1 --", "${jndi:x}", "#", "\u2028",
    "KZ" + "\u0301" * 50,
)  # fmt: skip
ESCAPES = (
    "%", "%%", "%Z1", "%0", "%00", "%FF", "%C0%AF", "%u0041", "%ED%A0%80", "%2e%2e%2f", "%0d%0aX: y", "+",
    "%F4%90%80%80",
)  # fmt: skip
ACCEPTS = (
    "", ",", ";", "*/*;q=x", "text/", "/json", "*", "image/png", "text/csv;q=1e9", "a/b;q=-1", "*/*;q=nan", "*/*;q=inf",
    "text/turtle;charset=utf-16", "application/sparql-results+json;;;;q=0.5,", "\xff\xfe", "x" * 4000,
    ",".join(["a/b"] * 2000),
)  # fmt: skip
TYPES = (
    "", "application/sparql-query", "application/sparql-update", "application/x-www-form-urlencoded", "text/plain", "/",
    ";", "multipart/form-data; boundary=x", "application/sparql-query; charset=utf-16", "application/json",
    "application/sparql-query; charset=", "application/sparql-query;;;", "\xe9/\xe9", "a" * 3000,
    'application/x-www-form-urlencoded; charset="',
)  # fmt: skip


class Request(NamedTuple):
    """The bytes of a request; `cut`: the client says that it sends no more, though more was announced."""

    data: bytes
    cut: bool = False


class Maker:
    """Requests from a seed: equal seeds give equal requests."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._templates = [(t.name, sorted(t.parameters)) for t in templates()]
        self._kinds: tuple[Callable[[], Request], ...] = (
            self._query_string, self._path, self._method, self._headers, self._cut, self._body, self._fragment,
            self._posted_fragment, self._accept, self._payload, self._payload, self._values, self._chunked, self._line,
        )  # fmt: skip

    def requests(self) -> Iterator[Request]:
        """Requests without end; one of a thousand announces a body and then says nothing more."""
        for number in count(1):
            yield self._stalled() if number % 1000 == 500 else self._random.choice(self._kinds)()

    def _of(self, choices: tuple[str, ...]) -> str:
        return self._random.choice(choices)

    def _noise(self, most: int = 60) -> bytes:
        return self._random.randbytes(self._random.randrange(most))

    def _escaped(self, text: str | bytes) -> str:
        data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
        return "".join(f"%{byte:02X}" for byte in data)

    def _spoilt(self, text: str) -> str:
        """Escaped text with a broken escape somewhere."""
        place = self._random.randrange(len(text) + 1)
        return text[:place] + self._of(ESCAPES) + text[place:]

    def _sparql(self) -> str:
        return " ".join(self._of(PIECES) for _ in range(self._random.randrange(1, 25)))

    def _whole(self, method: str, target: str, *headers: tuple[str, str], body: bytes = b"") -> Request:
        lines = [f"{method} {target} HTTP/1.1", "Host: localhost", "Connection: close"]
        lines += [f"{name}: {value}" for name, value in headers]
        if body:
            lines.append(f"Content-Length: {len(body)}")
        return Request("\r\n".join([*lines, "", ""]).encode("latin-1", "replace") + body)

    def _query_string(self) -> Request:
        fields = [self._of(("query", "query=", "limit", "", "=", "update", "default-graph-uri", "state"))
                  + self._of(("", "=")) + self._spoilt(self._escaped(self._noise(20))) for _ in range(3)]  # fmt: skip
        path = self._of(("/sparql", "/queries/agreements-of-state", "/queries", "/", "/health", "/id/state/KZ"))
        return self._whole("GET", f"{path}?{self._of(('&', ';', '&&', '?')).join(fields)}")

    def _path(self) -> Request:
        begins = ("/", "//", "/id/", "/queries/", "/ontology/", "/id/claim/", "/sparql/", "/queries/relations/values/")
        return self._whole("GET", self._of(begins) + self._spoilt(self._escaped(self._noise(20))))

    def _method(self) -> Request:
        targets = ("/sparql", "/queries/relations", "/id/state/KZ", "/", "*", "http://evil.example/", "/style.css")
        return self._whole(self._of(METHODS), self._of(targets))

    def _headers(self) -> Request:
        """Large headers, within what servers take."""
        size = self._random.randrange(100, 30_000)
        many = [(f"X-{i}", "y" * (size // 50)) for i in range(50)]
        one = [("Cookie", "z" * size)]
        host = [("Host", self._of(("evil.example", "", "localhost:99999", "[::1]")))]
        return self._whole("GET", "/sparql?query=ASK%7B%7D", *self._random.choice((many, one, host)))

    def _cut(self) -> Request:
        body = self._sparql().encode("utf-8", "replace")
        head = f"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: {TYPES[1]}\r\nContent-Length: "
        return Request(f"{head}{len(body) + self._random.randrange(1, 1000)}\r\n\r\n".encode() + body, cut=True)

    def _stalled(self) -> Request:
        return self._cut()._replace(cut=False)

    def _body(self) -> Request:
        body = self._noise(3000) if self._random.random() < 0.95 else b"#" * 300_000
        return self._whole("POST", "/sparql", ("Content-Type", self._of(TYPES)), body=body)

    def _fragment(self) -> Request:
        return self._whole(self._of(("GET", "HEAD")), f"/sparql?query={self._escaped(self._sparql())}")

    def _posted_fragment(self) -> Request:
        body = self._sparql().encode("utf-8", "replace")
        return self._whole("POST", "/sparql", ("Content-Type", self._of(TYPES)), body=body)

    def _accept(self) -> Request:
        target = self._of(("/sparql?query=ASK%7B%7D", "/sparql", "/queries/remittances", "/id/state/KZ", "/ontology"))
        return self._whole("GET", target, ("Accept", self._of(ACCEPTS)))

    def _payload(self) -> Request:
        name, parameters = self._random.choice(self._templates)
        parameter = self._random.choice(parameters)
        value = self._of(PAYLOADS) if self._random.random() < 0.7 else self._sparql()
        beside = self._of(("format=json", "format=x", "evidence=true", "format", ""))
        return self._whole("GET", f"/queries/{name}?{parameter}={self._escaped(value)}&{beside}")

    def _values(self) -> Request:
        name, parameters = self._random.choice(self._templates)
        parameter = self._of((*parameters, "x", "%00", "..", "state"))
        limit = self._of(("1", "0", "-1", "1e3", "", "999999999999", "%C2%B2", "%FF"))
        return self._whole("GET", f"/queries/{name}/values/{parameter}?limit={limit}")

    def _chunked(self) -> Request:
        size = self._of(("zz", "-1", "FFFFFFFFFFFFFFFF", "5", "5;x=y", "0", ""))
        head = f"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: {TYPES[1]}\r\nTransfer-Encoding: "
        coding = self._of(("chunked", "gzip, chunked", "identity", "chunked, chunked"))
        tail = f"{coding}\r\nConnection: close\r\n\r\n{size}\r\nASK{{}}\r\n0\r\n\r\n"
        return Request((head + tail).encode(), cut=True)

    def _line(self) -> Request:
        """A request whose first line is none."""
        lines = (b"GET", b"GET / HTTP/9.9", b"\x16\x03\x01\x02\x00", b"GET  /  HTTP/1.1", b"\r\n\r\n", self._noise())
        line = self._random.choice(lines)
        return Request(line + b"\r\nConnection: close\r\n\r\n", cut=True)


def status(port: int, request: Request) -> str:
    """The status that a request gets, or that it gets none."""
    end = time.monotonic() + _PATIENCE
    answer = b""
    with socket.create_connection((HOST, port), timeout=_PATIENCE) as client:
        try:
            client.sendall(request.data)
            if request.cut:
                client.shutdown(socket.SHUT_WR)
            while part := client.recv(65536):
                answer = answer or part[:12]
                if time.monotonic() > end:
                    return HANGING
        except TimeoutError:
            return HANGING
        except ConnectionError:
            pass  # it was closed before all was read: an answer may have come
    return answer[9:12].decode("latin-1") if answer.startswith(b"HTTP/1.1 ") else CLOSED


def memory(process: int) -> int:
    """Kilobytes of resident memory of a process and those that it began."""
    total, left = 0, [process]
    while left:
        folder = Path("/proc") / str(left.pop())
        try:
            lines = (folder / "status").read_text().splitlines()
            total += sum(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))
            for thread in (folder / "task").iterdir():
                left += [int(child) for child in (thread / "children").read_text().split()]
        except OSError:
            continue  # it has ended
    return total


def attack(port: int, process: int, requests: int, seed: int, clients: int) -> tuple[Counter[str], list[int]]:
    """Number of answers by status, and memory after the first thousand and then now and again."""
    found: Counter[str] = Counter()
    after: list[int] = []
    print(f"memory at the start: {memory(process) / 1024:,.0f} MB")
    made = islice(Maker(seed).requests(), requests)
    with ThreadPoolExecutor(clients) as pool:
        while batch := list(islice(made, 500)):
            answers = list(pool.map(lambda request: status(port, request), batch))
            found.update(answers)
            for request, answer in zip(batch, answers, strict=True):
                if answer == HANGING or answer in FAILURES:
                    print(f"{answer}: {request.data[:300]!r}", flush=True)
            if found.total() in MEASURED:
                after.append(memory(process))
                print(f"memory after {found.total():>6,}: {after[-1] / 1024:,.0f} MB", flush=True)
    return found, after


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--workers", type=int, default=1)
    given = parser.parse_args()
    port = free_port()
    command = mkg_serve(port, "--timeout", "2", "--workers", str(given.workers))
    with tempfile.TemporaryFile() as log:
        began = time.monotonic()
        with running(command, port, log=log) as server:
            found, after = attack(port, server.pid, given.requests, given.seed, given.clients)
            alive = status(port, Request(b"GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        log.seek(0)
        told = log.read().decode("utf-8", "replace")
    for name, number in sorted(found.items()):
        print(f"{name:>26}: {number:,}")
    print(f"{found.total():,} requests in {time.monotonic() - began:.0f} s from seed {given.seed}")
    failed = sum(number for name, number in found.items() if name in FAILURES)
    problems = {
        f"{failed} answers are failures": failed > 0,
        f"{found[HANGING]} connections were left open": found[HANGING] > 0,
        f"the server's log holds a traceback:\n{told[-4000:]}": "Traceback" in told,
        f"a plain request afterwards has status {alive}": alive != "200",
        "memory grows": bool(after) and after[-1] > after[0] * _GROWTH,
    }
    if any(problems.values()):
        raise SystemExit("\n".join(what for what, is_so in problems.items() if is_so))


if __name__ == "__main__":
    main()
