"""Questions in a browser: the list, forms with what the graph offers, rows with their sentences, files to keep."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from kg.api import open_graph
from kg.cli.app import app
from kg.queries import run_template, templates
from kg.queries.values import values_of
from tests.web.explorer.conftest import AtEverySize, Open, shown

if TYPE_CHECKING:
    from playwright.sync_api import Page

SCENES = {
    "questions": "#/questions",
    "questions-filter": "#/questions?filter=remittances",
    "question": "#/questions/agreements-of-state?state=Kyrgyzstan",
    "question-error": "#/questions/agreements-of-state?state=Kyrgizstn",
    "question-ranges": "#/questions/migrant-estimates?origin=Uzbekistan&as=ranges",
    "question-graph": "#/questions/agreement-network",
}


def asked(page: Page) -> Page:
    """The page, when its rows are there."""
    page.wait_for_selector("section.rows:not([aria-busy])")
    return page


@pytest.mark.parametrize("name", SCENES)
def test_questions_open_at_every_size(name: str, at_every_size: AtEverySize) -> None:
    for page in at_every_size(name, SCENES[name], told=("400",)):
        if name.startswith("question-") or name == "question":
            asked(page)


def test_all_questions_stand_under_their_topics(open_view: Open) -> None:
    page = open_view("#/questions")
    links = page.eval_on_selector_all(".topic a", "all => all.map(a => a.getAttribute('href'))")
    assert sorted(links) == sorted(f"#/questions/{t.name}" for t in templates())
    assert page.locator(".topic h2").count() == len({t.topic for t in templates()})


def test_the_filter_stays_in_the_address(open_view: Open) -> None:
    page = open_view("#/questions")
    page.fill("#filter", "remittances")
    wanted = page.inner_text(".filters [role=status]")
    again = open_view("#/" + page.url.split("#/")[1])
    assert again.input_value("#filter") == "remittances"
    assert again.inner_text(".filters [role=status]") == wanted != f"{len(templates())} questions"


@pytest.mark.parametrize(
    ("name", "typed", "given"),
    [
        ("agreements-of-state", {"state": "Kyrgyzstan"}, ["state=Kyrgyzstan"]),
        ("gaps-with-exposure", {"state": "KZ", "minimum": "100.000"}, ["state=KZ", "minimum=100000"]),
        ("payments", {}, []),
    ],
)
def test_rows_in_the_page_are_those_of_the_command_line(
    name: str, typed: dict[str, str], given: list[str], open_view: Open
) -> None:
    page = open_view(f"#/questions/{name}")
    asked(page)
    for parameter, words in typed.items():
        page.fill(f"#field-{parameter}", words)
        page.keyboard.press("Escape")
    page.click("#ask")
    if typed:
        page.wait_for_function("() => location.hash.includes('?')")
    asked(page)
    options = [part for value in given for part in ("--param", value)]
    told = CliRunner().invoke(app, ["query", name, *options, "--format", "csv"]).stdout
    with page.expect_download() as download:
        page.locator(".downloads a", has_text="CSV").first.click()
    kept = Path(download.value.path()).read_text(encoding="utf-8")
    assert kept.splitlines() == told.splitlines()
    with page.expect_download() as download:
        page.locator("[aria-label$='as CSV']").click()
    in_page = list(csv.reader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8"))))
    rows = list(csv.DictReader(io.StringIO(told)))
    assert len(in_page) == len(rows) + 1 > 1
    columns = [c for c in json.loads(run_template(open_graph(), name).to_json())["head"]["vars"] if c in rows[0]]
    first = next(c for c in columns if f"{c}Label" in columns)
    heading = next(t for t in templates() if t.name == name).columns[first]
    at = in_page[0].index(heading)
    assert [line[at] for line in in_page[1:]] == [row[f"{first}Label"] for row in rows]


@pytest.mark.parametrize("typed", ["100.000", "100 000", "100,000", "100'000", "100\u00a0000", "100000", "+100000"])
def test_numbers_are_read_as_people_write_them(typed: str, open_view: Open) -> None:
    page = open_view("#/questions/gaps-with-exposure")
    asked(page)
    page.fill("#field-minimum", typed)
    page.keyboard.press("Escape")
    page.click("#ask")
    page.wait_for_function("() => location.hash.includes('minimum')")
    asked(page)
    wanted = run_template(open_graph(), "gaps-with-exposure", {"minimum": 100_000})
    assert page.inner_text(".row-count") == f"{len(wanted)} rows"


@pytest.mark.parametrize("typed", ["1,5", "many", "1.000,5", "1.00", "1.000 000"])
def test_what_is_no_whole_number_is_told_at_its_field(typed: str, open_view: Open) -> None:
    page = open_view("#/questions/gaps-with-exposure")
    asked(page)
    page.fill("#field-minimum", typed)
    page.keyboard.press("Escape")
    page.click("#ask")
    assert "no whole number" in page.inner_text("#field-minimum-error")
    assert page.evaluate("document.activeElement.id") == "field-minimum"
    assert page.get_attribute("#field-minimum", "aria-invalid") == "true"
    assert "minimum" not in page.url


def test_an_unknown_value_is_told_at_its_field_in_the_words_of_the_server(open_view: Open) -> None:
    page = open_view("#/questions/agreements-of-state?state=Kyrgizstn", told=("400",))
    asked(page)
    assert page.inner_text("#field-state-error").startswith("no state is called 'Kyrgizstn'; did you mean Kyrgyzstan")
    assert page.input_value("#field-state") == "Kyrgizstn"


def test_the_keyboard_chooses_a_value_that_the_graph_has(open_view: Open) -> None:
    page = open_view("#/questions/agreements-of-state")
    asked(page)
    page.focus("#field-state")
    page.keyboard.press("ArrowDown")
    page.wait_for_selector("[role=option][aria-selected=true]")
    assert page.get_attribute("#field-state", "aria-expanded") == "true"
    most = values_of(open_graph(), "agreements-of-state", "state").values[0]
    assert most.label in page.inner_text("[role=option][aria-selected=true]")
    page.keyboard.press("Enter")
    assert page.input_value("#field-state") == most.value
    page.keyboard.press("Enter")
    page.wait_for_function("() => location.hash.includes('state=')")
    asked(page)
    assert page.inner_text(".row-count") == f"{most.rows} rows"


def test_a_closed_list_is_ticked_and_stays_in_the_address(open_view: Open) -> None:
    page = open_view("#/questions/agreements-of-state")
    asked(page)
    page.get_by_label("In force").check()
    page.get_by_label("Absent").check()
    page.click("#ask")
    page.wait_for_function("() => location.hash.includes('status')")
    asked(page)
    wanted = run_template(open_graph(), "agreements-of-state", {"status": ["absent", "in-force"]})
    again = asked(open_view("#/" + page.url.split("#/")[1]))
    for one in (page, again):
        assert one.inner_text(".row-count") == f"{len(wanted)} rows"
        assert one.get_by_label("In force").is_checked()
        assert not one.get_by_label("In progress").is_checked()


def test_a_default_can_be_taken_away(open_view: Open) -> None:
    page = open_view("#/questions/shelters-and-hotlines")
    asked(page)
    by_default = run_template(open_graph(), "shelters-and-hotlines")
    assert page.inner_text(".row-count") == f"{len(by_default)} rows"
    everything = asked(open_view("#/questions/shelters-and-hotlines?kind=*"))
    wanted = run_template(open_graph(), "shelters-and-hotlines", {"kind": "*"})
    assert everything.inner_text(".row-count") == f"{len(wanted)} rows"
    assert len(wanted) > len(by_default)


def test_a_row_shows_its_sentence(open_view: Open) -> None:
    page = asked(open_view("#/questions/agreements-of-state?state=Kyrgyzstan"))
    button = page.locator("tbody button", has_text="Evidence").first
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".row-evidence blockquote")
    assert button.get_attribute("aria-expanded") == "true"
    evidence = run_template(open_graph(), "evidence-of-claim")
    assert page.inner_text(".row-evidence blockquote") in {str(r["sentence"]) for r in evidence.as_dicts()}
    page.keyboard.press("Enter")
    assert page.locator(".row-evidence").count() == 0


def test_a_question_that_makes_a_graph_is_kept_as_turtle(open_view: Open) -> None:
    page = asked(open_view("#/questions/agreement-network?state=KZ"))
    with page.expect_download() as download:
        page.locator(".downloads a", has_text="Turtle").click()
    assert "@prefix mkg:" in Path(download.value.path()).read_text(encoding="utf-8")


def test_ranges_draw_each_figure_once(open_view: Open) -> None:
    page = asked(open_view("#/questions/migrant-estimates?origin=Uzbekistan&destination=Kazakhstan&as=ranges"))
    rows = run_template(open_graph(), "migrant-estimates", {"origin": "UZ", "destination": "KZ"}).as_dicts()
    with_figure = {r["claim"] for r in rows if r["low"] is not None or r["high"] is not None}
    drawn = page.eval_on_selector_all(".figure", "all => all.map(e => e.id.replace('figure-', ''))")
    assert set(drawn) == with_figure
    page.locator(".figure").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".figure-card blockquote")
    page.get_by_role("button", name="Table", exact=True).click()
    page.wait_for_selector("main table:visible")


def test_the_bound_query_opens_in_the_editor(open_view: Open) -> None:
    page = asked(open_view("#/questions/agreements-of-state?state=Kyrgyzstan"))
    count = page.inner_text(".row-count")
    assert "--param state=Kyrgyzstan" in (page.locator(".made").text_content() or "")
    page.locator(".made summary").click()
    page.get_by_role("link", name="Open this query in the editor").click()
    page.wait_for_selector("main[data-view=sparql] .row-count")
    assert page.inner_text(".row-count").startswith(f"{count} in ")


def test_an_unknown_question_is_told(open_view: Open) -> None:
    page = open_view("#/questions/nothing", told=("404",))
    assert page.inner_text("h1") == "Not in this graph"


def test_a_folder_has_rows_without_values_and_says_what_to_run(open_view: Open, folder: str) -> None:
    page = open_view("#/questions", base=folder)
    page.locator(".topic a", has_text="Which agreements does a state have").click()
    page.wait_for_selector(".needs-server")
    told = page.inner_text(".needs-server")
    assert "mkg query agreements-of-state --param state=Kyrgyzstan --graph graph.ttl" in told
    assert "mkg serve --graph graph.ttl" in told
    wanted = run_template(open_graph(), "agreements-of-state")
    assert page.inner_text(".row-count") == f"{len(wanted)} rows"
    page.goto(folder + "#/questions/agreements-of-state?state=South%20Sudan")
    shown(page)
    assert "--param 'state=South Sudan'" in page.inner_text(".needs-server")
    assert page.locator("main table").count() == 0


@pytest.mark.parametrize(("typed", "meant"), [("KZ", "KZ"), ("kazakhstan", "KZ")])
def test_a_folder_has_rows_for_values_that_are_written(typed: str, meant: str, open_view: Open, folder: str) -> None:
    page = open_view(f"#/questions/agreements-of-state?state={typed}", base=folder)
    wanted = run_template(open_graph(), "agreements-of-state", {"state": meant})
    assert page.inner_text(".row-count") == f"{len(wanted)} rows"
    assert page.locator(".written [aria-current]").inner_text() == f"Kazakhstan {len(wanted)}"
    other = page.locator(".written a:not([aria-current])").first
    number = other.inner_text().rsplit(" ", 1)[1]
    other.click()
    page.wait_for_function(f"() => document.querySelector('.row-count').textContent.startsWith('{number} row')")


def test_a_folder_says_that_queries_need_a_server(open_view: Open, folder: str) -> None:
    page = open_view("#/sparql?query=ASK%20%7B%7D", base=folder)
    assert "mkg serve --graph graph.ttl" in page.inner_text(".needs-server")
    assert "ASK {}" in page.inner_text("main")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the query").click()
    assert Path(download.value.path()).read_text(encoding="utf-8") == "ASK {}"


@pytest.fixture
def folder(site_folder: Path) -> str:
    """Address of the page as files."""
    return (site_folder / "index.html").as_uri()
