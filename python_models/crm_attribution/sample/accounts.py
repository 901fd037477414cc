"""Accounts and their deals."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import numpy as np

from crm_attribution.sample.company import (
    DAY_COUNT,
    FIRST_DAY,
    INDUSTRIES,
    LARGEST_ACCOUNT_COUNT,
    NAME_ENDS,
    NAME_STARTS,
)
from crm_attribution.sample.identifiers import salesforce_id
from crm_attribution.sample.world import Account, Deal

_LARGEST_DEAL_COUNT = 3
_SHARE_EUROPEAN = 0.3
_SHARE_WON = 0.46
# Chance of a first deal, and of a further one after each outcome.
_CHANCE_OF_DEAL = {"none": 0.64, "won": 0.6, "lost": 0.3, "open": 0.15}


def draw_account(generator: np.random.Generator, *, number: int) -> Account:
    """The `number`-th account, with up to three deals that opened within the period.

    Args:
        generator: source of randomness of this account alone.
        number: position of the account, 0 to `LARGEST_ACCOUNT_COUNT` - 1; its name follows from it.

    Raises:
        ValueError: number out of range.

    >>> draw_account(np.random.default_rng(1), number=30).name
    'Birch Labs'
    """
    if not 0 <= number < LARGEST_ACCOUNT_COUNT:
        raise ValueError(f"number is {number}; allowed: 0 to {LARGEST_ACCOUNT_COUNT - 1}")
    start, end = NAME_STARTS[number % len(NAME_STARTS)], NAME_ENDS[number % len(NAME_ENDS)]
    # Most companies hear of Alderbrook early enough for their deals to end within the period.
    aware_day = int(generator.random() ** 1.4 * (DAY_COUNT - 20))
    return Account(
        number=number,
        account_id=salesforce_id("Account", number=number),
        name=f"{start} {end}",
        domain=f"{start}-{end}.example".lower(),
        industry=str(generator.choice(INDUSTRIES)),
        currency_code="EUR" if generator.random() < _SHARE_EUROPEAN else "USD",
        employee_count=int(50 * 100 ** generator.random()),
        aware_at=business_moment(generator, day=aware_day),
        deals=_draw_deals(generator, account_number=number, aware_day=aware_day),
    )


def business_moment(generator: np.random.Generator, *, day: int) -> datetime:
    """A second between 7:00 and 18:00 UTC of a day; weekends mostly move to Monday.

    Args:
        generator: source of randomness.
        day: days since `FIRST_DAY`.
    """
    moved = FIRST_DAY + timedelta(days=day)
    if moved.weekday() >= 5 and generator.random() < 0.8:
        moved += timedelta(days=7 - moved.weekday())
    second = int(generator.integers(7 * 3600, 18 * 3600))
    return datetime.combine(moved, time()) + timedelta(seconds=second)


def _draw_deals(
    generator: np.random.Generator, *, account_number: int, aware_day: int
) -> tuple[Deal, ...]:
    deals: list[Deal] = []
    earliest_day, outcome = aware_day, "none"
    while len(deals) < _LARGEST_DEAL_COUNT and generator.random() < _CHANCE_OF_DEAL[outcome]:
        opened_day = earliest_day + int(generator.integers(20, 120))
        closed_day = opened_day + int(generator.integers(25, 140))
        if opened_day >= DAY_COUNT - 5:
            break
        outcome = "won" if generator.random() < _SHARE_WON else "lost"
        if closed_day >= DAY_COUNT:
            outcome = "open"
        is_expansion = any(deal.outcome == "won" for deal in deals)
        amount = 32_000 * np.exp(0.6 * generator.standard_normal()) * (0.5 if is_expansion else 1)
        number = account_number * _LARGEST_DEAL_COUNT + len(deals)
        deals.append(
            Deal(
                opportunity_id=salesforce_id("Opportunity", number=number),
                opened_at=business_moment(generator, day=opened_day),
                closed_on=business_moment(generator, day=closed_day).date(),
                outcome=outcome,
                amount=int(amount // 100) * 100,
                opportunity_type="Existing Business" if is_expansion else "New Business",
            )
        )
        # An open deal may be joined by another; a closed one is followed.
        earliest_day = opened_day if outcome == "open" else closed_day
    return tuple(deals)
