"""Files of results in each form."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.conformance.comparison import Terms, difference
from kg.conformance.results import Solutions, form_of, read_results, read_triples
from kg.errors import UserError

RESULT_SET = """
@prefix rs: <http://www.w3.org/2001/sw/DataAccess/tests/result-set#> .
[] a rs:ResultSet ; rs:resultVariable "a" , "b" ;
   rs:solution [ rs:index 2 ; rs:binding [ rs:variable "a" ; rs:value "second" ] ] ,
               [ rs:index 1 ; rs:binding [ rs:variable "a" ; rs:value "first" ] ,
                                         [ rs:variable "b" ; rs:value <http://e.example/> ] ] .
"""


def test_rows_that_are_written_as_rdf_keep_their_order() -> None:
    found = read_results(RESULT_SET.encode(), "file:///r.ttl")
    assert found == Solutions(
        ("a", "b"), ((ox.Literal("first"), ox.NamedNode("http://e.example/")), (ox.Literal("second"), None)), True
    )


def test_a_truth_that_is_written_as_rdf_is_a_truth() -> None:
    text = "[] a <http://www.w3.org/2001/sw/DataAccess/tests/result-set#ResultSet> ; " \
           "<http://www.w3.org/2001/sw/DataAccess/tests/result-set#boolean> true ."  # fmt: skip
    assert read_results(text.encode(), "file:///r.ttl") is True


def test_other_rdf_is_a_graph_with_its_address_as_base() -> None:
    here = ox.NamedNode("file:///folder/r.ttl")
    assert read_results(b"<> <> <> .", here.value) == frozenset({ox.Triple(here, here, here)})


def test_csv_and_tsv_tell_what_they_can() -> None:
    csv = read_results(b'a,b\r\n"x, y",\r\n_:n,1\r\n', "file:///r.csv")
    tsv = read_results(b'?a\t?b\n"x, y"\t\n_:n\t1\n', "file:///r.tsv")
    assert isinstance(csv, Solutions)
    assert csv.rows[0] == (ox.Literal("x, y"), None)
    assert isinstance(csv.rows[1][0], ox.BlankNode)
    assert difference(csv, tsv, Terms(text=True)) is None


@pytest.mark.parametrize("name", ["r.srx", "r.srj", "r.tsv", "r.ttl", "r.csv"])
def test_a_broken_file_ends_in_one_line(name: str) -> None:
    with pytest.raises(UserError, match=f"{name}: cannot be read") as caught:
        read_results(b"\xff<" if name == "r.csv" else b"?a\n<", f"file:///{name}")
    assert "\n" not in str(caught.value)


def test_an_unknown_form_is_told() -> None:
    with pytest.raises(UserError, match="no known form of results"):
        form_of("file:///r.html")
    with pytest.raises(UserError, match="no known form of RDF"):
        read_triples(b"", "file:///d.html")


def test_blank_nodes_of_two_files_are_never_the_same() -> None:
    one, two = (read_triples(b"_:a <http://e.example/p> 1 .", f"file:///{name}.ttl") for name in "xy")
    assert one[0].subject != two[0].subject
