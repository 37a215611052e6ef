"""How a template compares a parameter, and the pattern that would bind the parameter in the place of that.

A condition has the form `FILTER (!BOUND(?p) || …)` and stands in the outermost group. Behind it stand equations with
what the rows have, one pattern (`EXISTS { … }`), words in a text, or a comparison of numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from kg.queries.outline import closing, flat, parted

Kind = Literal["equation", "pattern", "words", "bound"]


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition on a parameter.

    Put `pattern` in the place of `text`, and `binding` at the end of the group: then the rows have the value itself
    (an equation, a pattern), the text in which words are looked for, or the number that is compared.
    """

    kind: Kind
    text: str
    pattern: str
    binding: str


def condition(body: str, name: str) -> Condition | None:
    """The condition on a parameter; None where there is none: then the pattern itself binds it, or nothing does.

    >>> condition("?c mkg:party ?a FILTER (!BOUND(?p) || ?p = ?a)", "p").binding
    ' BIND (?a AS ?p)'
    """
    found = re.search(rf"FILTER (\(!BOUND\(\?{name}\) \|\| )", body)
    if found is None:
        return None
    end = closing(body, found.start(1))
    text = body[found.start() : end + 1]
    parts = parted(body[found.end() : end], "||")
    if len(parts) == 1 and (inner := re.fullmatch(r"EXISTS \{(.*)\}", parts[0], re.DOTALL)):
        return Condition("pattern", text, f"{inner[1].strip().rstrip('.')} .", "")
    equal = [side for part in parts if (side := _equal(part, name))]
    if len(equal) == len(parts):
        return Condition("equation", text, "", _binding(equal, name))
    kind, side = _compared(parts, name)
    return Condition(kind, text, "", _binding([side], name))


def _binding(sides: list[str], name: str) -> str:
    if len(sides) == 1:
        return f" BIND ({sides[0]} AS ?{name})"
    ways = " ".join(str(i) for i in range(len(sides)))
    chosen = sides[-1]
    for i, side in reversed(list(enumerate(sides[:-1]))):
        chosen = f"IF(?{name}_way = {i}, {side}, {chosen})"
    return f" VALUES ?{name}_way {{ {ways} }} BIND ({chosen} AS ?{name})"


def _equal(part: str, name: str) -> str | None:
    """What an equation says that the parameter is, without folding of case."""
    sides = parted(part, " = ")
    if len(sides) != 2:
        return None
    is_parameter = re.compile(rf"(?:(?:LCASE|UCASE|STR)\()*\?{name}\)*")
    for mine, other in (sides, reversed(sides)):
        if is_parameter.fullmatch(mine):
            folded = re.fullmatch(r"[LU]CASE\((.*)\)", other)
            return folded[1] if folded else other
    return None


def _compared(parts: list[str], name: str) -> tuple[Kind, str]:
    """The text or number that a parameter is compared with."""
    assert len(parts) == 1, f"?{name} is compared in more than one way"
    words = re.fullmatch(rf"CONTAINS\(LCASE\((.*)\), LCASE\(STR\(\?{name}\)\)\)", parts[0])
    if words:
        return "words", words[1]
    inside = parts[0][1:-1] if parts[0].startswith("(") and closing(parts[0], 0) == len(parts[0]) - 1 else parts[0]
    for part in parted(inside, "&&"):
        found = re.search(rf" [<>]= (?=\?{name}$)", part)
        if found and " " not in flat(part[: found.start()]).strip():
            return "bound", part[: found.start()]
    raise AssertionError(f"?{name} is compared in an unknown way")
