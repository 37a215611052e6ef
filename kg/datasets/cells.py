"""Rows of tables as lists of strings, one after the other: CSV, workbooks (.xlsx) and Stata files (.dta)."""

from __future__ import annotations

import csv
import re
import struct
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import UserError

if TYPE_CHECKING:
    import pandas
    from openpyxl import Workbook

_CHUNK = 10_000  # rows of a Stata file that are held at a time
_SAMPLE = 65_536
_TEXTS = (".csv", ".tsv", ".txt")
_WITHIN_NUMBER = re.compile(r"(?<=\d),(?=\d)")
_ENCODINGS = ("utf-8-sig", "cp1252")  # the second reads any bytes but five


def rows(path: Path, sheet: str = "") -> Iterator[list[str]]:
    """Rows of a table from its first line on, header included; empty cells are empty strings.

    `sheet` names the sheet of a workbook; without it the first is read.

    Raises:
        UserError: no such file, no table, an unknown kind of file, or the extra `datasets` is missing.
    """
    suffix = path.suffix.lower()
    if not path.is_file():
        raise UserError(f"{path}: no such file; check the path")
    if suffix in _TEXTS:
        return _csv_rows(path)
    if suffix == ".xlsx":
        return _sheet_rows(path, sheet)
    if suffix == ".dta":
        return _stata_rows(path)
    raise UserError(f"{path}: unknown kind of table; use .csv, .tsv, .xlsx or .dta")


def header_and_rows(path: Path, sheet: str = "") -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    """The header of a table, and its rows with their numbers: the header is row 1, in a Stata file row 0.

    Raises as `rows`, and where the table is empty.
    """
    found = rows(path, sheet)
    header = next(found, None)
    if not header:
        raise UserError(f"{path}: is empty; a table with a header is needed")
    first = 1 if path.suffix.lower() == ".dta" else 2
    return [h.strip() for h in header], enumerate(found, first)


def positions(path: Path, header: Sequence[str], wanted: Sequence[str]) -> Mapping[str, int]:
    """Column → its position.

    Raises:
        UserError: a column that is wanted is missing.
    """
    at = {name: i for i, name in reversed(list(enumerate(header)))}
    missing = [name for name in wanted if name not in at]
    if missing:
        has = ", ".join(header[:12]) + (" …" if len(header) > 12 else "")
        raise UserError(f"{path}: lacks the column {', '.join(missing)}; it has {has}")
    return at


def cell(row: Sequence[str], at: int) -> str:
    """A cell of a row; short rows end in empty cells."""
    return row[at] if at < len(row) else ""


def decimal_commas(path: Path) -> bool:
    """Whether a table may write decimal commas: semicolons or tabs part its cells. Raises as `rows`."""
    if path.suffix.lower() not in _TEXTS or not path.is_file():
        return False
    try:
        with path.open(encoding=_encoding(path), newline="") as stream:
            return _delimiter(stream.read(_SAMPLE)) != ","
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(path, error) from error


def _csv_rows(path: Path) -> Iterator[list[str]]:
    encoding = _encoding(path)
    try:
        with path.open(encoding=encoding, newline="") as stream:
            sample = stream.read(_SAMPLE)
            stream.seek(0)
            yield from csv.reader(stream, delimiter=_delimiter(sample))
    except (OSError, csv.Error, UnicodeDecodeError) as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: Exception) -> UserError:
    why = getattr(error, "strerror", None) or str(error)
    return UserError(f"{path}: cannot be read as a table ({why}); check the file")


def _encoding(path: Path) -> str:
    """UTF-8 where the whole file is, else Windows' Western European."""
    for encoding in _ENCODINGS[:-1]:
        try:
            with path.open(encoding=encoding) as stream:
                while stream.read(1 << 20):
                    pass
            return encoding
        except UnicodeDecodeError:
            continue
        except OSError as error:
            raise UserError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    return _ENCODINGS[-1]


def _delimiter(sample: str) -> str:
    """What parts the cells of the first line; commas within numbers count only where nothing else parts them.

    >>> [_delimiter(line) for line in ("0,0;12,5;3,2", "0,12,3", "Name;also,2019")]
    [';', ',', ',']
    """
    first = _WITHIN_NUMBER.sub("", sample.partition("\n")[0])
    return max((",", ";", "\t"), key=first.count)


def _sheet_rows(path: Path, sheet: str) -> Iterator[list[str]]:
    book = _workbook(path)
    try:
        if sheet and sheet not in book.sheetnames:
            raise UserError(f"{path}: has no sheet {sheet}; it has {', '.join(book.sheetnames)}")
        found = book[sheet] if sheet else book.worksheets[0]
        found.reset_dimensions()  # some workbooks tell a size that is not theirs
        for row in found.iter_rows(values_only=True):
            yield [_text(value) for value in row]
    finally:
        book.close()


def sheets(path: Path) -> list[str]:
    """Names of the sheets of a workbook; none for other files. Raises as `rows`."""
    if path.suffix.lower() != ".xlsx" or not path.is_file():
        return []
    book = _workbook(path)
    try:
        return list(book.sheetnames)
    finally:
        book.close()


def _workbook(path: Path) -> Workbook:
    """The workbook, with values in the place of formulas; to be closed by the caller."""
    try:
        import openpyxl
    except ImportError as error:
        raise _missing_extra(path) from error
    try:
        return openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise UserError(f"{path}: cannot be read as a workbook; save it as .xlsx or as .csv") from error


def _stata_rows(path: Path) -> Iterator[list[str]]:
    try:
        import pandas
    except ImportError as error:
        raise _missing_extra(path) from error
    try:
        with pandas.read_stata(path, chunksize=_CHUNK, convert_dates=False, convert_categoricals=False) as reader:
            first = True
            for chunk in reader:
                if first:
                    yield [str(c) for c in chunk.columns]
                    first = False
                yield from _frame_rows(chunk)
    except (OSError, ValueError, OverflowError, struct.error) as error:
        raise UserError(f"{path}: cannot be read as a Stata file ({' '.join(str(error).split())[:120]})") from error


def _frame_rows(frame: pandas.DataFrame) -> Iterator[list[str]]:
    columns = [frame[name].tolist() for name in frame.columns]
    for values in zip(*columns, strict=True):
        yield [_text(value) for value in values]


def _text(value: Any) -> str:
    """A cell as written: whole numbers without a point, missing values as nothing.

    >>> _text(3.0), _text(0.25), _text(None), _text(float("nan")), _text(" a")
    ('3', '0.25', '', '', ' a')
    """
    if value is None or value != value:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _missing_extra(path: Path) -> UserError:
    return UserError(f'{path}: needs the extra "datasets"; install it with pip install "migration-kg[datasets]"')


def peek(found: Iterator[list[str]], count: int) -> tuple[list[list[str]], Iterator[list[str]]]:
    """The first rows, and all rows again."""
    first = list(islice(found, count))
    return first, chain(first, found)
