"""A page or RDF for every node: what the graph says of it, and who speaks of it."""

from __future__ import annotations

import html
from collections.abc import Iterable
from functools import cache
from itertools import islice

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from kg import iri
from kg.graph.store import Graph
from kg.graph.turtle import parse_file
from kg.queries.result_forms import TRIPLES, triples_rdf
from kg.resources import ontology_files
from kg.web.negotiation import choose, chosen
from kg.web.refusal import RefusedError

_HTML = "text/html"
_SHOWN = 200  # statements about a node that its page lists
_PATH = "/" + iri.THINGS.removeprefix(iri.BASE)


class Things:
    """The nodes of one graph."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._labels = graph.labels()

    async def one(self, request: Request) -> Response:
        """A node of the graph as a page, or what the graph says of it as RDF."""
        try:
            node = ox.NamedNode(iri.THINGS + request.path_params["path"])
        except ValueError:
            raise RefusedError(404, "this address names nothing") from None
        own = [q.triple for q in self._graph.store.quads_for_pattern(node, None, None)]
        if not own:
            raise RefusedError(404, f"{iri.compact(node.value)[:200]}: is not in this graph")
        media_type = chosen(request.headers.get("accept"), [_HTML, *TRIPLES])
        if media_type != _HTML:
            return Response(triples_rdf(own, media_type), media_type=media_type, headers={"Vary": "Accept"})
        others = [q.triple for q in islice(self._graph.store.quads_for_pattern(None, None, node), _SHOWN + 1)]
        return HTMLResponse(self._page(node.value, own, others), headers={"Vary": "Accept"})

    def _page(self, node: str, own: Iterable[ox.Triple], others: list[ox.Triple]) -> str:
        title = html.escape(self._name(node))
        rows = [(self._cell(t.predicate), self._cell(t.object)) for t in own]
        back = [(self._cell(t.subject), self._cell(t.predicate)) for t in others[:_SHOWN]]
        parts = [f"<h1>{title}</h1><p class='iri'>{html.escape(node)}</p>", _table("property", "value", rows)]
        if back:
            cut = f", the first {_SHOWN}" if len(others) > _SHOWN else ""
            parts.append(f"<h2>Said of it elsewhere{cut}</h2>{_table('by', 'as', back)}")
        return page(title, "".join(parts))

    def _cell(self, term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
        if isinstance(term, ox.NamedNode):
            name = html.escape(self._name(term.value))
            if term.value.startswith(iri.THINGS):
                return f'<a href="{html.escape(_PATH + term.value[len(iri.THINGS) :])}">{name}</a>'
            return f'<span title="{html.escape(term.value)}">{name}</span>'
        return html.escape(term.value if isinstance(term, ox.Literal) else str(term))

    def _name(self, node: str) -> str:
        return self._labels.get(node) or iri.compact(node)


async def ontology(request: Request) -> Response:
    """The ontology in RDF: the address that its terms dereference to."""
    media_type = choose(request.headers.get("accept"), list(TRIPLES)) or "text/turtle"
    return Response(triples_rdf(_ontology(), media_type), media_type=media_type, headers={"Vary": "Accept"})


@cache
def _ontology() -> tuple[ox.Triple, ...]:
    return tuple(triple for path in ontology_files() for triple in parse_file(path))


def _table(left: str, right: str, rows: Iterable[tuple[str, str]]) -> str:
    body = "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in sorted(rows))
    return f"<table><thead><tr><th>{left}</th><th>{right}</th></tr></thead><tbody>{body}</tbody></table>"


def page(title: str, body: str) -> str:
    """A whole page; `title` and `body` are markup."""
    return (
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{title} – migration-kg</title>"
        "<meta name='viewport' content='width=device-width'><link rel='stylesheet' href='/style.css'></head>"
        f"<body><header><a href='/'>migration-kg</a></header><main>{body}</main></body></html>"
    )
