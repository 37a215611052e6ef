"""The cases that test manifests describe, in the vocabulary of the SPARQL test suites."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

import pyoxigraph as ox

from kg import iri
from kg.conformance.rdf import Node, Reader
from kg.conformance.requests import Exchange, exchanges_of_comment, exchanges_of_connection
from kg.errors import UserError

_MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
_QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
_UT = "http://www.w3.org/2009/sparql/tests/test-update#"
_SD = "http://www.w3.org/ns/sparql-service-description#"
_DAWGT = "http://www.w3.org/2001/sw/DataAccess/tests/test-dawg#"
_RDFS = iri.PREFIXES["rdfs"]

Kind = Literal["evaluation", "positive syntax", "negative syntax", "update", "protocol", "other"]
_KINDS: dict[str, Kind] = {
    "QueryEvaluationTest": "evaluation",
    "CSVResultFormatTest": "evaluation",
    "PositiveSyntaxTest": "positive syntax",
    "PositiveSyntaxTest11": "positive syntax",
    "NegativeSyntaxTest": "negative syntax",
    "NegativeSyntaxTest11": "negative syntax",
    "UpdateEvaluationTest": "update",
    "PositiveUpdateSyntaxTest": "update",
    "PositiveUpdateSyntaxTest11": "update",
    "NegativeUpdateSyntaxTest": "update",
    "NegativeUpdateSyntaxTest11": "update",
    "ProtocolTest": "protocol",
}
_GIVEN_UP = frozenset(_DAWGT + name for name in ("Withdrawn", "Rejected", "Obsoleted"))


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a manifest. Files are named by their `file:` IRIs, which are also the names of graphs.

    `type` is the class that the manifest gives; `lax`: REDUCED may leave out repeated rows; `entailment`: the answer
    rests on more than what the data say; `services`: other servers are asked; `unfit` says why the case cannot be
    run at all.
    """

    name: str
    category: str
    type: str
    query: str | None = None
    data: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    result: str | None = None
    lax: bool = False
    entailment: bool = False
    services: bool = False
    exchanges: tuple[Exchange, ...] = field(default=())
    unfit: str | None = None

    @property
    def kind(self) -> Kind:
        return _kind(self.type, self.query)


def cases(folder: Path) -> list[Case]:
    """The cases of all `manifest*.ttl` at or below a folder and of what they include, in the order of the manifests.

    Raises:
        UserError: no such folder, no manifest, or one that is no Turtle.
    """
    if not folder.is_dir():
        raise UserError(f"{folder}: is no folder; name the folder of a test suite")
    root = folder.resolve()
    waiting = sorted(root.rglob("manifest*.ttl"))
    if not waiting:
        raise UserError(f"{folder}: holds no manifest.ttl; name the folder of a test suite")
    found: dict[Path, list[Case]] = {}
    while waiting:
        path = waiting.pop(0)
        if path not in found:
            reader = _read(path)
            found[path] = list(_entries(reader, _category(path, root)))
            waiting += [p.resolve() for p in _included(reader)]
    return [case for path in sorted(found, key=lambda p: p.as_posix()) for case in found[path]]


def path_of(file: str) -> Path | None:
    """The path of a `file:` IRI; None for an IRI of something else."""
    parts = urlsplit(file)
    return Path(url2pathname(unquote(parts.path))) if parts.scheme == "file" else None


def _category(path: Path, root: Path) -> str:
    if path.parent.is_relative_to(root) and path.parent != root:
        return path.parent.relative_to(root).as_posix()
    return path.parent.name


def _read(path: Path) -> Reader:
    try:
        return Reader.of(path.read_bytes(), ox.RdfFormat.TURTLE, path.as_uri())
    except OSError as error:
        raise UserError(f"{path}: cannot be read ({error.strerror}); is the suite whole?") from error
    except (SyntaxError, ValueError) as error:
        raise UserError(f"{path}: is no Turtle ({error}); is the suite whole?") from error


def _included(reader: Reader) -> Iterator[Path]:
    for head in reader.objects(_MF + "include"):
        for node in reader.items(head):
            path = path_of(node.value) if isinstance(node, ox.NamedNode) else None
            if path is None:
                raise UserError(f"{reader.base}: includes {node}, which is no file; is the suite whole?")
            yield path


def _entries(reader: Reader, category: str) -> Iterator[Case]:
    for head in reader.objects(_MF + "entries"):
        for node in reader.items(head):
            yield _case(reader, node, category)


def _case(reader: Reader, node: Node, category: str) -> Case:
    types = sorted(n.value.removeprefix(_MF) for n in reader.values(node, iri.PREFIXES["rdf"] + "type") if _is(n, _MF))
    chosen = next((name for name in types if name in _KINDS), types[0] if types else "no type")
    name = node.value.rpartition("#")[2].rpartition("/")[2]
    action, result = reader.value(node, _MF + "action"), reader.value(node, _MF + "result")
    about = _About(reader, node, action)
    plain = action is not None and chosen not in ("QueryEvaluationTest", "CSVResultFormatTest", "ProtocolTest")
    asked = about.all("query") or about.all_of(_UT, "request")
    query = [action] if plain and isinstance(action, ox.NamedNode) else asked
    data, named = about.all("data"), about.all("graphData")
    kind = _kind(chosen, _file(query[0]) if query else None)
    needed = [*query, *data, *named, *([result] if result is not None else [])] if kind != "update" else query
    return Case(
        name, category, chosen,
        query=_file(query[0]) if query else None,
        data=tuple(filter(None, map(_file, data))),
        named=tuple(filter(None, map(_file, named))),
        result=_file(result) if result is not None else None,
        lax=reader.value(node, _MF + "resultCardinality") == ox.NamedNode(_MF + "LaxCardinality"),
        entailment=bool(about.all_of(_SD, "entailmentRegime")),
        services=bool(about.all("serviceData")),
        exchanges=_exchanges(reader, node, action) if kind == "protocol" else (),
        unfit=_unfit(kind, query, result, needed) or about.given_up(),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _About:
    """What is said of an entry and of its action, where suites put the same things now here, now there."""

    reader: Reader
    node: Node
    action: Node | None

    def all_of(self, vocabulary: str, name: str) -> list[Node]:
        subjects = [self.node] if self.action is None else [self.node, self.action]
        return [found for subject in subjects for found in self.reader.values(subject, vocabulary + name)]

    def all(self, name: str) -> list[Node]:
        return self.all_of(_QT, name)

    def given_up(self) -> str | None:
        states = [n.value for n in self.all_of(_DAWGT, "approval")]
        return "its authors have withdrawn it" if not _GIVEN_UP.isdisjoint(states) else None


def _kind(named: str, query: str | None) -> Kind:
    """The kind of a case; some suites give the syntax of updates the class that the syntax of queries has."""
    return "update" if query is not None and query.endswith(".ru") else _KINDS.get(named, "other")


def _exchanges(reader: Reader, node: Node, action: Node | None) -> tuple[Exchange, ...]:
    if action is not None:
        return exchanges_of_connection(reader, action)
    comment = reader.value(node, _RDFS + "comment")
    return exchanges_of_comment(comment.value) if isinstance(comment, ox.Literal) else ()


def _unfit(kind: Kind, query: Sequence[Node], result: Node | None, needed: Sequence[Node]) -> str | None:
    """Why a case that names its parts so cannot be run, or None."""
    if kind in ("protocol", "other"):
        return None
    if not query:
        return "its manifest names no query"
    if kind == "evaluation" and result is None:
        return "its manifest names no result"
    for node in needed:
        path = path_of(node.value) if isinstance(node, ox.NamedNode) else None
        if path is None:
            return f"its manifest names {node}, which is no file"
        if not path.is_file():
            return f"its file {path.name} is missing"
    return None


def _file(node: Node) -> str | None:
    return node.value if isinstance(node, ox.NamedNode) else None


def _is(node: Node, vocabulary: str) -> bool:
    return isinstance(node, ox.NamedNode) and node.value.startswith(vocabulary)
