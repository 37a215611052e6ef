"""The part of a page on what data sets list: agreements, migrants and money, each with its row and column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pyoxigraph as ox

from kg import iri
from kg.analysis.actors import ActorIndex, state_code
from kg.analysis.joint_story import listing_text, place
from kg.analysis.listings import Listing, Provision, data_sets, listings, listings_of
from kg.claims.wording import number
from kg.graph.store import Graph
from kg.report_page.model import Block, Entries, Entry, Section, Table
from kg.report_page.scope import Scope

MOST = 20  # rows of a table of corridors

_BESIDE = "What data sets list stands beside what reports say; neither proves the other wrong."
_DATA_SET = "?claim mkg:rootSource ?set . ?set a mkg:DataSet ; dcterms:title ?title ."
_CELL = "?claim mkg:evidence ?cell . ?cell mkg:row ?row ; mkg:column ?column ."
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
    known = data_sets(graph)
    if not known:
        return None
    blocks: list[Block] = []
    found = _listings(graph, scope)
    if found:
        blocks.append(Entries("Agreements listed", tuple(_agreement(each, actors) for each in found)))
    provisions = tuple(_provision(p) for each in found for p in each.provisions)
    if provisions:
        blocks.append(Entries("What their texts were coded to hold, or not to hold", provisions))
    for heading, unit, kind, start, end in _KINDS:
        rows = _largest(_figures(graph, scope, kind, start, end), scope)
        if rows:
            blocks.append(_table(heading, unit, rows, actors))
    lead = " ".join((_BESIDE, *sorted(f"{d.title}: {d.coverage}" for d in known.values() if d.coverage)))
    return Section("listed", "What data sets list", lead, tuple(blocks), len(found))


def _states(codes: Iterable[str]) -> str:
    return " ".join(f"<{iri.state(code)}>" for code in codes)


def _listings(graph: Graph, scope: Scope) -> tuple[Listing, ...]:
    """Listed agreements in the order of signature; those of a pair with their provisions."""
    if scope.pair:
        return listings_of(graph, scope.pair)
    found = [each for pair, listed in listings(graph).items() if scope.has_pair(pair) for each in listed]
    return tuple(sorted(found, key=lambda each: (each.signed, each.pair, each.claim)))


def _agreement(listed: Listing, actors: ActorIndex) -> Entry:
    names = " – ".join(map(actors.state_label, listed.pair))
    return Entry(
        text=f"{names}: {listing_text(listed)}",
        speakers=(listed.data_set.title,),
        sentence=" | ".join(cell.text for cell in listed.cells),
        place=place(listed.cells),
        claim=listed.claim,
    )


def _provision(coded: Provision) -> Entry:
    return Entry(
        text=coded.label,
        tags=() if coded.is_given else ("not in the text",),
        speakers=tuple(dict.fromkeys(cell.data_set for cell in coded.cells)),
        sentence=" | ".join(cell.text for cell in coded.cells),
        place=place(coded.cells),
        claim=coded.claim,
    )


def _figures(graph: Graph, scope: Scope, kind: str, start: str, end: str) -> list[_Row]:
    found: list[_Row] = []
    for side in (start, end):
        found += graph.select(_FIGURES % (_states(scope.codes), side, kind, start, end))
    return found


def _largest(rows: Sequence[_Row], scope: Scope) -> list[_Row]:
    """Each corridor in the latest year of its data set, the largest first; for a pair all years in their order."""
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
