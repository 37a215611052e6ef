"""States as the command line names them."""

from __future__ import annotations

from kg.errors import UserError


def state_code(name: str) -> str:
    """ISO code of a state by any of its names.

    Raises:
        UserError: no state has that name; the nearest are suggested.
    """
    from kg.lexicon import lexicon

    entry = lexicon().resolve(name)
    if entry is not None and entry.kind == "State" and entry.code:
        return entry.code
    hint = lexicon().suggestion(name, "write an ISO code, such as KZ, or a name", {"State"})
    raise UserError(f"{name}: no such state; {hint}")
