"""The Bilateral Labor Agreements Dataset: agreements of 1945 to 2020, and provisions of those whose text was coded.

The file of agreements has a row an agreement with its two parties, the year and, where known, the days of signature
and ratification; the file of coding has a row a text and a column a provision. Both as published by Stata, or as CSV
with the same columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox

from kg import iri
from kg.datasets.cells import cell, header_and_rows, positions
from kg.datasets.dates import Moment, plausible_year, us_date
from kg.datasets.model import Cell, DataSet, Instrument, Listed, Source, Tally, sha256
from kg.datasets.names import Names, named
from kg.datasets.provisions import Provision, provisions
from kg.errors import UserError
from kg.graph import rdf
from kg.graph.actors import Node

SUBJECT = "labor migration"
_KEYS = ("treatyID", "countryA", "countryB", "codeA", "codeB", "year")
_NUMBERS = ("treatyID", "codeA", "codeB")
_EMPTY, _UNREADABLE = "provisions not coded (empty cells)", "provisions coded neither 1 (yes) nor 0 (no)"
_DATES = ("datesigned", "ratified")
_TITLE = "agreement_title"  # only the file of coding has it
_ROW_COLUMNS = ("countryA", "countryB", "year", *_DATES)
_IN_FORCE = rdf.node(iri.concept("agreement-status", "in-force"))
_PARTY, _SUBJECT_SLOT = "party", "agreementSubject"

COVERAGE = (
    "The makers say that the list is incomplete: an agreement that is not listed may exist. It tells what was signed, "
    "not what still holds, and a missing date of ratification is no sign that there was none. Texts were coded only "
    "where a copy was found."
)


def bla(formation: Path, coding: Path | None = None) -> Source:
    """The agreements of one file and, where it is given, the coded provisions of another; in either order.

    Raises:
        UserError: a file cannot be read, or the agreements are missing.
    """
    if _TITLE in header_and_rows(formation)[0]:
        if coding is None:
            raise UserError(f"{formation}: codes the texts of agreements; name the file that lists the agreements too")
        formation, coding = coding, formation
    files = [formation, *([coding] if coding else [])]
    dataset = DataSet(
        id="bla-2",
        title="Bilateral Labor Agreements Dataset, version 2",
        publisher="Harvard Dataverse (A. Chilton and B. Woda)",
        issued=2022,
        licence="CC0 1.0",
        version="2",
        coverage=COVERAGE,
        hashes=tuple(map(sha256, files)),
    )

    def read(names: Names, tally: Tally) -> Iterator[Listed]:
        titles = dict(_titles(coding)) if coding else {}
        yield from _agreements(formation, titles, names, tally)
        if coding:
            yield from _coded(coding, names, tally)

    return Source(dataset, read)


def instrument_iri(treaty: str) -> str:
    return iri.thing("agreement", f"bla-{iri.slug(treaty)}")


def _titles(coding: Path) -> Iterator[tuple[str, str]]:
    header, found = header_and_rows(coding)
    at = positions(coding, header, (*_KEYS, _TITLE))
    for _, row in found:
        yield _whole(cell(row, at["treatyID"])), mended(cell(row, at[_TITLE]))


def _agreements(path: Path, titles: Mapping[str, str], names: Names, tally: Tally) -> Iterator[Listed]:
    header, found = header_and_rows(path)
    at = positions(path, header, (*_KEYS, *_DATES))
    for where, row, raw in _identified(found, at):
        raw |= {name: cell(row, at[name]) for name in _DATES}
        year = _year(raw["year"], where, tally)
        parties = _parties(raw, year, names)
        signed = _moment(raw, "datesigned", where, tally) or (Moment(year) if year else None)
        ratified = _moment(raw, "ratified", where, tally)
        if signed and year and signed.year != year:
            tally.remarks.append(f"row {where}: the year is {year}, the date of signature {raw['datesigned'].strip()}")
        about = instrument_iri(raw["treatyID"])
        pair = " – ".join(p.label for p in parties)
        when = f" ({year})" if year else ""
        yield Listed(
            type="Agreement",
            label=f"{pair}: in-force{when}",
            slots=(
                *((_PARTY, named(p)) for p in parties),
                (_SUBJECT_SLOT, rdf.text(SUBJECT)),
                ("agreementStatus", _IN_FORCE),
                *((("signedOn", signed.literal()),) if signed else ()),
                *((("ratifiedOn", ratified.literal()),) if ratified else ()),
                ("lists", ox.NamedNode(about)),
            ),
            cell=Cell(where, ", ".join(_ROW_COLUMNS), " | ".join(raw[c].strip() for c in _ROW_COLUMNS)),
            year=year,
            instrument=Instrument(
                about, titles.get(raw["treatyID"]) or f"{pair}{when}", tuple(map(named, parties)), SUBJECT
            ),
        )


def _coded(path: Path, names: Names, tally: Tally) -> Iterator[Listed]:
    header, found = header_and_rows(path)
    at = positions(path, header, _KEYS)
    coded = [p for p in provisions() if p.column in at]
    if len(coded) < len(provisions()):
        absent = sorted({p.column for p in provisions()} - set(at))
        tally.remarks.append(f"{path.name}: lacks the columns of provisions {', '.join(absent)}")
    for where, row, raw in _identified(found, at):
        year = plausible_year(raw["year"])
        parties = _parties(raw, year, names)
        for provision in coded:
            value = cell(row, at[provision.column]).strip()
            if _whole(value) in ("0", "1"):
                yield _provision(provision, value, parties, raw["treatyID"], year, where)
            else:
                tally.passed_over[_UNREADABLE if value else _EMPTY] += 1


def _identified(
    found: Iterable[tuple[int, list[str]]], at: Mapping[str, int]
) -> Iterator[tuple[str, list[str], dict[str, str]]]:
    """Rows that say what they are about: where each stands, its cells, and those of `_KEYS` by name.

    Numbers that identify are whole; the year is as written, since it is quoted.
    """
    for number, row in found:
        raw = {name: cell(row, at[name]) for name in _KEYS}
        raw |= {name: _whole(raw[name]) for name in _NUMBERS}
        if any(value.strip() for value in raw.values()):
            yield f"{number} (treatyID {raw['treatyID']})", row, raw


def _provision(
    provision: Provision, value: str, parties: tuple[Node, ...], treaty: str, year: int | None, where: str
) -> Listed:
    held = _whole(value) == "1"
    pair = " – ".join(p.label for p in parties)
    when = f" ({year})" if year else ""
    return Listed(
        type="Agreement",
        label=f"{'' if held else 'not: '}{pair}{when}: {provision.label}",
        slots=(
            *((_PARTY, named(p)) for p in parties),
            (_SUBJECT_SLOT, rdf.text(provision.topic)),
            ("provision", provision.node),
            ("ofInstrument", ox.NamedNode(instrument_iri(treaty))),
        ),
        cell=Cell(where, provision.column, value),
        year=year,
        polarity="affirmed" if held else "negated",
    )


def _whole(text: str) -> str:
    """A whole number as such: programs write 12.0 in columns where some cell is empty.

    >>> _whole("12.0"), _whole("12"), _whole("12.5"), _whole("a.0")
    ('12', '12', '12.5', 'a.0')
    """
    whole = text.strip().removesuffix(".0")
    return whole if whole.isdecimal() else text


def _parties(raw: Mapping[str, str], year: int | None, names: Names) -> tuple[Node, ...]:
    return tuple(names.state(raw[f"country{s}"], year, raw[f"code{s}"], "cow") for s in "AB")


def _year(text: str, where: str, tally: Tally) -> int | None:
    year = plausible_year(text)
    if year is None:
        tally.remarks.append(f"row {where}: year {text or 'missing'} is no year; the claim has none")
    return year


def _moment(raw: Mapping[str, str], column: str, where: str, tally: Tally) -> Moment | None:
    try:
        return us_date(raw[column])
    except ValueError:
        tally.remarks.append(f"row {where}: {column} “{raw[column].strip()}” is no date; left out")
        return None


def mended(text: str) -> str:
    """A title without the traces of a wrong decoding and without quotation marks around all of it.

    >>> mended('"MÃ©xico"'), mended("Köln")
    ('México', 'Köln')
    """
    text = " ".join(text.split())
    if len(text) > 1 and text[0] == text[-1] == '"':
        text = text[1:-1].strip()
    try:
        return text.encode("cp1252").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text
