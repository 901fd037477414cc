"""Counts of the flaws in the sample, measured on its tables: the truth that tests compare with."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from crm_attribution.sample.flawed_cells import NULL_ID, UNKNOWN_CAMPAIGN
from crm_attribution.sample.rejections import REJECTIONS


def count_flaws(tables: Mapping[str, pl.DataFrame]) -> dict[str, int]:
    """How many rows have each flaw, rows that must be rejected left out.

    Args:
        tables: text tables by path, as `generate_sample` returns them.

    Returns:
        Rows by name of the flaw; the names are those of seeds/exports/README.md.

    Raises:
        KeyError: a table is absent.
    """
    live = {
        path.rpartition("/")[2].removesuffix(".csv"): _acceptable(table, path=path)
        for path, table in tables.items()
    }
    return {
        **_count_records(live),
        **_count_members(live["CampaignMember"]),
        **_count_sales(live),
        **_count_activities(live),
        **_count_visits(live["touchpoints"]),
        **_count_late_visits(live),
    }


def _acceptable(table: pl.DataFrame, *, path: str) -> pl.DataFrame:
    """The table without the planted rows that must be rejected."""
    good = table.unique(maintain_order=True)
    for rejection in REJECTIONS:
        if rejection.path == path and rejection.column:
            bad_value = pl.lit(rejection.value, dtype=pl.String)
            good = good.filter(pl.col(rejection.column).ne_missing(bad_value))
    return good


def _kept(table: pl.DataFrame) -> pl.DataFrame:
    return table.filter(pl.col("IsDeleted") == "false")


def _count_records(live: Mapping[str, pl.DataFrame]) -> dict[str, int]:
    leads, contacts = live["Lead"], live["Contact"]
    emails = _kept(contacts)["Email"].to_list()
    is_deleted = pl.col("IsDeleted") == "true"
    was_merged = pl.col("MasterRecordId").is_not_null()
    deleted = {
        f"deleted_rows_{name}": table.filter(
            is_deleted, ~was_merged if "MasterRecordId" in table.columns else True
        ).height
        for name, table in live.items()
        if "IsDeleted" in table.columns
    }
    return {
        "merged_leads": leads.filter(was_merged).height,
        "merged_leads_merged_again": leads.filter(
            was_merged, pl.col("Id").is_in(leads["MasterRecordId"].to_list())
        ).height,
        "merged_contacts": contacts.filter(was_merged).height,
        "members_of_merged_leads": live["CampaignMember"]
        .filter(
            pl.col("IsDeleted") == "false",
            pl.col("LeadId").is_in(leads.filter(was_merged)["Id"].to_list()),
        )
        .height,
        "visits_under_email_of_merged_leads": live["touchpoints"]
        .filter(pl.col("email").is_in(leads.filter(was_merged)["Email"].to_list()))
        .height,
        "converted_leads": _kept(leads).filter(pl.col("IsConverted") == "true").height,
        "unconverted_leads_with_email_of_contact": _kept(leads)
        .filter(pl.col("IsConverted") == "false", pl.col("Email").is_in(emails))
        .height,
        **{name: count for name, count in deleted.items() if count},
    }


def _count_members(members: pl.DataFrame) -> dict[str, int]:
    kept = _kept(members)
    has_responded = pl.col("HasResponded") == "true"
    has_no_response_date = pl.col("FirstRespondedDate").is_null()
    return {
        "members_without_response": kept.filter(~has_responded).height,
        "responded_members_without_any_date": kept.filter(
            has_responded, has_no_response_date, pl.col("CreatedDate").is_null()
        ).height,
        "responded_members_with_created_date_only": kept.filter(
            has_responded, has_no_response_date, pl.col("CreatedDate").is_not_null()
        ).height,
    }


def _count_sales(live: Mapping[str, pl.DataFrame]) -> dict[str, int]:
    deals, roles = _kept(live["Opportunity"]), _kept(live["OpportunityContactRole"])
    with_primary = roles.filter(pl.col("IsPrimary") == "true")["OpportunityId"].to_list()
    has_roles = pl.col("Id").is_in(roles["OpportunityId"].to_list())
    spent = live["spend"]["campaign_id"].drop_nulls().to_list()
    return {
        "opportunities_without_amount": deals.filter(pl.col("Amount").is_null()).height,
        "won_opportunities_without_amount": deals.filter(
            pl.col("Amount").is_null(), pl.col("IsWon") == "true"
        ).height,
        "opportunities_closed_before_created": deals.filter(
            pl.col("CloseDate") < pl.col("CreatedDate").str.head(10)
        ).height,
        "opportunities_in_eur": deals.filter(pl.col("CurrencyIsoCode") == "EUR").height,
        "opportunities_without_contact_roles": deals.filter(~has_roles).height,
        "opportunities_with_roles_but_no_primary": deals.filter(
            has_roles, ~pl.col("Id").is_in(with_primary)
        ).height,
        "accounts_with_several_opportunities": deals["AccountId"]
        .value_counts()
        .filter(pl.col("count") > 1)
        .height,
        "campaigns_with_actual_cost_and_ad_spend": _kept(live["Campaign"])
        .filter(pl.col("ActualCost").is_not_null(), pl.col("Id").is_in(spent))
        .height,
        "campaigns_sharing_a_name": _kept(live["Campaign"])
        .filter(pl.col("Name").is_duplicated())
        .height,
        "spend_rows_without_campaign": live["spend"]["campaign_id"].null_count(),
    }


def _count_activities(live: Mapping[str, pl.DataFrame]) -> dict[str, int]:
    tasks = _kept(live["Task"])
    is_open = pl.col("Status") == "Not Started"
    return {
        "tasks_not_done": tasks.filter(is_open).height,
        "tasks_without_person": tasks.filter(pl.col("WhoId").is_null()).height,
        "tasks_with_null_id": tasks.filter(pl.col("WhatId") == NULL_ID).height,
        "events_without_person": _kept(live["Event"]).filter(pl.col("WhoId").is_null()).height,
    }


def _count_visits(visits: pl.DataFrame) -> dict[str, int]:
    email = pl.col("email")
    named = visits.filter(email.is_not_null())["person_id"].drop_nulls().unique().to_list()
    nameless = visits.filter(email.is_null())
    is_stitched = pl.col("person_id").is_in(named)
    return {
        "visits_with_capital_letters_in_email": visits.filter(
            email != email.str.to_lowercase()
        ).height,
        "visits_with_blanks_around_email": visits.filter(email != email.str.strip_chars()).height,
        "visits_of_unknown_campaign": visits.filter(
            pl.col("campaign_id") == UNKNOWN_CAMPAIGN
        ).height,
        "visits_direct": visits.filter(pl.col("source") == "(direct)").height,
        "visits_with_visitor_id_named_later": nameless.filter(is_stitched).height,
        "visits_with_visitor_id_never_named": nameless.filter(~is_stitched).height,
        "visits_without_person_or_email": nameless.filter(pl.col("person_id").is_null()).height,
    }


def _count_late_visits(live: Mapping[str, pl.DataFrame]) -> dict[str, int]:
    """Visits of contacts after the last deal of their account had closed."""
    last_closes = (
        _kept(live["Opportunity"])
        .group_by("AccountId")
        .agg(pl.col("CloseDate").max(), (pl.col("IsClosed") == "true").all().alias("all_closed"))
    )
    contacts = _kept(live["Contact"]).select("AccountId", "Email").unique()
    late = (
        live["touchpoints"]
        .with_columns(pl.col("email").str.strip_chars().str.to_lowercase())
        .join(contacts, left_on="email", right_on="Email")
        .join(last_closes, on="AccountId")
        .filter("all_closed", pl.col("touched_at").str.head(10) > pl.col("CloseDate"))
    )
    return {"visits_after_last_close": late.height}
