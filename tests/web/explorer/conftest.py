"""The explorer in a real browser, on the reference graph."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from kg.api import open_graph
from kg.web.explorer.folder import write_site
from kg.web.explorer.page import is_built

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from kg.graph.store import Graph

_TESTED = ((360, 740, "dark"), (1440, 900, "light"))
_PICTURED = (*_TESTED, (360, 740, "light"), (1440, 900, "dark"), (3840, 2160, "light"))
# The browser is slow: every size, scheme and place is tested where somebody asks for it by MKG_BROWSER_TESTS=all.
ALL = os.environ.get("MKG_BROWSER_TESTS") == "all"
SIZES = _PICTURED if ALL else _TESTED
PLACES = ("server", "disk", "sub-path") if ALL else ("disk",)
SCHEMES = ("light", "dark") if ALL else ("light",)
WIDTHS = (360, 1440) if ALL else (360,)
PATIENCE = 60_000  # milliseconds that a step of a browser may take on a busy machine

Open = Callable[..., "Page"]
AtEverySize = Callable[..., "Iterator[Page]"]


@contextmanager
def serving(*arguments: str) -> Iterator[str]:
    """Address of a server: `serving("--graph", "graph.ttl")`, without arguments one with the reference graph."""
    if not is_built():
        pytest.fail("the explorer is not built: run `python hatch_build.py`")
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
    command = [sys.executable, "-m", "kg", "serve", "--port", str(port), *arguments]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        _wait_for(f"http://127.0.0.1:{port}/health", server)
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(30)


@contextmanager
def serving_graph(graph: Graph, folder: Path) -> Iterator[str]:
    """Address of a server with a graph, whose file is kept in a folder."""
    path = folder / "graph.ttl"
    path.write_bytes(graph.turtle())
    with serving("--graph", str(path)) as found:
        yield found


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Address of a server with the reference graph."""
    with serving() as found:
        yield found


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if server.poll() is not None:
            assert server.stdout is not None
            pytest.fail(f"the server ended: {server.stdout.read().decode()}")
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            time.sleep(0.2)
    pytest.fail("the server did not begin to answer")


class Guard:
    """Everything that goes wrong on a page, and every request to another host."""

    def __init__(self, page: Page, home: str) -> None:
        self.found: list[str] = []
        page.on("console", lambda m: self.found.append(f"console: {m.text}") if m.type == "error" else None)
        page.on("pageerror", lambda e: self.found.append(f"page: {e}"))
        page.on("request", lambda r: self._look_at(r.url, home))

    def _look_at(self, url: str, home: str) -> None:
        if not url.startswith((home, "data:", "blob:")):
            self.found.append(f"request to another place: {url}")


@pytest.fixture
def open_view(browser: Browser, address: str) -> Iterator[Open]:
    """`open_view("#/search?q=x", width=360)`: a page that shows a view.

    The test fails at its end on an error in the page, in its console, or on a request to another host. `told` names
    console errors that the test is about (parts of their text).
    """
    guards: list[Guard] = []
    contexts: list[Any] = []
    expected: list[str] = []

    def open_(
        route: str,
        *,
        width: int = 1280,
        height: int = 900,
        scheme: str = "light",
        told: tuple[str, ...] = (),
        base: str = address,
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            accept_downloads=True,
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        guards.append(Guard(page, base.rsplit("/", 1)[0]))
        expected.extend(told)
        page.goto(base + route)
        shown(page)
        return page

    yield open_
    for context in contexts:
        context.close()
    wrong = [w for g in guards for w in g.found if not any(part in w for part in expected)]
    assert not wrong, wrong


@pytest.fixture
def at_every_size(open_view: Open, pictures: Path) -> AtEverySize:
    """`for page in at_every_size("name", "#/search?q=x")`: a view at each size and scheme.

    After the body nothing may be wider than the window, and a screenshot is kept under the name.
    """

    def each(name: str, route: str, told: tuple[str, ...] = ()) -> Iterator[Page]:
        for width, height, scheme in SIZES:
            page = open_view(route, width=width, height=height, scheme=scheme, told=told)
            yield page
            no_overflow(page)
            page.screenshot(path=pictures / f"{name}-{width}-{scheme}.png")

    return each


def shown(page: Page) -> None:
    """Wait until a view is there."""
    page.wait_for_selector("main[data-view]:not([aria-busy]) h1")


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reference graph as a folder of files, under a name that needs escapes in an address."""
    if not is_built():
        pytest.fail("the explorer is not built: run `python hatch_build.py`")
    base = tmp_path_factory.getbasetemp()
    sites = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "sites"
    folder = sites / "of a graph – 1%" / "site"
    try:
        sites.mkdir()
    except FileExistsError:  # another process of this run writes it
        _wait_until(folder.exists)
        return folder
    folder.parent.mkdir()
    write_site(open_graph(), folder)
    return folder


def _wait_until(there: Callable[[], bool]) -> None:
    for _ in range(10 * PATIENCE // 200):
        if there():
            return
        time.sleep(0.2)
    pytest.fail("the process that writes the folder of the page did not end")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Requests are no news."""


@contextmanager
def sub_path(folder: Path) -> Iterator[str]:
    """Address of a folder of files on a host that serves the folder two above it."""
    root = folder.parents[1]
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(root))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/{quote(folder.relative_to(root).as_posix())}/"
        server.shutdown()


@pytest.fixture(scope="session", params=PLACES)
def home(request: pytest.FixtureRequest) -> Iterator[str]:
    """Address of the page: on a server, opened from a disk, and as files in a sub-path of a host."""
    if request.param == "server":
        yield request.getfixturevalue("address")
        return
    folder: Path = request.getfixturevalue("site_folder")
    if request.param == "disk":
        yield (folder / "index.html").as_uri()
        return
    with sub_path(folder) as found:
        yield found


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of screenshots: that of MKG_SCREENSHOTS, else a temporary one."""
    named = os.environ.get("MKG_SCREENSHOTS")
    folder = Path(named) if named else tmp_path_factory.mktemp("screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def no_overflow(page: Page) -> None:
    """Nothing is wider than the window."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url}: {wide} px too wide"
