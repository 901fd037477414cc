"""Which rows of an entity are rejected, and why; as SQL."""

from __future__ import annotations

from crm_attribution.landing import sql
from crm_attribution.landing.cell_checks import cell_checks, is_deleted
from crm_attribution.landing.cells import column_types
from crm_attribution.landing.contracts import LOADER_COLUMNS, Column, Entity

REJECTION = "struct(column_name varchar, value varchar, reason varchar)"


def judged_rows(entity: Entity, *, rows: str) -> str:
    """Give the select of an entity's rows with ``rejections`` and ``is_staged``.

    Args:
        entity: Contract.
        rows: SQL of the select of all rows of one source system, as `cells.cell_items` names them,
            with source_system, file_name and row_number.

    Returns:
        SQL. A row is rejected for its own cells, or because another row has its key: the first by
        file and row stays, or the latest where the contract says so; one that is rejected for its
        cells takes no key from the one that corrects it. Of versions of a record the one that says
        it is deleted ends those before it, and without a date all of them.
    """
    checks = cell_checks(entity)
    conditions = " or ".join(f"({condition})" for condition, *_ in checks) or "false"
    reasons = ",\n            ".join(
        f"case when {condition} then {_rejection(column, value, reason)} end"
        for condition, column, value, reason in checks
    )
    # The list is built for the few rows that fail a check, not for the many that pass.
    checked = f"""checked as not materialized (
        select *, case when {conditions} then list_filter(
            cast([{reasons}] as {REJECTION}[]), lambda rejection: rejection is not null
        ) end as cell_rejections, {_ends_versions(entity)} as ends_versions
        from landed
    )"""
    columns = sql.items(
        f"checked.{sql.name(name)}" for name in landed_columns(entity) if name != "rejections"
    )
    if not entity.keys:
        return f"""
        with landed as ({rows}), {checked}
        select {columns}, cell_rejections as rejections, cell_rejections is null as is_staged
        from checked"""
    return f"""
    with landed as ({rows}), {checked}, {_repeated_keys(entity)}
    select {columns},
        case when checked.cell_rejections is null
            and first_rows.place <> {_place(entity, "checked")}
            then cast([{_repetition(entity)}] as {REJECTION}[])
            else checked.cell_rejections end as rejections,
        rejections is null as is_staged
    from checked
    left join first_rows {_on_keys(entity, "checked", "first_rows")}"""


def landed_columns(entity: Entity) -> dict[str, str]:
    """Give the names and SQL types of an entity's landing table, but for ``is_staged``."""
    types: dict[str, str] = {}
    for column in landed_contract(entity):
        types |= column_types(column)
    return types | {
        "source_system": "varchar",
        "file_name": "varchar",
        "row_number": "bigint",
        "rejections": f"{REJECTION}[]",
    }


def landed_contract(entity: Entity) -> list[Column]:
    """List the columns that are kept: those a loader adds serve rejections alone."""
    return [column for column in entity.columns if column not in LOADER_COLUMNS]


def _ends_versions(entity: Entity) -> str:
    """Give the SQL of whether a row is the version of a record in which it is deleted."""
    flags = [is_deleted(column) for column in entity.columns if column.is_deleted_flag]
    if entity.latest_by is None or not flags:
        return "false"
    return f"coalesce({' or '.join(f'({flag})' for flag in flags)}, false)"


def _rejection(column: str, value: str, reason: str) -> str:
    return f"{{'column_name': {sql.text(column)}, 'value': {value}, 'reason': {sql.text(reason)}}}"


def _repeated_keys(entity: Entity) -> str:
    """Give CTEs that find the row of each repeated key that stays.

    An aggregate of repeated keys and a join with the few it finds is far cheaper, at ten million
    rows, than numbering every row within its key.
    """
    keys = ", ".join(sql.name(key) for key in entity.keys)
    return f"""repeated_keys as (
        select {keys} from landed where {sql.name(entity.keys[0])} is not null
        group by all having count(*) > 1
    ), first_rows as (
        select {", ".join(f"checked.{sql.name(key)}" for key in entity.keys)},
            min({_place(entity, "checked")}) as place
        from checked semi join repeated_keys {_on_keys(entity, "checked", "repeated_keys")}
        where cell_rejections is null or ends_versions
        group by all
    )"""


def _place(entity: Entity, rows: str) -> str:
    """Give the SQL of what the row that stays has the smallest of."""
    place = f"'file_name': {rows}.file_name, 'row_number': {rows}.row_number"
    if entity.latest_by is None:
        return f"{{{place}}}"
    latest = f"epoch_us(cast({rows}.{sql.name(entity.latest_by)} as timestamp))"
    undated = f"case when {rows}.ends_versions then {-(2**62)} else {2**62} end"
    return f"{{'age': coalesce(-{latest}, {undated}), {place}}}"


def _repetition(entity: Entity) -> str:
    key = entity.keys[0]
    value = f"cast(checked.{sql.name(key)} as varchar)"
    if entity.latest_by is None:
        return _rejection(key, value, "an earlier row has this key")
    return _rejection(key, value, "a later version of this record is in the export")


def _on_keys(entity: Entity, left: str, right: str) -> str:
    """Give the join condition by key; all but the first column of a key may be null."""
    conditions = [
        f"{left}.{sql.name(key)} {'=' if place == 0 else 'is not distinct from'} "
        f"{right}.{sql.name(key)}"
        for place, key in enumerate(entity.keys)
    ]
    return f"on {' and '.join(conditions)}"
