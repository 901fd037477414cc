"""The shipped sample, built from empty, again over itself, and from empty elsewhere: one result."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

SAMPLE = Path(__file__).resolve().parents[2] / "seeds" / "exports"

# Every test of data and logic, of every adapter, runs in the first build; the others ask only
# whether the marts are equal.
NO_TESTS = ["resource_type:test", "resource_type:unit_test"]

# What identifies a row of each mart.
KEYS = {
    "dim_accounts": ["account_id"],
    "dim_campaigns": ["campaign_id"],
    "dim_channels": ["channel"],
    "dim_dates": ["date_day"],
    "dim_person_identities": ["identity_id", "person_id"],
    "dim_persons": ["person_id"],
    "fct_attribution_credits": ["attribution_model", "conversion_id", "touchpoint_id"],
    "fct_attribution_intervals": [
        *("attribution_model", "conversion_type", "grouped_by", "group_value"),
    ],
    "fct_attribution_influence": ["attribution_model", "conversion_id", "touchpoint_id"],
    "fct_attribution_weights": ["attribution_model", "conversion_type", "state", "stratum"],
    "fct_attribution_totals": [
        *("attribution_model", "conversion_type", "channel", "campaign_id"),
        *("conversion_period_date", "touchpoint_period_date", "customer_type"),
        *("original_currency_code", "is_booked", "is_invoiced", "is_paid", "margin_rate"),
    ],
    "fct_campaign_totals": [
        *("date_basis", "attribution_model", "conversion_type", "campaign_id"),
        "period_start_date",
    ],
    "fct_channel_reach": ["channel", "period_start_date"],
    "fct_conversions": ["conversion_id"],
    "fct_funnel_stage_changes": ["subject_id", "entry_number"],
    "fct_influence_totals": [
        *("date_basis", "grouped_by", "group_value", "conversion_type", "period_start_date"),
    ],
    "fct_journey_touchpoints": ["conversion_key", "touchpoint_id"],
    "fct_journeys": ["conversion_id"],
    "fct_markov_transitions": [
        *("grouping", "conversion_type", "markov_order", "from_states", "to_state"),
    ],
    "fct_non_converting_journeys": [
        *("conversion_type", "account_id", "person_id", "earlier_conversion_count"),
    ],
    "fct_path_totals": ["conversion_type", "path", "channel_set", "journey_length"],
    "fct_response_parameters": ["channel"],
    "fct_removal_effects": ["attribution_model", "conversion_type", "state"],
    "fct_spend": ["spend_id"],
    "fct_touchpoints": ["touchpoint_id"],
    "rpt_attribution_model_comparison": ["conversion_type", "channel", "attribution_model"],
    "rpt_attribution_model_diagnostics": ["attribution_model", "conversion_type"],
    "rpt_budget_plan": ["channel"],
    "rpt_campaign_influence_reconciliation": [
        *("source_system", "influence_model", "opportunity_id", "campaign_id"),
    ],
    "rpt_campaign_performance": [
        *("date_basis", "attribution_model", "conversion_type", "campaign_id"),
        "period_start_date",
    ],
    "rpt_channel_combinations": ["conversion_type", "channel_set"],
    "rpt_channel_forecast": ["metric", "channel", "forecast_method", "period_start_date"],
    "rpt_channel_interactions": ["grouping", "conversion_type", "from_state", "to_state"],
    "rpt_channel_positions": [
        *("attribution_model", "conversion_type", "channel", "channel_position"),
    ],
    "rpt_channel_performance": [
        *("date_basis", "attribution_model", "conversion_type", "channel", "period_start_date"),
    ],
    "rpt_data_quality": [
        *("run_id", "suite", "expectation", "table_name", "column_name", "severity"),
    ],
    "rpt_funnel_bottlenecks": ["funnel_stage", "channel", "baseline_type", "period_start_date"],
    "rpt_funnel_conversion": [
        *("funnel_stage", "segment_type", "segment_value", "channel", "period_start_date"),
    ],
    "rpt_identity_quality": ["identity_rule"],
    "rpt_ingestion": ["source_system", "entity", "file_name"],
    "rpt_loss_reasons": ["loss_reason", "lost_from_stage", "channel", "period_start_date"],
    "rpt_open_pipeline": [
        *("attribution_model", "channel", "campaign_id", "funnel_stage", "probability_basis"),
    ],
    "rpt_pipeline_velocity": ["segment_type", "segment_value", "channel", "period_start_date"],
    "rpt_stage_influence": [
        *("conversion_type", "attribution_model", "grouped_by", "group_value"),
        "period_start_date",
    ],
    "rpt_lead_quality": ["channel_basis", "channel"],
    "rpt_path_performance": ["conversion_type", "path"],
    "rpt_revenue_bridge": ["attribution_model", "period_start_date", "channel"],
    "rpt_roi": [
        *("date_basis", "revenue_basis", "grouped_by", "group_value", "attribution_model"),
        "period_start_date",
    ],
    "rpt_response_curves": ["channel", "point_number"],
    "rpt_unmatched_rows": ["source_system", "entity", "file_name", "row_number"],
}

# It tells of the builds themselves, by id and time, and keeps those before: no two are alike. The
# first build is judged, the others are not.
ABOUT_BUILDS = "rpt_data_quality"
# The sample's exports name every record by its id.
EMPTY = {"rpt_unmatched_rows"}

Hashes = dict[str, tuple[int, int]]


def marts(connection: duckdb.DuckDBPyConnection) -> list[str]:
    rows = connection.execute(
        "select table_name from information_schema.tables where table_schema = 'marts' order by 1"
    ).fetchall()
    return [name for (name,) in rows]


def mart_hashes(connection: duckdb.DuckDBPyConnection) -> Hashes:
    """Rows and a hash of all of them, whatever their order, per table and view of the marts."""
    return {
        mart: connection.execute(
            # The struct is one value per row: a null in one column is no null of the row.
            f"select count(*), coalesce(sum(hash(mart)), 0) from marts.{mart} as mart"
        ).fetchall()[0]
        for mart in marts(connection)
    }


def comparable(hashes: Hashes) -> Hashes:
    return {mart: found for mart, found in hashes.items() if mart != ABOUT_BUILDS}


@pytest.fixture(scope="module")
def first(open_workspace: Callable[..., Any]) -> Any:
    workspace = open_workspace()
    # Whether the gate judges is not read while parsing.
    workspace.build(SAMPLE, {"quality_gate": True}, parsed_with={}, is_complete=True)
    return workspace


@pytest.fixture(scope="module")
def first_hashes(first: Any) -> Hashes:
    with first.connect() as connection:
        return mart_hashes(connection)


def differences(left: Any, right: Any) -> dict[str, list[tuple[Any, ...]]]:
    """By mart, the keys whose rows are not equal in both databases or are in one alone."""
    found = {}
    with duckdb.connect() as connection:
        connection.execute(f"attach '{left.database}' as left_build (read_only)")
        connection.execute(f"attach '{right.database}' as right_build (read_only)")
        for mart, key in KEYS.items():
            if mart == ABOUT_BUILDS:
                continue
            rows = connection.execute(
                f"""
                with unequal as (
                    (from left_build.marts.{mart} except all from right_build.marts.{mart})
                    union all
                    (from right_build.marts.{mart} except all from left_build.marts.{mart})
                )
                select distinct {", ".join(key)} from unequal limit 5
                """
            ).fetchall()
            if rows:
                found[mart] = rows
    return found


def test_every_mart_has_rows_and_a_key_that_holds(first, first_hashes):
    assert set(first_hashes) == set(KEYS), "a mart is missing, or its key is not stated here"
    assert {mart for mart, (rows, _) in first_hashes.items() if rows == 0} == EMPTY
    with first.connect() as connection:
        repeated = {
            mart: connection.execute(
                f"select {', '.join(key)}, count(*) from marts.{mart} group by all "
                "having count(*) > 1 limit 5"
            ).fetchall()
            for mart, key in KEYS.items()
        }
    assert {mart: rows for mart, rows in repeated.items() if rows} == {}


def test_a_build_from_empty_elsewhere_gives_the_same_marts(first, first_hashes, open_workspace):
    second = open_workspace()
    second.build(SAMPLE, exclude=NO_TESTS)
    # By key first: it tells which rows differ.
    assert differences(first, second) == {}
    with second.connect() as connection:
        assert comparable(mart_hashes(connection)) == comparable(first_hashes)


def test_a_rebuild_after_changing_nothing_changes_nothing(first, first_hashes):
    first.build(SAMPLE, exclude=NO_TESTS)
    with first.connect() as connection:
        assert comparable(mart_hashes(connection)) == comparable(first_hashes)
