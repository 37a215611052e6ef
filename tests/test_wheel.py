"""The wheel carries its data once, and works where no checkout is near."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import venv
import zipfile
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (found,) = folder.glob("*.whl")
    return found


def test_each_data_file_is_in_the_wheel_once(wheel: Path) -> None:
    inside = Counter(zipfile.ZipFile(wheel).namelist())
    expected = {
        f"kg/_data/{path.relative_to(ROOT).as_posix()}"
        for folder in ("ontology", "queries")
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
    }
    assert len(expected) > 40
    assert {name: inside[name] for name in expected if inside[name] != 1} == {}
    assert inside["kg/corpus/marat-2009/annotations.jsonl"] == 1
    assert inside["kg/py.typed"] == 1


def test_each_file_of_the_explorer_is_in_the_wheel_once(wheel: Path) -> None:
    inside = Counter(zipfile.ZipFile(wheel).namelist())
    found = {name: n for name, n in inside.items() if name.startswith("kg/web/static/")}
    assert {
        "kg/web/static/index.html",
        "kg/web/static/explorer/app.js",
        "kg/web/static/explorer/app.css",
    } <= found.keys()
    assert len(found) > 10
    assert set(found.values()) == {1}
    assert not [name for name in inside if "node_modules" in name]


def test_a_source_distribution_carries_the_built_page_once(tmp_path: Path) -> None:
    """So that installing from it needs no Node: the wheel made from it has the same files, each once."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (archive,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        names = Counter(m.name.partition("/")[2] for m in opened.getmembers())
        opened.extractall(tmp_path / "unpacked", filter="data")
    built = {name for name in names if name.startswith("kg/web/static/")}
    assert "kg/web/static/explorer/app.js" in built
    assert {"web/package-lock.json", "web/src/main.ts", "hatch_build.py"} <= names.keys()
    assert not [name for name in names if "node_modules" in name]
    assert {n for name, n in names.items() if name in built} == {1}
    (source,) = (tmp_path / "unpacked").iterdir()
    made = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(made, cwd=source, check=True, capture_output=True, env={"PATH": ""})  # no Node, no npm
    (found,) = tmp_path.glob("*.whl")
    inside = Counter(n for n in zipfile.ZipFile(found).namelist() if n.startswith("kg/web/static/"))
    assert inside == dict.fromkeys(built, 1)


def test_installed_wheel_builds_the_default_graph_elsewhere(wheel: Path, tmp_path: Path) -> None:
    """The dependencies are lent by the running environment; the package itself comes from the wheel."""
    home = tmp_path / "home"
    venv.create(home, with_pip=False)
    site = next((home / "lib").glob("python*/site-packages"))
    zipfile.ZipFile(wheel).extractall(site)
    lent = [p for p in sys.path if p.endswith("site-packages")]
    (site / "lent.pth").write_text("\n".join(lent) + "\n")
    code = "import kg.resources, sys; from kg.cli import main; sys.argv = ['mkg', 'build', '-o', 'graph.ttl']; main()"
    done = subprocess.run(
        [str(home / "bin" / "python"), "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "graph.ttl").stat().st_size > 100_000
    where = "import kg; print(kg.__file__)"
    shown = subprocess.run(
        [str(home / "bin" / "python"), "-c", where], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert str(site) in shown.stdout
