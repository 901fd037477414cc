"""The project as a package of another one: its own names, paths, variables and rules decide."""

import os
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

PROJECT = Path(__file__).resolve().parents[2]

EXPORTS = {
    "shop/touchpoints.csv": """\
        touchpoint_id,person_id,touched_at,channel
        1,ann,2024-03-01T00:00:00Z,Email
        2,ann,2024-03-02T00:00:00Z,Social
        3,ann,2024-03-03T00:00:00Z,Display
        """,
    "shop/conversions.csv": """\
        conversion_id,person_id,converted_at,conversion_value
        1,ann,2024-03-04T00:00:00Z,100
        2,bob,2024-03-04T00:00:00Z,50
        """,
    "shop/persons.csv": """\
        person_id,email
        ann,ann@example.com
        """,
}

ROOT = {
    # Ours is switched off, so that the seed of the same name here answers to every ref().
    "dbt_project.yml": """\
        name: acme
        version: "1.0"
        profile: acme_warehouse
        flags:
          # ref() looks in the package first, then here; without it dbt warns of each such ref.
          require_ref_searches_node_package_before_root: true
          send_anonymous_usage_stats: false
        seeds:
          acme:
            +schema: rules
          crm_attribution:
            attribution_models:
              +enabled: false
        models:
          crm_attribution:
            marts:
              +schema: answers
        vars:
          crm_attribution:
            exports_path: "{exports}"
            reporting_currency: EUR
            default_currency_code: EUR
            reporting_period: week
        """,
    "packages.yml": """\
        packages:
          - local: {project}
        """,
    "profiles.yml": """\
        acme_warehouse:
          target: production
          outputs:
            production:
              type: duckdb
              path: "{root}/acme.duckdb"
              schema: acme
              module_paths: ["{root}/dbt_packages/crm_attribution/python_models"]
              plugins:
                - module: crm_attribution.landing.plugin
                  alias: crm_landing
        """,
    "macros/generate_schema_name.sql": """\
        {% macro generate_schema_name(custom_schema_name, node) -%}
            crm_{{ custom_schema_name }}
        {%- endmacro %}
        """,
    "seeds/attribution_models.csv": """\
        attribution_model,family,is_enabled,grouping,position_weights,channel_weights,campaign_type_weights,half_life_days,markov_order,missing_position,description
        ours,position,true,,first=1;last=3,,,,,pro_rata,A quarter first and the rest last
        """,
}

EQUAL_MARTS = ["dim_persons", "dim_dates", "fct_touchpoints", "fct_conversions", "fct_journeys"]
SAME_VARIABLES = {
    "reporting_currency": "EUR",
    "default_currency_code": "EUR",
    "reporting_period": "week",
}


def write_root(root: Path, exports: Path) -> None:
    places = {"{exports}": exports, "{project}": PROJECT, "{root}": root}
    for name, text in ROOT.items():
        content = textwrap.dedent(text)
        for placeholder, place in places.items():
            content = content.replace(placeholder, str(place))
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")


def run_dbt(root: Path, elsewhere: Path, *arguments: str) -> None:
    """Run dbt as a program, from another folder, with no setting of this project."""
    ours = ("CRM_", "DBT_", "PYTHONPATH")
    environment = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
    command = [str(Path(sys.executable).with_name("dbt")), "--quiet", "--no-use-colors"]
    command += [*arguments, "--project-dir", str(root), "--profiles-dir", str(root)]
    finished = subprocess.run(
        command, cwd=elsewhere, env=environment, capture_output=True, text=True, check=False
    )
    assert finished.returncode == 0, finished.stdout + finished.stderr


@pytest.fixture(scope="module")
def package(
    tmp_path_factory: pytest.TempPathFactory, write_exports: Callable[..., Path]
) -> Iterator[duckdb.DuckDBPyConnection]:
    root, elsewhere = tmp_path_factory.mktemp("acme"), tmp_path_factory.mktemp("elsewhere")
    write_root(root, write_exports(EXPORTS))
    run_dbt(root, elsewhere, "deps")
    run_dbt(root, elsewhere, "build", "--exclude", "resource_type:unit_test")
    assert list(elsewhere.iterdir()) == [], "something was written to the working directory"
    with duckdb.connect(str(root / "acme.duckdb"), read_only=True) as connection:
        yield connection


def test_schemas_are_those_of_the_root_project(package):
    schemas = package.execute(
        "select distinct table_schema from information_schema.tables order by 1"
    ).fetchall()
    # What landed lies where the package puts it, whatever the project around it is called.
    assert [name for (name,) in schemas if not name.startswith("landing")] == [
        *("crm_answers", "crm_intermediate", "crm_reference", "crm_rules", "crm_staging"),
    ]


def test_the_root_projects_attribution_models_take_the_place_of_ours(package):
    credited = package.execute(
        """
        select attribution_model, conversion_id, channel, attributed_revenue, currency_code
        from crm_answers.fct_attribution_credits
        order by conversion_id, touchpoint_position
        """
    ).fetchall()
    assert credited == [
        ("ours", "order|shop|1", "Email", 25, "EUR"),
        ("ours", "order|shop|1", "Display", 75, "EUR"),
        ("ours", "order|shop|2", "(unattributed)", 50, "EUR"),
    ]


def test_marts_equal_those_of_the_project_itself(package, build_project, write_exports):
    own = build_project(
        write_exports(EXPORTS),
        SAME_VARIABLES,
        exclude=["resource_type:test", "resource_type:unit_test"],
    )
    for mart in EQUAL_MARTS:
        rows = package.execute(f"from crm_answers.{mart} order by all").fetchall()
        assert rows, mart
        assert rows == own.execute(f"from marts.{mart} order by all").fetchall(), mart
    own_marts, package_marts = (
        connection.execute(
            "select table_name, column_name, data_type from information_schema.columns "
            "where table_schema = ? order by all",
            [schema],
        ).fetchall()
        for connection, schema in ((own, "marts"), (package, "crm_answers"))
    )
    assert package_marts == own_marts
