"""Clients that ask a server for some seconds, and what they find."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import cycle

from servers import HOST

_JSON = {"Accept": "application/sparql-results+json, application/json;q=0.9, */*;q=0.1"}


@dataclass(frozen=True, slots=True)
class Load:
    """Seconds of each answer, sorted, and the seconds that all of it took."""

    answers: Sequence[float]
    seconds: float

    @property
    def a_second(self) -> float:
        return len(self.answers) / self.seconds

    def within(self, share: float) -> float:
        """Milliseconds within which this share of the answers came."""
        return self.answers[int(share * (len(self.answers) - 1))] * 1e3

    def told(self) -> str:
        return f"median {self.within(0.5):.1f} ms, 99 of 100 within {self.within(0.99):.1f} ms"


def get(client: http.client.HTTPConnection, path: str, headers: Mapping[str, str] = _JSON) -> bytes:
    """The body of an answer, which must be a good one."""
    client.request("GET", path, headers=dict(headers))
    answer = client.getresponse()
    data = answer.read()
    if answer.status != 200:
        raise SystemExit(f"{path[:80]}: status {answer.status}: {data[:200]!r}")
    return data


def load(port: int, paths: Sequence[str], clients: int, seconds: float) -> Load:
    """Clients that ask for the paths in turn, each over one connection, until the time is up."""
    found: list[float] = []
    began = time.monotonic()

    def ask() -> None:
        with closing(http.client.HTTPConnection(HOST, port)) as mine:
            for path in cycle(paths):
                if time.monotonic() - began >= seconds:
                    return
                start = time.perf_counter()
                get(mine, path)
                found.append(time.perf_counter() - start)

    threads = [threading.Thread(target=ask) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Load(sorted(found), time.monotonic() - began)
