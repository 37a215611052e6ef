"""Version of the program and of its ontology; `pyproject.toml` reads it from here."""

VERSION = "0.1.0"
