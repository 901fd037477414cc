"""Campaign tree of three levels: strategy of a year, programme of a type and year, campaign."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from crm_attribution.sample.campaign_plan import (
    EVENT_COSTS,
    EVENT_TYPES,
    EVENTS,
    HALVES,
    PROGRAMMES,
    SERIES,
    STRATEGY_COSTS,
)
from crm_attribution.sample.identifiers import salesforce_id
from crm_attribution.sample.world import Campaign


def build_campaigns(generator: np.random.Generator) -> tuple[Campaign, ...]:
    """The campaign tree, parents before children.

    Args:
        generator: source of randomness; only budgets and costs depend on it.

    >>> tree = build_campaigns(np.random.default_rng(1))
    >>> len(tree), tree[0].name, tree[-1].name
    (79, 'Demand Generation 2024', 'Executive Dinner, Paris')
    """
    parents = _strategies_and_programmes()
    programme_ids = {
        (campaign.campaign_type, campaign.started_on.year): campaign.campaign_id
        for campaign in parents
        if campaign.parent_id
    }
    rows = []
    for started_on, ended_on, half in HALVES:
        for series in SERIES:
            budget = _draw_cost(generator, lowest=series.lowest_cost, highest=series.highest_cost)
            actual = _overrun(generator, budget=budget) if series.has_actual_cost else None
            rows.append(
                (
                    series.kind,
                    f"{series.name} {half}",
                    series.campaign_type,
                    started_on,
                    ended_on,
                    budget,
                    actual,
                    series.currency_code,
                )
            )
    for kind, events in EVENTS.items():
        lowest, highest = EVENT_COSTS[kind]
        for started_on, day_count, name, currency_code in events:
            budget = _draw_cost(generator, lowest=lowest, highest=highest)
            actual = _overrun(generator, budget=budget)
            ended_on = started_on + timedelta(days=day_count - 1)
            rows.append(
                (
                    kind,
                    name,
                    EVENT_TYPES[kind],
                    started_on,
                    ended_on,
                    budget,
                    actual,
                    currency_code,
                )
            )
    children = tuple(
        Campaign(
            campaign_id=salesforce_id("Campaign", number=len(parents) + number),
            parent_id=programme_ids[(campaign_type, started_on.year)],
            name=name,
            campaign_type=campaign_type,
            kind=kind,
            started_on=started_on,
            ended_on=ended_on,
            budgeted_cost=budget,
            actual_cost=actual,
            currency_code=currency_code,
        )
        for number, (
            kind,
            name,
            campaign_type,
            started_on,
            ended_on,
            budget,
            actual,
            currency_code,
        ) in enumerate(rows)
    )
    return parents + children


def _strategies_and_programmes() -> tuple[Campaign, ...]:
    found: list[Campaign] = []
    for year, last_month_day in ((2024, (12, 31)), (2025, (6, 30))):
        strategy_ids = {}
        period = (date(year, 1, 1), date(year, *last_month_day))
        for strategy, cost in STRATEGY_COSTS.items():
            strategy_ids[strategy] = salesforce_id("Campaign", number=len(found))
            found.append(
                Campaign(
                    strategy_ids[strategy],
                    None,
                    f"{strategy} {year}",
                    "Other",
                    None,
                    *period,
                    cost,
                    cost,
                    "USD",
                )
            )
        for programme in PROGRAMMES:
            found.append(
                Campaign(
                    salesforce_id("Campaign", number=len(found)),
                    strategy_ids[programme.strategy],
                    f"{programme.name} {year}",
                    programme.campaign_type,
                    None,
                    *period,
                    programme.actual_cost,
                    programme.actual_cost,
                    "USD",
                )
            )
    return tuple(found)


def _draw_cost(generator: np.random.Generator, *, lowest: int, highest: int) -> int | None:
    """Budget in hundreds, None where the campaign has none."""
    return int(generator.integers(lowest // 100, highest // 100 + 1)) * 100 if highest else None


def _overrun(generator: np.random.Generator, *, budget: int | None) -> int | None:
    """Actual cost, from 15 % below the budget to 15 % above it."""
    return None if budget is None else int(budget * (0.85 + 0.3 * generator.random()))
