"""The whole simulation: campaigns, accounts, people."""

from __future__ import annotations

import numpy as np

from crm_attribution.sample.accounts import draw_account
from crm_attribution.sample.campaigns import build_campaigns
from crm_attribution.sample.company import LARGEST_ACCOUNT_COUNT
from crm_attribution.sample.persons import draw_persons
from crm_attribution.sample.world import World

_CAMPAIGNS, _ACCOUNTS = 0, 1


def stage_generator(seed: int, *, stage: int, number: int = 0) -> np.random.Generator:
    """Source of randomness of one stage: a change in one stage leaves the others as they were.

    Args:
        seed: seed of the sample.
        stage: 0 campaigns, 1 accounts, 2 Salesforce, 3 web, 4 ads.
        number: which of the stage's parts, an account's number for instance.

    Raises:
        ValueError: a negative number.

    >>> bool(stage_generator(1, stage=0).random() == stage_generator(1, stage=0).random())
    True
    """
    if min(seed, stage, number) < 0:
        raise ValueError(f"seed {seed}, stage {stage} and number {number} must be 0 or more")
    return np.random.default_rng([seed, stage, number])


def simulate(seed: int, *, account_count: int) -> World:
    """Everything that happened; the first accounts are the same whatever their count.

    Args:
        seed: seed of the sample, 0 or more.
        account_count: accounts, 1 to `LARGEST_ACCOUNT_COUNT`.

    Raises:
        ValueError: account_count out of range.

    >>> world = simulate(7, account_count=3)
    >>> [account.name for account in world.accounts]
    ['Amber Analytics', 'Birch Bearings', 'Cobalt Clinics']
    """
    if not 1 <= account_count <= LARGEST_ACCOUNT_COUNT:
        raise ValueError(f"account_count is {account_count}; allowed: 1 to {LARGEST_ACCOUNT_COUNT}")
    campaigns = build_campaigns(stage_generator(seed, stage=_CAMPAIGNS))
    accounts, persons = [], []
    for number in range(account_count):
        generator = stage_generator(seed, stage=_ACCOUNTS, number=number)
        account = draw_account(generator, number=number)
        accounts.append(account)
        drawn = draw_persons(generator, account=account, campaigns=campaigns)
        persons += [person for person in drawn if person.lead_id or person.contact_id]
    return World(campaigns, tuple(accounts), tuple(persons))
