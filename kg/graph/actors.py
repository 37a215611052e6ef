"""From the words of a slot to a node: reference data first, then a labelled group or unknown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from kg import iri
from kg.claims.schema import SlotType
from kg.lexicon import Entry, Lexicon
from kg.resources import ontology_dir

_GOVERNMENT = re.compile(
    r"^(?:the )?(?P<state>.+?)(?:'s|’s)? (?:government|authorities|officials|state|leadership)$", re.IGNORECASE
)
# Words after which the name of a group only says which of them are meant: "migrants in Russia".
_LINKS = frozenset(
    "in from of with like who whose returning working living at near between on against for without forced".split()
)
# Relations that are done to people: a state as their patient means its nationals.
DONE_TO_PEOPLE = frozenset({"abuses", "deports"})


@cache
def _group_words() -> frozenset[str]:
    lines = (ontology_dir() / "reference" / "group-words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


@dataclass(frozen=True, slots=True)
class Node:
    """Where a slot value points: IRI, label, and class (local name of an ontology term).

    `nationals_of` is the state whose nationals a group is.
    """

    iri: str
    label: str
    kind: str
    known: bool
    nationals_of: str | None = None


def meant_by(slot: SlotType, relations: Iterable[str]) -> str:
    """What a slot of a claim of these relations holds: "people", "subject", or "" for actors by name."""
    if slot.name == "patient" and not DONE_TO_PEOPLE.isdisjoint(relations):
        return "people"
    return slot.holds


def nationals(state: Entry) -> Node:
    """The group of the nationals of a state."""
    name = state.code or iri.slug(state.label)
    label = f"nationals of {state.label}"
    return Node(iri.thing("group", f"nationals-of-{name}"), label, "PopulationGroup", False, state.iri)


class ActorResolver:
    """Resolves the actors and places of claims against one lexicon.

    None of the methods fails: what is unknown keeps its label.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.resolve = lru_cache(maxsize=None)(self._resolve)
        self.resolve_subject = lru_cache(maxsize=None)(self._resolve_subject)
        self.resolve_people = lru_cache(maxsize=None)(self._resolve_people)

    def _resolve(self, value: str) -> Node:
        """Node of an actor or place."""
        text = " ".join(value.split())
        return self._known(text) or self._new(text)

    def _resolve_subject(self, value: str) -> Node:
        """Node of what is done to or measured: an actor, a place, or a matter in common words."""
        text = " ".join(value.split())
        if known := self._known(text):
            return known
        if self._in_common_words(text) and not _has_group_head(text, self._lexicon):
            return Node(iri.thing("issue", iri.slug(text)), text, "Issue", known=False)
        return self._new(text)

    def _resolve_people(self, value: str) -> Node:
        """Node of people: the name of a state means its nationals, that of its government does not."""
        entry = self._lexicon.resolve(value)
        return nationals(entry) if entry is not None and entry.kind == "State" else self._resolve(value)

    def _known(self, text: str) -> Node | None:
        entry = self._lexicon.resolve(text)
        if entry is None and (match := _GOVERNMENT.match(text)):
            entry = self._lexicon.resolve(match["state"])
            entry = entry if entry and entry.kind == "State" else None
        return Node(entry.iri, entry.label, entry.kind, known=True) if entry else None

    def _new(self, text: str) -> Node:
        if self.is_group(text):
            label = text[0].lower() + text[1:] if text[1:2].islower() and " " not in text else text
            return Node(iri.thing("group", iri.slug(text)), label, "PopulationGroup", known=False)
        return Node(iri.thing("unknown", iri.slug(text)), text, "UnresolvedActor", known=False)

    def is_group(self, text: str) -> bool:
        """Whether words describe a group rather than name an actor.

        >>> from kg.lexicon import lexicon
        >>> [ActorResolver(lexicon()).is_group(t) for t in ("border guards", "Women in Need")]
        [True, False]
        """
        if not any(w[:1].isupper() for w in text.split()):
            return True
        return self._in_common_words(text) and _has_group_head(text, self._lexicon)

    def _in_common_words(self, text: str) -> bool:
        """Whether the capitals of a phrase are only those of peoples and places, or of its first word."""
        words, head = text.split(), _head(text)
        if not any(w[:1].isupper() for w in words[: head + 1]) or not any(w[:1].isupper() for w in words[1:]):
            return bool(words[1:]) or not words[0][:1].isupper() or _has_group_head(text, self._lexicon)
        others = [w if i != head or w.lower() not in _group_words() else "" for i, w in enumerate(words)]
        return self._only_names(others)

    def _only_names(self, words: list[str]) -> bool:
        """Whether each run of words that starts with a capital is a form of the lexicon, longest first."""
        at = 0
        while at < len(words):
            if words[at][:1].isupper():
                ends = (
                    e for e in range(len(words), at, -1) if " ".join(words[at:e]).rstrip(",") in self._lexicon.forms
                )
                end = next(ends, None)
                if end is None:
                    return False
                at = end
            else:
                at += 1
        return True


def _head(text: str) -> int:
    """Position of the word that says what a phrase is about: the last before a preposition."""
    words = text.split()
    link = next((i for i, w in enumerate(words) if i and w.lower() in _LINKS), len(words))
    return link - 1


def _has_group_head(text: str, lexicon: Lexicon) -> bool:
    last = text.split()[_head(text)].rstrip(",")
    people = any(r.role == "people" for r in lexicon.forms.get(last.removeprefix("non-"), ()))
    word = last.lower()
    return people or word in _group_words() or f"{word}s" in _group_words()
