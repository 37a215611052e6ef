"""Claims: their model, their types and slots, the gate that all pass, and their form on disk."""

from kg.callable_module import make_callable

make_callable(__name__)
