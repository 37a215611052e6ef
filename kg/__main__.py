"""`python -m kg` is `mkg`."""

from kg.cli import main

main()
