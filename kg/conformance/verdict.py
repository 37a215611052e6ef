"""What came of a case on an engine."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.conformance.manifest import Case


class Status(StrEnum):
    """`REFUSED`: on purpose, because the project does not allow what the case asks."""

    PASSED = "passed"
    FAILED = "failed"
    REFUSED = "refused"
    NOT_APPLICABLE = "not applicable"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a case went, and why in one line where it did not pass."""

    status: Status
    why: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The verdict on a case and the engine it was run on."""

    case: Case
    engine: str
    verdict: Verdict


def passed() -> Verdict:
    return Verdict(Status.PASSED)


def failed(why: str) -> Verdict:
    return Verdict(Status.FAILED, why)


def refused(why: str) -> Verdict:
    return Verdict(Status.REFUSED, why)


def not_applicable(why: str) -> Verdict:
    return Verdict(Status.NOT_APPLICABLE, why)
