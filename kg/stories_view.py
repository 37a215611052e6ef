"""Stories of claims and actors for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from kg.graph.views import ClaimView, NoteView, Place
from kg.stories import ActorStory


def render_actor(story: ActorStory) -> Iterator[Text | Rule | Padding]:
    """Claims grouped by type, each with its sentence, speaker and notes under it."""
    title = f"{story.label} ({', '.join(story.kinds)}): {len(story.claims)} claims"
    yield Text(title, style="bold")
    kind = ""
    for claim in story.claims:
        if claim.type != kind:
            kind = claim.type
            yield Rule(Text(kind), align="left")
        yield _headline(claim)
        yield Padding(Text(_source_line(claim)), (0, 0, 0, 4))
    if story.said:
        yield Rule(Text(f"said by {story.label}"), align="left")
        for claim in story.said:
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
    table.add_row("polarity", claim.polarity)
    table.add_row("modality", claim.modality)
    table.add_row("source chain", Text(_chain(claim)))
    for note in dict.fromkeys(n for place in claim.places for n in place.notes):
        table.add_row(f"note {note.number}", Text(_note(note)))
    table.add_row("root source", Text(", ".join(claim.root_sources)))
    for place in claim.places:
        table.add_row("where", Text(_where(place)))
        if place is not claim.places[0]:
            table.add_row("", Text(f"“{place.sentence}”"))
    score = f", score {claim.score}" if claim.score else ""
    version = f" {claim.version}" if claim.version else ""
    table.add_row("read by", Text(f"{claim.proposer}{version} ({claim.basis}{score})"))
    if claim.anchor:
        table.add_row("anchor", Text(f"“{claim.anchor}”"))
    if claim.cues:
        table.add_row("cues", Text(", ".join(f"“{cue}”" for cue in claim.cues)))
    table.add_row("claim", f"id:claim/{claim.id}")
    yield table


def _where(place: Place) -> str:
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
    sentence = Text(claim.sentence)
    at = claim.sentence.find(claim.quote)
    if at >= 0:
        sentence.stylize("bold underline", at, at + len(claim.quote))
    return sentence


def _chain(claim: ClaimView) -> str:
    return "\n".join(dict.fromkeys(_chain_at(claim, place) for place in claim.places))


def _chain_at(claim: ClaimView, place: Place) -> str:
    authors = ", ".join(place.authors) or "the document"
    voices = f" → says that {', '.join(claim.speakers)} says" if claim.speakers else ""
    cited = [s for n in place.notes for s in n.sources]
    return f"{authors}{voices}" + (f" → citing {'; '.join(dict.fromkeys(cited))}" if cited else "")


def _note(note: NoteView) -> str:
    if note.text is None:
        return "its text is missing from the known copy"
    return note.text + (" (cut in the known copy)" if note.state == "truncated" else "")
