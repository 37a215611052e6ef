"""How a build takes in reviews: the options, and what they make of each reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.errors import UserError

if TYPE_CHECKING:
    from kg.build import Amend, Reading

ReviewOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--review", help="Take in the judgements of this review file; one for each report, in their order.",
        show_default=False,
    ),
]  # fmt: skip
RequireReviewedOption = Annotated[
    bool,
    typer.Option(
        "--require-reviewed",
        help="Only claims that people accepted, corrected or added; review files beside the reports count.",
    ),
]


def amendment(sources: Sequence[str], named: Sequence[Path], require_reviewed: bool) -> Amend:
    """What becomes of each reading of a build.

    Raises:
        UserError: a review file that is named is not there, or has no report.
    """
    from kg.review.apply import files_of, only_reviewed, with_reviews

    files = files_of(sources, named)
    if not named and not require_reviewed:
        return lambda source, reading: _mentioned(files.get(source), reading)
    if not require_reviewed:
        return with_reviews(files)
    reviewed = with_reviews(files, only_reviewed)

    def amend(source: str, reading: Reading) -> Reading:
        found = reviewed(source, reading)
        if source not in files and reading.passage.claims and not found.passage.claims:
            number = len(reading.passage.claims)
            raise UserError(f"{source}: nobody has reviewed its {number} claims; begin with `mkg review {source}`")
        return found

    return amend


def _mentioned(file: Path | None, reading: Reading) -> Reading:
    if file is None:
        return reading
    remark = f"{file.name} lies beside it and was not used; --review {file.name} takes its judgements in"
    return replace(reading, remarks=(*reading.remarks, remark))
