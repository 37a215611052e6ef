"""A claim in one short line of plain English, for labels, tables and lists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kg.claims.model import Claim, SlotValue


def number(value: float) -> str:
    """Digits with separators; no decimals where there are none.

    >>> number(2500000), number(33.3)
    ('2,500,000', '33.3')
    """
    return f"{value:,.0f}" if value == int(value) else f"{value:,.10g}"


def counted(count: int, noun: str) -> str:
    """A number with its noun, which ends in -s unless it is one.

    >>> counted(1, "claim"), counted(2500, "claim"), counted(0, "note")
    ('1 claim', '2,500 claims', '0 notes')
    """
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def bounds(low: float | None, high: float | None) -> str:
    """An interval as people write it; an open side shows.

    >>> bounds(200000, None), bounds(None, 46), bounds(8, 11), bounds(3, 3), bounds(None, None)
    ('at least 200,000', 'up to 46', '8 to 11', '3', '')
    """
    if low is None:
        return "" if high is None else f"up to {number(high)}"
    if high is None:
        return f"at least {number(low)}"
    return number(low) if low == high else f"{number(low)} to {number(high)}"


# How a relation reads between its agent and its patient; the others read as they stand.
_VERBS = {
    "cooperates": "cooperates with",
    "competes": "competes with",
    "raises-issue": "raises the issue of",
    "covers-up": "covers up",
}


def _amount(c: Claim) -> str:
    interval = bounds(c.number("low"), c.number("high"))
    unit = " ".join(str(u) for u in (c.values("currency") or c.values("unit")))
    return f"{interval} {unit}".strip() if interval else ""


def _list(c: Claim, slot: str) -> str:
    return ", ".join(str(v) for v in c.values(slot))


def _verbs(c: Claim) -> str:
    return ", ".join(_VERBS.get(str(v), str(v)) for v in c.values("relation"))


def speakers(claim: Claim, names: Callable[[str], str]) -> tuple[str, ...]:
    """Who says so; `names` turns the codes of states into names."""
    return tuple(names(voice) if _is_code(voice) else voice for voice in claim.attribution)


def _is_code(word: str) -> bool:
    return len(word) == 2 and word.isupper()


def _named(value: SlotValue, names: Callable[[str], str]) -> SlotValue:
    code = isinstance(value.value, str) and _is_code(value.value)
    return replace(value, value=names(str(value.value))) if code else value


def _flow(first: str, second: str) -> Callable[[Claim], str]:
    return lambda c: f"{_list(c, first) or '?'} → {_list(c, second) or '?'}"


def _words(*slots: str) -> Callable[[Claim], str]:
    return lambda c: " · ".join(p for p in (_list(c, s) for s in slots) if p)


_HEADS: dict[str, Callable[[Claim], str]] = {
    "MigrantStock": lambda c: " ".join(p for p in (_list(c, "status"), _flow("origin", "destination")(c)) if p),
    "Remittance": _flow("sender", "receiver"),
    "Agreement": lambda c: " – ".join(str(v) for v in c.values("parties")) + f": {_list(c, 'status')}",
    "Law": _words("jurisdiction", "subject", "status"),
    "Presence": lambda c: " in ".join(p for p in (_list(c, "organisation"), _list(c, "place")) if p),
    "Relation": lambda c: " ".join(p for p in (_list(c, "agent"), _verbs(c), _list(c, "patient")) if p),
    "TraffickingRole": _words("role", "holder", "place"),
    "TraffickingRoute": _flow("origin", "destination"),
    "Payment": _words("kind", "payer", "payee", "place"),
    "Service": _words("kind", "operator", "place"),
    "Measure": _words("actor", "kind", "target"),
    "Indicator": _words("subject", "measure"),
    "Recommendation": _words("addressee", "action"),
}


def describe(claim: Claim, names: Callable[[str], str] = str) -> str:
    """One line: what is claimed, how much, when; negation is written out.

    `names` turns the codes of states into names.
    """
    claim = replace(claim, slots={n: tuple(_named(v, names) for v in vs) for n, vs in claim.slots.items()})
    head = _HEADS[claim.type](claim) or claim.type
    years = sorted(int(y) for y in claim.values("year"))
    period = f"({years[0]})" if years and years[0] == years[-1] else f"({years[0]}–{years[-1]})" if years else ""
    parts = [("not: " if claim.polarity == "negated" else "") + head, _amount(claim), period]
    return " ".join(p for p in parts if p)
