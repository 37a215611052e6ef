"""The first page of the service: what the graph holds, and what can be asked."""

from __future__ import annotations

import html
from itertools import groupby
from urllib.parse import urlencode

from kg.graph.store import Graph
from kg.queries import templates
from kg.version import VERSION
from kg.web.things import page

_MISSING = (
    "<p><strong>The explorer is missing</strong> from this installation: its scripts could not be built when the "
    "package was installed. Install again where Node's packages can be fetched, or from a wheel.</p>"
)
_NEEDS_SCRIPTS = (
    "<p>The explorer needs JavaScript; without it this page leads to everything that the graph answers.</p>"
)


def front(graph: Graph, claims: int, explorer: bool = False) -> str:
    """The page; `explorer`: it stands within the explorer, for readers without scripts, and not in its place."""
    parts = [
        _NEEDS_SCRIPTS if explorer else _MISSING,
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
