"""The summary that closes a build: what it shows, and when it complains."""

from pathlib import Path

import duckdb
import pytest

from crm_attribution.summary import __main__ as summary

MARTS = """
create schema marts;
create table marts.rpt_ingestion as
    select 'salesforce' as source_system, 'campaign' as entity, 'Campaign.csv' as file_name,
        5 as rows_in, 4 as rows_staged, 1 as rows_rejected;
create table marts.fct_conversions as
    select * from (values
        ('a', 'order', date '2026-01-01', 10.00::decimal(18, 2), 'USD'),
        ('b', 'order', date '2026-02-01', 20.01::decimal(18, 2), 'USD'),
        ('c', 'lead_created', date '2026-02-01', null, 'USD')
    ) as t (conversion_id, conversion_type, conversion_date, conversion_value, currency_code);
create table marts.fct_touchpoints as select 1 as touchpoint_id;
create table marts.fct_journeys as select unnest([0, 2, 3]) as journey_length;
create table marts.fct_attribution_credits as
    select 'linear' as attribution_model, unnest([0.5, 0.5, 1, 1])::decimal(18, 12) as credit,
        unnest([5, 5, 20.01, null])::decimal(18, 2) as attributed_revenue;
"""


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "built.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(MARTS)
    return path


def change(database: Path, statement: str) -> None:
    with duckdb.connect(str(database)) as connection:
        connection.execute(statement)


def test_shows_files_conversions_journeys_and_models(database, capsys):
    assert summary.main(["--database", str(database)]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["salesforce", "campaign", "Campaign.csv", "5", "4", "1"] in lines
    assert ["order", "2", "30.01", "USD", "2026-01-01", "2026-02-01"] in lines
    assert ["1", "3", "2", "2.5"] in lines
    assert ["linear", "3", "3", "30.01", "30.01", "ok"] in lines


@pytest.mark.parametrize("column", ["credit", "attributed_revenue"])
def test_a_model_that_loses_anything_differs(database, capsys, column):
    change(
        database,
        f"update marts.fct_attribution_credits set {column} = {column} - 0.01 where credit = 0.5",
    )
    assert summary.main(["--database", str(database)]) == 1
    assert "DIFFERS" in capsys.readouterr().out


def test_a_model_without_a_conversion_differs(database, capsys):
    change(database, "delete from marts.fct_attribution_credits where attributed_revenue is null")
    assert summary.main(["--database", str(database)]) == 1
    assert "DIFFERS" in capsys.readouterr().out


def test_totals_are_preferred_to_credits(database, capsys):
    change(
        database,
        "create table marts.fct_attribution_totals as select 'from_totals' as attribution_model, "
        "3.0::double as attributed_conversions, 30.01::decimal(38, 2) as attributed_revenue",
    )
    assert summary.main(["--database", str(database)]) == 0
    output = capsys.readouterr().out
    assert "from_totals" in output
    assert "linear" not in output


def test_marts_that_were_not_built_are_named(database, capsys):
    change(database, "drop table marts.rpt_ingestion")
    assert summary.main(["--database", str(database)]) == 0
    assert "Not built: rpt_ingestion" in capsys.readouterr().out


def test_another_schema_can_hold_the_marts(database, capsys):
    change(database, 'create schema "my marts"')
    assert summary.main(["--database", str(database), "--marts-schema", "my marts"]) == 0
    assert "Not built: rpt_ingestion, fct_conversions" in capsys.readouterr().out


@pytest.mark.parametrize("content", [None, b"not a database"])
def test_an_unreadable_database_gets_one_clear_line(tmp_path, capsys, content):
    path = tmp_path / "some.duckdb"
    if content:
        path.write_bytes(content * 1000)
    assert summary.main(["--database", str(path)]) == 1
    errors = capsys.readouterr().err.splitlines()
    assert len(errors) == 1
    assert str(path) in errors[0]


def test_the_database_is_where_the_profile_puts_it(monkeypatch):
    monkeypatch.delenv("CRM_ATTRIBUTION_DB", raising=False)
    monkeypatch.setenv("DBT_PROJECT_DIR", "project")
    assert summary.default_database() == Path("project/warehouse/crm_attribution.duckdb")
    monkeypatch.setenv("CRM_ATTRIBUTION_DB", "elsewhere.duckdb")
    assert summary.default_database() == Path("elsewhere.duckdb")
