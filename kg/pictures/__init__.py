"""Pictures of what the analyses find, as SVG and PNG (extra `pictures`).

One module a picture; each has a function `draw` that takes the plain results of `kg.analysis` and gives a `Picture`:

    from kg.pictures import gap_matrix
    gap_matrix.draw(kg.gaps(graph)).svg()    # bytes; equal results give equal bytes

Colours are never alone: a letter, a shape or a word says the same.
"""

from kg.pictures.picture import Picture, write

__all__ = ["Picture", "write"]
