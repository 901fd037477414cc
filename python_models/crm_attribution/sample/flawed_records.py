"""Whole rows to add: merged, doubled and deleted records."""

from __future__ import annotations

import polars as pl

from crm_attribution.sample.rows import EMPTY, HAS_EMAIL, Tables, new_ids, rename_first, spread

# Ids from here on belong to planted rows: merged, doubled, deleted.
_FIRST_MERGED, _FIRST_DOUBLED, _FIRST_DELETED = 800_000, 820_000, 840_000
_DELETED_ROWS = {
    "Campaign": 1,
    "CampaignMember": 6,
    "Lead": 4,
    "Contact": 3,
    "Account": 2,
    "Opportunity": 3,
    "OpportunityContactRole": 2,
    "Task": 5,
    "Event": 2,
}


def merge_leads(tables: Tables) -> Tables:
    """Leads merged into others, which web touchpoints and members still name."""
    planted = dict(tables)
    leads = planted["salesforce/Lead.csv"]
    visits = planted["web/touchpoints.csv"].filter(HAS_EMAIL)
    merged_once = spread(leads.filter(pl.col("Email").is_in(visits["email"].to_list())), count=11)
    # The last person was merged twice: the twelfth record into the eleventh, that into the lead.
    winners = pl.concat([merged_once, merged_once.tail(1)])
    loser_ids = new_ids("Lead", first=_FIRST_MERGED, count=winners.height)
    unconverted = (
        "ConvertedDate",
        "ConvertedAccountId",
        "ConvertedContactId",
        "ConvertedOpportunityId",
    )
    losers = (
        winners.with_row_index("position")
        .with_columns(
            Id=loser_ids,
            MasterRecordId=pl.Series([*merged_once["Id"], loser_ids[-2]]),
            IsDeleted=pl.lit("true"),
            Email=pl.format("former.{}@example.org", "position"),
            Status=pl.lit("Open - Not Contacted"),
            IsConverted=pl.lit("false"),
            **dict.fromkeys(unconverted, EMPTY),
        )
        .drop("position")
    )
    planted["salesforce/Lead.csv"] = pl.concat([leads, losers])
    planted["web/touchpoints.csv"] = rename_first(
        planted["web/touchpoints.csv"],
        column="email",
        condition=HAS_EMAIL,
        names=dict(zip(winners["Email"], losers["Email"], strict=True)),
    )
    planted["salesforce/CampaignMember.csv"] = rename_first(
        planted["salesforce/CampaignMember.csv"],
        column="LeadId",
        condition=pl.lit(value=True),
        names=dict(zip(winners["Id"], losers["Id"], strict=True)),
    )
    return planted


def merge_contacts(tables: Tables) -> Tables:
    """Contacts that were merged into others of the same account."""
    contacts = tables["salesforce/Contact.csv"]
    winners = spread(contacts, count=3)
    losers = (
        winners.with_row_index("position")
        .with_columns(
            Id=new_ids("Contact", first=_FIRST_MERGED, count=winners.height),
            MasterRecordId=winners["Id"],
            IsDeleted=pl.lit("true"),
            Email=pl.format("former.contact.{}@example.org", "position"),
        )
        .drop("position")
    )
    return {**tables, "salesforce/Contact.csv": pl.concat([contacts, losers])}


def double_contacts_as_leads(tables: Tables) -> Tables:
    """Contacts that a bought list entered as leads too: never converted, under one e-mail."""
    leads, contacts = tables["salesforce/Lead.csv"], tables["salesforce/Contact.csv"]
    known = contacts.filter(
        ~pl.col("Email").is_in(leads["Email"].to_list()) & (pl.col("IsDeleted") == "false")
    )
    chosen = spread(known, count=10)
    names = tables["salesforce/Account.csv"].select(AccountId="Id", Company="Name")
    doubled = chosen.join(names, on="AccountId", how="left", maintain_order="left").select(
        Id=new_ids("Lead", first=_FIRST_DOUBLED, count=chosen.height),
        IsDeleted=pl.lit("false"),
        FirstName="FirstName",
        LastName="LastName",
        Email="Email",
        Company="Company",
        LeadSource=pl.lit("Purchased List"),
        Status=pl.lit("Open - Not Contacted"),
        IsConverted=pl.lit("false"),
        OwnerId="OwnerId",
        CreatedDate="CreatedDate",
    )
    return {**tables, "salesforce/Lead.csv": pl.concat([leads, doubled], how="diagonal")}


def delete_rows(tables: Tables) -> Tables:
    """Deleted rows: copies of live ones, so that whoever reads them counts something twice."""
    planted = dict(tables)
    for object_name, count in _DELETED_ROWS.items():
        table = planted[f"salesforce/{object_name}.csv"]
        chosen = spread(table.filter(pl.col("IsDeleted") == "false"), count=count)
        copies = chosen.with_columns(
            Id=new_ids(object_name, first=_FIRST_DELETED, count=chosen.height),
            IsDeleted=pl.lit("true"),
        )
        planted[f"salesforce/{object_name}.csv"] = pl.concat([table, copies])
    return planted
