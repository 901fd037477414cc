"""What is wrong with exports, variables or rules stops the build.

The error names the value and what is allowed, and the marts of the last good build stay as they
were.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

NO_TESTS = ["resource_type:test", "resource_type:unit_test"]

GOOD = {
    "web/touchpoints.csv": """\
        touchpoint_id,person_id,touched_at,channel
        1,ann,2024-03-01T00:00:00Z,Email
        2,ann,2024-03-02T00:00:00Z,Social
        """,
    "web/conversions.csv": """\
        conversion_id,person_id,converted_at,conversion_value
        1,ann,2024-03-03T00:00:00Z,100
        """,
    "web/spend.csv": """\
        spend_date,channel,spend_amount
        2024-03-01,Social,10
        """,
}
# What another build would change, were it not stopped: a value, and a conversion before the first.
CHANGED = GOOD | {
    "web/conversions.csv": """\
        conversion_id,person_id,converted_at,conversion_value
        0,bob,2024-03-03T00:00:00Z,1
        1,ann,2024-03-03T00:00:00Z,999
        """
}


class Site:
    """A project of its own, built once from good exports."""

    def __init__(self, workspace: Any, write_exports: Callable[..., Path]) -> None:
        self.workspace = workspace
        self.write_exports = write_exports
        self.seed = workspace.project / "seeds/reference/attribution_models.csv"
        self.rules = self.seed.read_text(encoding="utf-8")
        workspace.build(write_exports(GOOD), exclude=NO_TESTS)
        self.good = self.marts()

    def write_rule(self, rule: dict[str, str]) -> None:
        """Add one row to the shipped seed of attribution models, sound but for what `rule` says."""
        sound = {
            "attribution_model": "bad",
            "family": "position",
            "is_enabled": "true",
            "position_weights": "first=1",
            "missing_position": "pro_rata",
            "description": "a test",
        }
        columns = self.rules.split("\n", 1)[0].split(",")
        row = ",".join((sound | rule).get(column, "") for column in columns)
        self.seed.write_text(f"{self.rules}{row}\n", encoding="utf-8")

    def marts(self) -> dict[str, list[tuple[Any, ...]]]:
        with self.workspace.connect() as connection:
            names = connection.execute(
                "select table_name from information_schema.tables where table_schema = 'marts'"
            ).fetchall()
            return {
                name: connection.execute(f"from marts.{name} order by all").fetchall()
                for (name,) in names
            }

    def error(self, exports: dict[str, str] = CHANGED, **options: Any) -> str:
        """The error of a build that must fail, with blanks of any length as one."""
        options = {"exclude": NO_TESTS, "parsed_with": {}} | options
        outcome = self.workspace.invoke(self.write_exports(exports), **options)
        assert not outcome.success, "the build should have stopped"
        return " ".join(self.workspace.errors.split())


@pytest.fixture(scope="module")
def site(
    open_workspace: Callable[..., Any],
    copy_project: Callable[[], Path],
    write_exports: Callable[..., Path],
) -> Site:
    return Site(open_workspace(copy_project()), write_exports)


@pytest.fixture(autouse=True)
def _marts_stay(site: Site) -> Iterator[None]:
    yield
    site.seed.write_text(site.rules, encoding="utf-8")
    assert site.marts() == site.good


MAPPED = {"system": "web", "object": "orders", "entity": "conversions"}
ORDERS = {"web/orders.csv": "who,when\nann,2024-03-03\n"}


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        (
            {"conversion_matching": "household"},
            "variable conversion_matching: 'household' is not allowed. "
            "Allowed: account, contact_roles, primary_contact, person.",
        ),
        (
            {"date_only_touchpoints_at": "noon"},
            "'noon' is not allowed. Allowed: day_end, day_",
        ),
        (
            {"reporting_period": "fortnight"},
            "variable reporting_period: 'fortnight' is not allowed. "
            "Allowed: day, week, month, quarter, year, fiscal.",
        ),
        (
            {"parent_campaign_costs": "all"},
            "variable parent_campaign_costs: 'all' is not allowed. Allowed: own, total.",
        ),
        (
            {"allow_touchpoint_reuse": "yes"},
            "allow_touchpoint_reuse: 'yes' is not allowed.",
        ),
        ({"money_digits": 9}, "variable money_digits: '9' is not allowed. Allowed: 0, 1, 2,"),
        ({"reporting_currency": "usd"}, "variable reporting_currency: 'usd' is not allowed."),
        ({"gross_margin_rate": 40}, "variable gross_margin_rate: '40' is not allowed."),
        ({"local_timezone": "Berlin"}, "'Berlin' is not allowed. Allowed: an IANA time zone"),
        ({"lookback_window_days": {"order": 30}}, "with a 'default'"),
        ({"lookback_window_days": {"default": -1}}, "'default: -1' is not allowed."),
        ({"export_schemas": {"web": "raw_web"}}, "schema 'raw_web', in which there is no table."),
        ({"export_mappings": [{"object": "mta"}]}, "that name at least system and object"),
        ({"export_mappings": MAPPED}, "is not allowed. Allowed: a list of entries with the keys "),
        (
            {"export_mappings": [MAPPED | {"object": 2025}]},
            "variable export_mappings: 'object: 2025' is not allowed. "
            "Allowed: a text; a number needs quotes.",
        ),
        (
            {"export_mappings": [MAPPED | {"columns": ["when"]}]},
            "'columns: ['when']' is not allowed. Allowed: our column: their column.",
        ),
        (
            {"export_mappings": [MAPPED | {"columns": {"converted_at": 2}}]},
            "'converted_at: 2' is not allowed. Allowed: our column: their column, a text; a ",
        ),
        ({"export_schemas": {"web": 5}}, "variable export_schemas: 'web: 5' is not allowed."),
        ({"money_digits": 2.0}, "variable money_digits: '2.0' is not allowed."),
        ({"path_report_length": True}, "variable path_report_length: 'True' is not allowed."),
        ({"markov_order": 2.0}, "variable markov_order: '2.0' is not allowed."),
        ({"count_unresponded_members": 1}, "'1' is not allowed. Allowed: True, False."),
        ({"gross_margin_rate": True}, "variable gross_margin_rate: 'True' is not allowed."),
        ({"export_date_order": "ymd"}, "variable export_date_order: 'ymd' is not allowed. "),
        ({"phone_country_code": "+49"}, "variable phone_country_code: '+49' is not allowed."),
        ({"export_mappings": [{"system": "a", "object": "b", "date_order": "y"}]}, "date_order"),
        ({"exports_path": "/no/such/folder"}, "'/no/such/folder' is not allowed."),
        (
            {"attribution_grouping": "medium"},
            "variable attribution_grouping: 'medium' is not allowed. "
            "Allowed: channel, channel_type, campaign, content.",
        ),
        (
            {"markov_order": 0},
            "variable markov_order: '0' is not allowed. Allowed: auto, 1, 2, 3, 4, 5, 6, 7, 8, 9.",
        ),
        ({"include_non_converting_journeys": "no"}, "'no' is not allowed. Allowed: True, False."),
        ({"path_transforms": "first"}, "'first' is not allowed. Allowed: a list of names."),
        (
            {"path_transforms": ["last"]},
            "variable path_transforms: 'last' is not allowed. Allowed: unique, exposure, first,",
        ),
        ({"path_trim_length": 0}, "'0' is not allowed. Allowed: a whole number from 1."),
        ({"hazard_half_lives": [7, -1]}, "variable hazard_half_lives: '-1' is not allowed."),
        ({"hazard_half_lives": []}, "Allowed: a list of at least one number of days above 0,"),
        ({"hazard_strata": "city"}, "Allowed: none, industry, account_type."),
        ({"bootstrap_replicates": 10}, "'10' is not allowed. Allowed: 0, or a whole number from"),
        ({"bootstrap_seed": -1}, "variable bootstrap_seed: '-1' is not allowed."),
        (
            {"path_report_length": 19},
            "variable path_report_length: '19' is not allowed. Allowed: 1,",
        ),
        ({"interval_level": 95}, "variable interval_level: '95' is not allowed."),
        ({"response_curve_families": ["spline"]}, "Allowed: a list of log, hill or both."),
        ({"response_decays": [0.5, 1]}, "variable response_decays: '1' is not allowed. Allowed: a"),
        ({"response_replicates": 10}, "'10' is not allowed. Allowed: a whole number from 100."),
        ({"planned_weekly_budget": -5}, "variable planned_weekly_budget: '-5' is not allowed."),
        ({"planned_change_rate": 50}, "'50' is not allowed. Allowed: a number from 0 to 1."),
        ({"forecast_period": "day"}, "'day' is not allowed. Allowed: week, month."),
        ({"forecast_periods": 0}, "'0' is not allowed. Allowed: a whole number from 1."),
        (
            {"forecast_attribution_model": "any_touch"},
            "'any_touch' is not allowed. Allowed: auto, or an attribution model that adds up ",
        ),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_a_variable_that_means_nothing(site, variables, said):
    assert said in site.error(variables=variables)


@pytest.mark.parametrize(
    ("files", "mapping", "said"),
    [
        (
            {"web/conversions.csv": "conversion_id,person_id\n1,ann\n"},
            None,
            "web/conversions.csv: the column 'converted_at' (conversions.converted_at) is missing. "
            "Found: conversion_id, person_id.",
        ),
        (
            {"web/conversions.csv": "converted_at\n2024-03-03\n"},
            None,
            "web/conversions.csv: reads as one column, 'converted_at'. Allowed: ",
        ),
        (
            {"web/conversions.csv": "converted_at,Converted At\n2024-03-03,2024-03-04\n"},
            None,
            "web/conversions.csv: the columns 'converted_at' and 'Converted At' have one name",
        ),
        (
            ORDERS,
            MAPPED | {"columns": {"converted_at": "day"}},
            "web/orders.csv: the column 'day' (conversions.converted_at) is missing. "
            "Found: who, when.",
        ),
        (
            ORDERS,
            MAPPED | {"columns": {"ordered_at": "when"}},
            "column 'ordered_at' of web/orders.csv is unknown in entity conversions. Allowed: "
            "conversion_id, conversion_type,",
        ),
        (
            ORDERS,
            MAPPED | {"columns": {"converted_at": "when"}, "where_present": "paid"},
            "where_present names the column 'paid', which web/orders.csv does not have. "
            "Found: who, when.",
        ),
        (
            ORDERS,
            MAPPED | {"entity": "sales"},
            "entity 'sales' of web/orders is unknown. Allowed: accounts, campaign_influences,",
        ),
    ],
)
def test_an_export_that_cannot_be_read(site, files, mapping, said):
    variables = {"export_mappings": [mapping]} if mapping else {}
    error = site.error(CHANGED | files, variables=variables, select=["stg_neutral__conversions+"])
    assert said in error


def test_an_export_without_a_required_column_leaves_all_marts_alone(site):
    assert "'spend_date' (spend.spend_date) is missing" in site.error(
        GOOD | {"web/spend.csv": "channel,spend_amount\nSocial,11\n"}
    )


CHANNELS = "Allowed: * (any other), "


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ({"position_weights": "first=-1;last=2"}, "'bad': 'first=-1' is not a weight."),
        (
            {"position_weights": "first=0;last=0"},
            "the weights 'first=0;last=0' add up to 0.",
        ),
        ({"position_weights": "first"}, "'first' is not a weight. Allowed: name=number"),
        ({"position_weights": ""}, "needs position_weights, which is empty."),
        (
            {"position_weights": "primary=1"},
            "'bad': position role 'primary' is unknown. Allowed: first, lead_creation,",
        ),
        (
            {"family": "channel", "channel_weights": "Emial=1"},
            f"'bad': channel 'Emial' is unknown. {CHANNELS}",
        ),
        (
            {"family": "campaign_type", "campaign_type_weights": "Dinner=1"},
            "campaign_type 'Dinner' is unknown.",
        ),
        (
            {"family": "guess"},
            "'bad': family 'guess' is unknown. Allowed: position, channel, campaign_type,",
        ),
        ({"attribution_model": "linear"}, "'linear' stands twice. Allowed: one row per"),
        (
            {"family": "time_decay", "half_life_days": "0"},
            "half_life_days '0' is not a time. Allowed: a number of days above 0.",
        ),
        ({"family": "time_decay"}, "is not a time. Allowed: a number of days above 0."),
        (
            {"family": "additive_hazard", "half_life_days": "-7"},
            "half_life_days '-7' is not a time. Allowed: a number of days above 0.",
        ),
        (
            {"family": "markov", "markov_order": "0"},
            "markov_order '0' is not one. Allowed: a whole number from 1 to 9, or nothing.",
        ),
        (
            {"family": "markov", "grouping": "medium"},
            "grouping 'medium' is unknown. Allowed: channel, channel_type, campaign, content,",
        ),
        ({"is_enabled": "maybe"}, "is_enabled 'maybe' is unknown. Allowed: true, false."),
        ({"missing_position": "some"}, "'some' is unknown. Allowed: pro_rata, even."),
        ({"attribution_model": "Bad!"}, "'Bad!': the name is not one. Allowed: lower-case"),
    ],
)
def test_a_rule_of_attribution_that_means_nothing(site, rule, said):
    site.write_rule(rule)
    error = site.error(select=["attribution_models+"])
    assert said in error


def test_a_rule_that_means_nothing_leaves_all_marts_alone(site):
    site.write_rule({"family": "guess"})
    assert "'guess'" in site.error()
