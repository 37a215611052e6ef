"""Names of everything in the graph: one base, one function a kind of thing.

>>> state("KZ")
'https://w3id.org/migration-kg/id/state/KZ'
>>> compact(concept("unit", "persons"))
'mkg-unit:persons'
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

BASE = "https://w3id.org/migration-kg/"
TERMS = BASE + "ontology#"
SCHEMES = BASE + "scheme/"
THINGS = BASE + "id/"

_LONGEST = 80  # letters of a name that people read
_ACCENT = 200  # combining classes from here on are accents

PREFIXES = {
    "mkg": TERMS,
    "id": THINGS,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "sh": "http://www.w3.org/ns/shacl#",
    "void": "http://rdfs.org/ns/void#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "vann": "http://purl.org/vocab/vann/",
    "schema": "https://schema.org/",
    "eli": "http://data.europa.eu/eli/ontology#",
}

SCHEME_NAMES = (
    "modality",
    "polarity",
    "agreement-status",
    "agreement-topic",
    "agreement-provision",
    "law-status",
    "legal-status",
    "relation",
    "trafficking-role",
    "victim-group",
    "purpose",
    "service-kind",
    "measure-kind",
    "payment-kind",
    "presence-kind",
    "unit",
    "actor-kind",
    "gap-kind",
    "joint-reading",
)


def term(name: str) -> str:
    """IRI of an ontology term: `term("Claim")`."""
    return TERMS + name


def scheme(name: str) -> str:
    """IRI of a SKOS scheme."""
    return SCHEMES + name


def concept(scheme_name: str, value: str) -> str:
    """IRI of a concept of a scheme; what is no letter or digit becomes a hyphen.

    >>> concept("purpose", "labor exploitation")
    'https://w3id.org/migration-kg/scheme/purpose/labor-exploitation'
    """
    name = re.sub(r"[^A-Za-z0-9]+", "-", value.replace("'", "")).strip("-")
    return f"{SCHEMES}{scheme_name}/{name}"


def thing(kind: str, name: str) -> str:
    """IRI of a thing: `thing("organisation", "iom-almaty")`."""
    return f"{THINGS}{kind}/{name}"


def state(code: str) -> str:
    """IRI of a state by its ISO 3166-1 alpha-2 code."""
    return thing("state", code)


def slug(label: str) -> str:
    """Readable, ASCII, stable name part of an IRI.

    Two labels that differ only in case, accents or punctuation give one slug. Where a label is cut, or loses letters
    that are not Latin, a hash of the whole tells it from others; where nothing is left the hash stands alone.

    >>> slug("Former victims")
    'former-victims'
    >>> slug("Côte d’Ivoire")
    'cote-d-ivoire'
    >>> slug("Фонд 2"), slug("Центр 2")
    ('2-95893af8', '2-816004ba')
    """
    name, whole = _plain(label), _folded(label)
    lost = len(name) > _LONGEST or any(c.isalnum() and not c.isascii() for c in whole)
    return f"{readable(label)}-{digest(whole)[:8]}" if name and lost else readable(label)


def readable(label: str) -> str:
    """The part of a slug that people read, for names that something else makes unique, such as a hash or a count."""
    return _plain(label)[:_LONGEST].strip("-") or digest(label)


def _plain(label: str) -> str:
    plain = unicodedata.normalize("NFKD", label.replace("’", "'")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"'s\b", "s", plain.lower())).strip("-")


def _folded(label: str) -> str:
    """A label in small letters of any script, without accents, with one hyphen for whatever stands between words.

    Signs that make another letter or sound of one, as vowel signs of Indic scripts do, stay.
    """
    small = unicodedata.normalize("NFKD", label.replace("’", "'")).lower()
    letters = "".join(c for c in small if unicodedata.combining(c) < _ACCENT and unicodedata.category(c) != "Lm")
    kept = (c if unicodedata.category(c)[0] in "LMN" else "-" for c in re.sub(r"'s\b", "s", letters))
    return re.sub(r"-+", "-", "".join(kept)).strip("-")


def digest(*parts: str) -> str:
    """Sixteen hexadecimal digits that depend on each part and on the borders between them."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def edge(subject: str, predicate: str, obj: str) -> str:
    """IRI of the node that explains a derived edge.

    The rules compute the same name in SPARQL: SHA1 of subject, predicate and object, joined by a space.
    """
    return thing("edge", hashlib.sha1(f"{subject} {predicate} {obj}".encode()).hexdigest())


def compact(iri: str) -> str:
    """Short form with the longest prefix that fits, else the IRI itself.

    >>> compact("https://w3id.org/migration-kg/id/state/KZ")
    'id:state/KZ'
    """
    if iri.startswith(SCHEMES):
        name, _, value = iri[len(SCHEMES) :].partition("/")
        return f"mkg-{name}:{value}" if value else f"scheme:{name}"
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def all_prefixes() -> dict[str, str]:
    """Prefixes for serialisation: the vocabularies, then one per scheme (`mkg-unit:`)."""
    return PREFIXES | {f"mkg-{name}": f"{SCHEMES}{name}/" for name in SCHEME_NAMES}
