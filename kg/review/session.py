"""A review as a state machine: from a session and a command to the next session and what is to be written.

Nothing here reads or prints; a terminal, a page or a script drives it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from kg.claims.gate import Gate
from kg.claims.schema import Schema
from kg.claims.wording import describe
from kg.review.apply import notes_of
from kg.review.changes import Addition, added, corrected
from kg.review.items import Item, State
from kg.review.match import Match, Standing
from kg.review.model import Entry, Judgement, Statement, Verdict, Withdrawal, not_stated
from kg.review.places import Places, anchor_of


@dataclass(frozen=True, slots=True)
class Bench:
    """What judgements are checked against, and whose they are; `versions` names those of the proposers."""

    document: str
    places: Places
    gate: Gate
    schema: Schema
    versions: Mapping[str, str]
    reviewer: str = ""

    def refusal(self, said: Statement, item: Item) -> str | None:
        """Why the gate would not let a claim in at an item's place; None when it would."""
        notes = item.claim.notes if item.claim else notes_of(item.place.sentence, item.span)
        rejected = self.gate.admit([said.claim(self.document, item.span, notes, "", "")]).rejected
        return f"the gate refuses it: {rejected[0].reason} ({rejected[0].detail})" if rejected else None


@dataclass(frozen=True, slots=True)
class Done:
    """A judgement that can be undone: where, on which item (None where one was added), and what was done before."""

    at: int
    item: Item | None
    key: str
    before: Done | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """Items to walk through, the one at hand, and what was done."""

    items: tuple[Item, ...]
    at: int = 0
    done: Done | None = None

    @property
    def item(self) -> Item | None:
        """The item at hand; None behind the last one."""
        return self.items[self.at] if self.at < len(self.items) else None


@dataclass(frozen=True, slots=True)
class Turn:
    """What a command led to: the next session, an entry to write, words to show."""

    session: Session
    entry: Entry | None = None
    told: str = ""
    refused: bool = False
    over: bool = False


HELP = """\
a [REMARK]           accept the claim
r [REMARK]           reject it
c SLOT=VALUE; ...    correct it: `c low=300; year=2015-2016`, `c parties=NP & QA`, `c sector=` takes a slot away;
                     also type, modality, polarity, attribution, exclusive, notes
k                    keep what was judged before, on a claim that went stale
+ TYPE || QUOTE || ANCHOR || SLOTS [|| MODALITY [|| VOICES [|| NOTES]]]
                     add a claim that nobody proposed
n, s, empty line     next, without a judgement
b                    back
g NUMBER             go to an item
u                    undo the last judgement
q                    quit; every judgement is in the file already"""


def step(session: Session, line: str, bench: Bench) -> Turn:
    """Obey one command. What cannot be done is refused with the reason, and changes nothing."""
    word, _, rest = line.strip().partition(" ")
    if word.startswith("+"):
        word, rest = "+", line.strip()[1:]
    command = _COMMANDS.get(word.lower())
    if command is None:
        return Turn(session, told=f"{word}: no such command; ? lists them", refused=True)
    if command in _NEEDS_ITEM and session.item is None:
        return Turn(session, told="there is no claim at hand; b goes back, q quits", refused=True)
    try:
        return command(session, rest.strip(), bench)
    except ValueError as error:
        return Turn(session, told=f"not written: {error}", refused=True)


def _accept(session: Session, rest: str, bench: Bench) -> Turn:
    item = _at_hand(session)
    _gated(item.said, item, bench)
    return _judged(session, _judgement(item, Verdict.ACCEPT, bench, remark=rest), "accepted")


def _reject(session: Session, rest: str, bench: Bench) -> Turn:
    return _judged(session, _judgement(_at_hand(session), Verdict.REJECT, bench, remark=rest), "rejected")


def _correct(session: Session, rest: str, bench: Bench) -> Turn:
    if not rest:
        raise ValueError("say what is right: c slot=value; slot=value")
    item = _at_hand(session)
    said = corrected(item.stands, rest, bench.schema)
    if said.said == item.said.said and said.notes == item.said.notes:
        raise ValueError("that is what was proposed; accept it as it is")
    return _set_right(session, item, said, bench)


def _set_right(session: Session, item: Item, said: Statement, bench: Bench) -> Turn:
    _gated(said, item, bench)
    entry = _judgement(item, Verdict.CORRECT, bench, becomes=said)
    return _judged(session, entry, f"corrected: {describe(said.claim('', item.span, (), '', ''))}")


def _keep(session: Session, rest: str, bench: Bench) -> Turn:
    item = _at_hand(session)
    if item.match is None or item.state is not State.STALE:
        raise ValueError("nothing was judged here before that could be kept; accept, reject or correct the claim")
    said = item.match.judgement.holds
    if said is None:
        return _reject(session, rest or item.match.judgement.remark, bench)
    if said.said == item.said.said and said.notes in (None, item.said.notes):
        return _accept(session, rest, bench)
    return _set_right(session, item, said, bench)


def _add(session: Session, rest: str, bench: Bench) -> Turn:
    here = session.item.place if session.item else None
    new = added(rest, here, bench.places, bench.schema)
    for number, other in enumerate(session.items, 1):
        if new.said.said in other.sayings and other.span.overlaps(new.span):
            raise ValueError(f"this claim is there already; g {number} goes to it")
    item = _added(new, bench)
    _gated(new.said, item, bench)
    assert item.match is not None
    items = (*session.items[: session.at], item, *session.items[session.at :])
    told = f"added: {describe(new.said.claim('', item.span, (), '', ''))}"
    entry = item.match.judgement
    return Turn(Session(items, session.at + 1, Done(session.at, None, entry.key, session.done)), entry, told)


def _added(new: Addition, bench: Bench) -> Item:
    place = bench.places.quoted(new.span)
    assert place is not None, "the quote was found in a sentence"
    entry = Judgement(
        Verdict.ADD, place, becomes=new.said, anchor=new.anchor, anchor_nth=new.nth, reviewer=bench.reviewer
    )
    return Item(new.place, new.span, None, Match(entry, Standing.KEPT, "", new.place, new.span))


def _next(session: Session, rest: str, bench: Bench) -> Turn:
    return Turn(replace(session, at=min(session.at + 1, len(session.items))))


def _back(session: Session, rest: str, bench: Bench) -> Turn:
    if session.at == 0:
        raise ValueError("this is the first one")
    return Turn(replace(session, at=session.at - 1))


def _go(session: Session, rest: str, bench: Bench) -> Turn:
    if not rest.isdecimal() or not 1 <= int(rest) <= len(session.items):
        raise ValueError(f"go where? g 1 to g {len(session.items)}")
    return Turn(replace(session, at=int(rest) - 1))


def _undo(session: Session, rest: str, bench: Bench) -> Turn:
    last = session.done
    if last is None:
        raise ValueError("nothing was judged in this session that could be undone")
    restored = (last.item,) if last.item else ()
    items = (*session.items[: last.at], *restored, *session.items[last.at + 1 :])
    return Turn(Session(items, last.at, last.before), Withdrawal(last.key, bench.reviewer), "undone")


def _help(session: Session, rest: str, bench: Bench) -> Turn:
    return Turn(session, told=HELP if session.item is None else f"{HELP}\n\n{slots_told(session.item, bench.schema)}")


def _quit(session: Session, rest: str, bench: Bench) -> Turn:
    return Turn(session, over=True)


def slots_told(item: Item, schema: Schema) -> str:
    """The slots that the claim at hand may have, with their closed values."""
    kind = item.stands.type
    slots = schema.types[kind].slots.values()
    lines = [f"  {s.name}: {', '.join(sorted(s.allowed)) or s.kind}" for s in slots]
    return "\n".join([f"slots of {kind}:", *lines])


def _at_hand(session: Session) -> Item:
    assert session.item is not None, "`step` has checked it"
    return session.item


def _gated(said: Statement, item: Item, bench: Bench) -> None:
    refusal = bench.refusal(said, item)
    if refusal:
        raise ValueError(refusal)


def _judgement(
    item: Item, verdict: Verdict, bench: Bench, becomes: Statement | None = None, remark: str = ""
) -> Judgement:
    place = bench.places.quoted(item.span)
    assert place is not None, "an item has words"
    earlier = item.match.judgement if item.match else None
    anchor, nth = anchor_of(item.claim, item.place) if item.claim else ("", 1)
    if earlier and not anchor:
        anchor, nth = earlier.anchor, earlier.anchor_nth
    beyond = not_stated(item.claim) if item.claim else earlier.not_stated if earlier else ()
    proposer = item.claim.proposer if item.claim else earlier.proposer if earlier else ""
    made = Judgement(
        verdict, place, item.said, becomes, anchor, nth, beyond, proposer, bench.versions.get(proposer, ""), item.score,
        bench.reviewer, remark,
    )  # fmt: skip
    return replace(made, replaces=(earlier.key,)) if earlier and earlier.key != made.key else made


def _judged(session: Session, entry: Judgement, told: str) -> Turn:
    item = _at_hand(session)
    now = replace(item, match=Match(entry, Standing.KEPT, "", item.place, item.span, item.claim))
    items = (*session.items[: session.at], now, *session.items[session.at + 1 :])
    return Turn(Session(items, session.at + 1, Done(session.at, item, entry.key, session.done)), entry, told)


_COMMANDS: dict[str, Callable[[Session, str, Bench], Turn]] = {
    "a": _accept, "r": _reject, "c": _correct, "k": _keep, "+": _add, "n": _next, "s": _next, "": _next,
    "b": _back, "g": _go, "u": _undo, "?": _help, "h": _help, "q": _quit,
}  # fmt: skip
_NEEDS_ITEM = frozenset((_accept, _reject, _correct, _keep))
