"""Which reports there are: files of folders, each text once, in an order that depends on nothing but them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import UserError
from kg.proposers import reviewed

SUFFIXES = frozenset(
    {".txt", ".text", ".md", ".markdown", ".mdown", ".mkd", ".pdf", ".html", ".htm", ".xhtml", ".docx"}
)


@dataclass(frozen=True, slots=True, order=True)
class Report:
    """A report that is to be read: the hash of its file, its file's name and where it lies.

    The name of a shipped corpus stands as `where`, with an empty hash.
    """

    sha256: str
    name: str
    where: str

    def data(self) -> bytes | None:
        """The bytes of the file; None for a shipped corpus.

        Raises:
            UserError: the file cannot be read any more, or is another than the one that was listed.
        """
        if not self.sha256:
            return None
        data = _bytes(Path(self.where))
        if hashlib.sha256(data).hexdigest() != self.sha256:
            raise UserError(f"{self.where}: changed while it was read; run again")
        return data


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that gave nothing, and why."""

    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class Listing:
    """The reports of some sources. `again` are files whose text another has too, `other` those of other kinds."""

    reports: tuple[Report, ...]
    again: tuple[str, ...]
    other: tuple[str, ...]
    unreadable: tuple[Skipped, ...]


def find(sources: Sequence[str]) -> Listing:
    """The reports of files, folders (with all below them) and shipped corpora, each text once.

    In a folder only files count whose names say that they are reports; a file that is named itself always
    counts. Hidden files and folders are passed over. Of files with the same bytes the first by name counts.

    Raises:
        UserError: a source is neither there nor a shipped corpus, or there is no report at all.
    """
    reports: dict[str, Report] = {}
    again: list[str] = []
    other: set[str] = set()
    unreadable: list[Skipped] = []
    paths: set[str] = set()
    for source in sources:
        if not Path(source).exists() and source in reviewed.names():
            reports[source] = Report("", source, source)
            continue
        for path in _below(Path(source)):
            named = path == Path(source)
            (paths if named or path.suffix.lower() in SUFFIXES else other).add(str(path))
    listed: list[Report] = []
    for where in sorted(paths):
        try:
            listed.append(Report(hashlib.sha256(_bytes(Path(where))).hexdigest(), Path(where).name, where))
        except UserError as error:
            unreadable.append(Skipped(where, str(error)))
    for report in sorted(listed):
        if reports.setdefault(report.sha256, report) is not report:
            again.append(report.where)
    if not reports and not unreadable:
        kinds = " ".join(sorted(SUFFIXES))
        raise UserError(f"{', '.join(sources)}: no report in this folder; reports are files that end in {kinds}")
    return Listing(
        tuple(sorted(reports.values())), tuple(sorted(_unlike(again, reports.values()))),
        tuple(sorted(other - paths)), tuple(unreadable),
    )  # fmt: skip


def _unlike(again: Iterable[str], reports: Iterable[Report]) -> set[str]:
    """Paths that are not just another spelling of the path that counts."""
    counted = {Path(r.where).resolve() for r in reports}
    return {where for where in again if Path(where).resolve() not in counted}


def _below(source: Path) -> Iterator[Path]:
    if not source.is_dir():
        if not source.exists():
            raise UserError(f"{source}: neither a file, a folder nor a shipped corpus; check the path")
        yield source
        return

    def complain(error: OSError) -> None:
        raise UserError(f"{error.filename}: this folder cannot be read ({error.strerror}); change its permissions")

    for folder, folders, names in os.walk(source, onerror=complain):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        yield from (Path(folder, name) for name in sorted(names) if not name.startswith("."))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UserError(f"{path}: cannot be read ({error.strerror}); check its permissions") from error
