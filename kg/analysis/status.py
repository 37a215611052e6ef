"""The status of a pair of states, decided from what is said of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.analysis.facts import Period, Statement
from kg.analysis.pairs import Mention, Stance

STATUSES = ("stated-absent", "contested", "group-only", "unratified", "in-progress", "silent", "in-force")
"""Statuses in the order in which pairs are ranked; the last is no gap."""

_PHRASES: dict[Stance, str] = {
    "in-force": "in force",
    "in-progress": "in preparation",
    "unratified": "not ratified",
    "absent": "there is none",
    "not-absent": "denied that there is none",
    "not-in-progress": "denied that one is in preparation",
    "recommended": "urged",
    "open": "mentioned without a status",
}
_POSITIVE = frozenset({"in-force", "in-progress", "not-absent"})
_DECIDING = frozenset(_PHRASES) - {"recommended", "open"}


@dataclass(frozen=True, slots=True)
class Decision:
    """Status of a pair, the sentence that explains it, the claims that it rests on, and a remark."""

    status: str
    basis: str
    claims: tuple[Statement, ...]
    note: str = ""


def decide(mentions: Sequence[Mention], names: tuple[str, str]) -> Decision:
    """Status of a pair from the claims about it.

    Claims that name both states decide before "only" statements, and both before statements about
    groups; recommendations and hypothetical claims decide nothing. In order:

    - in force against absent, against unratified, or against an exclusion: `contested`;
    - an "only" statement against a group said to have agreements in force, when nothing speaks of the pair
      itself: `contested`, because neither names the pair;
    - absent against a denial of the absence, in preparation against a denial of that: `contested`;
    - in force, whatever is also being prepared: `in-force`;
    - unratified (signed is further than prepared), then in preparation: what is under way and what is
      not there yet agree, so neither is contested by an absence: `unratified`, `in-progress`;
    - absent, left out by an "only", or not even in preparation: `stated-absent`;
    - only statements about groups or instruments that states join singly, of whatever tenor: `group-only`;
    - else `silent`.

    Args:
        mentions: all claims about the pair, in any order.
        names: labels of the two states, for the sentence.
    """
    deciding = [m for m in mentions if m.stance in _DECIDING]
    own = [m for m in deciding if m.via != "group"]
    groups = [m for m in deciding if m.via == "group"]
    said = {m.stance for m in own}
    if own and all(m.via == "exclusion" for m in own) and any(m.stance == "in-force" for m in groups):
        return _decision("contested", [*own, *(m for m in groups if m.stance == "in-force")], (), names)
    for status, needed in _LADDER:
        if any(wanted <= said for wanted in needed):
            chosen = [m for m in own if m.stance in _RESTS_ON[status]]
            return _decision(status, chosen, groups, names)
    if groups:
        return _decision("group-only", groups, (), names)
    return Decision("silent", f"Nothing is said of an agreement of {_both(names)}.", ())


_Needed = tuple[frozenset[Stance], ...]


def _sets(*alternatives: tuple[Stance, ...]) -> _Needed:
    return tuple(frozenset(a) for a in alternatives)


_LADDER: tuple[tuple[str, _Needed], ...] = (
    (
        "contested",
        _sets(("in-force", "absent"), ("in-force", "unratified"), ("absent", "not-absent"))
        + _sets(("in-progress", "not-in-progress")),
    ),
    ("in-force", _sets(("in-force",))),
    ("unratified", _sets(("unratified",))),
    ("in-progress", _sets(("in-progress",))),
    ("stated-absent", _sets(("absent",), ("not-in-progress",))),
)
_RESTS_ON: dict[str, frozenset[Stance]] = {
    "contested": _DECIDING,
    "in-force": frozenset({"in-force"}),
    "unratified": frozenset({"unratified"}),
    "in-progress": frozenset({"in-progress"}),
    "stated-absent": frozenset({"absent", "not-in-progress"}),
}


def _decision(
    status: str, chosen: Sequence[Mention], groups: Sequence[Mention], names: tuple[str, str]
) -> Decision:
    claims = tuple(sorted({m.claim.id: m.claim for m in chosen}.values(), key=lambda c: c.id))
    sentence = _SENTENCES[status].format(both=_both(names), said=_tally(chosen))
    notes = (_years_note(status, chosen), _group_note(status, groups))
    return Decision(status, sentence, claims, " ".join(filter(None, notes)))


_SENTENCES = {
    "contested": "Claims on {both} contradict each other ({said}).",
    "in-force": "{both} have an agreement in force ({said}).",
    "unratified": "{both} have an agreement that is not ratified ({said}).",
    "in-progress": "{both} are preparing an agreement ({said}).",
    "stated-absent": "{both} are said to have no agreement ({said}).",
    "group-only": "On {both} there is only what is said of a group or an open instrument ({said}).",
}


def _tally(mentions: Iterable[Mention]) -> str:
    """How many claims say what, and by which road they reach the pair."""
    counts = Counter((m.stance, m.via) for m in mentions)
    parts = []
    for (stance, via), count in sorted(counts.items()):
        said = 'left out by an "only" statement' if via == "exclusion" else _PHRASES[stance]
        parts.append(f"{said}: {count} {'claim' if count == 1 else 'claims'}")
    return "; ".join(parts)


def _both(names: tuple[str, str]) -> str:
    return f"{names[0]} and {names[1]}"


def _group_note(status: str, groups: Sequence[Mention]) -> str:
    said = {m.stance for m in groups}
    if status == "stated-absent" and "in-force" in said:
        return "A statement about a group would cover the pair."
    if status == "in-force" and "absent" in said:
        return "A statement about a group denies agreements of its members."
    return ""


def _years_note(status: str, chosen: Sequence[Mention]) -> str:
    """For contradicting claims on different years: both may hold."""
    if status != "contested":
        return ""
    affirming = [m.claim.period for m in chosen if m.stance in _POSITIVE]
    denying = [m.claim.period for m in chosen if m.stance not in _POSITIVE]
    if all(_apart(a, d) for a in affirming for d in denying):
        return "The two sides are about different years and may both hold."
    return ""


def _apart(one: Period | None, other: Period | None) -> bool:
    return one is not None and other is not None and (one[1] < other[0] or other[1] < one[0])
