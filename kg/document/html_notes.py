"""Notes of web pages: marks that link to a note further down, and lists of notes that nothing links to."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any

from kg.document.compose import Item, Ref, Run
from kg.document.html_tree import kind_of_note
from kg.document.zones import ENDNOTES

if TYPE_CHECKING:
    Element = Any

_LABEL = re.compile(r"[\[(]?(?:note\s+)?(\d{1,3}|[ivx]{1,5}|[*†‡§¶]{1,4}|[a-z])[\])]?$", re.I)
_BACK = re.compile(
    r"[\[(]?(?:\d{1,3}|[ivx]{1,5}|[a-z]|[*†‡§¶]{1,4})?[\])]?\.?$|[↩⤴⏎↑^\ufe0e\ufe0f\s]+$|(?:back|return|jump).{0,40}$",
    re.I,
)
_NUMBER = re.compile(r"\s*[\[(]?(\d{1,3})(?!\d|[.,]\d)([\]).:]*)\s*")
_BLOCKS = frozenset("li p div aside section article dd dt td th tr blockquote".split())
_CLIMB = 5
_LONGEST_NOTE = 5000  # characters
_MOST_PARTS = 200  # elements in a note
_STOPPED = re.compile(r"[.,;:!?”’\"')\]]$")


class Notes:
    """The links of a page that lead to notes.

    `refs` are marks, each with the key of its note and its label; `places` the elements that hold notes; `texts` what
    the notes say, filled by the reader of the page.
    """

    def __init__(self, root: Element) -> None:
        self.refs: dict[Element, tuple[Hashable, str]] = {}
        self.places: dict[Element, Hashable] = {}
        self.texts: dict[Hashable, list[Run]] = {}
        order: dict[str, tuple[int, Element]] = {}
        links: list[tuple[int, Element]] = []
        for at, element in enumerate(root.iter("*")):
            name = element.get("id") or (element.get("name") if element.tag == "a" else None)
            if name and name not in order:
                order[name] = (at, element)
            if element.tag == "a" and (element.get("href") or "").startswith("#"):
                links.append((at, element))
        for at, link in links:
            self._link(at, link, order)

    def _link(self, at: int, link: Element, order: Mapping[str, tuple[int, Element]]) -> None:
        """Take a link for a note mark, if it is one."""
        name = link.get("href")[1:]
        target = order.get(name)
        label = " ".join("".join(link.itertext()).split())
        said = kind_of_note(link) == "ref"
        if target is None or len(label) > 12 or not (said or _LABEL.match(label)):
            return
        if label.isalpha() and not said and not _is_raised(link):
            return
        place = _place(target[1])
        if place is None or target[0] < at:
            return
        self.refs[link] = (name, label)
        self.places.setdefault(place, name)

    def is_way_back(self, element: Element) -> bool:
        """Is it a link from a note to its mark?"""
        if element.tag != "a":
            return False
        label = "".join(element.itertext()).strip()
        leads = (element.get("href") or "").startswith("#")
        return (leads or not element.get("href")) and _BACK.match(label) is not None


def _is_raised(link: Element) -> bool:
    parent = link.getparent()
    return (parent is not None and parent.tag == "sup") or any(child.tag == "sup" for child in link)


def _place(target: Element) -> Element | None:
    """The element that holds the words of a note: the target, what stands around it, or what follows it."""
    element = target
    for _ in range(_CLIMB):
        if element is None or element.tag in ("body", "html"):
            return None
        if element.tag in ("td", "th"):
            return element.getparent()
        if element.tag in _BLOCKS:
            break
        element = element.getparent()
    if element is None or element.tag not in _BLOCKS or not _is_short(element):
        return None
    words = "".join(islice(element.itertext(), _MOST_PARTS))
    return element if _NUMBER.sub("", words, count=1).strip() else element.getnext()


def _is_short(element: Element) -> bool:
    """Is it as long as a note may be, and without headings? A chapter that a number links to is no note."""
    length = 0
    for k, part in enumerate(element.iter("*")):
        length += len(part.text or "") + len(part.tail or "")
        if k > _MOST_PARTS or length > _LONGEST_NOTE or part.tag in ("h1", "h2", "h3", "h4", "h5", "h6", "table"):
            return False
    return True


def unlinked(
    items: list[Item], notes: Mapping[Hashable, list[Run]]
) -> tuple[list[Item], dict[Hashable, list[Run]]]:
    """Items and notes once numbers that only stand raised have found their notes in a list under "Notes".

    A raised number without a note is text ("km²"), unless it follows a stop. The numbers that notes begin with are left
    out of their text.
    """
    heading = next((k for k in range(len(items) - 1, -1, -1) if _opens_notes(items[k])), None)
    refs = [run for item in items for run in item.runs if isinstance(run, Ref)]
    shown = {key: ref.shown for ref in refs for key in _keys(ref)}
    found: dict[Hashable, list[Run]] = {key: _without_number(runs, shown.get(key)) for key, runs in notes.items()}
    wanted: set[Hashable] = {key for ref in refs for key in _keys(ref) if isinstance(key, int)}
    kept = list(items)
    if heading is not None:
        end = next((k for k in range(heading + 1, len(items)) if items[k].kind == "heading"), len(items))
        listed = _listed(items[heading + 1 : end], wanted) if wanted else {}
        if listed:
            found.update(listed)
        if listed or (end == heading + 1 and notes):
            del kept[heading:end]
    for item in kept:
        item.runs = [run for pair in pairwise(["", *item.runs]) for run in _settled(*pair, found)]
    return kept, found


def _keys(ref: Ref) -> tuple[Hashable, ...]:
    """The notes that a mark names: several where the numbers of a list are raised together."""
    return ref.key if isinstance(ref.key, tuple) else (ref.key,)


def _settled(before: Run, run: Run, notes: Mapping[Hashable, list[Run]]) -> list[Run]:
    """A raised number is the mark of a note that is there, or of a lost one where it follows a stop; else text."""
    if isinstance(run, str):
        return [run]
    keys = _keys(run)
    if any(key in notes for key in keys) or (isinstance(before, str) and _STOPPED.search(before)):
        return [run] if len(keys) == 1 else [Ref(key, str(key)) for key in keys]
    return [run.shown]


def _opens_notes(item: Item) -> bool:
    return item.kind == "heading" and (ENDNOTES.match(item.words) is not None or item.words.lower() == "references")


def _listed(items: list[Item], wanted: set[Hashable]) -> dict[Hashable, list[Run]]:
    """Notes of a list, by number: the one that they begin with, or their place."""
    found: dict[Hashable, list[Run]] = {}
    for place, item in enumerate(items, start=1):
        match = _NUMBER.match(item.words)
        first = item.runs[0] if item.runs else ""
        number = int(match[1]) if match else first.key if isinstance(first, Ref) else place
        runs = [r for r in item.runs if r is not first or isinstance(r, str)]
        found.setdefault(number, _without_number(runs, str(number)))
    return found if wanted & set(found) else {}


def _without_number(runs: list[Run], shown: str | None) -> list[Run]:
    """The text of a note without its number, if it begins with the one that its mark shows, or with one and a stop."""
    words = [run for run in runs if isinstance(run, str)]
    text = "".join(words).lstrip()
    match = _NUMBER.match(text)
    is_own = match is not None and (bool(match[2]) or match[1] == (shown or "").strip("[]()"))
    rest = text[match.end() :] if match and is_own and not text[match.end() : match.end() + 1].islower() else text
    return [rest.lstrip("^↑ ")]
