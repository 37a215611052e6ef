"""How the page is built, and what happens where it cannot be."""

from __future__ import annotations

import gzip
import importlib.util
import re
import shutil
import subprocess
from pathlib import Path
from types import ModuleType

import pytest

from kg.web.explorer.page import STATIC

ROOT = Path(__file__).resolve().parents[3]
WEB = ROOT / "web"
_MOST = 250_000  # bytes of all scripts together, compressed, without the map


@pytest.fixture
def hook() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec
    assert spec.loader
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


class _App:
    def __init__(self) -> None:
        self.told: list[str] = []

    def display_error(self, text: str) -> None:
        self.told.append(text)


def _sources(folder: Path) -> Path:
    shutil.copytree(WEB, folder / "web", ignore=shutil.ignore_patterns("node_modules"))
    return folder


def _initialize(hook: ModuleType, root: Path) -> _App:
    app = _App()
    hook.ExplorerHook.initialize(type("Self", (), {"root": str(root), "app": app})(), "standard", {})
    return app


def test_a_package_without_node_is_built_all_the_same(
    hook: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hook, "_node", lambda: (_ for _ in ()).throw(OSError("Node is missing")))
    told = _initialize(hook, _sources(tmp_path)).told
    assert any("COULD NOT BE BUILT" in line for line in told)
    assert any("Node is missing" in line for line in told)


def test_a_package_whose_libraries_cannot_be_fetched_is_built_all_the_same(
    hook: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hook, "_node", lambda: (["false"], ["false"]))
    assert any("COULD NOT BE BUILT" in line for line in _initialize(hook, _sources(tmp_path)).told)
    assert not (tmp_path / "kg" / "web" / "static").exists()


def test_built_files_of_the_same_sources_need_no_node(
    hook: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = _sources(tmp_path)
    static = root / "kg" / "web" / "static"
    static.mkdir(parents=True)
    (static / "sources.txt").write_text(hook.sources_hash(root) + "\n")
    monkeypatch.setattr(hook, "build", lambda _: pytest.fail("built again"))
    assert _initialize(hook, root).told == []
    (root / "web" / "src" / "main.ts").write_text("changed")
    with pytest.raises(pytest.fail.Exception):
        _initialize(hook, root)


def test_the_lock_file_names_exact_versions_and_no_hosts() -> None:
    lock = (WEB / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock
    assert lock.count('"integrity"') > 20
    versions = re.findall(r'"(?:@?[\w/-]+)": "([^"]+)"', (WEB / "package.json").read_text(encoding="utf-8"))
    assert not [v for v in versions if v.startswith(("^", "~", ">"))]


def test_scripts_stay_small() -> None:
    sizes = {p.name: len(gzip.compress(p.read_bytes(), 9)) for p in (STATIC / "explorer").glob("*.js")}
    assert sum(n for name, n in sizes.items() if name != "data-countries.js") < _MOST
    first = sizes["app.js"] + sizes["view-overview.js"]
    assert first < 30_000


def test_licences_of_libraries_come_along() -> None:
    text = (STATIC / "explorer" / "LICENSES.txt").read_text(encoding="utf-8")
    assert "world-atlas" in text
    assert not re.search(r"\b(GPL|AGPL)\b", text)


def test_scripts_name_no_other_host() -> None:
    for path in (STATIC / "explorer").glob("*.js"):
        hosts = set(re.findall(r"https?://([\w.-]+)", path.read_text(encoding="utf-8")))
        assert hosts <= {"www.w3.org", "w3id.org"}, path.name  # names of vocabularies, never asked


def test_the_types_of_the_scripts_fit() -> None:
    compiler = WEB / "node_modules" / ".bin" / "tsc"
    if not compiler.exists():
        pytest.skip("NO TYPES CHECKED: run `npm ci` in web/ for the compiler")
    done = subprocess.run([str(compiler), "--noEmit"], cwd=WEB, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
