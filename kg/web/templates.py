"""One route for each question: its rows for the values in the address."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg.graph.store import Graph
from kg.queries import run_template, template, templates
from kg.queries.binding import bind
from kg.queries.catalogue import GRAPH_COLUMNS, Parameter, Template
from kg.queries.evidence import with_evidence
from kg.queries.free import Triples
from kg.queries.result_forms import ROWS, TRIPLES, as_triples
from kg.queries.rows import Rows
from kg.queries.values import LIMIT, MOST, Values, values_of
from kg.web.limits import Places
from kg.web.negotiation import choose
from kg.web.protocol import QUERY
from kg.web.refusal import RefusedError
from kg.web.sparql import answer

_SHORT = {"json": "application/sparql-results+json", "csv": "text/csv", "tsv": "text/tab-separated-values",
          "xml": "application/sparql-results+xml", "turtle": "text/turtle", "sparql": QUERY}  # fmt: skip
FORMAT = "format"  # field of the address that goes before the Accept header
EVIDENCE = "evidence"  # field that asks for speakers, sentence, section and notes beside each row


class Questions:
    """The templates over one graph."""

    def __init__(self, graph: Graph, places: Places) -> None:
        self._graph, self._places = graph, places
        self._values: dict[tuple[str, str], Values] = {}  # as many as there are parameters

    async def listed(self, request: Request) -> Response:
        """All templates: what they ask, and with which parameters."""
        return JSONResponse([_told(t, str(request.url_for("question", name=t.name))) for t in templates()])

    async def answered(self, request: Request) -> Response:
        """Rows of one template; of one that makes a graph, RDF as well; or its SPARQL with the values put in."""
        chosen = template_or_404(request.path_params["name"])
        fields = request.query_params
        given = {name: fields.getlist(name) for name in fields if name not in (FORMAT, EVIDENCE)}
        accept = _accept(fields.get(FORMAT), request.headers.get("accept"))
        async with self._places.one() as limiter:
            if _asks_for_query(chosen, accept):
                text = await to_thread.run_sync(partial(bind, chosen, given, self._graph), limiter=limiter)
                return Response(text, media_type=f"{QUERY}; charset=utf-8")
            run = _with_evidence if fields.get(EVIDENCE) in ("true", "1") else run_template
            rows = await to_thread.run_sync(partial(run, self._graph, chosen.name, given), limiter=limiter)
        return answer(_in_form(chosen, rows, accept), accept)

    async def values(self, request: Request) -> Response:
        """The values of one parameter that give rows, most rows first, as JSON."""
        chosen, parameter = template_or_404(request.path_params["name"]), request.path_params["parameter"]
        if parameter not in chosen.parameters:
            known = ", ".join(chosen.parameters) or "none"
            raise RefusedError(404, f"{chosen.name}: has no parameter {parameter[:80]!r}; it takes {known}")
        most = _limit(request.query_params)
        key = (chosen.name, parameter)
        if key not in self._values:
            ask = partial(values_of, self._graph, *key, limit=MOST)
            async with self._places.one() as limiter:
                self._values[key] = await to_thread.run_sync(ask, limiter=limiter)
        return JSONResponse(self._values[key].first(most).as_dict())


def _limit(fields: Mapping[str, str]) -> int:
    """How many values a request asks for.

    Raises:
        RefusedError: it is no such number, or has other fields.
    """
    if strange := sorted(set(fields) - {"limit"}):
        raise RefusedError(400, f"request: has the field {strange[0][:40]!r}; values take limit alone")
    text = fields.get("limit", str(LIMIT))
    if not (text.isascii() and text.isdigit() and len(text) <= 6 and 1 <= int(text) <= MOST):
        raise RefusedError(400, f"limit {text[:40]!r}: must be a number from 1 to {MOST}")
    return int(text)


def _with_evidence(graph: Graph, name: str, given: Mapping[str, list[str]]) -> Rows:
    return with_evidence(graph, run_template(graph, name, given))


def template_or_404(name: str) -> Template:
    """The template of a name.

    Raises:
        RefusedError: there is none.
    """
    if name not in {t.name for t in templates()}:
        raise RefusedError(404, f"{name[:80]}: no such template; /queries lists them")
    return template(name)


def _accept(form: str | None, header: str | None) -> str | None:
    if form is None:
        return header
    if form not in _SHORT:
        raise RefusedError(400, f"format {form[:40]!r}: is none of {', '.join(_SHORT)}")
    return _SHORT[form]


def _asks_for_query(chosen: Template, accept: str | None) -> bool:
    """Whether a client likes the query itself better than its answer."""
    answers = [*ROWS, *TRIPLES] if tuple(chosen.columns) == GRAPH_COLUMNS else [*ROWS]
    return choose(accept, [*answers, QUERY]) == QUERY


def _in_form(chosen: Template, rows: Rows, accept: str | None) -> Rows | Triples:
    """The rows, or for those who rather take RDF the triples of a CONSTRUCT."""
    best = choose(accept, [*ROWS, *TRIPLES])
    if tuple(chosen.columns) != GRAPH_COLUMNS or best in ROWS:
        return rows
    return Triples(tuple(as_triples(rows)))


def _told(chosen: Template, address: str) -> dict[str, Any]:
    return {
        "name": chosen.name, "topic": chosen.topic, "summary": chosen.summary, "description": chosen.description,
        "view": chosen.view, "columns": dict(chosen.columns), "href": address,
        "parameters": [_parameter(p) for p in chosen.parameters.values()],
    }  # fmt: skip


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name, "kind": parameter.kind, "label": parameter.label, "optional": parameter.optional,
        "example": parameter.example, "default": list(parameter.default),
    }  # fmt: skip


def openapi(version: str) -> dict[str, Any]:
    """The OpenAPI 3.1 document of the service."""
    paths: dict[str, Any] = {f"/queries/{t.name}": {"get": _operation(t)} for t in templates()}
    for t in templates():
        paths |= {f"/queries/{t.name}/values/{p}": {"get": _values_operation(t, p)} for p in t.parameters}
    asked = {"name": "query", "in": "query", "required": True, "schema": {"type": "string"}}
    paths["/sparql"] = {
        "get": {"summary": "Answer a SPARQL query", "parameters": [asked], "responses": _responses([*ROWS, *TRIPLES])}
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "migration-kg", "version": version, "description": "Read only; one graph."},
        "paths": dict(sorted(paths.items())),
    }


def _operation(chosen: Template) -> dict[str, Any]:
    parameters: list[dict[str, Any]] = [
        {
            "name": p.name, "in": "query", "required": not (p.optional or p.default), "description": p.label,
            "schema": {"type": "array", "items": {"type": "integer" if p.kind == "integer" else "string"}},
            **({"example": [p.example]} if p.example else {}),
        }
        for p in chosen.parameters.values()
    ]  # fmt: skip
    parameters.append({"name": EVIDENCE, "in": "query", "schema": {"type": "boolean"}})
    parameters.append({"name": FORMAT, "in": "query", "schema": {"type": "string", "enum": list(_SHORT)}})
    forms = [*ROWS, *TRIPLES] if tuple(chosen.columns) == GRAPH_COLUMNS else list(ROWS)
    forms.append(QUERY)
    return {
        "operationId": chosen.name, "summary": chosen.summary, "description": chosen.description,
        "tags": [chosen.topic], "parameters": parameters, "responses": _responses(forms),
    }  # fmt: skip


def _values_operation(chosen: Template, parameter: str) -> dict[str, Any]:
    schema = {"type": "integer", "minimum": 1, "maximum": MOST, "default": LIMIT}
    return {
        "operationId": f"{chosen.name}-values-{parameter}", "tags": [chosen.topic],
        "summary": f"Values of {parameter} that give rows, most rows first",
        "parameters": [{"name": "limit", "in": "query", "schema": schema}],
        "responses": _responses(["application/json"]),
    }  # fmt: skip


def _responses(forms: list[str]) -> dict[str, Any]:
    problem = {"description": "What is wrong and what to do", "content": {"application/problem+json": {}}}
    answered = {"description": "The answer", "content": {form: {} for form in forms}}
    return {"200": answered, "4XX": problem, "503": problem}
