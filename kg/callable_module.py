"""Modules that can be called like the function of the same name.

`kg.claims(report)` is a function of the interface, and `kg.claims` is a package. Importing anything of a package binds
its name in `kg` anew, over the function; so the package itself takes the call.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any


class _Callable(ModuleType):
    def __call__(self, *arguments: Any, **named: Any) -> Any:
        from kg import api

        return getattr(api, self.__name__.rpartition(".")[2])(*arguments, **named)


def make_callable(name: str) -> None:
    """Let the module `kg.NAME` be called as `kg.api.NAME`."""
    sys.modules[name].__class__ = _Callable
