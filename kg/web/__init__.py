"""The graph over HTTP: SPARQL, templates, and a page or RDF for every node."""
