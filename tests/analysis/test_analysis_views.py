"""Tables and stories for the terminal."""

from __future__ import annotations

import subprocess
import sys

import pytest
from analysis_graphs import Said, agreement, make, say, stock
from rich.console import Console, RenderableType

from kg.analysis.agreements import content_gaps, gap_of, gaps
from kg.analysis.estimates import estimates
from kg.analysis.story import pair_story
from kg.analysis.views import (
    comparison_view,
    content_view,
    gap_table,
    story_view,
)
from kg.errors import UserError

GRAPH = make(
    [
        agreement("PL UA", only="UA"),
        agreement("UA region/baltic", year=2006),
        agreement("QA", "unratified"),
        agreement("NP QA", "recommended", modality="recommended"),
        agreement("NP QA", "in-force", subject="air traffic"),
        stock("UA", "QA", 100000, 2000000, year=2008),
        stock("UA", "QA", 5, 9, unit="percent"),
        stock("NP PH", "QA UA", 1000000),
        say("Remittance", sender="QA", receiver="NP", low=5.5, currency="USD", unit="USD"),
        say("TraffickingRoute", origin="NP", destination="place/doha", purpose="labor exploitation"),
        say("Relation", agent="QA", patient="UA", relation="refuses", topic="agreements"),
        say("Relation", agent="organisation/iom-kyiv", patient="QA", relation="cooperates"),
    ]
)


def render(view: RenderableType, width: int = 100) -> str:
    console = Console(width=width, no_color=True, color_system=None)
    with console.capture() as captured:
        console.print(view)
    return captured.get()


def test_table_has_a_row_a_pair() -> None:
    text = render(gap_table(gaps(GRAPH)))
    assert "Qatar – Ukraine" in text
    assert "UA→QA 100,000–2,000,000" in text
    assert "stated-absent" in text


def test_table_fits_100_columns_without_cutting_words() -> None:
    assert "…" not in render(gap_table(gaps(GRAPH)))


def test_story_tells_every_chapter_with_its_sentences() -> None:
    story = pair_story(GRAPH, "Nepal", "QA")
    titles = [c.title for c in story.chapters]
    assert titles == [
        "Recommended",
        "Agreements on other matters",
        "Migrants from Nepal to Qatar",
        "Money sent from Qatar to Nepal",
        "Trafficking routes",
        "Conventions and open agreements of Qatar",
        "What agreements lack, where Nepal or Qatar is named",
    ]
    text = render(story_view(story))
    assert "silent" in text
    assert "The sentence with words." in text


def test_story_of_a_stated_absence_begins_with_its_claims() -> None:
    story = pair_story(GRAPH, "UA", "QA")
    assert story.chapters[0].title == "What the status rests on"
    assert [c.title for c in story.chapters if "Organisations" in c.title] == [
        "Organisations that work with both"
    ]


def test_parts_of_a_view_print_like_the_whole() -> None:
    view = story_view(pair_story(GRAPH, "UA", "QA"))
    assert "".join(render(part) for part in view) == render(view)


def test_story_of_a_pair_without_claims_says_so() -> None:
    story = pair_story(GRAPH, "MX", "GE")
    assert (story.gap.status, story.gap.rank, story.chapters) == ("silent", None, ())
    assert "Nothing is said" in render(story_view(story))


# What is said of a pair that is not listed, and the chapter that tells it.
UNLISTED = [
    (say("Relation", agent="PL", patient="UA", relation="cooperates"), "What they do together"),
    (
        say("Recommendation", addressee="PL UA", action="conclude a labour agreement", modality="recommended"),
        "Recommended",
    ),
    (stock("UA", "PL", 9, modality="forecast"), "Migrants from Ukraine to Poland"),
    (stock("UA", "PL", 9, polarity="negated"), "Migrants from Ukraine to Poland"),
    (say("Remittance", sender="PL", receiver="UA", modality="forecast"), "Money sent from Poland to Ukraine"),
]


@pytest.mark.parametrize(("claim", "title"), UNLISTED, ids=[c[0][0] for c in UNLISTED])
def test_story_of_a_pair_that_is_not_listed_tells_what_is_said_of_it(claim: Said, title: str) -> None:
    graph = make([claim, stock("NP", "QA", 9)])
    story = pair_story(graph, "UA", "PL")
    assert gap_of(gaps(graph), "PL", "UA") is None
    assert (story.gap.status, story.gap.rank, story.gap.rank_range) == ("silent", None, None)
    assert [c.title for c in story.chapters] == [title]
    assert story.gap.basis == "Nothing is said of an agreement of Poland and Ukraine."


@pytest.mark.parametrize(("one", "other"), [("Atlantis", "UA"), ("UA", "Ukraine")])
def test_story_needs_two_known_states(one: str, other: str) -> None:
    with pytest.raises(UserError):
        pair_story(GRAPH, one, other)


def test_comparisons_show_figures_and_count_what_cannot_be_compared() -> None:
    text = render(comparison_view(estimates(GRAPH)))
    assert "100,000 to 2,000,000 persons (2008) (Ada Writer)" in text
    assert "not comparable: other unit: percent and persons" in text


def test_an_exceeded_whole_is_shown_with_its_sentence() -> None:
    claims = [stock("UA", "PL", 9), stock("UA", "region/abroad", 5, quote="a yearly 5")]
    found = estimates(make([*claims, stock("UA", "region/abroad", 6, quote="some 6")]), destination="PL")
    text = render(comparison_view(found))
    assert "of Ukraine → abroad, which holds it:" in text
    assert "conflicts: part exceeds whole: Ukraine → Poland 9, but Ukraine → abroad 6 (one source)" in text
    assert "some 6" in text
    assert "a yearly 5" not in text
    assert "not comparable: part and whole, other basis: annual flow and stock" in text


def test_content_gaps_show_their_sentences() -> None:
    assert "hindered:" in render(content_view(content_gaps(GRAPH)))


@pytest.mark.parametrize("view", [gap_table, comparison_view, content_view])
def test_empty_views_say_so(view: object) -> None:
    assert callable(view)
    assert render(view(())).startswith("No")


def test_gaps_import_neither_rdflib_nor_networkx() -> None:
    program = (
        "import sys, kg.analysis.agreements, kg.analysis.views, kg.analysis.estimates;"
        "print([m for m in ('rdflib', 'networkx') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
