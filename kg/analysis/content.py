"""What agreements lack: claims that speak of agreements and deny, hinder or miss something."""

from __future__ import annotations

from dataclasses import dataclass

from kg.analysis.actors import ActorIndex
from kg.analysis.bonds import HINDERING
from kg.analysis.facts import Facts, Statement
from kg.analysis.gap_model import Citation, cite
from kg.analysis.topics import asks_only_to_conclude, speaks_of_agreement, speaks_of_shortfall, topics

# Actors that a text words itself; the name of a body may hold "treaty" without speaking of one.
_IN_WORDS = frozenset({"PopulationGroup", "UnresolvedActor", "Issue", ""})


@dataclass(frozen=True, slots=True)
class ContentGap:
    """A shortfall of agreements, by one claim.

    `kind` is `denied` (the claim negates that agreements do something; a hindrance that is denied is no
    shortfall), `hindered` (a relation against agreements), `worded` (its own words speak of a lack) or
    `recommended` (an agreement is urged to hold something; that one is to be concluded is no such wish).
    What is forecast or merely imagined is none. `states` are those the claim names, by code; `topics` those
    of the scheme in its words.
    """

    kind: str
    states: tuple[str, ...]
    topics: tuple[str, ...]
    citation: Citation


def find_content_gaps(facts: Facts) -> tuple[ContentGap, ...]:
    """Content gaps in the order of the text.

    Whether an agreement exists is the matter of the pairs, so agreement claims are looked at only for
    what their words say is missing. The words of the slots and of the quote are read, not the rest of the
    sentence: what stands beside a claim may be about something else.
    """
    found = []
    for claim in facts.everything():
        text = _text(claim, facts.actors)
        kind = _kind(claim, text)
        if kind and speaks_of_agreement(text):
            found.append(
                (claim, ContentGap(kind, _states(claim, facts.actors), _topics(text), cite(claim, kind)))
            )
    found.sort(key=lambda each: (each[0].evidence.document, each[0].evidence.start, each[0].id))
    return tuple(gap for _, gap in found)


def _kind(claim: Statement, text: str) -> str:
    if claim.concept("provision"):
        return ""  # coded for one text, and no wish or complaint of a report
    if claim.type == "Agreement":
        settled = claim.concept("agreementStatus") == "in-force" and claim.is_said
        return "worded" if settled and speaks_of_shortfall(text) else ""
    if claim.type == "Recommendation" or claim.modality == "recommended":
        return "" if asks_only_to_conclude(text) else "recommended"
    if claim.modality not in ("asserted", "estimated"):
        return ""  # forecast or merely imagined
    hinders = claim.concept("relation") in HINDERING
    if claim.polarity == "negated":
        return "" if hinders else "denied"  # who does not obstruct an agreement takes nothing from it
    if hinders:
        return "hindered"
    return "worded" if speaks_of_shortfall(text) else ""


def _text(claim: Statement, actors: ActorIndex) -> str:
    slots = [value for values in claim.words.values() for value in values]
    named = [actors.label(n) for nodes in claim.nodes.values() for n in nodes if actors.kind(n) in _IN_WORDS]
    return " . ".join((*slots, *named, claim.evidence.quote))


def _states(claim: Statement, actors: ActorIndex) -> tuple[str, ...]:
    return tuple(sorted({c for nodes in claim.nodes.values() for n in nodes if (c := actors.state(n))}))


def _topics(text: str) -> tuple[str, ...]:
    return tuple(sorted(topics().in_text(text)))
