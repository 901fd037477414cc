"""Opportunity, OpportunityHistory and OpportunityContactRole as Salesforce exports them."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import numpy as np
import polars as pl

from crm_attribution.sample.company import (
    CLOSED_LOST,
    CLOSED_WON,
    CONTACT_ROLES,
    LAST_DAY,
    OPEN_STAGES,
)
from crm_attribution.sample.files import numbered_rows
from crm_attribution.sample.salesforce_people import owner_id
from crm_attribution.sample.world import Account, Deal, Person, World

_SHARE_WITHOUT_AMOUNT = {"won": 0.03, "lost": 0.12, "open": 0.15}
_SHARE_WITH_CAMPAIGN = 0.6
_SHARE_WITHOUT_ROLES = 0.08
_SHARE_WITHOUT_PRIMARY = 0.12
_EXPORTED_AT = datetime.combine(LAST_DAY, time(20))


def build_sales_tables(world: World, *, generator: np.random.Generator) -> dict[str, pl.DataFrame]:
    """Opportunities, one row per stage change, and one row per contact role, by object.

    Args:
        world: the simulation.
        generator: source of randomness.
    """
    opportunities: list[dict[str, object]] = []
    changes: list[dict[str, object]] = []
    roles: list[dict[str, object]] = []
    for account in world.accounts:
        people = [person for person in world.persons if person.account is account]
        for deal in account.deals:
            amount = (
                None if generator.random() < _SHARE_WITHOUT_AMOUNT[deal.outcome] else deal.amount
            )
            history = _stage_changes(generator, deal=deal, amount=amount)
            cast = _contact_roles(generator, deal=deal, people=people)
            changes += history
            roles += cast
            opportunities.append(
                _opportunity_row(
                    generator, account=account, deal=deal, people=people, last=history[-1]
                )
            )
    return {
        "Opportunity": pl.DataFrame(opportunities, infer_schema_length=None).sort("Id"),
        "OpportunityHistory": numbered_rows(changes, object_name="OpportunityHistory"),
        "OpportunityContactRole": numbered_rows(roles, object_name="OpportunityContactRole"),
    }


def _opportunity_row(
    generator: np.random.Generator,
    *,
    account: Account,
    deal: Deal,
    people: list[Person],
    last: dict[str, object],
) -> dict[str, object]:
    tagged = [
        (touch.touched_at, touch.campaign.campaign_id)
        for person in people
        for touch in person.touches
        if touch.campaign and touch.touched_at <= deal.opened_at
    ]
    has_campaign = bool(tagged) and generator.random() < _SHARE_WITH_CAMPAIGN
    sources = [person.lead_source for person in people if person.contact_id]
    return {
        "Id": deal.opportunity_id,
        "IsDeleted": False,
        "AccountId": account.account_id,
        "Name": f"{account.name} - {deal.opportunity_type} {deal.opened_at.year}",
        "StageName": last["StageName"],
        "Amount": last["Amount"],
        "Probability": last["Probability"],
        "CloseDate": deal.closed_on,
        "Type": deal.opportunity_type,
        "LeadSource": sources[0] if sources else None,
        "IsClosed": deal.outcome != "open",
        "IsWon": deal.outcome == "won",
        "CampaignId": max(tagged)[1] if has_campaign else None,
        "CurrencyIsoCode": account.currency_code,
        "OwnerId": owner_id(account.number),
        "CreatedDate": deal.opened_at,
    }


def _stage_changes(
    generator: np.random.Generator, *, deal: Deal, amount: int | None
) -> list[dict[str, object]]:
    """Stages entered up to the export, the last one being where the deal stands."""
    stages = list(OPEN_STAGES)
    if deal.outcome != "won":
        stages = stages[: int(generator.integers(2, len(stages) + 1))]
    closed_at = datetime.combine(deal.closed_on, time(16)) - timedelta(
        minutes=int(generator.integers(0, 360))
    )
    latest = min(closed_at, _EXPORTED_AT)
    length = max((latest - deal.opened_at).total_seconds(), 3600 * len(stages))
    shares = [0.0, *np.sort(0.95 * generator.random(len(stages) - 1)).tolist()]
    entered = [deal.opened_at + timedelta(seconds=int(share * length)) for share in shares]
    first_guess = (
        None if amount is None else int(amount * (0.7 + 0.5 * generator.random()) // 100) * 100
    )
    rows = [
        (stage, OPEN_STAGES[stage], moment, first_guess if position < 3 else amount)
        for position, (stage, moment) in enumerate(zip(stages, entered, strict=True))
    ]
    if deal.outcome == "won":
        rows.append((CLOSED_WON, 100, closed_at, amount))
    elif deal.outcome == "lost":
        rows.append((CLOSED_LOST, 0, closed_at, amount))
    return [
        {
            "OpportunityId": deal.opportunity_id,
            "StageName": stage,
            "Amount": None if stage_amount is None else float(stage_amount),
            "Probability": probability,
            "CloseDate": deal.closed_on,
            "CreatedDate": moment,
        }
        for stage, probability, moment, stage_amount in rows
    ]


def _contact_roles(
    generator: np.random.Generator, *, deal: Deal, people: list[Person]
) -> list[dict[str, object]]:
    has_roles = generator.random() >= _SHARE_WITHOUT_ROLES
    has_primary = generator.random() >= _SHARE_WITHOUT_PRIMARY
    known = [
        person
        for person in people
        if person.contact_created_at and person.contact_created_at.date() <= deal.closed_on
    ]
    if not known or not has_roles:
        return []
    count = int(generator.integers(1, min(len(known), 4) + 1))
    return [
        {
            "IsDeleted": False,
            "OpportunityId": deal.opportunity_id,
            "ContactId": known[index].contact_id,
            "Role": str(generator.choice(CONTACT_ROLES)),
            "IsPrimary": has_primary and position == 0,
            "CreatedDate": max(deal.opened_at, known[index].contact_created_at or deal.opened_at),
        }
        for position, index in enumerate(generator.permutation(len(known))[:count].tolist())
    ]
