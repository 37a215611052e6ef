"""Small data sets of our own, in the forms in which the real ones come."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

FORMATION = ("treatyID", "countryA", "countryB", "codeA", "codeB", "year", "datesigned", "ratified")
FORMATION_ROWS = (
    (1, "Philippines", "Kuwait", 840, 690, 1997, " 9/14/1997", ""),
    (2, "Korea, Republic of", "Viet Nam", 732, 816, 2004, "6/2/2004", "8/25/2004"),
    (3, "Yugoslavia", "France", 345, 220, 1965, "", "1965"),
    (4, "Yugoslavia", "France", 345, 220, 2009, "2/30/2009", "later"),
    (5, "Atlantis", "Peru", 0, 135, 9999, "", ""),
    (6, "Spain", "Ecuador", 230, 130, 2001, "5/29/2002", "5/29/2001, 6/1/2001"),
)
CODING = (
    "treatyID",
    "countryA",
    "countryB",
    "codeA",
    "codeB",
    "year",
    "agreement_title",
    "wage_prot",
    "passport",
    "quota",
)
CODING_ROWS = (
    (1, "Philippines", "Kuwait", 840, 690, 1997, '"Memorandum on labour"', 1, 0, 0),
    (6, "Spain", "Ecuador", 230, 130, 2001, "Acuerdo sobre regulaciÃ³n", 0, 0, None),
)


def write_csv(path: Path, rows: Iterable[Sequence[object]], encoding: str = "utf-8") -> Path:
    with path.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream).writerows(["" if v is None else v for v in row] for row in rows)
    return path


def write_stata(path: Path, header: Sequence[str], rows: Sequence[Sequence[object]]) -> Path:
    import pandas

    frame = pandas.DataFrame([list(row) for row in rows], columns=list(header))
    frame.to_stata(path, write_index=False, version=118)
    return path


def write_sheets(path: Path, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Path:
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def formation(folder: Path) -> Path:
    return write_csv(folder / "formation.csv", [FORMATION, *FORMATION_ROWS])


def coding(folder: Path) -> Path:
    return write_csv(folder / "coding.csv", [CODING, *CODING_ROWS])


STOCKS = (
    ("Year", "Dest", "Nepal", "Sri Lanka", "Other South"),
    (2010, "Qatar", "290,000", "0", ".."),
    (2010, "Micronesia", 12, "-", ""),
    (2015, "Qatar", 400123, 130001, 7),
)


def stocks(folder: Path) -> Path:
    return write_csv(folder / "stock_2019.csv", STOCKS)


def money(folder: Path) -> tuple[Path, Path]:
    matrix = write_csv(folder / "remit_2010.csv", [(0, 21693, 0), (1109, 0, 12.5), (0, 0, 0)])
    names = [("country", "countryname"), (2, "United States"), (3, "Mexico"), (5, "Côte d'Ivoire")]
    return matrix, write_csv(folder / "countries.csv", names, "cp1252")
