"""A document in the parts that a model reads: a section, or as many paragraphs of it as fit.

>>> from kg.document import read_text
>>> report = read_text("Ports\\n\\nFees rose. Wages fell.\\n\\nTen ships left.\\n", "ports.txt")
>>> [(p.number, [s.text for s in p.context], [s.text for s in p.sentences]) for p in parts(report, longest=25)]
[(1, [], ['Fees rose.', 'Wages fell.']), (2, ['Fees rose.', 'Wages fell.'], ['Ten ships left.'])]
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from kg.document import Document, Paragraph, Sentence
from kg.errors import UserError

LONGEST = 5000  # characters of a part; its answer is about five times as long
OVERLAP = 3  # sentences before a part that are shown so that "it" and "these workers" can be understood


@dataclass(frozen=True, slots=True)
class Part:
    """Sentences to read, and those before them that are only shown.

    `number` counts from 1 through the document; `path` holds the headings, outermost first; `first` is the
    number of the first sentence to read among the sentences of the document, from 1.
    """

    number: int
    path: tuple[str, ...]
    first: int
    sentences: tuple[Sentence, ...]
    context: tuple[Sentence, ...]

    def numbered(self) -> tuple[tuple[int, Sentence], ...]:
        """The sentences to read with their numbers."""
        return tuple(enumerate(self.sentences, self.first))

    def shown(self) -> tuple[tuple[int, Sentence], ...]:
        """The sentences before, with their numbers."""
        return tuple(enumerate(self.context, self.first - len(self.context)))


def parts(document: Document, longest: int = LONGEST) -> tuple[Part, ...]:
    """All parts of a document; together they hold each sentence of the body once."""
    sentences = tuple(document.sentences())
    found: list[Part] = []
    first = 0
    for section, group in _groups(document, longest):
        count = sum(len(p.sentences) for p in group)
        if count:
            path = tuple(s.title for s in document.section_path(document.sections[section]) if s.title)
            here = sentences[first : first + count]
            before = sentences[max(0, first - OVERLAP) : first]
            found.append(Part(len(found) + 1, path, first + 1, here, before))
        first += count
    return tuple(found)


def part(document: Document, number: int) -> Part:
    """One part by its number.

    Raises:
        UserError: the document has no part of that number.
    """
    found = parts(document)
    if not 1 <= number <= len(found):
        raise UserError(
            f"{document.name}: has no section {number}; it is read in {len(found)}, which `mkg llm sections` lists"
        )
    return found[number - 1]


def _groups(document: Document, longest: int) -> Iterator[tuple[int, list[Paragraph]]]:
    """Paragraphs of one section in their order, as many together as fit; a longer paragraph stands alone."""
    body = (p for p in document.paragraphs if p.kind != "heading")
    for section, paragraphs in groupby(body, key=lambda p: p.section):
        group: list[Paragraph] = []
        size = 0
        for paragraph in paragraphs:
            length = sum(len(s.text) + 1 for s in paragraph.sentences)
            if group and size + length > longest:
                yield section, group
                group, size = [], 0
            group.append(paragraph)
            size += length
        yield section, group
