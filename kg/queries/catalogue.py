"""SPARQL templates: files that are valid SPARQL as they stand, with a head that says what they ask.

A template is `NAME.rq`. Lines that begin with `#+` hold YAML:

    #+ summary: Which agreements does a state have, and with whom?
    #+ description: One row for each state, other side and claim.
    #+ topic: agreements
    #+ parameters:
    #+   state: {kind: state, label: State, example: Kyrgyzstan}
    #+ columns:
    #+   state: State
    #+   claim: Claim
    #+ view: table
    #+ lists: [speakers]

Each parameter stands in the query once, as `VALUES ?state { UNDEF }`: that filters nothing, so the file
answers for everything at once until a value is put in (see `kg.queries.binding`). `lists` names the columns
that hold several IRIs, parted by spaces.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pyoxigraph as ox

from kg import iri
from kg.errors import UserError
from kg.resources import queries_dir

VIEWS = ("table", "matrix", "network", "ranges")
KINDS = ("state", "actor", "place", "claim", "source", "integer", "text")
BLOCK = re.compile(r"VALUES\s+\?(\w+)\s*\{\s*UNDEF\s*\}")
GRAPH_COLUMNS = ("subject", "predicate", "object")
_CONCEPT = "concept:"
_HEAD_KEYS = {"summary", "description", "topic", "parameters", "columns", "view", "lists"}
_PARAMETER_KEYS = {"kind", "label", "optional", "example", "default"}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A place in a template for values of the user.

    `kind` is one of `KINDS` or `concept:SCHEME`. `default` holds what is used when nothing is given; the
    value `*` then asks for everything. A parameter that is not `optional` must be given.
    """

    name: str
    kind: str
    label: str
    optional: bool = True
    example: str | None = None
    default: tuple[str, ...] = ()

    @property
    def scheme(self) -> str | None:
        """Scheme of the values of a concept parameter, else None."""
        return self.kind.removeprefix(_CONCEPT) if self.kind.startswith(_CONCEPT) else None


@dataclass(frozen=True, slots=True)
class Template:
    """A question as a file. `columns` maps the variables to headings, in order; `text` is the SPARQL."""

    name: str
    summary: str
    description: str
    topic: str
    parameters: Mapping[str, Parameter]
    columns: Mapping[str, str]
    lists: frozenset[str]
    view: str
    text: str


@cache
def templates() -> tuple[Template, ...]:
    """The shipped templates by name."""
    return tuple(load(path) for path in sorted(queries_dir().glob("*.rq")))


def template(name: str) -> Template:
    """The shipped template of this name.

    Raises:
        UserError: there is none.
    """
    path = queries_dir() / f"{name}.rq"
    known = [p.stem for p in queries_dir().glob("*.rq")]
    if name not in known:
        near = get_close_matches(name, known, n=3, cutoff=0.5)
        hint = f"did you mean {', '.join(near)}?" if near else "`mkg query` lists them"
        raise UserError(f"{name}: no such query template; {hint}")
    return _cached(path)


@cache
def _cached(path: Path) -> Template:
    return load(path)


def load(path: Path) -> Template:
    """A template from its file, checked.

    Raises:
        UserError: the file cannot be read, its head is not as described, its query is not SPARQL, or head
            and query differ in parameters or columns.
    """
    try:
        content = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{path}: cannot be read ({error}); a template is a UTF-8 file NAME.rq") from error
    return parse(path.stem, content)


def parse(name: str, content: str) -> Template:
    """A template from its name and the content of its file; raises as `load`."""
    lines = content.splitlines()
    head = _yaml(name, "\n".join(line[2:].removeprefix(" ") for line in lines if line.startswith("#+")))
    body = "\n".join(line for line in lines if not line.startswith("#+")).strip() + "\n"
    _only(name, "head", head, _HEAD_KEYS)
    found = Template(
        name=name,
        summary=_line(name, head, "summary"),
        description=_line(name, head, "description"),
        topic=_line(name, head, "topic"),
        parameters=MappingProxyType(
            {key: _parameter(name, key, spec) for key, spec in _mapping(name, head, "parameters").items()}
        ),
        columns=MappingProxyType({k: str(v) for k, v in _mapping(name, head, "columns").items()}),
        lists=frozenset(_strings(head.get("lists"))),
        view=_line(name, head, "view"),
        text=body,
    )
    _check(found)
    return found


def _check(found: Template) -> None:
    if found.view not in VIEWS:
        raise UserError(f"{found.name}: unknown view {found.view!r} in the head; use {', '.join(VIEWS)}")
    blocks, variables = sorted(BLOCK.findall(found.text)), projected(found.name, found.text)
    _same(found.name, "parameters", sorted(found.parameters), "VALUES lines", blocks)
    _same(found.name, "columns", list(found.columns), "projected variables", variables)
    if strange := found.lists - set(found.columns):
        raise UserError(f"{found.name}: lists in the head names {min(strange)!r}, which is no column")


def _same(name: str, what: str, declared: list[str], other: str, present: list[str]) -> None:
    if declared != present:
        raise UserError(
            f"{name}: {what} of the head ({', '.join(declared)}) differ from the {other} of the query "
            f"({', '.join(present)}); make them equal"
        )


def projected(name: str, text: str) -> list[str]:
    """Variables of a query in order; of a CONSTRUCT the three parts of its triples.

    Raises:
        UserError: the text is no SPARQL query.
    """
    try:
        answer: Any = ox.Store().query(text)
    except SyntaxError as error:
        raise UserError(f"{name}: not valid SPARQL 1.1: {' '.join(str(error).split())[:200]}") from error
    if isinstance(answer, ox.QueryTriples):
        return list(GRAPH_COLUMNS)
    if isinstance(answer, ox.QueryBoolean):
        raise UserError(f"{name}: an ASK query has no rows; write a SELECT or CONSTRUCT")
    return [variable.value for variable in answer.variables]


def _parameter(name: str, key: str, spec: Any) -> Parameter:
    where = f"parameter {key}"
    if not isinstance(spec, dict):
        raise UserError(f"{name}: {where} must be a mapping with kind and label")
    _only(name, where, spec, _PARAMETER_KEYS)
    found = Parameter(
        name=key,
        kind=str(spec.get("kind", "")),
        label=str(spec.get("label", key)),
        optional=bool(spec.get("optional", True)),
        example=None if spec.get("example") is None else str(spec["example"]),
        default=tuple(_strings(spec.get("default"))),
    )
    known = iri.SCHEME_NAMES if found.scheme is not None else KINDS
    if (found.scheme or found.kind) not in known:
        raise UserError(
            f"{name}: {where} has the unknown kind {found.kind!r}; use {', '.join(KINDS)} or concept:SCHEME"
        )
    return found


def _yaml(name: str, text: str) -> dict[str, Any]:
    import yaml

    try:
        head = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise UserError(f"{name}: the head (#+ lines) is no YAML: {' '.join(str(error).split())}") from error
    if not isinstance(head, dict):
        raise UserError(f"{name}: has no head; begin the file with #+ lines such as `#+ summary: …?`")
    return head


def _only(name: str, where: str, found: Mapping[str, Any], known: set[str]) -> None:
    for key in found:
        if key not in known:
            raise UserError(f"{name}: unknown key {key!r} in the {where}; use {', '.join(sorted(known))}")


def _line(name: str, head: Mapping[str, Any], key: str) -> str:
    value = head.get(key)
    if not isinstance(value, str) or not value.strip():
        raise UserError(f"{name}: the head lacks {key}; add a line `#+ {key}: …`")
    return " ".join(value.split())


def _mapping(name: str, head: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = head.get(key) or {}
    if not isinstance(value, dict):
        raise UserError(f"{name}: {key} in the head must be a mapping")
    return {str(k): v for k, v in value.items()}


def _strings(value: Any) -> Sequence[str]:
    if value is None:
        return ()
    return [str(v) for v in value] if isinstance(value, list) else [str(value)]
