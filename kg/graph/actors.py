"""From the words of a slot to a node: reference data first, then a labelled group or unknown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kg import iri
from kg.lexicon import Lexicon

_GOVERNMENT = re.compile(
    r"^(?:the )?(?P<state>.+?)(?:'s|’s)? (?:government|authorities|officials|state|leadership)$", re.IGNORECASE
)
# Words that end the name of a group of people; with one of them a capital letter does not make a name.
_GROUP_WORDS = frozenset(
    """
    migrants workers laborers labourers citizens nationals residents women men girls boys children victims
    officers officials guards police policemen employers employees experts analysts students traders farmers
    families relatives traffickers criminals brokers recruiters intermediaries diaspora refugees returnees youth
    people persons households authorities parents teenagers migrant mps parliamentarians skinheads businesses
    companies agencies agents structures bodies forces ngos organizations organisations media newspapers banks
    programs programmes servants parties politicians opposition public leaders regions lawyers judges rebels
    unions groups networks communities jews roma
    """.split()
)

# Words after which the name of a group only says which of them are meant: "migrants in Russia".
_LINKS = frozenset("in from of with like who whose returning working living at near between".split())


@dataclass(frozen=True, slots=True)
class Node:
    """Where a slot value points: IRI, label, and class (local name of an ontology term)."""

    iri: str
    label: str
    kind: str
    known: bool


class ActorResolver:
    """Resolves the actors and places of claims against one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.resolve = lru_cache(maxsize=None)(self._resolve)

    def _resolve(self, value: str) -> Node:
        """Node of an actor or place; never fails: what is unknown keeps its label."""
        text = " ".join(value.split())
        entry = self._lexicon.resolve(text)
        if entry is None and (match := _GOVERNMENT.match(text)):
            entry = self._lexicon.resolve(match["state"])
            entry = entry if entry and entry.kind == "State" else None
        if entry is not None:
            return Node(entry.iri, entry.label, entry.kind, known=True)
        if is_group(text):
            label = (
                text[0].lower() + text[1:] if text[:1].isupper() and text[1:2].islower() and " " not in text else text
            )
            return Node(iri.thing("group", iri.slug(text)), label, "PopulationGroup", known=False)
        return Node(iri.thing("unknown", iri.slug(text)), text, "UnresolvedActor", known=False)


def is_group(text: str) -> bool:
    """Whether words describe a group rather than name an actor.

    >>> is_group("law-enforcement officers"), is_group("Nepali migrants in Qatar"), is_group("Save the Harbour")
    (True, True, False)
    """
    words = text.split()
    if not any(w[:1].isupper() for w in words):
        return True
    head = next((i for i, w in enumerate(words) if w.lower() in _LINKS), len(words))
    last = words[max(head, 1) - 1].lower().rstrip(",")
    return last in _GROUP_WORDS or f"{last}s" in _GROUP_WORDS
