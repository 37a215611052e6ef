"""The offline reader: a small trained encoder that finds claims in prose, and frames, which are data.

>>> from kg.document import read_text
>>> from kg.lexicon import lexicon
>>> document = read_text("About 400,000 Nepali migrants work in Qatar.")
>>> [(c.type, c.number("low"), c.values("origin")) for c in propose(document, lexicon())]
[('MigrantStock', 400000.0, ('NP',))]
"""

from kg.proposers.reader.propose import propose

__all__ = ["propose"]
