"""The one exception that means: the user can mend this."""

from __future__ import annotations


class UserError(Exception):
    """Input that cannot be used as it is.

    The message is one line: what is wrong, where, and what to do. The command line prints it and exits
    with status 1; library callers may catch it.
    """
