"""The parts of a template's SPARQL, so that another question can be put over the same pattern.

Templates are our own files, one form of layout, checked by tests; this reads them and no text of a user.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(r'"(?:[^"\\\n]|\\.)*"|<[^<>\s]*>|#[^\n]*|[{}()]')
_HEAD = re.compile(r"^(SELECT(?: DISTINCT)?|CONSTRUCT)\b", re.MULTILINE)
_ORDER = re.compile(r"\bORDER BY\b[^\n]*")


@dataclass(frozen=True, slots=True)
class Outline:
    """A query as the declarations before it, its form, what it projects, its pattern, and the rest without order."""

    declarations: str
    form: str
    projection: str
    body: str
    rest: str

    @classmethod
    def of(cls, text: str) -> Outline:
        """The outline of a query whose outermost form begins a line."""
        plain = without_comments(text)
        head = _HEAD.search(plain)
        assert head is not None, "a template begins SELECT or CONSTRUCT on a line of its own"
        start = plain.index("{", _where(plain, head.end()))
        end = closing(plain, start)
        before = plain[head.end() : start].removesuffix("WHERE ").rstrip().removesuffix("WHERE")
        return cls(plain[: head.start()], head[1], before, plain[start + 1 : end], _ORDER.sub("", plain[end + 1 :]))

    @property
    def makes_graph(self) -> bool:
        return self.form == "CONSTRUCT"

    def counting(self, variable: str, body: str) -> str:
        """How many rows there are for each value of a variable, over another pattern; as `?number_of_rows`.

        The variable becomes a part of each row, so that what is said of a row holds for a row with a value. Of a
        CONSTRUCT the solutions are counted.
        """
        named = f"?{variable}"
        if self.makes_graph:
            inner = f"SELECT {named} WHERE {{{body}\n}}"
        else:
            known = re.search(rf"\{named}\b", flat(self.projection)) is not None
            grouped = "GROUP BY" in self.rest
            rest = self.rest if known or not grouped else self.rest.replace("GROUP BY", f"GROUP BY {named}", 1)
            form = self.form if grouped else "SELECT DISTINCT"
            inner = f"{form} {'' if known else named} {self.projection} WHERE {{{body}\n}}{rest}"
        outer = f"SELECT {named} (COUNT(*) AS ?number_of_rows) WHERE {{ {{ {inner} }} }} GROUP BY {named}"
        return f"{self.declarations}{outer}"


def _where(text: str, start: int) -> int:
    """Where the pattern begins: behind the template of a CONSTRUCT, else at the first brace."""
    found = re.compile(r"\bWHERE\b").search(text, start)
    assert found is not None, "a template says WHERE"
    return found.end()


def without_comments(text: str) -> str:
    """The text without comments.

    >>> without_comments('PREFIX a: <b#> # c')
    'PREFIX a: <b#> '
    """
    return _TOKEN.sub(lambda m: "" if m[0].startswith("#") else m[0], text)


def closing(text: str, start: int) -> int:
    """Where the bracket that opens at `start` is closed."""
    depth = 0
    for token in _TOKEN.finditer(text, start):
        depth += {"{": 1, "(": 1, "}": -1, ")": -1}.get(token[0], 0)
        if not depth:
            return token.start()
    raise AssertionError("a template has as many closing brackets as opening ones")


def flat(text: str) -> str:
    """The text, blanks in the place of what stands in brackets or quotes; as long as it was.

    >>> flat('f(a || b) || "||"')
    'f         ||     '
    """
    found, depth = list(text), 0
    position = 0
    for token in _TOKEN.finditer(text):
        if depth:
            found[position : token.start()] = " " * (token.start() - position)
        depth += {"{": 1, "(": 1, "}": -1, ")": -1}.get(token[0], 0)
        found[token.start() : token.end()] = " " * (token.end() - token.start())
        position = token.end()
    return "".join(found)


def parted(text: str, sign: str) -> list[str]:
    """The text parted by a sign that stands outside of brackets and quotes.

    >>> parted("a || (b || c)", "||")
    ['a', '(b || c)']
    """
    parts, position, shown = [], 0, flat(text)
    while (found := shown.find(sign, position)) >= 0:
        parts.append(text[position:found].strip())
        position = found + len(sign)
    return [*parts, text[position:].strip()]
