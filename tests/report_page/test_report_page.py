"""What stands on a page, and that labels of a graph stay text."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

pytest.importorskip("matplotlib", reason="needs the extra `pictures`")
pytest.importorskip("jinja2", reason="needs the extra `pictures`")

import pyoxigraph as ox

from kg.analysis.actors import read_actors
from kg.analysis.agreements import gaps
from kg.analysis.facts import read_facts
from kg.errors import UserError
from kg.graph.store import Graph
from kg.reference_graph import reference_graph
from kg.report_page import Scope, of_pair, of_region, of_state, page_of, to_html
from kg.report_page.model import Drawing, Entries, Entry, Page, Table
from tests import hostile


class Reader(HTMLParser):
    """Tags, the words between them, and addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name in ("href", "src", "xlink:href", "action", "srcset"):
                self.links.append(value or "")

    def handle_data(self, data: str) -> None:
        self.text += data


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    return reader


@pytest.fixture(scope="module")
def graph() -> Graph:
    return reference_graph()


def scope_of(graph: Graph, kind: str) -> Scope:
    actors = read_actors(graph)
    return {
        "state": of_state("KZ", actors),
        "pair": of_pair("RU", "KZ", actors),
        "region": of_region("Central Asia", actors),
    }[kind]


def entries(page: Page) -> list[Entry]:
    return [e for s in page.sections for b in s.blocks if isinstance(b, Entries) for e in b.entries]


@pytest.mark.parametrize("kind", ["state", "pair", "region"])
def test_every_claim_is_told_once_in_full_with_its_evidence(graph: Graph, kind: str) -> None:
    told = entries(page_of(graph, scope_of(graph, kind)))
    full = [e.claim for e in told if not e.above]
    assert len(full) == len(set(full)) > 20
    assert all(e.sentence and e.speakers and e.place and e.document for e in told if not e.above)
    assert {e.claim for e in told if e.above} <= set(full)


def test_a_page_of_a_state_ranks_its_pairs_with_their_status(graph: Graph) -> None:
    page = page_of(graph, scope_of(graph, "state"))
    (table,) = [b for s in page.sections if s.id == "gaps" for b in s.blocks if isinstance(b, Table)]
    assert [row[2] for row in table.rows] == [g.status for g in gaps(graph) if "KZ" in g.pair]


def test_a_page_of_a_region_shows_its_members_in_a_matrix(graph: Graph) -> None:
    page = page_of(graph, scope_of(graph, "region"))
    (matrix,) = [b for s in page.sections if s.id == "gaps" for b in s.blocks if isinstance(b, Drawing)]
    assert all(f">{code}<" in matrix.svg for code in ("KZ", "KG", "TJ", "TM", "UZ"))


def test_sections_of_a_state(graph: Graph) -> None:
    page = page_of(graph, scope_of(graph, "state"))
    assert [s.id for s in page.sections] == [
        "gaps", "agreements", "estimates", "trafficking", "services", "laws", "measures"
    ]  # fmt: skip


def test_estimates_that_disagree_have_a_picture_each(graph: Graph) -> None:
    page = page_of(graph, of_state("TJ", read_actors(graph)))
    (section,) = [s for s in page.sections if s.id == "estimates"]
    kinds = [b.kind for b in section.blocks]
    assert kinds[::2] == ["drawing"] * (len(kinds) // 2)
    assert len(kinds) == 8


def test_a_place_speaks_for_its_state(graph: Graph) -> None:
    told = {e.claim for e in entries(page_of(graph, of_state("UZ", read_actors(graph))))}
    tashkent = [c.id for c in read_facts(graph).of_type("TraffickingRole") if "place/tashkent" in str(c.nodes)]
    assert tashkent
    assert set(tashkent) <= told


def test_notes_stand_with_their_words(graph: Graph) -> None:
    notes = {n.number: n.text for e in entries(page_of(graph, scope_of(graph, "region"))) for n in e.notes}
    assert notes[72] == "Olimova, 2005."


def test_the_foot_names_documents_graph_and_program(graph: Graph) -> None:
    page = page_of(graph, scope_of(graph, "state"), "mkg report --state KZ -o page.html")
    text = read(to_html(page)).text
    assert page.sources[0].sha256[0] in text
    assert f"{len(graph):,} triples" in text
    assert "mkg report --state KZ -o page.html" in text


@pytest.mark.parametrize("kind", ["state", "pair", "region"])
def test_a_page_holds_no_script_and_asks_nothing(graph: Graph, kind: str) -> None:
    reader = read(to_html(page_of(graph, scope_of(graph, kind))))
    assert reader.tags.isdisjoint({"script", "img", "iframe", "object", "embed", "form", "audio", "video", "base"})
    assert all(link.startswith("#") or link == "data:," for link in reader.links)
    assert len(reader.ids) == len(set(reader.ids))
    assert {link[1:] for link in reader.links if link.startswith("#")} <= set(reader.ids)


def test_equal_graphs_give_equal_pages(graph: Graph) -> None:
    copy = Graph(graph.triples())
    scope = scope_of(graph, "pair")
    assert to_html(page_of(graph, scope)) == to_html(page_of(copy, scope))


@pytest.mark.parametrize("kind", ["state", "pair", "region"])
def test_hostile_labels_are_shown_as_text(kind: str) -> None:
    graph = hostile.graph()
    html = to_html(page_of(graph, scope_of(graph, kind)))
    reader = read(html)
    assert reader.tags.isdisjoint({"script", "img"})
    assert "<script>document.title" in reader.text
    assert hostile.TURNED in reader.text or kind == "state"


def test_a_pair_of_which_nothing_is_said_has_a_page(graph: Graph) -> None:
    page = page_of(graph, of_pair("AF", "US", read_actors(graph)))
    assert page.sections[0].id == "gaps"
    assert "silent" in to_html(page)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda a: of_region("Centrl Asia", a), "Central Asia"),
        (lambda a: of_region("Kazakhstan", a), "no region with members"),
        (lambda a: of_pair("KZ", "Kazakhstan", a), "same state"),
        (lambda a: of_state("Atlantis", a), "no state"),
    ],
)
def test_an_unknown_scope_says_what_to_do(graph: Graph, make: object, message: str) -> None:
    with pytest.raises(UserError, match=message):
        make(read_actors(graph))  # type: ignore[operator]


DATA_SETS = """
@prefix mkg: <https://w3id.org/migration-kg/ontology#> . @prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix t: <https://w3id.org/migration-kg/id/> .
<https://w3id.org/migration-kg/id/state/NP> a mkg:State ; skos:prefLabel "Nepal"@en .
<https://w3id.org/migration-kg/id/state/QA> a mkg:State ; skos:prefLabel "Qatar"@en .
<https://w3id.org/migration-kg/id/region/gulf> a mkg:Region ; skos:prefLabel "Gulf"@en .
<https://w3id.org/migration-kg/id/document/lists> a mkg:Document, mkg:DataSet ; dcterms:title "Lists"@en ;
  mkg:sha256 "ab" ;
  mkg:coverageNote "What is not on it may exist." ; dcterms:license "CC0" .
"""
LISTING = """
<https://w3id.org/migration-kg/id/claim/{id}> a mkg:Claim, mkg:{type} ; rdfs:label "{label}"@en ;
  mkg:rootSource <https://w3id.org/migration-kg/id/document/lists> ;
  mkg:evidence <https://w3id.org/migration-kg/id/evidence/{id}> ;
  {slots} .
<https://w3id.org/migration-kg/id/evidence/{id}> mkg:row "{row}" ; mkg:column "{column}" ; mkg:quote "{quote}" .
"""
THINGS = "<https://w3id.org/migration-kg/id/"
NP, QA, GULF = (f"{THINGS}{n}>" for n in ("state/NP", "state/QA", "region/gulf"))
WAGES = "<https://w3id.org/migration-kg/scheme/agreement-provision/wages>"
NO = "<https://w3id.org/migration-kg/scheme/polarity/negated>"


def listing() -> Graph:
    def stock(year: int, count: int, destination: str = QA) -> str:
        when = f'mkg:periodStart "{year}"^^xsd:gYear'
        slots = f"mkg:origin {NP} ; mkg:destination {destination} ; mkg:low {count}.0 ; {when}"
        name = f"aa{year}{count}"
        return LISTING.format(
            id=name, type="MigrantStock", label=name, slots=slots, row=f"9 ({year})", column="Nepal", quote=count
        )

    agreement = LISTING.format(
        id="bb1", type="Agreement", label="Nepal – Qatar", row="4", column="party", quote="Nepal | Qatar",
        slots=f"mkg:party {NP}, {QA} ; mkg:lists {THINGS}agreement/x-1> ; "
        'mkg:periodStart "2005"^^xsd:gYear ; mkg:signedOn "2005-03-21"^^xsd:date',
    )  # fmt: skip
    provision = LISTING.format(
        id="bb2", type="Agreement", label="no wage protection", row="4", column="wage", quote="0",
        slots=f"mkg:party {NP}, {QA} ; mkg:ofInstrument {THINGS}agreement/x-1> ; "
        f"mkg:provision {WAGES} ; mkg:polarity {NO}",
    )  # fmt: skip
    title = f'{THINGS}agreement/x-1> rdfs:label "Agreement on workers"@en . {WAGES} skos:prefLabel "wages"@en .'
    text = DATA_SETS + agreement + provision + title + stock(2010, 700) + stock(2019, 900) + stock(2019, 5000, GULF)
    graph = Graph()
    graph.store.load(text.encode(), format=ox.RdfFormat.TURTLE)
    return graph


def test_what_data_sets_list_stands_beside_with_row_and_column() -> None:
    graph = listing()
    (section,) = [s for s in page_of(graph, of_state("NP", read_actors(graph))).sections if s.id == "listed"]
    (agreements, migrants) = section.blocks
    assert isinstance(agreements, Entries)
    (listed,) = agreements.entries
    assert listed.text == "Nepal – Qatar: Agreement on workers: signed 2005-03-21, no ratification given"
    assert (listed.place, listed.sentence) == ("row 4, column party", "Nepal | Qatar")
    assert isinstance(migrants, Table)
    assert migrants.rows == (("Nepal → Qatar", "900 persons", "2019", "Lists, row 9 (2019), column Nepal"),)
    assert "What is not on it may exist." in section.lead


def test_a_pair_has_all_years_that_data_sets_list() -> None:
    graph = listing()
    (section,) = [s for s in page_of(graph, of_pair("NP", "QA", read_actors(graph))).sections if s.id == "listed"]
    coded = [b for b in section.blocks if isinstance(b, Entries)][1]
    assert [(e.text, e.tags, e.place) for e in coded.entries] == [("wages", ("not in the text",), "row 4, column wage")]
    assert [row[2] for b in section.blocks if isinstance(b, Table) for row in b.rows] == ["2010", "2019"]


def test_licence_and_coverage_of_a_data_set_stand_at_the_foot() -> None:
    graph = listing()
    (source,) = page_of(graph, of_state("NP", read_actors(graph))).sources
    assert (source.licence, source.note) == ("CC0", "What is not on it may exist.")
