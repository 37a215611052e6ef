"""Stories of claims and actors for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from kg.claims.wording import counted
from kg.graph.views import ClaimView, NoteView, Place
from kg.stories import ActorStory

_CELLS_SHOWN = 10  # claims of data sets of one type; a state may have thousands


def render_actor(story: ActorStory) -> Iterator[Text | Rule | Padding]:
    """Claims grouped by type, each with its sentence, speaker and notes under it."""
    title = f"{story.label} ({', '.join(story.kinds)}): {counted(len(story.claims), 'claim')}"
    yield Text(title, style="bold")
    for kind, claims in groupby(story.claims, key=lambda c: c.type):
        yield Rule(Text(kind), align="left")
        told = list(claims)
        yield from _one_by_one(c for c in told if not c.places[0].is_cell)
        listed = [c for c in told if c.places[0].is_cell]
        yield from _one_by_one(listed[:_CELLS_SHOWN])
        if len(listed) > _CELLS_SHOWN:
            more = f"and {len(listed) - _CELLS_SHOWN:,} more of data sets; `mkg show … --format csv` has all of them"
            yield Text(more, style="italic")
    if story.said:
        yield Rule(Text(f"said by {story.label}"), align="left")
        yield from _one_by_one(story.said)


def _one_by_one(claims: Iterable[ClaimView]) -> Iterator[Text | Padding]:
    for claim in claims:
        yield _headline(claim)
        yield Padding(Text(_source_line(claim)), (0, 0, 0, 4))


def _headline(claim: ClaimView) -> Text:
    hedge = "" if claim.modality == "asserted" else f"  [{claim.modality}]"
    line = Text(f"{claim.label}{hedge}")
    line.append(f"  {claim.id[:8]}", style="dim")
    return line


def _source_line(claim: ClaimView) -> str:
    return "\n".join(_said_at(claim, place) for place in claim.places)


def _said_at(claim: ClaimView, place: Place) -> str:
    if place.is_cell:
        return f"“{place.quote}” ({_where(place)})"
    speakers = ", ".join(claim.speakers) or "the author"
    notes = f" · note {', '.join(str(n.number) for n in place.notes)}" if place.notes else ""
    report = f" · {place.document}" if len({p.document for p in claim.places}) > 1 else ""
    page = f" · page {place.page}" if place.page else ""
    return f"“{place.sentence}” ({speakers} · {place.section}{page}{notes}{report})"


def render_claim(claim: ClaimView) -> Iterator[Text | Table | Padding]:
    """One claim whole: words, slots, chain of attribution, notes, and how it was read."""
    yield Text(f"{claim.type}: {claim.label}", style="bold")
    yield Padding(_marked(claim), (1, 2))
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold")
    table.add_column(overflow="fold")
    for name, values in claim.slots.items():
        table.add_row(name, Text(", ".join(values) + _origin(claim, name)))
    for heading, values in claim.beside.items():
        table.add_row(heading, Text(", ".join(values)))
    table.add_row("polarity", claim.polarity)
    table.add_row("modality", claim.modality)
    table.add_row("source chain", Text(_chain(claim)))
    for note in dict.fromkeys(n for place in claim.places for n in place.notes):
        table.add_row(f"note {note.number}", Text(_note(note)))
    table.add_row("root source", Text(", ".join(claim.root_sources)))
    for place in claim.places:
        table.add_row("where", Text(_where(place)))
        if place is not claim.places[0]:
            table.add_row("", Text(f"“{place.sentence or place.quote}”"))
    score = f", score {claim.score}" if claim.score else ""
    version = f" {claim.version}" if claim.version else ""
    basis = f" ({claim.basis}{score})" if claim.basis else ""
    table.add_row("read by", Text(f"{claim.proposer}{version}{basis}"))
    if claim.anchor:
        table.add_row("anchor", Text(f"“{claim.anchor}”"))
    if claim.cues:
        table.add_row("cues", Text(", ".join(f"“{cue}”" for cue in claim.cues)))
    table.add_row("claim", f"id:claim/{claim.id}")
    yield table


def _where(place: Place) -> str:
    if place.is_cell:
        return f"{place.document}, row {place.row}, column {place.column}"
    page = f"page {place.page}" if place.page else ""
    span = f"characters {place.start} to {place.end}"
    return ", ".join(part for part in (place.document, place.section, page, span) if part)


def _origin(claim: ClaimView, slot: str) -> str:
    """Where the values of a slot come from when the sentence does not state them."""
    told = []
    for origin in claim.origins:
        if origin.slot == slot:
            where = f"“{origin.words}” at character {origin.start}" if origin.words else f"by the {origin.rule}"
            told.append(f"{origin.how} {'from ' if origin.words else ''}{where}")
    return f"  ({'; '.join(dict.fromkeys(told))})" if told else ""


def _marked(claim: ClaimView) -> Text:
    words = claim.sentence or claim.quote
    sentence = Text(words)
    at = words.find(claim.quote)
    if at >= 0:
        sentence.stylize("bold underline", at, at + len(claim.quote))
    return sentence


def _chain(claim: ClaimView) -> str:
    return "\n".join(dict.fromkeys(_chain_at(claim, place) for place in claim.places))


def _chain_at(claim: ClaimView, place: Place) -> str:
    authors = ", ".join(place.authors) or ("the data set" if place.is_cell else "the document")
    voices = f" → says that {', '.join(claim.speakers)} says" if claim.speakers else ""
    cited = [s for n in place.notes for s in n.sources]
    return f"{authors}{voices}" + (f" → citing {'; '.join(dict.fromkeys(cited))}" if cited else "")


def _note(note: NoteView) -> str:
    if note.text is None:
        return "its text is missing from the known copy"
    return note.text + (" (cut in the known copy)" if note.state == "truncated" else "")
