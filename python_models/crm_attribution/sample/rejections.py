"""Rows that no reading of an export may accept, put among the good ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import polars as pl

from crm_attribution.sample.identifiers import salesforce_id

# Ids from here on belong to planted rows.
_FIRST_NUMBER = 900_000


class Rejection(NamedTuple):
    """One row to reject: a copy of a good one with a bad cell, exact where `column` is None."""

    path: str
    column: str | None
    value: str | None
    reason: str


#: Every planted row that must be rejected, in the order of their ids.
REJECTIONS = (
    Rejection("salesforce/Campaign.csv", "ActualCost", "n/a", "not an amount"),
    Rejection("salesforce/CampaignMember.csv", "CampaignId", None, "required value is missing"),
    Rejection("salesforce/CampaignMember.csv", "FirstRespondedDate", "31/31/2024", "not a date"),
    Rejection("salesforce/CampaignMember.csv", None, None, "exact duplicate"),
    Rejection("salesforce/Lead.csv", "Id", None, "required value is missing"),
    Rejection("salesforce/Lead.csv", "CreatedDate", "yesterday", "not a time"),
    Rejection("salesforce/Lead.csv", None, None, "exact duplicate"),
    Rejection("salesforce/Contact.csv", "Id", None, "required value is missing"),
    Rejection("salesforce/Opportunity.csv", "Amount", "n/a", "not an amount"),
    Rejection("salesforce/Opportunity.csv", "CloseDate", "2024-02-30", "not a date"),
    Rejection("salesforce/Opportunity.csv", "StageName", None, "required value is missing"),
    Rejection(
        "salesforce/OpportunityHistory.csv", "OpportunityId", None, "required value is missing"
    ),
    Rejection(
        "salesforce/OpportunityContactRole.csv", "ContactId", None, "required value is missing"
    ),
    Rejection("salesforce/Task.csv", "ActivityDate", "next week", "not a date"),
    Rejection(
        "salesforce/Event.csv", "StartDateTime", "2024-13-01T09:00:00.000+0000", "not a time"
    ),
    Rejection("web/touchpoints.csv", "touched_at", "not a date", "not a time"),
    Rejection("web/touchpoints.csv", None, None, "exact duplicate"),
    Rejection("ads/spend.csv", "spend_amount", "n/a", "not an amount"),
    Rejection("ads/spend.csv", "spend_date", None, "required value is missing"),
)


def plant_rejections(tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """The tables with each of `REJECTIONS` inserted below the row it copies.

    Args:
        tables: text tables by path, each with at least one row that is not deleted.

    Raises:
        KeyError: a path of `REJECTIONS` is absent.
    """
    planted = dict(tables)
    for number, rejection in enumerate(REJECTIONS):
        table = planted[rejection.path]
        position = _template_position(table, share=(number % 4 + 1) / 5)
        row = table.slice(position, 1)
        if rejection.column:
            row = _with_cells(row, cells=_fresh_key(row, path=rejection.path, number=number))
            row = _with_cells(row, cells={rejection.column: rejection.value})
        planted[rejection.path] = pl.concat(
            [table.head(position + 1), row, table.slice(position + 1)]
        )
    return planted


def _template_position(table: pl.DataFrame, *, share: float) -> int:
    """Position of the good row that lies at a share of the table's length."""
    good = table.with_row_index("position")
    if "IsDeleted" in table.columns:
        good = good.filter(pl.col("IsDeleted") == "false")
    positions = good["position"].to_list()
    return int(positions[int(len(positions) * share)])


def _fresh_key(row: pl.DataFrame, *, path: str, number: int) -> dict[str, str | None]:
    object_name = path.rpartition("/")[2].removesuffix(".csv")
    if "Id" in row.columns:
        return {"Id": salesforce_id(object_name, number=_FIRST_NUMBER + number)}
    return (
        {"touchpoint_id": f"web-{_FIRST_NUMBER + number}"} if "touchpoint_id" in row.columns else {}
    )


def _with_cells(row: pl.DataFrame, *, cells: Mapping[str, str | None]) -> pl.DataFrame:
    return row.with_columns(
        pl.lit(value, dtype=pl.String).alias(name) for name, value in cells.items()
    )
