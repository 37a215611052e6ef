"""What an agreement is about: topics of the scheme found in the words of a subject."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from kg import iri
from kg.analysis.scan import objects, scan
from kg.claims.instruments import words
from kg.resources import ontology_dir

_SKOS = iri.PREFIXES["skos"]
_COLLECTION = iri.concept("agreement-topic", "").rstrip("/") + "/collection/labor-migration-agreement"


def _set(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_AGREEMENT = _set(
    "agreement agreements treaty treaties accord accords memorandum memoranda convention conventions"
)
_OF_CONTRACTS = _set("employment work working written oral verbal rental individual")
_SHORTFALL = _set(
    "lack lacks lacking fail fails failed failing failure without insufficient inadequate incomplete ignore "
    "ignores ignored neglect neglects omit omits omitted missing ineffective weak unenforced not no never "
    "rarely poor poorly limited"
)
_TALKS = _AGREEMENT | _set("dialogue negotiations negotiation negotiate talks bilateral")
# What brings an agreement about, and what says of an agreement what it is to hold or do.
_CONCLUDING = _set(
    "conclude concludes concluded concluding conclusion sign signs signed signing signature negotiate negotiates "
    "negotiated negotiating negotiation negotiations ratify ratifies ratified ratifying ratification join joins joined "
    "joining accede accedes acceding accession reach reaches reached reaching enter enters entering seek seeks seeking "
    "pursue pursues pursuing finalise finalize finalising finalizing establish establishing toward towards"
)
_HOLDING = _set(
    "add adds adding include includes including contain contains containing provide provides providing provision "
    "provisions clause clauses term terms rule rules safeguard safeguards standard standards cover covers covering "
    "guarantee guarantees guaranteeing ensure ensures ensuring protect protects protecting regulate regulates "
    "regulating specify specifies specifying stipulate stipulates stipulating "
    "set sets setting allow allows allowing grant grants "
    "granting address addresses addressing improve improving strengthen strengthening amend amending revise revising "
    "extend extending enforce enforcing implement implementing"
)
_RELATIVE = _set("that which whose")
_OF_ITS_PAST = _set("was were has had")
# Words that leave open what an agreement is about.
_UNSPECIFIC = _AGREEMENT | _set(
    "bilateral multilateral interstate intergovernmental cooperation relations partnership general mutual "
    "joint framework and of the on"
)


@dataclass(frozen=True, slots=True)
class Topics:
    """Names of topics (as words) → topic; `labor` holds the topics of labor-migration agreements."""

    names: Mapping[tuple[str, ...], str]
    longest: int
    labor: frozenset[str]

    def in_text(self, text: str) -> frozenset[str]:
        """Topics that a text names; of two names at one place the longer decides."""
        found, at, parts = set(), 0, words(text)
        while at < len(parts):
            for length in range(min(self.longest, len(parts) - at), 0, -1):
                topic = self.names.get(parts[at : at + length])
                if topic:
                    found.add(topic)
                    at += length
                    break
            else:
                at += 1
        return frozenset(found)

    def is_labor_migration(self, subjects: Iterable[str]) -> bool:
        """Whether an agreement with these subjects counts; one whose subject is left open does."""
        given = [s for s in subjects if not _UNSPECIFIC.issuperset(words(s))]
        return not given or any(self.in_text(s) & self.labor for s in given)


@cache
def topics() -> Topics:
    """The scheme of agreement topics."""
    store = ox.Store()
    store.bulk_load(path=str(ontology_dir() / "schemes" / "agreement-topic.ttl"), format=ox.RdfFormat.TURTLE)
    names: dict[tuple[str, ...], str] = {}
    for role in ("hiddenLabel", "altLabel", "prefLabel"):
        for concept, label in sorted(scan(store, _SKOS + role)):
            if concept != _COLLECTION:
                names[words(label)] = concept.rsplit("/", 1)[-1]
    members = objects(store, _SKOS + "member").get(_COLLECTION, [])
    labor = frozenset(m.rsplit("/", 1)[-1] for m in members)
    return Topics(names, max(map(len, names)), labor)


def speaks_of_agreement(text: str) -> bool:
    """Whether a text speaks of agreements of states, not of contracts.

    >>> speaks_of_agreement("Bilateral agreements fail"), speaks_of_agreement("no employment agreement")
    (True, False)
    """
    return not _AGREEMENT.isdisjoint(_without_contracts(text))


def speaks_of_talks(text: str) -> bool:
    """Whether a text speaks of an agreement of states or of the way to one.

    >>> speaks_of_talks("negotiate with them"), speaks_of_talks("give workers an employment agreement")
    (True, False)
    """
    return not _TALKS.isdisjoint(_without_contracts(text))


def _without_contracts(text: str) -> tuple[str, ...]:
    """Words of a text but for "agreement" where it is a contract, as in "employment agreement"."""
    found = words(text)
    pairs = zip(("", *found), found, strict=False)
    return tuple(word for before, word in pairs if word not in _AGREEMENT or before not in _OF_CONTRACTS)


def speaks_of_shortfall(text: str) -> bool:
    """Whether a text words a lack or a failure."""
    return not _SHORTFALL.isdisjoint(words(text))


def asks_only_to_conclude(text: str) -> bool:
    """Whether a text asks for an agreement and does not say what it is to hold or do.

    >>> asks_only_to_conclude("negotiate an agreement"), asks_only_to_conclude("sign agreements that cover cooks")
    (True, False)
    """
    found = words(text)
    clauses = zip(found, found[1:], (*found[2:], ""), strict=False)
    described = any(a in _AGREEMENT and b in _RELATIVE and c not in _OF_ITS_PAST for a, b, c in clauses)
    return not _CONCLUDING.isdisjoint(found) and _HOLDING.isdisjoint(found) and not described
