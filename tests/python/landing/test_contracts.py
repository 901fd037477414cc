"""Which adapter reads a system, and which entity answers to a name."""

import pytest

from crm_attribution.landing.contracts import ContractError, Contracts, Entity


def entity(adapter, name, *aliases):
    return Entity(adapter=adapter, name=name, columns=(), aliases=aliases)


CONTRACTS = Contracts(
    (
        entity("neutral", "orders"),
        entity("google_ads", "campaign_stats"),
        entity("google", "campaign"),
        entity("fxiaoke", "opportunity", "商机", "OpportunityObj"),
        entity("fxiaoke", "new_opportunity", "商机2.0"),
    )
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
    ("adapter", "name", "expected"),
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
def test_an_entity_answers_to_its_names_in_any_mode(adapter, name, expected):
    found = CONTRACTS.entity(adapter, name)
    assert (found.name if found else None) == expected


def test_a_name_that_two_entities_answer_to_is_refused():
    with pytest.raises(ContractError, match="'Deals' answers to both 'deal' and 'opportunity'"):
        Contracts((entity("crm", "deal", "Deals"), entity("crm", "opportunity", "Deals")))
