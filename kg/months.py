"""Names of months, as dates of texts and of works spell them.

>>> NAMES[8], SHORT[8]
('September', 'Sep')
"""

from __future__ import annotations

NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
SHORT = ("Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec")  # May has none
ANY = "|".join(NAMES)  # of a regular expression: one of the full names
ANY_SHORT = "|".join(SHORT)
