"""Which entity an export holds and which of its columns is which."""

import pytest

from crm_attribution.landing.declarations import read_contracts
from crm_attribution.landing.matching import ExportMismatch, Holding, find_holdings, find_sources
from crm_attribution.landing.names import fold_entity, fold_name
from crm_attribution.landing.settings import read_mappings

CONTRACTS = read_contracts(
    [
        {
            "adapter": "neutral",
            "entity": "orders",
            "columns": [{"name": "order_id"}, {"name": "placed_at", "data_type": "date"}],
        }
    ]
)


def test_names_fold_to_what_naming_modes_share():
    assert fold_name("Créé le") == "crééle"
    assert fold_name("page-url") == fold_name("pageUrl") == "pageurl"
    assert [fold_entity(n) for n in ("statuses", "status", "businesses_3")] == [
        "status",
        "status",
        "businesse",
    ]


ORDERS = Holding(entity=CONTRACTS.entity("neutral", "orders"))


def test_a_mapping_says_what_an_export_holds():
    mappings = read_mappings(
        [{"system": "shop", "object": "sales", "entity": "orders", "columns": {"order_id": "No"}}]
    )
    (holding,) = find_holdings(["Sales"], system="shop", contracts=CONTRACTS, mappings=mappings)
    found = find_sources([("no", "VARCHAR"), ("Placed At", "DATE")], holding=holding, where="x")
    assert [(s.column.name, s.raw, s.raw_type) for s in found if s.raw] == [
        ("order_id", "no", "VARCHAR"),
        ("placed_at", "Placed At", "DATE"),
    ]


def test_a_mapping_to_an_entity_that_is_none_is_refused():
    mappings = read_mappings([{"system": "shop", "object": "sales", "entity": "sales"}])
    with pytest.raises(ExportMismatch, match=r"'sales' of shop/sales is unknown\. Allowed: orders"):
        find_holdings(["sales"], system="shop", contracts=CONTRACTS, mappings=mappings)


@pytest.mark.parametrize("again", [{"object": "ORDERS", "entity": "orders"}, {"object": "or_ders"}])
def test_two_mappings_of_an_export_to_one_entity_are_refused(again):
    # Each of them would land every row: what was spent, touched or ordered would count twice.
    mappings = read_mappings([{"system": "shop", "object": "orders"}, {"system": "shop"} | again])
    with pytest.raises(ExportMismatch, match="is told to hold orders by two entries"):
        find_holdings(["orders"], system="shop", contracts=CONTRACTS, mappings=mappings)


def test_two_columns_of_one_name_are_refused():
    with pytest.raises(ExportMismatch, match="'order_id' and 'Order ID' have one name"):
        find_sources(
            [("order_id", "VARCHAR"), ("Order ID", "VARCHAR")], holding=ORDERS, where="shop/orders"
        )


def test_headers_without_letters_match_nothing():
    found = find_sources([("", "VARCHAR"), ("--", "VARCHAR")], holding=ORDERS, where="shop/orders")
    assert not any(s.raw for s in found)
