"""The pictures of the reference graph and of one with hostile labels, each drawn once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pytest

pytest.importorskip("matplotlib", reason="needs the extra `pictures`")

from kg.analysis import networks
from kg.analysis.agreements import gaps
from kg.analysis.dependence import dependence
from kg.analysis.estimates import estimates
from kg.graph.store import Graph
from kg.pictures import (
    Picture,
    agreement_network,
    coverage_curve,
    dependence_plot,
    estimate_bars,
    gap_matrix,
)
from kg.pictures.style import NARROW, WIDE
from kg.reference_graph import reference_graph
from tests import hostile

NAMES = ("gaps", "focus", "estimates", "money", "agreements", "cooperation", "coverage", "dependence")
SIZES = {"wide": WIDE, "narrow": NARROW}


@dataclass(frozen=True, slots=True)
class Year:
    year: int
    migrants: float
    covered: float


YEARS = [Year(1990, 144e6, 26e6), Year(2000, 166e6, 45e6), Year(2010, 212e6, 81e6), Year(2019, 260e6, 104e6)]


def pictures(graph: Graph, size: float) -> Mapping[str, Picture]:
    found = gaps(graph)
    return {
        "gaps": gap_matrix.draw(found, size=size),
        "focus": gap_matrix.draw([g for g in found if "KZ" in g.pair], ["KZ"], size),
        "estimates": estimate_bars.draw(estimates(graph), size),
        "money": estimate_bars.draw(estimates(graph, type="Remittance"), size),
        "agreements": agreement_network.draw(networks.agreements(graph), size=size),
        "cooperation": agreement_network.draw(networks.cooperation(graph), "cooperation", size),
        "coverage": coverage_curve.draw(YEARS, "What is not listed may exist. " * 20, size),
        "dependence": dependence_plot.draw(dependence(graph), size),
    }


@pytest.fixture(scope="session")
def graphs() -> Mapping[str, Graph]:
    return {"reference": reference_graph(), "hostile": hostile.graph()}


@pytest.fixture(scope="session")
def drawn(graphs: Mapping[str, Graph]) -> Mapping[tuple[str, str], Mapping[str, Picture]]:
    """Pictures by graph and size."""
    return {(name, size): pictures(graph, SIZES[size]) for name, graph in graphs.items() for size in SIZES}
