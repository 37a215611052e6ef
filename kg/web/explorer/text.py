"""A document as readers see it: its text with its claims in place, or what the graph keeps of it.

A graph holds the sentences of its claims, not the texts. Where the document is the digest of a shipped corpus the
whole text is at hand, and so are its figures that no claim uses.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg import iri
from kg.audit import Audit, audit
from kg.build import Reading, read_source
from kg.claims.model import Span
from kg.document import Document, Note, Sentence
from kg.proposers import reviewed
from kg.web.explorer import site
from kg.web.explorer.claims import CLAIM, ClaimCard, EvidenceCard
from kg.web.explorer.library import Library, Unknown
from kg.web.explorer.nodes import is_a, mkg, subjects, values
from kg.web.explorer.site import DocumentLine

_SOURCE = ox.NamedNode(iri.PREFIXES["oa"] + "hasSource")
_SHOWN = 60  # claims of a data set that its page lists
_ABOUT = (
    ("dcterms", "license"), ("owl", "versionInfo"), ("mkg", "coverageNote"), ("mkg", "sha256"),
    ("mkg", "unresolvedName"), ("prov", "wasDerivedFrom"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of a sentence, by positions in its text, on which claims rest."""

    start: int
    end: int
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FigureMark:
    """A figure of a sentence that no claim uses: `state` is unread or set-aside, the latter for a `reason`."""

    start: int
    end: int
    state: str
    reason: str


@dataclass(frozen=True, slots=True)
class NoteMark:
    """A note number that stands before the character at `at`."""

    number: int
    at: int


@dataclass(frozen=True, slots=True)
class SentenceLine:
    """A sentence; `start` is its position in the document."""

    text: str
    start: int
    marks: tuple[Mark, ...]
    figures: tuple[FigureMark, ...] = ()
    notes: tuple[NoteMark, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a kind (prose, list, table, quote …)."""

    kind: str
    sentences: tuple[SentenceLine, ...]


@dataclass(frozen=True, slots=True)
class SectionBlock:
    """A section under its title; `level` 1 is a chapter, 0 what stands before the first heading."""

    title: str
    level: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim of the document, as its list and its filters need it."""

    label: str
    type: str
    type_label: str
    status: str
    polarity: str
    modality: str


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note; `line` is its text with the claims that rest on its own words, and is empty where the text is lost."""

    number: int
    line: SentenceLine
    state: str


@dataclass(frozen=True, slots=True)
class Detail:
    """Something that the graph says of the document itself."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """`whole` tells whether the text is at hand; else `sections` hold the sentences of claims alone, in order.

    `figures` counts the figures of the text by state, and is empty where the text is not at hand. `sample` are the
    first claims of a data set, `types` counts its claims.
    """

    line: DocumentLine
    whole: bool
    sections: tuple[SectionBlock, ...]
    claims: Mapping[str, ClaimLine]
    notes: tuple[NoteLine, ...]
    figures: Mapping[str, int]
    details: tuple[Detail, ...]
    sample: tuple[ClaimCard, ...]
    types: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Documents:
    """All documents, with the claims of each by type."""

    lines: tuple[DocumentLine, ...]
    types: tuple[Mapping[str, int], ...]


def documents(library: Library) -> Documents:
    """The answer."""
    lines = site.documents(library)
    return Documents(lines, tuple(_types(library, iri.THINGS + line.ref.id) for line in lines))


def every(library: Library) -> Iterator[str]:
    return (line.ref.id.removeprefix("document/") for line in site.documents(library))


def document(library: Library, rest: str) -> DocumentPage:
    """The page of a document by the end of its IRI.

    Raises:
        Unknown: there is no such document.
    """
    node = iri.thing("document", rest)
    line = next((d for d in site.documents(library) if d.ref.id == f"document/{rest}"), None)
    if line is None:
        raise Unknown(f"document/{rest[:80]}: is not in this graph")
    cards = _cards(library, node)
    reading = None if line.is_data_set else _reading(values(library.store, node, mkg("sha256")))
    checked = audit(reading.document, reading.passage.claims) if reading else None
    return DocumentPage(
        line=line,
        whole=reading is not None,
        sections=_whole(reading.document, cards, checked) if reading and checked else _sentences_alone(cards, node),
        claims={c.id: _line(c) for c in cards},
        notes=_notes(cards, reading),
        figures=checked.counts() if checked else {},
        details=tuple(_details(library, node)),
        sample=_sample(library, node) if line.is_data_set else (),
        types=_types(library, node),
    )


def _types(library: Library, node: str) -> Mapping[str, int]:
    found = Counter(
        library.names.label(iri.term(library.claims.type_of(c) or "Claim")) for c in _claims_of(library, node)
    )
    return dict(found.most_common())


def _claims_of(library: Library, node: str) -> set[str]:
    if is_a(library.store, node, "DataSet"):
        return {c for c in subjects(library.store, mkg("rootSource"), node) if c.startswith(CLAIM)}
    places = set(subjects(library.store, _SOURCE, node))
    return {c for e in places for c in subjects(library.store, mkg("evidence"), e)}


def _cards(library: Library, node: str) -> tuple[ClaimCard, ...]:
    """Claims of a report in the order of the text; those of a data set have no text."""
    if is_a(library.store, node, "DataSet"):
        return ()
    ordered = sorted(_claims_of(library, node), key=lambda c: (*library.claims.place(c), c))
    return tuple(card for c in ordered if (card := library.claims.card(c)))


def _sample(library: Library, node: str) -> tuple[ClaimCard, ...]:
    return tuple(card for c in sorted(_claims_of(library, node))[:_SHOWN] if (card := library.claims.card(c)))


def _reading(hashes: Sequence[str]) -> Reading | None:
    """The shipped corpus whose digest is the document of these hashes."""
    for name in reviewed.names():
        if reviewed.load(name).digest().sha256 in hashes:
            return read_source(name)
    return None


def _line(card: ClaimCard) -> ClaimLine:
    return ClaimLine(
        card.label, card.type.id.removeprefix("mkg:"), card.type.label, card.status, card.polarity, card.modality
    )


def _whole(document: Document, cards: Sequence[ClaimCard], checked: Audit) -> tuple[SectionBlock, ...]:
    spans = [(e, c.id) for c in cards for e in c.evidence if e.start is not None and e.end is not None]
    figures: dict[Span, list[FigureMark]] = defaultdict(list)
    for figure in checked.figures:
        sentence = document.sentence_of(figure.span)
        place = sentence.clean_span(figure.span) if sentence else None
        if sentence and place and figure.state != "claimed":
            figures[sentence.span].append(FigureMark(place.start, place.end, figure.state, figure.reason))
    by_section: dict[int, list[Block]] = defaultdict(list)
    for paragraph in document.paragraphs:
        if paragraph.kind == "heading":
            continue
        lines = tuple(_sentence(s, spans, figures[s.span]) for s in paragraph.sentences)
        by_section[paragraph.section].append(Block(paragraph.kind, lines))
    return tuple(SectionBlock(s.title, s.level, tuple(by_section[i])) for i, s in enumerate(document.sections))


def _sentence(
    sentence: Sentence, spans: Sequence[tuple[EvidenceCard, str]], figures: Sequence[FigureMark]
) -> SentenceLine:
    found: dict[tuple[int, int], list[str]] = defaultdict(list)
    for evidence, claim in spans:
        start, end = evidence.start or 0, evidence.end or 0
        if start < sentence.span.end and sentence.span.start < end:
            place = sentence.clean_span(Span(start, end))
            if place:
                found[place.start, place.end].append(claim)
    marks = tuple(Mark(a, b, tuple(claims)) for (a, b), claims in sorted(found.items()))
    notes = tuple(NoteMark(m.number, m.position) for m in sentence.marks)
    return SentenceLine(sentence.text, sentence.span.start, marks, tuple(figures), notes)


def _sentences_alone(cards: Sequence[ClaimCard], node: str) -> tuple[SectionBlock, ...]:
    """The sentences of claims in the order of the text, under the sections that they stand in."""
    found: dict[tuple[str, str], list[tuple[int, str, str]]] = {}
    for card in cards:
        for evidence in card.evidence:
            if iri.THINGS + evidence.document.id == node and evidence.sentence:
                key = evidence.section, evidence.sentence
                found.setdefault(key, []).append((evidence.start or 0, evidence.quote, card.id))
    blocks: dict[str, list[tuple[int, Block]]] = {}
    for (section, sentence), places in found.items():
        marks = tuple(_marks(sentence, places))
        line = SentenceLine(sentence, min(p[0] for p in places), marks)
        blocks.setdefault(section, []).append((line.start, Block("sentence", (line,))))
    ordered = {s: sorted(b, key=lambda p: p[0]) for s, b in blocks.items()}
    return tuple(
        SectionBlock(section, 2, tuple(b for _, b in found_blocks))
        for section, found_blocks in sorted(ordered.items(), key=lambda p: p[1][0][0])
    )


def _marks(sentence: str, places: Sequence[tuple[int, str, str]]) -> Iterator[Mark]:
    found: dict[tuple[int, int], list[str]] = defaultdict(list)
    for _, quote, claim in places:
        at = sentence.find(quote) if quote else -1
        found[(at, at + len(quote)) if at >= 0 else (0, len(sentence))].append(claim)
    for (start, end), claims in sorted(found.items()):
        yield Mark(start, end, tuple(claims))


def _notes(cards: Sequence[ClaimCard], reading: Reading | None) -> tuple[NoteLine, ...]:
    if reading:
        return tuple(_note(n, cards) for _, n in sorted(reading.document.notes.items()))
    cited = {n.number: n for c in cards for e in c.evidence for n in e.notes}
    return tuple(NoteLine(n.number, SentenceLine(n.text, 0, ()), n.state) for _, n in sorted(cited.items()))


def _note(note: Note, cards: Sequence[ClaimCard]) -> NoteLine:
    text, start, end = note.text or "", note.span.start if note.span else 0, note.span.end if note.span else 0
    places = [
        (e.start, e.quote, c.id) for c in cards for e in c.evidence if e.start is not None and start <= e.start < end
    ]
    state = "missing" if not text else "truncated" if note.truncated else "complete"
    return NoteLine(note.number, SentenceLine(text, start, tuple(_marks(text, places))), state)


def _details(library: Library, node: str) -> Iterator[Detail]:
    for prefix, name in _ABOUT:
        predicate = ox.NamedNode(iri.PREFIXES[prefix] + name)
        found = values(library.store, node, predicate)
        if found:
            yield Detail(library.names.label(predicate.value), found)
