"""The types and slots as the ontology declares them."""

from __future__ import annotations

from kg.claims.schema import schema

GUIDE = {
    "MigrantStock": "destination high low origin sector status unit year",
    "Remittance": "currency high low receiver sender unit year",
    "Agreement": "parties status subject year",
    "Law": "jurisdiction status subject year",
    "Presence": "count kind organisation place since",
    "Relation": "agent patient relation topic",
    "TraffickingRole": "function holder place role",
    "TraffickingRoute": "destination high low origin purpose transit victims year",
    "Payment": "currency high kind low payee payer per place",
    "Service": "beneficiaries high kind low operator per place",
    "Measure": "actor high kind low target unit year",
    "Indicator": "high low measure subject unit year",
    "Recommendation": "action addressee topic",
}


def test_types_and_slots_are_those_of_the_annotation_guide() -> None:
    assert {name: " ".join(t.slots) for name, t in schema().types.items()} == GUIDE


def test_closed_slots_have_values() -> None:
    for kind in schema().types.values():
        for slot in kind.slots.values():
            assert (slot.kind == "concept") == bool(slot.allowed), slot
