"""Any table as claims, by a mapping in YAML that says which column fills which slot.

data-set: {id: border-2020, title: Border counts 2020, issued: 2020, coverage: Counts at two crossings only.}
claims:
  - type: MigrantStock
    slots:
      origin: {column: From}
      destination: {column: To}
      low: {column: Persons}
      high: {column: Persons}
      unit: {value: persons}
      year: {column: Year}
    modality: estimated
    evidence: Persons
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import yaml

from kg import iri
from kg.claims.schema import ClaimType, SlotType, schema
from kg.datasets.cells import cell, decimal_commas, header_and_rows, positions
from kg.datasets.dates import plausible_year, us_date
from kg.datasets.figures import figure
from kg.datasets.model import Cell, DataSet, Listed, Source, Tally, sha256
from kg.datasets.names import Names, named
from kg.errors import UserError
from kg.graph import rdf
from kg.graph.actors import Node, meant_by

_COVERAGE = "Nothing is known of what this data set leaves out; what is not in it may exist."
_ENTRY_KEYS = {"type", "slots", "modality", "polarity", "evidence", "where"}
_SLOT_KEYS = {"column", "value", "times", "split"}

_Finder = Callable[[SlotType, str], Node]


@dataclass(frozen=True, slots=True)
class _Filling:
    """How a slot is filled: from a column or with a fixed value; a factor for numbers, a separator for lists."""

    slot: SlotType
    column: str
    value: str
    times: Decimal
    split: str


@dataclass(frozen=True, slots=True)
class _Entry:
    """One claim a row: its type, its slots, the column that is its evidence, and which rows have it.

    `place` is above 0 where an earlier entry makes claims of the same type from the same cells.
    """

    type: str
    fillings: tuple[_Filling, ...]
    modality: str
    polarity: str
    evidence: str
    where: Mapping[str, tuple[str, ...]]
    place: int = 0

    @property
    def columns(self) -> tuple[str, ...]:
        named_columns = (*(f.column for f in self.fillings if f.column), self.evidence, *self.where)
        return tuple(dict.fromkeys(named_columns))

    def shares_cells(self, other: _Entry) -> bool:
        """Whether both make claims of one type from one cell; not where no row can have both."""
        apart = any(set(self.where[c]).isdisjoint(other.where[c]) for c in self.where.keys() & other.where.keys())
        return (self.type, self.evidence) == (other.type, other.evidence) and not apart


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the table: its number, its cells by column, and whether its numbers may have a decimal comma."""

    number: int
    cells: Mapping[str, str]
    decimal_comma: bool

    def text(self, filling: _Filling) -> str:
        return self.cells[filling.column] if filling.column else filling.value

    def parts(self, filling: _Filling) -> list[str]:
        text = self.text(filling)
        parts = text.split(filling.split) if filling.split else [text]
        return [part.strip() for part in parts if part.strip()]


class _NoValueError(Exception):
    """A cell that its slot cannot take; says why."""


def table(path: Path, mapping: Path) -> Source:
    """The claims of a table by a mapping; a row whose cell does not fit its slot makes no claim and is told of.

    Raises:
        UserError: a file cannot be read, or the mapping names what the ontology or the table does not have.
    """
    rules = _load(mapping)
    sheet = str(rules.get("sheet", ""))
    dataset = _data_set(mapping, rules, sha256(path))
    entries = _placed([_entry(mapping, each) for each in _list(mapping, rules, "claims")])
    return Source(dataset, lambda names, tally: _claims(path, sheet, entries, names, tally))


def _claims(path: Path, sheet: str, entries: tuple[_Entry, ...], names: Names, tally: Tally) -> Iterator[Listed]:
    header, found = header_and_rows(path, sheet)
    commas = decimal_commas(path)
    at = positions(path, header, [c for e in entries for c in e.columns])
    for number, cells in found:
        row = _Row(number, {name: cell(cells, i).strip() for name, i in at.items()}, commas)
        for entry in entries:
            if any(row.cells[column] not in allowed for column, allowed in entry.where.items()):
                continue
            if not row.cells[entry.evidence]:
                tally.passed_over[f"rows without {entry.evidence}"] += 1
                continue
            try:
                yield _listed(entry, row, names)
            except _NoValueError as error:
                tally.remarks.append(f"row {number}: {error}; no claim")


def _listed(entry: _Entry, row: _Row, names: Names) -> Listed:
    year = next((_year(row.text(f)) for f in entry.fillings if f.slot.kind == "period" and row.text(f)), None)
    relations = frozenset(r for f in entry.fillings if f.slot.name == "relation" for r in row.parts(f))
    find = partial(_find, names, year, relations)
    slots = tuple(s for f in entry.fillings if f.slot.kind != "period" for s in _slot(f, row, find))
    if not slots:
        raise _NoValueError("no slot is filled")
    shown = ", ".join(f"{f.slot.name} {row.text(f)}" for f in entry.fillings if row.text(f))
    return Listed(
        type=entry.type,
        label=f"{'not: ' if entry.polarity == 'negated' else ''}{entry.type}: {shown}",
        slots=slots,
        cell=Cell(str(row.number), entry.evidence, row.cells[entry.evidence]),
        year=year,
        polarity=entry.polarity,
        modality=entry.modality,
        place=entry.place,
    )


def _find(names: Names, year: int | None, relations: frozenset[str], slot: SlotType, text: str) -> Node:
    """The node of a name in a slot of actors or places: as people, as a subject or as an actor."""
    found = {"people": names.people, "subject": names.subject}
    return found.get(meant_by(slot, relations), names.actor)(text, year)


def _slot(filling: _Filling, row: _Row, find: _Finder) -> Iterator[tuple[str, ox.NamedNode | ox.Literal]]:
    for part in row.parts(filling):
        if filling.slot.kind == "number":
            value: ox.NamedNode | ox.Literal = _number(filling, part, row.decimal_comma)
        else:
            value = _term(filling.slot, part, find)
        yield filling.slot.property.removeprefix(iri.TERMS), value


def _term(slot: SlotType, text: str, find: _Finder) -> ox.NamedNode | ox.Literal:
    if slot.kind in ("actor", "place"):
        return named(find(slot, text))
    if slot.kind == "concept":
        if text not in slot.allowed:
            raise _NoValueError(f"“{text}” is no value of {slot.name}; it takes {', '.join(sorted(slot.allowed))}")
        assert slot.scheme is not None
        return rdf.node(iri.concept(slot.scheme, text))
    if slot.kind == "year":
        return rdf.year(_year(text))
    return rdf.plain(text) if slot.kind == "code" else rdf.text(text)


def _number(filling: _Filling, text: str, decimal_comma: bool) -> ox.Literal:
    try:
        return rdf.decimal(figure(text, decimal_comma) * filling.times)
    except ValueError as error:
        raise _NoValueError(f"“{text}” is no number for {filling.slot.name} ({error})") from None


def _year(text: str) -> int:
    year = plausible_year(text)
    if year is None:
        try:
            moment = us_date(text)
        except ValueError:
            moment = None
        if moment is None:
            raise _NoValueError(f"“{text}” is no year")
        year = moment.year
    return year


# Reading the mapping

_MERGE = "tag:yaml.org,2002:merge"


class _AsWritten(yaml.SafeLoader):
    """YAML with each value as it is written: NO is Norway and 01 a code, no truth and no number."""


_AsWritten.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in found if tag == _MERGE]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _load(path: Path) -> Mapping[str, Any]:
    try:
        rules = yaml.load(path.read_text(encoding="utf-8"), Loader=_AsWritten)
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", "not UTF-8")
        raise UserError(f"{path}: cannot be read ({why}); check the path") from error
    except yaml.YAMLError as error:
        raise UserError(f"{path}: is no YAML ({' '.join(str(error).split())[:120]})") from error
    return _mapping(path, rules, "the mapping")


def _mapping(path: Path, value: Any, what: str) -> Mapping[str, Any]:
    if not isinstance(value, dict) or not all(isinstance(k, str) for k in value):
        raise UserError(f"{path}: {what} must be a list of names with values, such as `type: MigrantStock`")
    return value


def _list(path: Path, rules: Mapping[str, Any], key: str) -> list[Any]:
    value = rules.get(key)
    if not isinstance(value, list) or not value:
        raise UserError(f"{path}: `{key}` must be a list with one entry or more")
    return value


def _data_set(path: Path, rules: Mapping[str, Any], digest: str) -> DataSet:
    told = _mapping(path, rules.get("data-set"), "`data-set`")
    known = {"id", "title", "publisher", "issued", "license", "version", "coverage"}
    if unknown := sorted(told.keys() - known):
        raise UserError(f"{path}: `data-set` has no {unknown[0]}; it takes {', '.join(sorted(known))}")
    name, title = (str(told.get(key, "")).strip() for key in ("id", "title"))
    if not name or name != iri.slug(name) or not title:
        raise UserError(
            f"{path}: `data-set` needs an id of small letters, digits and hyphens, such as border-2020, and a title"
        )
    issued = plausible_year(str(told.get("issued", "")))
    if "issued" in told and issued is None:
        raise UserError(f"{path}: `issued` of `data-set` must be a year")
    return DataSet(
        id=name,
        title=title,
        publisher=str(told.get("publisher", "")),
        issued=issued,
        licence=str(told.get("license", "")),
        version=str(told.get("version", "")),
        coverage=str(told.get("coverage", "")) or _COVERAGE,
        hashes=(digest,),
    )


def _entry(path: Path, value: Any) -> _Entry:
    told = _mapping(path, value, "an entry of `claims`")
    if unknown := sorted(told.keys() - _ENTRY_KEYS):
        raise UserError(f"{path}: an entry of `claims` has no {unknown[0]}; it takes {', '.join(sorted(_ENTRY_KEYS))}")
    kind = schema().types.get(str(told.get("type", "")))
    if kind is None:
        raise UserError(f"{path}: {told.get('type')} is no type of claim; use one of {', '.join(schema().types)}")
    slots = _mapping(path, told.get("slots"), "`slots`")
    fillings = tuple(_filling(path, kind, name, how) for name, how in slots.items())
    columns = [f.column for f in fillings if f.column]
    evidence = str(told.get("evidence", "")) or next((f.column for f in fillings if f.slot.kind == "number"), "")
    if not evidence and not columns:
        raise UserError(f"{path}: a claim of {kind.name} takes nothing from a column; name one under `slots`")
    where = _mapping(path, told.get("where", {}), "`where`")
    return _Entry(
        type=kind.name,
        fillings=fillings,
        modality=_choice(path, "modality", str(told.get("modality", "asserted"))),
        polarity=_choice(path, "polarity", str(told.get("polarity", "affirmed"))),
        evidence=evidence or columns[0],
        where={c: tuple(map(str, v if isinstance(v, list) else [v])) for c, v in where.items()},
    )


def _placed(entries: Sequence[_Entry]) -> tuple[_Entry, ...]:
    """The entries, those that share cells with an earlier one with their place among their like.

    All others keep place 0, so that their claims are named as if they stood alone.
    """
    places = []
    for i, entry in enumerate(entries):
        like = [e for e in entries[:i] if (e.type, e.evidence) == (entry.type, entry.evidence)]
        places.append(len(like) if any(map(entry.shares_cells, like)) else 0)
    return tuple(replace(entry, place=place) for entry, place in zip(entries, places, strict=True))


def _choice(path: Path, scheme: str, value: str) -> str:
    allowed = schema().schemes[scheme]
    if value not in allowed:
        raise UserError(f"{path}: {value} is no {scheme}; use one of {', '.join(sorted(allowed))}")
    return value


def _filling(path: Path, kind: ClaimType, name: str, how: Any) -> _Filling:
    slot = kind.slots.get(name)
    if slot is None:
        raise UserError(f"{path}: {kind.name} has no slot {name}; it has {', '.join(kind.slots)}")
    told = _mapping(path, how, f"slot {name}")
    if unknown := sorted(told.keys() - _SLOT_KEYS):
        raise UserError(f"{path}: slot {name} takes no {unknown[0]}; it takes {', '.join(sorted(_SLOT_KEYS))}")
    column, value = (str(told.get(key, "")) for key in ("column", "value"))
    if ("column" in told) == ("value" in told) or not (column or value):
        raise UserError(f"{path}: slot {name} needs either a column or a value")
    if value and slot.kind == "concept" and value not in slot.allowed:
        raise UserError(f"{path}: {value} is no value of {name}; use one of {', '.join(sorted(slot.allowed))}")
    try:
        times = figure(str(told.get("times", 1)), decimal_comma=False)
    except ValueError as error:
        raise UserError(f"{path}: `times` of slot {name} is no number ({error})") from None
    return _Filling(slot, column, value, times, str(told.get("split", "")))
