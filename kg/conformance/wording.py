"""What the text of a query says of itself before any engine has parsed it: keywords, graphs, and the order of rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

# Strings, comments, language tags and short IRIs come first, so that no word inside them counts.
_TOKEN = re.compile(
    r'''"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^'\\]|\\.|'(?!''))*\'\'\''''
    r"""|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*'|(?P<iri><[^<>"{}|^`\\\s]*>)|\#[^\n\r]*|@[\w-]+|[\w-]*:[\w.%\\-]*"""
    r"""|(?P<variable>[?$]\w+)|(?P<word>[A-Za-z]\w*)|(?P<mark>[{}()])|(?P<other>\S)""",
    re.DOTALL,
)
_AFTER_ORDER = frozenset({"LIMIT", "OFFSET", "VALUES"})
_PLAIN = frozenset({"ASC", "DESC", "(", ")"})


@dataclass(frozen=True, slots=True)
class Wording:
    """Keywords of a query in capitals, the IRIs that FROM names as they stand there, and the order of the rows.

    `ordered` says that the whole answer (not only a part of the query) has ORDER BY; `keys` are the variables
    it orders by, and empty where it orders by something else.
    """

    keywords: frozenset[str]
    sources: tuple[str, ...] = ()
    ordered: bool = False
    keys: tuple[str, ...] = ()


def wording(query: str) -> Wording:
    """The wording of a query, well-formed or not.

    >>> wording("SELECT ?from { ?from :order 'FROM' } ORDER BY DESC(?from) LIMIT 2").keys
    ('from',)
    """
    tokens = list(_tokens(query))
    keywords = frozenset(text for text, _ in tokens if text.isalpha())
    outer = [text for text, depth in tokens if depth == 0]
    sources = tuple(_sources(outer))
    for start, pair in enumerate(pairwise(outer)):
        if pair == ("ORDER", "BY"):
            return Wording(keywords, sources, True, _keys(outer[start + 2 :]))
    return Wording(keywords, sources)


def _tokens(query: str) -> Iterator[tuple[str, int]]:
    """Each variable, word and sign with the number of braces around it; words in capitals."""
    depth = 0
    for found in _TOKEN.finditer(query):
        text = found[0]
        depth -= text == "}"
        if found["word"]:
            yield text.upper(), depth
        elif found.lastgroup is not None:
            yield text, depth
        depth += text == "{"


def _sources(tokens: Sequence[str]) -> Iterator[str]:
    for place, text in enumerate(tokens):
        if text == "FROM":
            named = next((t for t in tokens[place + 1 : place + 3] if t != "NAMED"), "")
            if named.startswith("<"):
                yield named[1:-1]


def _keys(tokens: Sequence[str]) -> tuple[str, ...]:
    keys = []
    for text in tokens:
        if text in _AFTER_ORDER:
            break
        if text[0] in "?$":
            keys.append(text[1:])
        elif text not in _PLAIN:
            return ()
    return tuple(keys)
