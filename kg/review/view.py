"""A claim under review as people see it: its sentence with the quote marked, its slots, what was said before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.claims.wording import describe
from kg.review.changes import written
from kg.review.items import Item, Review, State, quote_of
from kg.review.match import Match, Standing
from kg.review.model import Statement

if TYPE_CHECKING:
    from rich.text import Text

HEADS = {name: name for name in ("state", "key", "type", "claim", "score", "quote", "why")}
_COLOURS = {State.ACCEPTED: "green", State.CORRECTED: "green", State.ADDED: "green", State.REJECTED: "red"}


def card(item: Item, number: int, total: int, marks: tuple[str, str]) -> Text:
    """One item; `marks` enclose the quote where no colour can show it."""
    from rich.text import Text

    text = Text()
    text.append(f"{number}/{total} ", style="bold")
    text.append(item.said.type, style="bold cyan")
    text.append(f"  {item.state.value}", style=_COLOURS.get(item.state, "yellow"))
    if item.score is not None:
        text.append(f"  score {item.score:.2f}", style="dim")
    text.append("\n")
    _sentence(text, item, marks)
    text.append(f"  {_line(item.said)}\n", style="bold")
    for line in _details(item):
        text.append(f"  {line}\n")
    return text


def _sentence(text: Text, item: Item, marks: tuple[str, str]) -> None:
    words, quote = item.place.sentence.text, quote_of(item)
    text.append(f"  … {item.place.before} " if item.place.before else "  ", style="dim")
    text.append(words[: quote.start])
    text.append(marks[0] + words[quote.start : quote.end] + marks[1], style="bold reverse")
    text.append(words[quote.end :])
    text.append(f" {item.place.after} …\n" if item.place.after else "\n", style="dim")


def _details(item: Item) -> list[str]:
    said = item.said
    lines = [written(said.slots)]
    besides = {"modality": said.modality, "polarity": said.polarity, "says": ", ".join(said.attribution)}
    besides["notes"] = ", ".join(map(str, item.claim.notes)) if item.claim else ""
    lines.append("; ".join(f"{n}: {v}" for n, v in besides.items() if v not in ("", "asserted", "affirmed")))
    if item.match is not None:
        lines.append(_earlier(item.match))
    return [line for line in lines if line]


def _earlier(found: Match) -> str:
    """What was judged before, and why it must be looked at again."""
    judgement = found.judgement
    parts = [f"judged: {judgement.verdict.value}"]
    if judgement.holds is not None and (found.claim is None or found.why or judgement.becomes):
        parts.append(f"{_line(judgement.holds)} [{written(judgement.holds.slots)}]")
    if judgement.reviewer:
        parts.append(f"by {judgement.reviewer}")
    parts += [p for p in (judgement.remark, found.why) if p]
    return " · ".join(parts)


def _line(said: Statement) -> str:
    from kg.claims.model import Span

    return describe(said.claim("", Span(0, 0), (), "", ""))


def rows(found: Review, chosen: tuple[Item, ...]) -> list[dict[str, Any]]:
    """Items, then judgements whose words are gone, as rows of a table."""
    table = [_row(i.state.value, i.said, i.match, quote=_quote(i), score=i.score) for i in chosen]
    return table + [_row("orphaned", m.judgement.subject, m, quote=m.judgement.place.quote) for m in found.orphans]


def _row(state: str, said: Statement, found: Match | None, quote: str, score: float | None = None) -> dict[str, Any]:
    holds = found.judgement.holds if found and found.standing is Standing.KEPT else None
    return {
        "state": state,
        "key": found.judgement.key[:8] if found else "",
        "type": said.type,
        "claim": _line(holds or said),
        "score": score,
        "quote": quote,
        "why": found.why if found else "",
    }


def _quote(item: Item) -> str:
    quote = quote_of(item)
    return item.place.sentence.text[quote.start : quote.end]


def summary(found: Review) -> str:
    """Counts of items and of judgements, in one line."""
    from kg.review.apply import told

    items = ", ".join(f"{number} {state}" for state, number in found.states().items() if number)
    return f"claims: {items or 'none'}; {told(found.matches)}"
