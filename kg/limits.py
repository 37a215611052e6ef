"""How much a free query may take where nobody says otherwise, wherever it is asked."""

from __future__ import annotations

TIMEOUT = 30.0  # seconds
LONGEST = 1_000_000.0  # seconds that can be asked for; the timers of systems end not far beyond
ROW_LIMIT = 10_000
BYTE_LIMIT = 64 * 1024**2  # of the terms of the answer
