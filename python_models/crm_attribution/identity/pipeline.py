"""Runs the identity models on made-up tables, outside dbt, to measure and to judge them."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import duckdb

from crm_attribution.identity.tables import resolve_tables
from crm_attribution.identity.world import World

# Each reads only ones before it; the clustering is what its Python model computes.
CLUSTERING = "int_identity__person_nodes_clustered"
MODELS = (
    "int_identity__sightings_listed",
    "int_identity__keys_sighted",
    "int_identity__keys_carried",
    "int_identity__person_keys_listed",
    "int_identity__person_nodes_listed",
    "int_identity__person_nodes_numbered",
    "int_identity__person_links_numbered",
    CLUSTERING,
    "int_identity__shared_keys_listed",
    "int_identity__persons_resolved",
    "int_identity__cookie_periods_listed",
)
VIEWS = ("int_identity__keys_sighted", "int_identity__keys_carried")
TYPES = {
    "rule_order": "integer",
    "min_length": "integer",
    "max_degree": "integer",
    "max_records": "integer",
    "confidence": "double",
    "is_enabled": "boolean",
}


def write_world(connection: duckdb.DuckDBPyConnection, world: World) -> None:
    """Write a world as the conformed CRM tables that the identity models read.

    Args:
        connection: Where to; tables of these names are replaced.
        world: What ``generate`` made up. Its numbers become tokens of 64 hexadecimal digits.

    Source:
        models/intermediate/crm: the columns of its union models that identity reads.

    Example:
        >>> from crm_attribution.identity.generation import generate
        >>> connection = duckdb.connect()
        >>> write_world(connection, generate(10))
        >>> connection.table("int_crm__orders_unioned").columns[:2]
        ['source_system', 'person_record_id']
    """
    for name, frame in zip(world._fields, world, strict=True):
        connection.register(name, frame)
    for name, query in _TABLES.items():
        connection.execute(f"create or replace table int_crm__{name}_unioned as {query}")


def run_models(connection: duckdb.DuckDBPyConnection, *, project: Path) -> None:
    """Build the identity models from the tables of ``write_world``.

    Args:
        connection: Holds the tables, and gets the models.
        project: Folder of this project, whose SQL and seed are read.

    Raises:
        ValueError: A model has Jinja other than ``ref`` and ``config``.

    Source:
        models/intermediate/identity.

    Example:
        See ``crm_attribution.identity.bench``.
    """
    seed = project / "seeds/reference/identity_rules.csv"
    with seed.open(newline="") as file:
        columns = next(csv.reader(file))
    types = {column: TYPES.get(column, "varchar") for column in columns}
    connection.read_csv(str(seed), dtype=types).create_view("identity_rules")
    for name in MODELS:
        if name == CLUSTERING:
            clustered = resolve_tables(
                connection.table("int_identity__person_links_numbered"),
                nodes=connection.table("int_identity__person_nodes_numbered"),
                rules=connection.table("identity_rules"),
            )
            connection.register("clustered", clustered)
            query = "from clustered"
        else:
            query = _rendered(project / f"models/intermediate/identity/{name}.sql")
        kind = "view" if name in VIEWS else "table"
        connection.execute(f"create or replace {kind} {name} as {query}")


def _rendered(path: Path) -> str:
    text = re.sub(r"\{#.*?#\}|\{\{ *config\(.*?\) *\}\}", "", path.read_text(), flags=re.DOTALL)
    text = re.sub(r"\{\{ *ref\('(\w+)'\) *\}\}", r"\1", text)
    if "{{" in text or "{%" in text:
        raise ValueError(f"{path.name} has Jinja other than ref and config")
    return text


def _token(column: str) -> str:
    return f"case when {column} >= 0 then sha256('{column}' || {column}) end"


_SECONDS = "timestamp '2024-01-01' + to_seconds({})"
_RECORD = "'crm|' || {}"
_NO_KEYS = """
    select null::varchar as source_system, null::varchar as person_record_id,
        null::varchar as email_hash, null::timestamp as {} where false
"""
_TABLES = {
    "person_records": f"""
        select {_RECORD.format("record")} as person_record_id, 'crm' as source_system,
            case when merged_into >= 0 then {_RECORD.format("merged_into")} end
                as merged_into_record_id,
            case when converted_to >= 0 then {_RECORD.format("converted_to")} end
                as converted_to_record_id,
            record_type, {_token("email")} as email_hash, {_token("phone")} as phone_hash,
            case when member >= 0 then 'M-' || member end as member_number,
            {_SECONDS.format("created_at")} as created_at
        from records
    """,
    "touchpoints": f"""
        select 'web' as source_system,
            case when record >= 0 then {_RECORD.format("record")} end as person_record_id,
            {_token("email")} as email_hash, 'browser-' || sightings.browser as cookie_id,
            case when sightings.seen_at = clicks.seen_at then 'click-' || clicks.click end
                as click_id,
            {_SECONDS.format("sightings.seen_at")} as touched_at
        from (select browser, record, email, seen_at from sightings) as sightings
        left join (select browser, click, seen_at from clicks) as clicks using (browser)
    """,
    "person_keys": f"""
        select {_RECORD.format("record")} as person_record_id, 'crm' as source_system,
            'click_id' as key_type, 'click-' || click as key_value,
            {_SECONDS.format("seen_at")} as first_seen_at,
            {_SECONDS.format("seen_at")} as last_seen_at
        from clicks
    """,
    "conversions": _NO_KEYS.format("converted_at"),
    "orders": _NO_KEYS.format("ordered_at"),
    "opportunities": "select null::varchar as person_record_id where false",
    "opportunity_contact_roles": "select null::varchar as person_record_id where false",
}
