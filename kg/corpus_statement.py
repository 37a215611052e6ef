"""What is in a shipped corpus, counted anew each time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from kg.build import read_source
from kg.proposers import reviewed


@dataclass(frozen=True, slots=True)
class Statement:
    """Counts of a corpus: claims past the gate by type, notes by state, sources by kind.

    `figures` counts the claims with a bound, `cited` those with a note, `voiced` those with a speaker that
    the text names, `hedged` those that are not plainly asserted, `exclusive` the "only" statements.
    """

    name: str
    title: str
    characters: int
    sections: int
    claims: Mapping[str, int]
    rejected: Mapping[str, int]
    notes: Mapping[str, int]
    sources: Mapping[str, int]
    figures: int
    cited: int
    voiced: int
    hedged: int
    negated: int
    exclusive: int

    @property
    def total(self) -> int:
        return sum(self.claims.values())


def statement(name: str) -> Statement:
    """Statement of a shipped corpus.

    Raises:
        UserError: no corpus has that name.
    """
    corpus = reviewed.load(name)
    reading = read_source(name)
    found = reading.passage.claims
    notes = reading.document.notes.values()
    return Statement(
        name=name,
        title=corpus.bibliography.title,
        characters=len(reading.document.text),
        sections=len(reading.document.sections),
        claims=dict(sorted(Counter(c.type for c in found).items())),
        rejected=reading.passage.reasons(),
        notes=dict(sorted(Counter(_state(n.text, n.truncated) for n in notes).items())),
        sources=dict(sorted(Counter(s.kind for s in reading.sources.all()).items())),
        figures=sum(bool(c.slots.get("low") or c.slots.get("high")) for c in found),
        cited=sum(bool(c.notes) for c in found),
        voiced=sum(bool(c.attribution) for c in found),
        hedged=sum(c.modality != "asserted" for c in found),
        negated=sum(c.polarity == "negated" for c in found),
        exclusive=sum(bool(c.exclusive) for c in found),
    )


def _state(text: str | None, truncated: bool) -> str:
    return "missing" if text is None else "truncated" if truncated else "complete"


def rows(found: Statement) -> list[dict[str, str | int]]:
    """The statement as rows of a table."""
    table: list[dict[str, str | int]] = [{"what": f"claims: {t}", "number": n} for t, n in found.claims.items()]
    table.append({"what": "claims: all", "number": found.total})
    extra = {
        "claims with a figure": found.figures,
        "claims with a note": found.cited,
        "claims with a named speaker": found.voiced,
        "claims that are hedged, forecast or urged": found.hedged,
        "claims that deny": found.negated,
        '"only" statements': found.exclusive,
    }
    table += [{"what": what, "number": number} for what, number in extra.items()]
    table += [{"what": f"notes: {state}", "number": number} for state, number in found.notes.items()]
    table += [{"what": f"sources: {kind}", "number": number} for kind, number in found.sources.items()]
    return table
