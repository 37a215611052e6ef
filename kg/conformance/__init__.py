"""Cases of the official SPARQL test suites, run on the engines that the project uses.

`kg.conformance.manifest` reads the cases of a folder, `kg.conformance.run` judges them, `kg.conformance.table` shows
what came out. Nothing else of the program needs this package, and importing it imports no engine.
"""
