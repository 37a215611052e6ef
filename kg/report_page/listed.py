"""The part of a page on what data sets list: agreements, migrants and money, each with its row and column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pyoxigraph as ox

from kg import iri
from kg.analysis.actors import ActorIndex, state_code
from kg.claims.wording import number
from kg.graph.store import Graph
from kg.report_page.model import Block, Entries, Entry, Section, Table
from kg.report_page.scope import Scope

MOST = 20  # rows of a table of corridors

_BESIDE = "What data sets list stands beside what reports say; neither proves the other wrong."
_DATA_SET = "?claim mkg:rootSource ?set . ?set a mkg:DataSet ; dcterms:title ?title ."
_CELL = "?claim mkg:evidence ?cell . ?cell mkg:row ?row ; mkg:column ?column . OPTIONAL { ?cell mkg:quote ?quote }"
_AGREEMENTS = f"""SELECT DISTINCT ?claim ?label ?name ?year ?signed ?ratified ?title ?row ?column ?quote WHERE {{
  VALUES ?state {{ %s }}
  ?claim mkg:party ?state ; mkg:lists ?instrument ; rdfs:label ?label . {_DATA_SET} {_CELL}
  OPTIONAL {{ ?instrument rdfs:label ?name }} OPTIONAL {{ ?claim mkg:periodStart ?year }}
  OPTIONAL {{ ?claim mkg:signedOn ?signed }} OPTIONAL {{ ?claim mkg:ratifiedOn ?ratified }} %s }}"""
_FIGURES = f"""SELECT ?from ?to ?low ?year ?title ?row ?column ?unit WHERE {{
  VALUES ?state {{ %s }}
  ?claim mkg:%s ?state ; a mkg:%s ; mkg:%s ?from ; mkg:%s ?to ; mkg:low ?low ; mkg:periodStart ?year .
  ?from a mkg:State . ?to a mkg:State . {_DATA_SET} {_CELL} OPTIONAL {{ ?claim mkg:currency ?unit }} }}"""
_KINDS = (
    ("Migrants", "persons", "MigrantStock", "origin", "destination"),
    ("Money sent", "", "Remittance", "sender", "receiver"),
)  # fmt: skip

_Row = Mapping[str, ox.NamedNode | ox.Literal | None]


def listed_section(graph: Graph, scope: Scope, actors: ActorIndex) -> Section | None:
    """What data sets of the graph list on the states of a page; None where it holds none."""
    if not _coverage(graph):
        return None
    blocks: list[Block] = []
    agreements = _agreements(graph, scope)
    if agreements:
        blocks.append(Entries("Agreements listed", agreements))
    for heading, unit, kind, start, end in _KINDS:
        rows = _largest(_figures(graph, scope, kind, start, end), scope)
        if rows:
            blocks.append(_table(heading, unit, rows, actors))
    lead = " ".join((_BESIDE, *_coverage(graph)))
    return Section("listed", "What data sets list", lead, tuple(blocks), len(agreements))


def _coverage(graph: Graph) -> list[str]:
    """What absence from each data set means; one text a data set."""
    rows = graph.select(
        "SELECT ?title ?note WHERE { ?set a mkg:DataSet ; dcterms:title ?title . "
        "OPTIONAL { ?set mkg:coverageNote ?note } }"
    )
    return sorted(f"{_text(r, 'title')}: {_text(r, 'note') or 'absence from it proves nothing.'}" for r in rows)


def _states(codes: Iterable[str]) -> str:
    return " ".join(f"<{iri.state(code)}>" for code in codes)


def _agreements(graph: Graph, scope: Scope) -> tuple[Entry, ...]:
    both = f"?claim mkg:party <{iri.state(scope.pair[1])}> ." if scope.pair else ""
    first = scope.codes[:1] if scope.pair else scope.codes
    rows = graph.select(_AGREEMENTS % (_states(first), both))
    ordered = sorted(rows, key=lambda r: (_text(r, "year"), _text(r, "label"), _text(r, "claim")))
    return tuple(map(_agreement, {_text(r, "claim"): r for r in ordered}.values()))


def _agreement(row: _Row) -> Entry:
    signed, ratified = _text(row, "signed"), _text(row, "ratified")
    dates = f"signed {signed}" if signed else f"year {_text(row, 'year') or 'unknown'}"
    return Entry(
        text=f"{_text(row, 'label')}: {_text(row, 'name')}",
        tags=(dates, f"ratified {ratified}" if ratified else "no date of ratification listed"),
        speakers=(_text(row, "title"),),
        sentence=_text(row, "quote"),
        place=f"row {_text(row, 'row')}, column {_text(row, 'column')}",
        claim=_text(row, "claim").rsplit("/", 1)[-1],
    )


def _figures(graph: Graph, scope: Scope, kind: str, start: str, end: str) -> list[_Row]:
    found: list[_Row] = []
    for side in (start, end):
        found += graph.select(_FIGURES % (_states(scope.codes), side, kind, start, end))
    return found


def _largest(rows: Sequence[_Row], scope: Scope) -> list[_Row]:
    """Each corridor once, in the latest year of its data set, the largest first; for a pair all years in their order."""
    latest: dict[str, str] = {}
    for row in rows:
        latest[_text(row, "title")] = max(latest.get(_text(row, "title"), ""), _text(row, "year"))
    chosen: dict[tuple[str, ...], _Row] = {}
    for row in rows:
        ends = {state_code(_text(row, "from")), state_code(_text(row, "to"))}
        if ends == set(scope.pair) if scope.pair else _text(row, "year") == latest[_text(row, "title")]:
            chosen[tuple(_text(row, name) for name in ("title", "year", "from", "to"))] = row
    if scope.pair:
        return [row for _, row in sorted(chosen.items(), key=lambda each: (each[0][0], each[0][2:], each[0][1]))]
    ordered = sorted(chosen.items(), key=lambda each: (-float(_text(each[1], "low")), each[0]))
    return [row for _, row in ordered[:MOST]]


def _table(heading: str, unit: str, rows: Sequence[_Row], actors: ActorIndex) -> Table:
    cells = tuple(
        (
            f"{actors.label(_text(r, 'from'))} → {actors.label(_text(r, 'to'))}",
            f"{number(float(_text(r, 'low')))} {_text(r, 'unit') or unit}".strip(),
            _text(r, "year")[:4],
            f"{_text(r, 'title')}, row {_text(r, 'row')}, column {_text(r, 'column')}",
        )
        for r in rows
    )
    lead = f"The {MOST} largest of the latest year." if len(rows) == MOST else ""
    return Table(f"{heading} listed", ("Corridor", "Figure", "Year", "Where"), cells, frozenset({1}), lead)


def _text(row: _Row, name: str) -> str:
    found = row.get(name)
    return found.value if found is not None else ""
