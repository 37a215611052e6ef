"""The ontology as a whole: what is used is declared, what is declared is used, and all of it is described."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef, namespace

from kg import iri
from kg.resources import ontology_dir, queries_dir

ONTOLOGY = ontology_dir()
PACKAGE = Path(iri.__file__).parent
FOLDERS = ("schemes", "reference", "shapes", "alignments")
KINDS = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, OWL.NamedIndividual}


def turtle_files(*folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((ONTOLOGY / folder).glob("*.ttl"))]


def query_files() -> list[Path]:
    folders = (ONTOLOGY / "rules", ONTOLOGY / "checks", queries_dir())
    return [path for folder in folders for path in sorted(folder.rglob("*.rq"))]


def parse(*paths: Path) -> Graph:
    graph = Graph()
    for path in paths:
        graph.parse(path, format="turtle")
    return graph


@pytest.fixture(scope="module")
def core() -> Graph:
    return parse(ONTOLOGY / "core.ttl")


@pytest.fixture(scope="module")
def schemes() -> Graph:
    return parse(*turtle_files("schemes"))


def terms(core: Graph, *kinds: URIRef) -> list[str]:
    """Local names of the declared terms of these kinds, of all kinds by default."""
    found = {s for kind in (kinds or KINDS) for s in core.subjects(RDF.type, kind)}
    return sorted(str(s).removeprefix(iri.TERMS) for s in found)


def in_turtle(path: Path) -> Iterator[str]:
    for triple in parse(path):
        for node in triple:
            if isinstance(node, URIRef) and str(node).startswith(iri.TERMS):
                yield str(node).removeprefix(iri.TERMS)


def in_text(path: Path) -> Iterator[str]:
    """Names after `mkg:`, after the full namespace, and in the calls that make terms."""
    text = path.read_text(encoding="utf-8")
    yield from re.findall(r"(?<![\w-])mkg:([A-Za-z]\w*)", text)
    yield from re.findall(re.escape(iri.TERMS) + r"([A-Za-z]\w*)", text)
    yield from re.findall(r"\b(?:term|mkg)\(\s*[\"']([A-Za-z]\w*)[\"']\s*\)", text)


def names_used() -> dict[str, set[str]]:
    """Each name of our namespace that is used outside core.ttl, with the files that use it."""
    used: dict[str, set[str]] = defaultdict(set)
    for path in turtle_files(*FOLDERS):
        for name in in_turtle(path):
            used[name].add(path.name)
    for path in [*query_files(), *sorted(PACKAGE.rglob("*.py"))]:
        for name in in_text(path):
            used[name].add(path.name)
    return used


def names_quoted() -> set[str]:
    """Words that stand alone in quotes in the code: names that a function turns into terms."""
    return {
        word
        for path in PACKAGE.rglob("*.py")
        for word in re.findall(r"[\"']([A-Za-z]\w*)[\"']", path.read_text(encoding="utf-8"))
    }


@pytest.mark.parametrize("folder", FOLDERS)
def test_each_folder_has_files_and_each_file_says_something(folder: str) -> None:
    files = turtle_files(folder)
    assert files
    assert [p.name for p in files if not len(parse(p))] == []


def test_names_used_anywhere_are_declared(core: Graph) -> None:
    declared = set(terms(core))
    unknown = {name: sorted(files) for name, files in names_used().items() if name not in declared}
    assert unknown == {}


def test_declared_terms_are_used_outside_core(core: Graph) -> None:
    kinds_of_values = {str(o).removeprefix(iri.TERMS) for o in core.objects(None, URIRef(iri.term("slotValue")))}
    unused = set(terms(core)) - set(names_used()) - names_quoted() - kinds_of_values
    assert sorted(unused) == []


@pytest.mark.parametrize("prop", [RDFS.label, SKOS.definition])
def test_each_term_has_exactly_one(core: Graph, prop: URIRef) -> None:
    wrong = [t for t in terms(core) if len(list(core.objects(URIRef(iri.term(t)), prop))) != 1]
    assert wrong == []


def test_each_term_has_one_kind(core: Graph) -> None:
    wrong = [t for t in terms(core) if len(set(core.objects(URIRef(iri.term(t)), RDF.type)) & KINDS) != 1]
    assert wrong == []


def test_each_term_says_which_ontology_defines_it(core: Graph) -> None:
    ontology = URIRef(iri.BASE + "ontology")
    assert [t for t in terms(core) if (URIRef(iri.term(t)), RDFS.isDefinedBy, ontology) not in core] == []


def test_definitions_are_sentences_and_no_labels(core: Graph) -> None:
    wrong = []
    for name in terms(core):
        label = str(core.value(URIRef(iri.term(name)), RDFS.label))
        definition = str(core.value(URIRef(iri.term(name)), SKOS.definition))
        if definition.rstrip(".").lower() == label.lower() or not definition.endswith("."):
            wrong.append(name)
    assert wrong == []


def test_texts_have_a_language_and_no_stray_space(core: Graph, schemes: Graph) -> None:
    texts = [
        text
        for graph in (core, schemes)
        for prop in (RDFS.label, SKOS.prefLabel, SKOS.definition, SKOS.scopeNote)
        for text in graph.objects(None, prop)
    ]
    wrong = [t for t in texts if not isinstance(t, Literal) or t.language != "en" or str(t) != " ".join(t.split())]
    assert texts
    assert wrong == []


def test_classes_are_upper_camel(core: Graph) -> None:
    names = terms(core, OWL.Class, OWL.NamedIndividual)
    assert [n for n in names if not re.fullmatch(r"([A-Z][a-z0-9]+)+", n)] == []


def test_properties_are_lower_camel(core: Graph) -> None:
    names = terms(core, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    assert [n for n in names if not re.fullmatch(r"[a-z][a-z0-9]*([A-Z][a-z0-9]*)*", n)] == []


def test_no_two_terms_of_one_kind_share_a_label(core: Graph) -> None:
    for kind in (OWL.Class, OWL.ObjectProperty):
        labels = [str(core.value(URIRef(iri.term(t)), RDFS.label)) for t in terms(core, kind)]
        assert sorted({label for label in labels if labels.count(label) > 1}) == []


def test_parents_are_declared(core: Graph) -> None:
    declared = {URIRef(iri.term(t)) for t in terms(core)}
    parents = {o for p in (RDFS.subClassOf, RDFS.subPropertyOf) for o in core.objects(None, p)}
    assert parents - declared == set()


def test_each_claim_type_has_slots_with_name_and_kind_of_value(core: Graph) -> None:
    claim = URIRef(iri.term("Claim"))
    types = list(core.subjects(RDFS.subClassOf, claim))
    slots = {t: list(core.objects(t, URIRef(iri.term("slot")))) for t in types}
    assert len(types) == 13
    assert all(slots.values())
    for found in slots.values():
        names = [str(core.value(p, URIRef(iri.term("slotName")))) for p in found]
        assert len(set(names)) == len(names)
        assert "None" not in names
        assert all((p, URIRef(iri.term("slotValue")), None) in core for p in found)


def test_closed_slots_have_a_scheme_that_exists(core: Graph, schemes: Graph) -> None:
    closed = set(core.subjects(URIRef(iri.term("slotValue")), URIRef(iri.term("ConceptValue"))))
    given = {p: core.value(p, URIRef(iri.term("slotScheme"))) for p in closed}
    assert {p for p, s in given.items() if (s, RDF.type, SKOS.ConceptScheme) not in schemes} == set()


def test_schemes_are_the_known_ones(schemes: Graph) -> None:
    found = {str(s).removeprefix(iri.SCHEMES) for s in schemes.subjects(RDF.type, SKOS.ConceptScheme)}
    assert found == set(iri.SCHEME_NAMES)


def test_each_scheme_has_a_label_a_definition_and_concepts(schemes: Graph) -> None:
    for scheme in schemes.subjects(RDF.type, SKOS.ConceptScheme):
        assert len(list(schemes.objects(scheme, SKOS.prefLabel))) == 1, scheme
        assert len(list(schemes.objects(scheme, SKOS.definition))) == 1, scheme
        assert list(schemes.subjects(SKOS.inScheme, scheme)), scheme


def test_each_concept_is_described_once(schemes: Graph) -> None:
    wrong = []
    for concept in schemes.subjects(RDF.type, SKOS.Concept):
        for prop in (SKOS.notation, SKOS.prefLabel, SKOS.definition, SKOS.inScheme):
            if len(list(schemes.objects(concept, prop))) != 1:
                wrong.append((concept, prop))
        if not str(schemes.value(concept, SKOS.definition)).endswith("."):
            wrong.append((concept, "full stop"))
    assert wrong == []


def test_concept_iris_follow_from_scheme_and_notation(schemes: Graph) -> None:
    for concept in schemes.subjects(RDF.type, SKOS.Concept):
        scheme = str(schemes.value(concept, SKOS.inScheme)).removeprefix(iri.SCHEMES)
        assert str(concept) == iri.concept(scheme, str(schemes.value(concept, SKOS.notation)))


def test_concepts_used_anywhere_exist(schemes: Graph) -> None:
    known = {str(s) for s in schemes.subjects(RDF.type)}
    used = {
        str(node)
        for path in turtle_files("reference", "shapes")
        for triple in parse(path)
        for node in triple
        if isinstance(node, URIRef) and str(node).startswith(iri.SCHEMES)
    }
    for path in query_files():
        text = path.read_text(encoding="utf-8")
        used |= {iri.SCHEMES + f"{s}/{v}" for s, v in re.findall(r"\bmkg-([a-z-]+):([A-Za-z][\w-]*)", text)}
        used |= set(re.findall(r"<(" + re.escape(iri.SCHEMES) + r"[^>]*[^>/])>", text))
    assert sorted(used - known) == []


def test_aligned_terms_of_ours_are_declared_and_the_others_published(core: Graph) -> None:
    with (Path(__file__).parent / "published_terms.csv").open(encoding="utf-8") as lines:
        published = {row["term"] for row in csv.DictReader(lines)}
    closed = (namespace.PROV, namespace.ORG, SKOS, namespace.DCTERMS, namespace.SDO)
    unknown = []
    for path in turtle_files("alignments"):
        for subject, _, target in parse(path):
            assert str(subject).removeprefix(iri.TERMS) in terms(core), subject
            space = next((ns for ns in closed if str(target).startswith(str(ns))), None)
            if not (target in space if space is not None else str(target) in published):
                unknown.append(str(target))
    assert unknown == []


def test_classes_align_with_classes_and_properties_with_properties(core: Graph) -> None:
    classes = set(terms(core, OWL.Class))
    for path in turtle_files("alignments"):
        for subject, _, target in parse(path):
            local = re.split(r"[#/]", str(target))[-1]
            assert local[0].isupper() == (str(subject).removeprefix(iri.TERMS) in classes), (subject, target)


def test_core_imports_nothing(core: Graph) -> None:
    assert list(core.objects(None, OWL.imports)) == []


def test_shapes_are_shacl_core_and_have_names() -> None:
    graph = parse(*turtle_files("shapes"))
    sh = namespace.SH
    beyond_core = {sh.sparql, sh.js, sh.rule, sh.target, sh.select, sh.ask}
    assert set(graph.predicates()) & beyond_core == set()
    shapes = set(graph.subjects(RDF.type, sh.NodeShape)) | set(graph.subjects(RDF.type, sh.PropertyShape))
    assert shapes
    assert {s for s in shapes if not str(s).startswith(iri.BASE + "shape/")} == set()
    assert {s for s in shapes if (s, sh.name, None) not in graph} == set()
