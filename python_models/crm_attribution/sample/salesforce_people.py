"""Lead, Contact and Account as Salesforce exports them."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np
import polars as pl

from crm_attribution.sample.company import OWNER_COUNT
from crm_attribution.sample.identifiers import salesforce_id
from crm_attribution.sample.world import Account, Person, World

_SHARE_TARGET_ACCOUNTS = 0.4  # in the CRM before anyone there was known
_SHARE_SUBSIDIARIES = 0.04
_FIRST_TARGET_DAY = datetime(2023, 2, 1, 9)


def owner_id(number: int) -> str:
    """Id of the user who owns the `number`-th record.

    >>> owner_id(0) == owner_id(6)
    True
    """
    return salesforce_id("User", number=number % OWNER_COUNT)


def build_leads(world: World) -> pl.DataFrame:
    """One row per lead, converted ones included."""
    return pl.DataFrame(
        [_lead_row(person) for person in world.persons if person.lead_id], infer_schema_length=None
    ).sort("Id")


def _lead_row(person: Person) -> dict[str, object]:
    deal_id = next(
        (
            deal.opportunity_id
            for deal in person.account.deals
            if deal.opened_at == person.contact_created_at
        ),
        None,
    )
    statuses = ("Open - Not Contacted", "Working - Contacted", "Closed - Not Converted")
    converted_at = person.contact_created_at
    return {
        "Id": person.lead_id,
        "IsDeleted": False,
        "MasterRecordId": None,
        "FirstName": person.first_name,
        "LastName": person.last_name,
        "Email": person.email,
        "Company": person.account.name,
        "LeadSource": person.lead_source,
        "Status": "Closed - Converted" if converted_at else statuses[person.number % 3],
        "IsConverted": converted_at is not None,
        "ConvertedDate": converted_at.date() if converted_at else None,
        "ConvertedAccountId": person.account.account_id if converted_at else None,
        "ConvertedContactId": person.contact_id,
        "ConvertedOpportunityId": deal_id,
        "OwnerId": owner_id(person.account.number),
        "CreatedDate": person.lead_created_at,
    }


def build_contacts(world: World) -> pl.DataFrame:
    """One row per contact."""
    rows = [
        {
            "Id": person.contact_id,
            "IsDeleted": False,
            "MasterRecordId": None,
            "AccountId": person.account.account_id,
            "FirstName": person.first_name,
            "LastName": person.last_name,
            "Email": person.email,
            "LeadSource": person.lead_source,
            "OwnerId": owner_id(person.account.number),
            "CreatedDate": person.contact_created_at,
        }
        for person in world.persons
        if person.contact_id
    ]
    return pl.DataFrame(rows, infer_schema_length=None).sort("Id")


def build_accounts(world: World, *, generator: np.random.Generator) -> pl.DataFrame:
    """One row per account; a few belong to another one.

    Args:
        world: the simulation.
        generator: source of randomness.
    """
    rows = [
        _account_row(
            generator,
            account=account,
            world=world,
            first_record_at=_first_record_at(account, world=world),
        )
        for account in world.accounts
    ]
    return pl.DataFrame(rows, infer_schema_length=None).sort("Id")


def _account_row(
    generator: np.random.Generator,
    *,
    account: Account,
    world: World,
    first_record_at: datetime | None,
) -> dict[str, object]:
    is_subsidiary = account.number > 0 and generator.random() < _SHARE_SUBSIDIARIES
    is_target = generator.random() < _SHARE_TARGET_ACCOUNTS
    parent = world.accounts[int(generator.integers(0, max(account.number, 1)))]
    target_day = _FIRST_TARGET_DAY + timedelta(hours=int(generator.integers(0, 300 * 24)))
    is_customer = any(deal.outcome == "won" for deal in account.deals)
    return {
        "Id": account.account_id,
        "IsDeleted": False,
        "ParentId": parent.account_id if is_subsidiary else None,
        "Name": account.name,
        "Website": f"https://www.{account.domain}",
        "Industry": account.industry,
        "Type": "Customer" if is_customer else "Prospect",
        "AnnualRevenue": account.employee_count * 210_000,
        "NumberOfEmployees": account.employee_count,
        "OwnerId": owner_id(account.number),
        "CreatedDate": target_day if is_target or first_record_at is None else first_record_at,
    }


def _first_record_at(account: Account, *, world: World) -> datetime | None:
    moments = [deal.opened_at for deal in account.deals] + [
        person.contact_created_at
        for person in world.persons
        if person.account is account and person.contact_created_at
    ]
    return min(moments, default=None)
