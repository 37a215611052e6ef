"""What holds for every picture: letters lie within the canvas, none on others, equal input gives equal bytes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from kg.pictures import Picture
from kg.pictures.style import style
from tests.pictures.conftest import NAMES

Drawn = Mapping[tuple[str, str], Mapping[str, Picture]]
SVG = "{http://www.w3.org/2000/svg}"
everywhere = pytest.mark.parametrize(
    ("graph", "size"), [(g, s) for g in ("reference", "hostile") for s in ("wide", "narrow")]
)


def boxes(picture: Picture) -> list[tuple[str, Bbox]]:
    """Words of a picture and the area that each line of them takes, in dots."""
    with style():
        picture.figure.draw_without_rendering()
        texts = [t for t in picture.figure.findobj(Text) if t.get_visible() and t.get_text().strip()]
        return [(t.get_text(), t.get_window_extent()) for t in texts]


@everywhere
@pytest.mark.parametrize("name", NAMES)
def test_all_letters_lie_within_the_canvas(drawn: Drawn, graph: str, size: str, name: str) -> None:
    picture = drawn[graph, size][name]
    canvas = picture.figure.bbox
    found = boxes(picture)
    assert len(found) > 5
    assert [t for t, b in found if b.x0 < -0.5 or b.y0 < -0.5 or b.x1 > canvas.x1 + 0.5 or b.y1 > canvas.y1 + 0.5] == []


@everywhere
@pytest.mark.parametrize("name", NAMES)
def test_no_words_cover_others(drawn: Drawn, graph: str, size: str, name: str) -> None:
    found = boxes(drawn[graph, size][name])
    shrunk = [(t, Bbox.from_extents(b.x0 + 1, b.y0 + 2, b.x1 - 1, b.y1 - 2)) for t, b in found]
    clashes = [(a, b) for (a, one), (b, other) in combinations(shrunk, 2) if one.overlaps(other)]
    assert clashes == []


@everywhere
@pytest.mark.parametrize("name", NAMES)
def test_svg_holds_words_as_text_and_nothing_active(drawn: Drawn, graph: str, size: str, name: str) -> None:
    root = ET.fromstring(drawn[graph, size][name].svg())
    assert root.find(f"{SVG}title") is not None
    assert len(root.findall(f".//{SVG}text")) > 5
    assert {e.tag.removeprefix(SVG) for e in root.iter()} <= {
        "svg", "title", "desc", "style", "g", "path", "text", "defs", "use", "clipPath", "rect"
    }  # fmt: skip
    addresses = [v for e in root.iter() for k, v in e.attrib.items() if "href" in k or "url(" in v]
    assert all(v.startswith(("#", "url(#")) for v in addresses)


def test_two_pictures_on_one_page_share_no_name(drawn: Drawn) -> None:
    names = []
    for name in ("money", "gaps"):
        elements = ET.fromstring(drawn["reference", "wide"][name].svg(name)).iter()
        names.append({v for e in elements for k, v in e.attrib.items() if k in ("id", "class")})
    assert names[0]
    assert names[0].isdisjoint(names[1])


@pytest.mark.parametrize("ending", ["svg", "png"])
def test_bytes_are_the_same_in_every_process(tmp_path: Path, ending: str) -> None:
    code = (
        "import sys; from kg.analysis import networks; from kg.analysis.estimates import estimates\n"
        "from kg.pictures import agreement_network as n, estimate_bars as e\n"
        "from kg.reference_graph import reference_graph\n"
        "g = reference_graph(); out = sys.stdout.buffer\n"
        "for p in (n.draw(networks.cooperation(g)), e.draw(estimates(g))):\n"
        f"    out.write(p.{ending}())\n"
    )
    made = [
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        )
        for seed in ("0", "7")
    ]
    assert made[0].stdout == made[1].stdout
    assert len(made[0].stdout) > 10_000
    assert made[0].stderr == b""


def test_the_settings_of_the_user_change_nothing(drawn: Drawn) -> None:
    import matplotlib as mpl

    before = drawn["reference", "wide"]["gaps"].svg()
    with mpl.rc_context({"svg.fonttype": "path", "font.size": 30, "text.parse_math": True}):
        assert drawn["reference", "wide"]["gaps"].svg() == before


def test_no_date_stands_in_the_files(drawn: Drawn) -> None:
    picture = drawn["reference", "wide"]["gaps"]
    assert b"dc:date" not in picture.svg()
    assert b"Matplotlib" not in picture.svg() + picture.png()
