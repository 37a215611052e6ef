"""Slot values from captured words: actors by what they resolve to, figures by their bounds, else words."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.claims.model import SlotValue
from kg.currencies import currency_in
from kg.numerals import words
from kg.proposers.reader.view import TOKEN, Actor, Token, View, name_of
from kg.quantities import Quantity, whole

Slots = dict[str, tuple[SlotValue, ...]]

# Slots that hold states and places only; the others may hold a group in words.
_PLACES = words("origin destination transit sender receiver jurisdiction parties one other exclusive")
_ACTING = words("agent patient actor parties one other exclusive jurisdiction")
_TEXT = words("measure topic sector target per function")
_SEPARATOR = re.compile(r",? (?:and|or|as well as) (?=the |⟦|\w)|, ")
_OF_STATE = re.compile(
    r"^(?:the )?⟦[ABSP]\d+⟧(?:’s|'s)?(?: (?:\w+ ){0,2}?(?:government|authorities|state|migrants?|workers|"
    r"citizens|nationals|labou?rers|refugees|immigrants?|officials|leadership))?$|^(?:the )?government of ⟦S\d+⟧$",
    re.I,
)
_ARTICLE = re.compile(r"^(?:the|an?|its|their|some|many|most) ", re.I)
_TAIL = re.compile(r"(?: (?:in|on|of|to|for|by|at|and|or|from|with|since|until|during|the|a))+$", re.I)
_KINDS = {
    "InternationalOrganisation": "international-organization",
    "Office": "international-organization",
    "NonGovernmentalOrganisation": "ngo",
    "GovernmentBody": "government-body",
    "Company": "company",
    "Diaspora": "diaspora",
}
_UNITS = {name: name for name in words("percent rank times years days months hours")} | {"degrees": "degrees Celsius"}


def figure_slots(view: View, span: tuple[int, int]) -> Slots:
    """low, high, unit and currency of the figure in a rendered range; none of money that is nobody's."""
    quantity = next((t.value for t in view.tokens_in(*span) if isinstance(t.value, Quantity)), None)
    if quantity is None:
        return {}
    if quantity.unit == "money" and not quantity.currency:
        states = (t.value.entry.code for t in view.tokens if isinstance(t.value, Actor) and t.value.entry.code)
        quantity = replace(quantity, currency=currency_in(quantity.text, states))
        if not quantity.currency:
            return {}
    where = view.source(*span)
    slots: Slots = {}
    if quantity.low is not None:
        slots["low"] = (SlotValue(whole(quantity.low), span=where),)
    if quantity.high is not None:
        slots["high"] = (SlotValue(whole(quantity.high), span=where),)
    if quantity.unit in _UNITS:
        slots["unit"] = (SlotValue(_UNITS[quantity.unit], span=where),)
    if quantity.currency:
        slots["currency"] = (SlotValue(quantity.currency, span=where),)
    return slots


def values_of(view: View, claim_type: str, slot: str, span: tuple[int, int]) -> tuple[SlotValue, ...]:
    """Values of a slot from a rendered range; each value once."""
    if slot in _TEXT or (claim_type in ("Law", "Agreement") and slot == "subject"):
        return _words(view, span)
    if slot == "since":
        years = (t.value for t in view.tokens_in(*span))
        return tuple(SlotValue(y.first, span=view.source(*span)) for y in years if hasattr(y, "first"))[:1]
    if slot == "count":
        return figure_slots(view, span).get("low", ())
    found: dict[object, SlotValue] = {}
    for part in _parts(view, span):
        for value in _part_values(view, slot, part):
            found.setdefault(value.value, value)
    return tuple(found.values())


def _parts(view: View, span: tuple[int, int]) -> list[tuple[int, int]]:
    """The members of a list: "Qatar, Kuwait and the UAE" has three."""
    parts, at = [], span[0]
    for cut in _SEPARATOR.finditer(view.text, *span):
        parts.append((at, cut.start()))
        at = cut.end()
    return [*parts, (at, span[1])]


def _part_values(view: View, slot: str, span: tuple[int, int]) -> list[SlotValue]:
    phrase = view.text[span[0] : span[1]].strip()
    tokens = [t for t in view.tokens_in(*span) if isinstance(t.value, Actor)]
    bare = not _ARTICLE.sub("", TOKEN.sub("", phrase)).strip(" ’'s")
    if tokens and (slot in _PLACES or bare or _OF_STATE.match(phrase)):
        return [_actor(view, slot, token) for token in tokens]
    return list(_words(view, span)) if slot not in _PLACES else []


def _actor(view: View, slot: str, token: Token) -> SlotValue:
    actor = token.value
    assert isinstance(actor, Actor)
    entry = actor.government if actor.government and slot in _ACTING else actor.entry
    rule = None if actor.span is None else "the-country"
    return SlotValue(name_of(entry), actor.how, actor.span or view.token_source(token), rule)


def _words(view: View, span: tuple[int, int]) -> tuple[SlotValue, ...]:
    start, end = span
    while start < end and view.text[start] == " ":
        start += 1
    while end > start and view.text[end - 1] in " ,.;":
        end -= 1
    if tail := _TAIL.search(view.text, start, end):
        end = tail.start()
    if article := _ARTICLE.match(view.text[start:end]):
        start += article.end()
    text = view.words(start, end).strip()
    return (SlotValue(text, span=view.source(start, end)),) if text else ()


def kind_of(view: View, span: tuple[int, int]) -> tuple[SlotValue, ...]:
    """Which kind of presence the first actor of a rendered range has, by the class of its node."""
    for token in view.tokens_in(*span):
        if isinstance(token.value, Actor):
            entry = token.value.entry
            kind = "iom-office" if "IOM" in (entry.code, entry.label[:3]) else _KINDS.get(entry.kind)
            return (SlotValue(kind, span=view.token_source(token)),) if kind else ()
    return ()
