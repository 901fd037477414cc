"""Which entity an export holds and which of its columns is which."""

import pytest

from crm_attribution.landing.contracts import ContractError, read_contracts
from crm_attribution.landing.matching import ExportMismatch, Holding, find_holdings, find_sources
from crm_attribution.landing.names import fold_entity, fold_name
from crm_attribution.landing.settings import read_mappings


def source(adapter, entity, *columns, **meta):
    return {"adapter": adapter, "entity": entity, "meta": meta, "columns": list(columns)}


CONTRACTS = read_contracts(
    [
        source(
            "neutral", "orders", {"name": "order_id"}, {"name": "placed_at", "data_type": "date"}
        ),
        source("google_ads", "campaign_stats", {"name": "id"}),
        source("google", "campaign", {"name": "id"}),
        source("fxiaoke", "opportunity", {"name": "_id"}, aliases=["商机", "OpportunityObj"]),
        source("fxiaoke", "new_opportunity", {"name": "_id"}, aliases=["商机2.0"]),
    ]
)


@pytest.mark.parametrize(
    ("system", "adapter"),
    [
        ("google_ads", "google_ads"),
        ("google_ads_emea", "google_ads"),
        ("google_emea", "google"),
        ("googleads", "neutral"),
        ("shop", "neutral"),
    ],
)
def test_the_longest_name_of_an_adapter_reads_a_system(system, adapter):
    assert CONTRACTS.adapter_of(system) == adapter


@pytest.mark.parametrize(
    ("adapter", "name", "entity"),
    [
        ("neutral", "Order", "orders"),
        ("neutral", "orders_2024", "orders"),
        ("neutral", "or-ders", "orders"),
        ("neutral", "borders", None),
        # In full before without its digits: the objects differ in those alone.
        ("fxiaoke", "商机2.0", "new_opportunity"),
        ("fxiaoke", "商机", "opportunity"),
        ("fxiaoke", "opportunityobj", "opportunity"),
    ],
)
def test_an_entity_answers_to_its_names_in_any_mode(adapter, name, entity):
    found = CONTRACTS.entity(adapter, name)
    assert (found.name if found else None) == entity


def test_names_fold_to_what_naming_modes_share():
    assert fold_name("Créé le") == "crééle"
    assert fold_name("page-url") == fold_name("pageUrl") == "pageurl"
    assert [fold_entity(n) for n in ("statuses", "status", "businesses_3")] == [
        "status",
        "status",
        "businesse",
    ]


def test_a_name_that_two_entities_answer_to_is_refused():
    with pytest.raises(ContractError, match="'Deals' answers to both 'deal' and 'opportunity'"):
        read_contracts(
            [
                source("crm", "deal", {"name": "id"}, aliases=["Deals"]),
                source("crm", "opportunity", {"name": "id"}, aliases=["Deals"]),
            ]
        )


def test_a_type_that_is_none_is_refused():
    with pytest.raises(ContractError, match=r"crm\.deal\.at: data_type 'datetime' is unknown"):
        read_contracts([source("crm", "deal", {"name": "at", "data_type": "datetime"})])


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


def test_two_columns_of_one_name_are_refused():
    with pytest.raises(ExportMismatch, match="'order_id' and 'Order ID' have one name"):
        find_sources(
            [("order_id", "VARCHAR"), ("Order ID", "VARCHAR")], holding=ORDERS, where="shop/orders"
        )


def test_headers_without_letters_match_nothing():
    found = find_sources([("", "VARCHAR"), ("--", "VARCHAR")], holding=ORDERS, where="shop/orders")
    assert not any(s.raw for s in found)
