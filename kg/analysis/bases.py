"""What a figure counts: people or money at one time, in a year, net of returns, or on average."""

from __future__ import annotations

import re

from kg.analysis.facts import Evidence, Statement

FLOWS = frozenset({"net flow", "annual flow"})


def _each(time: str, adjectives: str, of_others: str) -> str:
    """Pattern of words that count by a stretch of time; an adjective before some nouns tells of something else."""
    return (
        rf"\b(?:every|each|per) {time}\b|\b(?:{adjectives})\b(?! (?:{of_others})\b)"
        rf"|(?<!over )(?<!than )(?<!within )(?<!half )\ba {time}\b(?! (?:ago|later|earlier|before|after|or)\b)"
    )


_PER_HEAD = re.compile(r"\b(?:per|each|every) (?:household|capita|head)\b", re.IGNORECASE)
_AVERAGE = re.compile(rf"\baverag\w*|{_PER_HEAD.pattern}", re.IGNORECASE)
_NET = re.compile(r"\bnet\b", re.IGNORECASE)
_NO_YEARLY = "reports?|surveys?|census|reviews?|leave|contracts?|conferences?|meetings?|fees?"
_YEARLY = re.compile(rf"\bannually\b|{_each('year', 'annual|yearly', _NO_YEARLY)}", re.IGNORECASE)
# Of money alone: what one of those who send it sends, and what is sent in a month. In step with disagreements.rq.
_PER_SENDER = re.compile(
    r"\b(?:per|each|every) (?:(?:labou?r|migrant|foreign|guest|seasonal|single) )?"
    r"(?:migrant|emigrant|worker|labou?rer|person|family)\b",
    re.IGNORECASE,
)
_NO_MONTHLY = "wages?|salary|salaries|pay|earnings|incomes?|reports?|bulletins?|fees?"
_MONTHLY = re.compile(_each("month", "monthly", _NO_MONTHLY), re.IGNORECASE)
# Words that tell what a figure counts, the strongest first; without any it is a stock or a total.
_BASES = (("average", _AVERAGE), ("net flow", _NET), ("annual flow", _YEARLY))
_BASES_OF_MONEY = (
    ("average", re.compile(rf"{_AVERAGE.pattern}|{_PER_SENDER.pattern}", re.IGNORECASE)),
    ("net flow", _NET), ("monthly flow", _MONTHLY), ("annual flow", _YEARLY),
)  # fmt: skip
# The same right before the words of a claim, where its sentence or clause begins so, and right behind them.
_OPENS = re.compile(
    r"(?:^|[;:.–—]\s|\b(?:and|but|while|whereas)\s)[“\"]?"
    r"(?:(?:every|each) year|annually|in an average year)\b[^;:.]{0,60}$"
    r"|\b(?:an annual|a yearly|the annual|the yearly)\s$",
    re.IGNORECASE,
)
_CLOSES = re.compile(
    r"\W{0,2}(?:(?:every|each|per|a) year|annually|yearly)\b(?! (?:ago|later|earlier|before|after)\b)", re.IGNORECASE
)
# Some of those who were counted just before: "90,000, of whom 5,000 …", "Of the 90,000 in Italy, 5,000 …".
_OF_THEM = re.compile(
    r"\b(?:(?:of|among) (?:whom|which|them|these|those))\b[^;:.]{0,40}$"
    r"|(?:^|[;.]\s)of (?:the|these|those|its|their|all)\b[^;:.,]*\d[^;:.,]*,\s[^;:.,]{0,20}$",
    re.IGNORECASE,
)


def basis(claim: Statement) -> str:
    """What the words of a claim count; an indicator says it in its measure, and money is sent by the year or month."""
    plain = "stock" if claim.type == "MigrantStock" else "total"
    quote, before, behind = _words(claim.evidence)
    bases = _BASES_OF_MONEY if claim.type == "Remittance" else _BASES
    found = next((name for name, cue in bases if cue.search(quote)), plain)
    if found == plain and _stands_by_the_year(before, behind):
        found = "annual flow"
    if claim.type == "Indicator" or (claim.type == "Remittance" and found == "annual flow"):
        return plain
    return found


def is_flow(claim: Statement) -> bool:
    """Whether a figure is on those who move in a year, on average over years too: "an average of 5 leave each year"."""
    found = basis(claim)
    if found != "average" or claim.type != "MigrantStock":
        return found in FLOWS
    quote, before, behind = _words(claim.evidence)
    is_yearly = _YEARLY.search(quote) is not None or _stands_by_the_year(before, behind)
    return is_yearly and _PER_HEAD.search(quote) is None


def _stands_by_the_year(before: str, behind: str) -> bool:
    """Whether the words right around a quote say that it is by the year."""
    return _OPENS.search(before) is not None or _CLOSES.match(behind) is not None


def is_of_others(claim: Statement) -> bool:
    """Whether a figure is on some of those that its sentence has just counted: "90,000, of whom 5,000 …"."""
    return _OF_THEM.search(_words(claim.evidence)[1]) is not None


def _words(evidence: Evidence) -> tuple[str, str, str]:
    """The quote, and the words of its sentence before and behind it."""
    quote, sentence = evidence.quote, evidence.sentence
    at = sentence.find(quote) if quote else -1
    if at < 0:
        return quote or sentence, "", ""
    return quote, sentence[:at], sentence[at + len(quote) :]
