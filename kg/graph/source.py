"""What questions are put to: a graph at hand, or a server that holds one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import pyoxigraph as ox

Cell = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None


@dataclass(frozen=True, slots=True)
class Solutions:
    """What a SELECT or CONSTRUCT came to: rows by variable or, where there are no variables, triples as rows.

    `truncated` tells that there was more than the source gives.
    """

    variables: tuple[str, ...] | None
    rows: tuple[tuple[Cell, ...], ...]
    truncated: bool = False


class Source(Protocol):
    """Answers the SPARQL of the project: templates, and what is looked up to bind and to label them."""

    def solve(self, query: str) -> Solutions:
        """Solutions of a SELECT, or triples of a CONSTRUCT, whose prefixes are declared."""

    def select(self, query: str) -> list[Mapping[str, ox.NamedNode | ox.Literal | None]]:
        """All rows of a SELECT with the project's prefixes: variable name → term or None."""
