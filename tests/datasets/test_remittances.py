"""Money sent home, as a matrix."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import iri
from kg.datasets.remittances import remittances
from kg.errors import UserError
from kg.graph.store import Graph
from kg.validation import validate
from tests.datasets import samples
from tests.datasets.conftest import take


def flows(graph: Graph) -> set[tuple[str, str, str]]:
    rows = graph.select(
        "SELECT ?s ?r ?high WHERE { ?c a mkg:Remittance ; mkg:sender ?s ; mkg:receiver ?r ; mkg:high ?high ; "
        'mkg:currency "USD" ; mkg:modality mkg-modality:estimated ; mkg:periodStart ?y }'
    )
    return {tuple(v.value.removeprefix(iri.THINGS) for v in r.values() if v is not None) for r in rows}  # type: ignore[misc]


def test_rows_send_and_columns_receive(tmp_path: Path) -> None:
    found = take(remittances(*samples.money(tmp_path)))
    assert flows(found.graph) == {
        ("state/US", "state/MX", "21693000000"),
        ("state/MX", "state/US", "1109000000"),
        ("state/MX", "state/CI", "12500000"),
    }
    assert found.tally.passed_over == {"cells of zero": 6}
    assert validate(found.graph).conforms


def test_a_matrix_that_stands_the_other_way_round_is_seen(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="--rows senders"):
        take(remittances(*samples.money(tmp_path), rows_are_senders=False))


def test_decimal_commas_between_semicolons(tmp_path: Path) -> None:
    matrix, names = samples.money(tmp_path)
    matrix.write_text("0,0;21,693;0\n1,109;0;12,5\n0;0;0\n", encoding="utf-8")
    found = take(remittances(matrix, names))
    assert {flow[-1] for flow in flows(found.graph)} == {"21693000000", "1109000000", "12500000"}


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([(0, 1, 0), (0, 0, 0)], "2 rows"),
        ([(0, 1, 0), (0, 0), (0, 0, 0)], "row 2 has 2 cells"),
        ([(0, 1, 0), (0, 0, 0), (0, "much", 0)], "no sum of money"),
        ([(0, 1, 0), (0, 0, 0), (0, -5, 0)], "no sum of money"),
        ([(0, 1, 0), (0, 0, 0), (0, "12,5", 0)], "its comma parts no thousands"),
    ],
)
def test_a_bad_matrix_is_one_clear_line(tmp_path: Path, rows: list[tuple[object, ...]], words: str) -> None:
    _, names = samples.money(tmp_path)
    with pytest.raises(UserError, match=words):
        take(remittances(samples.write_csv(tmp_path / "bad_2010.csv", rows), names))


def test_the_published_matrix(evaluation_data: Path) -> None:
    folder = evaluation_data / "data" / "remittances"
    found = take(remittances(folder / "remit_mat_2010.csv", folder / "country_attributes.csv"))
    assert found.names.unresolved == set()
    assert ("state/US", "state/MX", "21693000000") in flows(found.graph)
    assert ("state/AE", "state/IN", "12344000000") in flows(found.graph)
    total = found.graph.select("SELECT (SUM(?high) AS ?n) WHERE { ?c a mkg:Remittance ; mkg:high ?high }")
    assert [v.value for v in total[0].values() if v is not None] == ["441534000000"]
