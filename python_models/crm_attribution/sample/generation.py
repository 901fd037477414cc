"""From a seed to the text of every export."""

from __future__ import annotations

import polars as pl

from crm_attribution.sample.ads import build_spend
from crm_attribution.sample.files import NEUTRAL_TIME, SALESFORCE_TIME, as_text
from crm_attribution.sample.flaws import plant_flaws
from crm_attribution.sample.rejections import plant_rejections
from crm_attribution.sample.salesforce_activities import build_activities
from crm_attribution.sample.salesforce_marketing import (
    build_campaign_table,
    build_member_statuses,
    build_members,
)
from crm_attribution.sample.salesforce_people import build_accounts, build_contacts, build_leads
from crm_attribution.sample.salesforce_sales import build_sales_tables
from crm_attribution.sample.simulation import simulate, stage_generator
from crm_attribution.sample.web import build_web_touchpoints
from crm_attribution.sample.world import World

#: Seed and number of accounts of the sample that is shipped.
DEFAULT_SEED = 20240101
DEFAULT_ACCOUNT_COUNT = 300
#: Below this some table could be empty.
SMALLEST_ACCOUNT_COUNT = 30

_SALESFORCE, _WEB, _ADS = 2, 3, 4


def generate_sample(
    seed: int = DEFAULT_SEED, *, account_count: int = DEFAULT_ACCOUNT_COUNT
) -> dict[str, pl.DataFrame]:
    """Every export of the made-up company as text, flaws included.

    Args:
        seed: seed of the sample, 0 or more; one seed always gives the same tables.
        account_count: accounts, `SMALLEST_ACCOUNT_COUNT` to `LARGEST_ACCOUNT_COUNT`.

    Returns:
        Text tables (every column a string, null where the cell is empty) by path, such as
        salesforce/Lead.csv, web/touchpoints.csv and ads/spend.csv.

    Raises:
        ValueError: seed or account_count out of range.

    >>> sorted(generate_sample(1, account_count=40))[:3]
    ['ads/spend.csv', 'salesforce/Account.csv', 'salesforce/Campaign.csv']
    """
    if account_count < SMALLEST_ACCOUNT_COUNT:
        raise ValueError(
            f"account_count is {account_count}; it must be {SMALLEST_ACCOUNT_COUNT} or more"
        )
    world = simulate(seed, account_count=account_count)
    visits = build_web_touchpoints(world, generator=stage_generator(seed, stage=_WEB))
    spend = build_spend(world, generator=stage_generator(seed, stage=_ADS))
    tables = {
        f"salesforce/{name}.csv": as_text(table, time_format=SALESFORCE_TIME)
        for name, table in _salesforce_tables(world, seed=seed).items()
    }
    tables["web/touchpoints.csv"] = as_text(visits, time_format=NEUTRAL_TIME)
    tables["ads/spend.csv"] = as_text(spend, time_format=NEUTRAL_TIME)
    return plant_rejections(plant_flaws(tables))


def _salesforce_tables(world: World, *, seed: int) -> dict[str, pl.DataFrame]:
    generators = [stage_generator(seed, stage=_SALESFORCE, number=part) for part in range(4)]
    return {
        "Campaign": build_campaign_table(world),
        "CampaignMemberStatus": build_member_statuses(world),
        "CampaignMember": build_members(world, generator=generators[0]),
        "Lead": build_leads(world),
        "Contact": build_contacts(world),
        "Account": build_accounts(world, generator=generators[1]),
        **build_sales_tables(world, generator=generators[2]),
        **build_activities(world, generator=generators[3]),
    }
