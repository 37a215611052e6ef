"""SVG as matplotlib writes it, made small, and fit to stand beside others in one page.

Matplotlib repeats the style of every mark and numbers its groups from one in each file. Here styles become classes,
groups that say nothing go, and names that are left get a prefix.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

_SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_HREF = f"{{{_XLINK}}}href"
_DROPPED = (f"{{{_SVG}}}metadata", f"{{{_SVG}}}style")
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
_LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}")


def tidy(data: bytes, title: str, description: str, prefix: str) -> bytes:
    """The same picture with a title and a description, without metadata, document type and repeated styles."""
    ET.register_namespace("", _SVG)
    ET.register_namespace("xlink", _XLINK)
    root = ET.fromstring(data)
    for child in [c for c in root.iter() if any(g.tag in _DROPPED for g in c)]:
        for gone in [g for g in child if g.tag in _DROPPED]:
            child.remove(gone)
    _unwrap(root)
    _rename(root, prefix)
    styles = _classes(root, prefix)
    _shorten(root)
    for name in ("width", "height"):
        root.attrib.pop(name, None)
    root.set("width", f"{root.attrib['viewBox'].split()[2]}pt")
    root.set("role", "img")
    for tag, text in (("style", styles), ("desc", description), ("title", title)):
        element = ET.Element(f"{{{_SVG}}}{tag}")
        element.text = text
        root.insert(0, element)
    for element in root.iter():
        if element.tag != f"{{{_SVG}}}text":
            element.tail = "\n"
    return bytes(ET.tostring(root, encoding="utf-8"))


def _references(root: ET.Element) -> frozenset[str]:
    def found() -> Iterator[str]:
        for element in root.iter():
            if element.get(_HREF, "").startswith("#"):
                yield element.attrib[_HREF][1:]
            for value in element.attrib.values():
                yield from _REFERENCE.findall(value)

    return frozenset(found())


def _unwrap(root: ET.Element) -> None:
    """Take off names that nothing refers to, and groups that then say nothing."""
    used = _references(root)
    for element in root.iter():
        if element.get("id") not in used:
            element.attrib.pop("id", None)
    _flatten(root)


def _flatten(parent: ET.Element) -> None:
    children: list[ET.Element] = []
    for child in list(parent):
        _flatten(child)
        children += list(child) if child.tag == f"{{{_SVG}}}g" and not child.attrib else [child]
    if parent.tag != f"{{{_SVG}}}text":
        parent[:] = children


def _rename(root: ET.Element, prefix: str) -> None:
    names: dict[str, str] = {}
    for element in root.iter():
        if "id" in element.attrib:
            names[element.attrib["id"]] = element.attrib["id"] = f"{prefix}-{len(names)}"
    for element in root.iter():
        if element.get(_HREF, "").startswith("#"):
            element.set(_HREF, f"#{names.get(element.attrib[_HREF][1:], '')}")
        for key, value in list(element.attrib.items()):
            if "url(#" in value:
                element.set(key, _REFERENCE.sub(lambda m: f"url(#{names.get(m[1], '')})", value))


def _classes(root: ET.Element, prefix: str) -> str:
    """Move styles into classes; the sheet that says what they mean."""
    classes: dict[str, str] = {}
    for element in root.iter():
        style = element.attrib.pop("style", "")
        if style:
            element.set("class", classes.setdefault(style, f"{prefix}{len(classes)}"))
    return "\n".join(f".{name}{{{style}}}" for style, name in classes.items())


def _shorten(root: ET.Element) -> None:
    """Two digits after the point are a hundredth of a point."""
    for element in root.iter():
        for key in ("d", "x", "y", "transform"):
            if key in element.attrib:
                short = _LONG_NUMBER.sub(lambda m: f"{float(m[0]):.2f}".rstrip("0").rstrip("."), element.attrib[key])
                element.set(key, " ".join(short.split()))
        if element.get("transform", "").startswith("rotate(-0 "):
            del element.attrib["transform"]
