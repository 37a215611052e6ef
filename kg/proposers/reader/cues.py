"""How a claim is meant: asserted, estimated, forecast, recommended, hypothetical; affirmed or denied.

A cue counts within its clause: "Nepal will sign, but Qatar has refused" forecasts only the first half.
"""

from __future__ import annotations

import re

from kg.proposers.reader.view import TOKEN, View

_BREAK = re.compile(
    r"[;]|, of (?:whom|which)\b|,? (?:whereas|although|though|while|but)\b|, (?:yet|however)\b(?!,)"
    r"| yet (?=the |its |it |⟦)|:\s| [–—] "
    r"|, and (?=(?:the |its )?⟦[SROLPU]\d+⟧(?:’s|'s)? (?:\w+ ){0,3}?"
    r"(?:is|are|was|were|has|have|had|will|would|did|does|received|hosted|sent|signed|adopted|refused|denied)\b)",
    re.I,
)
_FORECAST = re.compile(
    r"\b(?:will|shall|(?:is|are|was|were) (?:likely|expected|projected|predicted|forecast) to|"
    r"(?:is|are|was|were) (?:set|due) to (?=[a-z])(?!(?:the|an?|its|their|his|her|this|these|those)\b)|"
    r"(?:it is|experts|analysts) (?:expected|expect|predict|forecast)|forecasts?|projections?)\b",
    re.I,
)
_RECOMMENDED = re.compile(
    r"\b(?:should|ought to|recommends?|recommended|urges?|urged|calls? (?:on|for)|"
    r"called (?:on|for)|needs? to be)\b",
    re.I,
)
_HYPOTHETICAL = re.compile(
    r"\b(?:could|might|may|would|if|unless|potentially)\b|\b(?:Could|Might|Would|If|Unless|Potentially)\b"
)
_ESTIMATED = re.compile(
    r"\b(?:estimat\w+|reportedly|(?:is|are) (?:believed|thought|reported|said|considered) to|allegedly|"
    r"supposedly|unofficial(?:ly)?|presumably|guess\w*|on some accounts|it is (?:believed|thought)|"
    r"experts (?:believe|say|suggest))\b",
    re.I,
)
_PSEUDO = re.compile(
    r"\b(?:not only|no doubt|not just|not merely|nothing but|no sooner|not surprisingly|no less than)\b"
    r"|\bno\. ?(?=[\d⟦])",
    re.I,
)
_DENIED = re.compile(
    r"\b(?:no|not|never|neither|nor|none|nobody|nothing|nowhere|without|hardly|scarcely|rarely|seldom|barely|cannot|fails?|failed|failing|"
    r"lacks?|lacked|lacking|reluctant|unwilling|unable|refuses?|refused|declines?|declined|absence of|"
    r"far from|virtually no|little|(?:has|have|had|is|are) yet to)\b|n[’']t\b",
    re.I,
)
_SCOPE_END = re.compile(r"\b(?:because|since|which|who|after|before|in order to|so that)\b|[,]", re.I)
_CUES = {
    "forecast": _FORECAST, "recommended": _RECOMMENDED, "hypothetical": _HYPOTHETICAL, "estimated": _ESTIMATED,
}  # fmt: skip
_REACH = 45
_WINDOW = 400  # characters; clauses are shorter


def clause(view: View, start: int, end: int) -> tuple[int, int]:
    """The rendered range of the clause that holds a match (of several, when the match runs over them).

    Nothing farther away than a window counts, so that work on endless "sentences" (tables, lists) stays
    in proportion to their length.
    """
    first, last = max(0, start - _WINDOW), min(len(view.text), end + _WINDOW)
    for cut in _BREAK.finditer(view.text, first, last):
        if cut.end() <= start:
            first = cut.end()
        elif cut.start() >= end:
            last = cut.start()
            break
    return first, last


def modality(view: View, start: int, end: int, hedged: bool) -> str:
    """Modality of what a match says: the strongest cue of its clause, or `hedged` of its figure."""
    words = TOKEN.sub("_", view.text[start:end])
    if _RECOMMENDED.search(words):
        return "recommended"
    if _FORECAST.search(words):
        return "forecast"
    if _HYPOTHETICAL.search(words):
        return "hypothetical"
    return "estimated" if hedged or _ESTIMATED.search(words) else "asserted"


def denied(view: View, clause_start: int, predicate: int) -> bool:
    """Does a negation of the same clause reach the predicate that begins at an index?"""
    before = view.text[max(clause_start, predicate - _REACH) : predicate]
    before = _PSEUDO.sub(lambda m: "_" * len(m[0]), before)
    last = None
    for last in _DENIED.finditer(before):  # noqa: B007 - the last one is the one that can reach
        pass
    return last is not None and not _SCOPE_END.search(before, last.end())


def denies(text: str) -> bool:
    """Does a sentence hold a word that can deny?"""
    return _DENIED.search(_PSEUDO.sub("", text)) is not None


def cues_of(text: str, modality: str, polarity: str) -> tuple[str, ...]:
    """The words of a sentence that can have made a claim of this modality and polarity, each once."""
    patterns = [_CUES[modality]] if modality in _CUES else []
    if polarity == "negated":
        patterns.append(_DENIED)
    found = [m[0].lower() for p in patterns for m in p.finditer(_PSEUDO.sub("", text))]
    return tuple(dict.fromkeys(found))
