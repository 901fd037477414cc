"""Spend of the ad platforms, in the neutral contract."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
import polars as pl

from crm_attribution.sample.company import DAY_COUNT, FIRST_DAY
from crm_attribution.sample.world import Campaign, World


class _Rate(NamedTuple):
    channel: str
    cost_per_click: float  # in the campaign's currency
    click_through_rate: float  # clicks per impression
    has_weekends: bool


_RATES = {
    "google_generic": _Rate("Paid Search", 9.5, 0.035, True),
    "google_brand": _Rate("Paid Search", 2.2, 0.11, True),
    "bing_generic": _Rate("Paid Search", 6.0, 0.025, False),
    "linkedin_sponsored": _Rate("Paid Social", 11.0, 0.006, False),
    "linkedin_lead_form": _Rate("Paid Social", 14.0, 0.005, False),
    "facebook_retargeting": _Rate("Paid Social", 2.8, 0.012, True),
}
# A yearly listing, billed by the month and tied to no campaign.
_LISTING_CHANNEL, _LISTING_AMOUNT = "Referral", 950.0


def build_spend(world: World, *, generator: np.random.Generator) -> pl.DataFrame:
    """One row per day and paid campaign, and one per month for a listing without a campaign.

    Args:
        world: the simulation.
        generator: source of randomness.
    """
    rows = [
        _spend_row(generator, day=FIRST_DAY + timedelta(days=offset), campaign=campaign)
        for offset in range(DAY_COUNT)
        for campaign in world.campaigns
        if _is_running(campaign, day=FIRST_DAY + timedelta(days=offset))
    ]
    days = [FIRST_DAY + timedelta(days=offset) for offset in range(DAY_COUNT)]
    rows += [_listing_row(day) for day in days if day.day == 1]
    rows.sort(key=lambda row: (row["spend_date"], str(row["campaign_id"] or "")))
    return pl.DataFrame(rows, infer_schema_length=None)


def _is_running(campaign: Campaign, *, day: date) -> bool:
    rate = _RATES.get(campaign.kind or "")
    in_period = campaign.started_on <= day <= campaign.ended_on
    return rate is not None and in_period and (rate.has_weekends or day.weekday() < 5)


def _spend_row(
    generator: np.random.Generator, *, day: date, campaign: Campaign
) -> dict[str, object]:
    rate = _RATES[campaign.kind or ""]
    day_count = (campaign.ended_on - campaign.started_on).days + 1
    spending_days = day_count if rate.has_weekends else day_count * 5 / 7
    daily_budget = (campaign.budgeted_cost or 0) / spending_days
    clicks = int(daily_budget / rate.cost_per_click * (0.7 + 0.6 * generator.random()))
    cost_per_click = rate.cost_per_click * (0.9 + 0.2 * generator.random())
    return {
        "spend_date": day,
        "channel": rate.channel,
        "campaign_id": campaign.campaign_id,
        "spend_amount": round(clicks * cost_per_click, 2),
        "currency_code": campaign.currency_code,
        "impressions": int(clicks / rate.click_through_rate * (0.8 + 0.4 * generator.random())),
        "clicks": clicks,
    }


def _listing_row(day: date) -> dict[str, object]:
    return {
        "spend_date": day,
        "channel": _LISTING_CHANNEL,
        "campaign_id": None,
        "spend_amount": _LISTING_AMOUNT,
        "currency_code": "USD",
        "impressions": None,
        "clicks": None,
    }
