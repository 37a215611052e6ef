"""Questions to a graph: templates with parameters, and free SPARQL within limits."""

from __future__ import annotations

from kg.queries.binding import bind
from kg.queries.catalogue import Parameter, Template, template, templates
from kg.queries.free import Triples, run_sparql
from kg.queries.rows import Rows
from kg.queries.run import run_template
from kg.queries.values import Value, Values, values_of

__all__ = [
    "Parameter",
    "Rows",
    "Template",
    "Triples",
    "Value",
    "Values",
    "bind",
    "run_sparql",
    "run_template",
    "template",
    "templates",
    "values_of",
]
