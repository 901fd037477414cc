"""Rows that are hard to land: corrected duplicates, zones, filters, defaults, e-mail addresses."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

EXPORTS = {
    # The second row corrects the first, the third repeats the second; the last has no type, which
    # makes it an order like the one before it.
    "shop/conversions.csv": """
        conversion_id,conversion_type,person_id,converted_at,conversion_value
        1,order,ann,2025-03-05T10:00:00Z,ten
        1,order,ann,2025-03-05T10:00:00Z,10.00
        1,order,ann,2025-03-05T10:00:00Z,10.00
        2,order,ann,2025-03-06T10:00:00Z,20.00
        2,,ann,2025-03-06T10:00:00Z,20.00
        """,
    # One instant in five forms: Berlin is an hour ahead of UTC in March before the clocks change.
    "zones/touchpoints.csv": """
        touchpoint_id,person_id,touched_at
        z,bob,2025-03-05T09:00:00Z
        offset,bob,2025-03-05 10:00:00+01:00
        short,bob,2025-03-05T04:30:00.000-0430
        named,bob,2025-03-05 09:00:00 UTC
        local,bob,2025-03-05 10:00:00
        """,
    # Only rows with revenue are conversions; the last one's time cannot be read.
    "mixed/sessions.csv": """
        id,who,at,revenue
        a,cat,2025-03-01T10:00:00Z,
        b,cat,2025-03-02T10:00:00Z,5.00
        c,cat,2025-03-03T10:00:00Z,
        d,cat,later,7.00
        """,
    # A system that knows people by their address; a link, tags and a reason that carry one.
    "news/touchpoints.csv": """
        touchpoint_id,person_id,touched_at,landing_page,utm_source,utm_campaign,utm_term
        1,Ann@A.example,2025-03-01T10:00:00Z,https://site.example/?to=ann%40a.example&x=1,\
mail to ann@a.example,Meetup @ Berlin,ann%40a.example
        """,
    "news/opportunities.csv": """
        opportunity_id,stage_name,loss_reason,created_at,closed_at
        1,Closed Lost,cat@c.example is cheaper,2025-03-01T10:00:00Z,2025-03-02T10:00:00Z
        """,
    "news/persons.csv": """
        person_id,email
        ann@a.example,ann@a.example
        """,
}
VARIABLES: dict[str, Any] = {
    "local_timezone": "Europe/Berlin",
    "export_mappings": [
        {
            "system": "mixed",
            "object": "sessions",
            "entity": "conversions",
            "where_present": "revenue",
            "columns": {
                "conversion_id": "id",
                "person_id": "who",
                "converted_at": "at",
                "conversion_value": "revenue",
            },
        }
    ],
}


@pytest.fixture(scope="module")
def built(
    build_project: Callable[..., duckdb.DuckDBPyConnection],
    write_exports: Callable[[dict[str, str]], Path],
) -> duckdb.DuckDBPyConnection:
    """All of the above in one build; its data tests look for addresses past staging."""
    return build_project(write_exports(EXPORTS), VARIABLES)


def test_a_correction_takes_the_key_of_the_row_that_was_rejected(built):
    values = built.execute(
        "select conversion_id, conversion_value::varchar from marts.fct_conversions "
        "where source_system = 'shop' order by 1"
    ).fetchall()
    assert values == [("order|shop|1", "10.00"), ("order|shop|2", "20.00")]
    rejected = built.execute(
        "select row_number, column_name, reason from staging.stg_exports__rejected_rows "
        "where source_system = 'shop' order by 1"
    ).fetchall()
    assert rejected == [
        (1, "conversion_value", "cannot be read as decimal"),
        (3, "conversion_id", "an earlier row has this key"),
        (5, "conversion_id", "an earlier row has this key"),
    ]


def test_every_way_to_write_a_zone_is_one_instant(built):
    instants = built.execute(
        "select distinct touched_at::varchar from marts.fct_touchpoints "
        "where source_system = 'zones'"
    ).fetchall()
    assert instants == [("2025-03-05 09:00:00",)]


def test_a_filtered_file_keeps_its_row_numbers(built):
    counts = built.execute(
        "select rows_in, rows_staged, rows_rejected from marts.rpt_ingestion "
        "where source_system = 'mixed'"
    ).fetchall()
    assert counts == [(2, 1, 1)]
    rejected = built.execute(
        "select row_number, value from staging.stg_exports__rejected_rows "
        "where source_system = 'mixed'"
    ).fetchall()
    assert rejected == [(4, "later")]


def test_addresses_in_ids_and_links_do_not_pass_and_still_join(built):
    touchpoints = built.execute(
        "select landing_page, person_id from marts.fct_touchpoints where source_system = 'news'"
    ).fetchall()
    assert [page for page, _ in touchpoints] == ["https://site.example/?to=(email)&x=1"]
    tags = built.execute(
        "select source, campaign_name, term from intermediate.int_crm__touchpoints_unioned "
        "where source_system = 'news'"
    ).fetchall()
    assert tags == [("mail to (email)", "Meetup @ Berlin", "(email)")]
    reasons = built.execute("select loss_reason from marts.rpt_loss_reasons").fetchall()
    assert set(reasons) == {("(email) is cheaper",)}
    people = built.execute(
        "select person_id from marts.dim_persons where source_system = 'news'"
    ).fetchall()
    assert people == [(touchpoints[0][1],)]
    assert "@" not in people[0][0]
