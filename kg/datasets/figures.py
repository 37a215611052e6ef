"""Numbers as the cells of tables write them: with commas or spaces between thousands, with a point or a comma."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

_SPACES = str.maketrans("", "", " \u00a0\u2009\u202f")  # also those that do not break, between thousands
# Groups of three, or as in South Asia groups of two before the last three; no group begins a number with a zero.
_GROUPED = re.compile(r"[-+]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?|[-+]?[1-9]\d?(?:,\d\d)+,\d{3}(?:\.\d*)?", re.ASCII)
_DECIMAL_COMMA = re.compile(r"([-+]?(?:\d*|\d{1,3}(?:\.\d{3})+)),(\d+)", re.ASCII)


def figure(text: str, decimal_comma: bool) -> Decimal:
    """The number that a cell writes. A comma before groups of three digits parts thousands, also where another
    reading is possible; any other is a decimal comma where the table may have such, which `decimal_comma` says.

    >>> [str(figure(text, decimal_comma=True)) for text in ("12,5", "12,500", "1.234,56", "1 234.5")]
    ['12.5', '12500', '1234.56', '1234.5']

    Raises:
        ValueError: no finite number, or a comma of neither kind; says why.
    """
    plain = text.translate(_SPACES)
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(",", "")
    elif "," in plain:
        found = _DECIMAL_COMMA.fullmatch(plain) if decimal_comma else None
        if found is None:
            raise ValueError("its comma parts no thousands; write decimals with a point")
        plain = f"{found[1].replace('.', '')}.{found[2]}"
    try:
        value = Decimal(plain)
    except InvalidOperation:
        raise ValueError("not written as one") from None
    if not value.is_finite():
        raise ValueError("not finite")
    return value
