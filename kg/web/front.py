"""The first page of the service: what the graph holds, and what can be asked."""

from __future__ import annotations

import html
from itertools import groupby
from urllib.parse import urlencode

from kg.graph.store import Graph
from kg.queries import templates
from kg.version import VERSION
from kg.web.things import page


def front(graph: Graph, claims: int) -> str:
    """The page."""
    parts = [
        f"<h1>A graph of {claims:,} claims</h1>",
        f"<p>{len(graph):,} triples; migration-kg {html.escape(VERSION)}. SPARQL 1.1 is answered at "
        "<code>/sparql</code>, one address a question below; <a href='/openapi.json'>OpenAPI</a>, "
        "<a href='/ontology'>ontology</a>.</p>",
    ]
    ordered = sorted(templates(), key=lambda t: (t.topic, t.name))
    for topic, group in groupby(ordered, key=lambda t: t.topic):
        parts.append(f"<h2>{html.escape(topic)}</h2><dl>")
        for chosen in group:
            needed = {p.name: p.example for p in chosen.parameters.values() if p.example and not p.optional}
            address = html.escape(f"/queries/{chosen.name}" + ("?" + urlencode(needed) if needed else ""))
            takes = ", ".join(html.escape(p) for p in chosen.parameters) or "nothing"
            parts.append(
                f"<dt><a href='{address}'>{html.escape(chosen.name)}</a></dt>"
                f"<dd>{html.escape(chosen.summary)} <span class='iri'>takes {takes}</span></dd>"
            )
        parts.append("</dl>")
    return page("Questions", "".join(parts))
