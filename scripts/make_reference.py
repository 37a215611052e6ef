"""Pages of the reference that are made from the ontology, the templates and the commands.

    python scripts/make_reference.py [--check]

Writes `docs/reference/*.md`; with `--check` it only says which pages differ, and ends with status 1 if one does.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg import iri
from kg.queries import templates
from kg.resources import ontology_dir

FOLDER = Path(__file__).parents[1] / "docs" / "reference"
_NOTE = "<!-- made by scripts/make_reference.py; change the source and run it again -->\n\n"
_SH = "http://www.w3.org/ns/shacl#"


def pages() -> dict[str, str]:
    """Text of each page by its name."""
    return {
        "ontology.md": _ontology(), "schemes.md": _schemes(), "shapes.md": _shapes(), "templates.md": _templates(),
        "commands.md": _commands(),
    }  # fmt: skip


@cache
def _store(*folders: str) -> ox.Store:
    store = ox.Store()
    paths = [ontology_dir() / "core.ttl"] if not folders else []
    for folder in folders:
        paths += sorted((ontology_dir() / folder).glob("*.ttl"))
    for path in paths:
        store.load(path=str(path), format=ox.RdfFormat.TURTLE)
    return store


def _rows(store: ox.Store, query: str) -> list[dict[str, str]]:
    found: Any = store.query(query, prefixes={**iri.all_prefixes(), "sh": _SH})
    names = [v.value for v in found.variables]
    return [{n: getattr(row[n], "value", "") if row[n] is not None else "" for n in names} for row in found]


def _ontology() -> str:
    store = _store()
    terms = """SELECT ?term ?label ?definition ?note (GROUP_CONCAT(DISTINCT STR(?above); separator=" ") AS ?parents)
        (SAMPLE(?d) AS ?domain) (SAMPLE(?r) AS ?range) WHERE {
        ?term a ?kind ; rdfs:label ?label ; skos:definition ?definition . VALUES ?kind { %s }
        OPTIONAL { ?term skos:scopeNote ?note } OPTIONAL { ?term rdfs:subClassOf|rdfs:subPropertyOf ?above }
        OPTIONAL { ?term rdfs:domain ?d } OPTIONAL { ?term rdfs:range ?r } }
        GROUP BY ?term ?label ?definition ?note ORDER BY ?term"""
    parts = ["# Ontology\n\n", _NOTE, f"Terms have the prefix `mkg:` for `{iri.TERMS}`.\n"]
    for title, kinds in (("Classes", "owl:Class"), ("Properties", "owl:ObjectProperty owl:DatatypeProperty")):
        parts.append(f"\n## {title}\n")
        for row in _rows(store, terms % kinds):
            parts.append(f"\n### {_short(row['term'])}\n\n{row['definition']}\n")
            if row["note"]:
                parts.append(f"\n> {row['note']}\n")
            facts = {
                "under": row["parents"], "of": row["domain"], "to": row["range"],
            }  # fmt: skip
            told = [f"{k} {', '.join(f'`{_short(v)}`' for v in text.split())}" for k, text in facts.items() if text]
            if told:
                parts.append(f"\n{'; '.join(told)}\n")
    return "".join(parts)


def _schemes() -> str:
    query = """SELECT ?scheme ?name ?about ?notation ?label ?definition WHERE {
        ?scheme a skos:ConceptScheme ; skos:prefLabel ?name . OPTIONAL { ?scheme skos:definition ?about }
        ?concept skos:inScheme ?scheme ; skos:notation ?notation ; skos:prefLabel ?label .
        OPTIONAL { ?concept skos:definition ?definition } } ORDER BY ?scheme ?notation"""
    parts = ["# Closed values\n\n", _NOTE, "Each value is a SKOS concept `scheme/NAME/VALUE` under the base IRI.\n"]
    for _, group in groupby(_rows(_store("schemes"), query), key=lambda r: r["scheme"]):
        rows = list(group)
        parts.append(f"\n## {rows[0]['scheme'].rsplit('/', 1)[-1]}\n\n{rows[0]['about']}\n\n")
        parts.append(_table(("value", "means"), ((f"`{r['notation']}`", r["definition"] or r["label"]) for r in rows)))
    return "".join(parts)


def _shapes() -> str:
    query = """SELECT ?name ?about ?message ?hint ?severity WHERE {
        ?shape sh:name ?name ; sh:message ?message . OPTIONAL { ?shape sh:description ?about }
        OPTIONAL { ?shape mkg:fixHint ?hint } OPTIONAL { ?shape sh:severity ?severity } } ORDER BY ?name"""
    parts = ["# Shapes\n\n", _NOTE, "What `mkg validate` looks for, with what it says and what to do.\n"]
    for row in _rows(_store("shapes"), query):
        severity = row["severity"].rsplit("#", 1)[-1] or "Violation"
        told = f"{row['message']} {row['hint']}".strip()
        parts.append(f"\n## {row['name']}\n\n{severity}. {row['about']}\n\n{told}\n")
    return "".join(parts)


def _templates() -> str:
    parts = ["# Templates\n\n", _NOTE, "Questions that `mkg query NAME` answers, by topic.\n"]
    for topic, group in groupby(sorted(templates(), key=lambda t: (t.topic, t.name)), key=lambda t: t.topic):
        parts.append(f"\n## {topic}\n")
        for chosen in group:
            parts.append(f"\n### {chosen.name}\n\n**{chosen.summary}** {chosen.description}\n\n")
            if chosen.parameters:
                rows = ((f"`{p.name}`", p.label, p.kind, p.example or "") for p in chosen.parameters.values())
                parts.append(_table(("parameter", "label", "kind", "example"), rows) + "\n")
            parts.append("Columns: " + ", ".join(f"{h} (`{n}`)" for n, h in chosen.columns.items()) + ".\n")
    return "".join(parts)


def _commands() -> str:
    import typer

    from kg.cli.app import app

    parts = ["# Commands\n\n", _NOTE, "Every command says the same with `--help`.\n"]
    root: Any = typer.main.get_command(app)
    for name, command in sorted(_leaves(root, "mkg").items()):
        about = (command.help or "").strip().split("\f")[0]
        parts.append(f"\n## {name}\n\n{about}\n")
        options = [p for p in command.params if p.name != "help"]
        if options:
            parts.append("\n" + _table(("argument or option", "what it is for"), map(_option, options)))
        if command.epilog:
            parts.append(f"\n`{command.epilog.removeprefix('Example: ')}`\n")
    return "".join(parts)


def _leaves(command: Any, name: str) -> Mapping[str, Any]:
    """Commands by their whole names; groups of commands are opened."""
    if not hasattr(command, "commands"):
        return {name: command}
    found: dict[str, Any] = {}
    for each, inner in command.commands.items():
        found |= _leaves(inner, f"{name} {each}")
    return found


def _option(parameter: Any) -> tuple[str, str]:
    if parameter.param_type_name == "argument":
        return f"`{(parameter.name or '').upper()}`", getattr(parameter, "help", "") or ""
    names = ", ".join(f"`{o}`" for o in sorted((*parameter.opts, *parameter.secondary_opts), key=len, reverse=True))
    return names, parameter.help or ""


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    names = list(head)
    lines = [names, ["---"] * len(names), *([str(c).replace("|", "\\|") for c in row] for row in rows)]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


def _short(node: str) -> str:
    return iri.compact(node)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    FOLDER.mkdir(parents=True, exist_ok=True)
    differing = []
    for name, text in pages().items():
        path = FOLDER / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            differing.append(name)
            if not check:
                path.write_text(text, encoding="utf-8")
    print(f"{'differ' if check else 'written'}: {', '.join(differing) or 'none'}")
    if check and differing:
        sys.exit(1)


if __name__ == "__main__":
    main()
