"""What typesetting varies and a reader takes for the same: apostrophes, quotation marks, dashes."""

from __future__ import annotations

from collections.abc import Mapping

# One plain character for each, so that a text keeps its length.
PLAIN: Mapping[str, str] = {
    **dict.fromkeys("‘’‚‛ʼ´`′", "'"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
}
