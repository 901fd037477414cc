"""Cells to change in rows that are otherwise good."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import polars as pl

from crm_attribution.sample.rows import EMPTY, HAS_EMAIL, Tables, spread

#: What Salesforce writes for an empty lookup.
NULL_ID = "000000000000AAA"
#: Campaign that the web tracker saw and the CRM never had.
UNKNOWN_CAMPAIGN = "spring_newsletter_test"


class _Edit(NamedTuple):
    """Cells to change in some of the rows that a condition allows."""

    path: str
    condition: pl.Expr
    count: int
    cells: Mapping[str, pl.Expr]


_HAS_RESPONDED = pl.col("HasResponded") == "true"
_EDITS = (
    _Edit(
        "salesforce/CampaignMember.csv",
        _HAS_RESPONDED,
        12,
        {"FirstRespondedDate": EMPTY, "CreatedDate": EMPTY},
    ),
    _Edit(
        "salesforce/CampaignMember.csv",
        _HAS_RESPONDED & pl.col("FirstRespondedDate").is_not_null(),
        15,
        {"FirstRespondedDate": EMPTY},
    ),
    _Edit(
        "salesforce/Opportunity.csv",
        pl.col("IsWon") == "true",
        2,
        {
            "CloseDate": pl.col("CreatedDate")
            .str.head(10)
            .str.to_date()
            .dt.offset_by("-10d")
            .cast(pl.String)
        },
    ),
    _Edit("salesforce/Task.csv", pl.col("WhatId").is_null(), 3, {"WhatId": pl.lit(NULL_ID)}),
    _Edit("web/touchpoints.csv", HAS_EMAIL, 20, {"email": pl.col("email").str.to_uppercase()}),
    _Edit(
        "web/touchpoints.csv",
        HAS_EMAIL & (pl.col("email") == pl.col("email").str.to_lowercase()),
        8,
        {"email": pl.format(" {} ", "email")},
    ),
    _Edit(
        "web/touchpoints.csv",
        pl.col("medium") == "email",
        8,
        {"campaign_id": pl.lit(UNKNOWN_CAMPAIGN)},
    ),
)


def edit_cells(tables: Tables) -> Tables:
    """Dates left empty or wrong, e-mails written oddly, unknown campaigns and the null id."""
    planted = dict(tables)
    for edit in _EDITS:
        table = planted[edit.path].with_row_index("position")
        chosen = spread(table.filter(edit.condition), count=edit.count)["position"].to_list()
        planted[edit.path] = table.with_columns(
            pl.when(pl.col("position").is_in(chosen))
            .then(value)
            .otherwise(pl.col(name))
            .alias(name)
            for name, value in edit.cells.items()
        ).drop("position")
    return planted


def repeat_spend_as_actual_cost(tables: Tables) -> Tables:
    """One paid campaign whose ad spend somebody also typed into the CRM."""
    campaigns, spend = tables["salesforce/Campaign.csv"], tables["ads/spend.csv"]
    total = spend.group_by("campaign_id").agg(pl.col("spend_amount").cast(pl.Decimal(18, 2)).sum())
    first = campaigns.filter(
        pl.col("Id").is_in(total["campaign_id"].to_list()) & (pl.col("Type") == "Paid Social")
    )["Id"].sort()[:1]
    amount = total.filter(pl.col("campaign_id").is_in(first.to_list()))["spend_amount"].cast(
        pl.String
    )
    changed = campaigns.with_columns(
        ActualCost=pl.when(pl.col("Id").is_in(first.to_list()))
        .then(pl.lit(amount.item()))
        .otherwise("ActualCost")
    )
    return {**tables, "salesforce/Campaign.csv": changed}
