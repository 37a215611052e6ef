"""The command `mkg`."""

from kg.cli.app import main

__all__ = ["main"]
