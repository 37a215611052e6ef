"""What a figure counts: people or money at one time, in a year, net of returns, or on average."""

from __future__ import annotations

import re

from kg.analysis.facts import Evidence, Statement

FLOWS = frozenset({"net flow", "annual flow"})

# Words that tell what a figure counts, the strongest first; without any it is a stock or a total.
_BASES = (
    ("average", re.compile(r"\baverag\w*|\b(?:per|each|every) (?:household|capita|head)\b", re.IGNORECASE)),
    ("net flow", re.compile(r"\bnet\b", re.IGNORECASE)),
    (
        "annual flow",
        re.compile(
            r"\b(?:every|each|per) year\b|\bannual(?:ly)?\b|\byearly\b"
            r"|(?<!over )(?<!than )(?<!within )(?<!half )\ba year\b(?! (?:ago|later|earlier|before|after|or)\b)",
            re.IGNORECASE,
        ),
    ),
)
_CUT = re.compile(r"[;:.()–—]|\b(?:and|but|while|whereas|although|which|who|whom)\b", re.IGNORECASE)
_CUT_AFTER = re.compile(r"[,;:.()–—]|\b(?:and|but|while|whereas|although|which|who|whom)\b", re.IGNORECASE)

_OF_THEM = re.compile(
    r"\b(?:(?:of|among) (?:whom|which|them|these|those)|including)\b[^;:.]{0,40}$", re.IGNORECASE
)  # right before the words of a claim


def basis(claim: Statement) -> str:
    """What the words of a claim count; an indicator says it in its measure, and money is sent by the year."""
    plain = "stock" if claim.type == "MigrantStock" else "total"
    words = _clause(claim.evidence)
    found = next((name for name, cue in _BASES if cue.search(words)), plain)
    if claim.type == "Indicator" or (claim.type == "Remittance" and found == "annual flow"):
        return plain
    return found


def is_of_others(claim: Statement) -> bool:
    """Whether a figure is on some of those that its sentence has just counted: "90,000, of whom 5,000 …"."""
    quote, sentence = claim.evidence.quote, claim.evidence.sentence
    at = sentence.find(quote) if quote else -1
    return at > 0 and _OF_THEM.search(sentence[:at]) is not None


def _clause(evidence: Evidence) -> str:
    """The quote with what opens and ends its clause: "Every year" stands before the first words that a claim needs."""
    quote, sentence = evidence.quote, evidence.sentence
    at = sentence.find(quote) if quote else -1
    if at < 0:
        return quote or sentence
    before, after = sentence[:at], sentence[at + len(quote) :]
    begin = max((m.end() for m in _CUT.finditer(before)), default=0)
    end = next((m.start() for m in _CUT_AFTER.finditer(after)), len(after))
    return before[begin:] + quote + after[:end]
