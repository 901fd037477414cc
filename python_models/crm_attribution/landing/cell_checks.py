"""What a row's own cells can be rejected for; as SQL."""

from __future__ import annotations

from crm_attribution.landing import sql
from crm_attribution.landing.contracts import LOADER_COLUMNS, Column, Entity
from crm_attribution.landing.tokens import mask_addresses

# What lies before is a slip of the keyboard, such as 0024, and would stretch every span of time.
FIRST_DAY = "1900-01-01"


def cell_checks(entity: Entity) -> list[tuple[str, str, str, str]]:
    """Give what a row's own cells can be rejected for.

    Returns:
        Condition, column, SQL of the value, reason.
    """
    checks = []
    for column in entity.columns:
        name, unread = sql.name(column.name), f"{column.name}__unread"
        if column.is_cast:
            reason = f"cannot be read as {column.type}"
            checks.append((f"{unread} is not null", column.name, mask_addresses(unread), reason))
        if column.type in ("date", "timestamp"):
            checks.append(
                (
                    f"{name} < {column.type} '{FIRST_DAY}'",
                    column.name,
                    f"cast({name} as varchar)",
                    f"before {FIRST_DAY}",
                )
            )
        if column.is_required:
            missing = f"{name} is null" + (f" and {unread} is null" if column.is_cast else "")
            checks.append((missing, column.name, "null", "required value is missing"))
        if column.is_deleted_flag:
            checks.append(
                (
                    is_deleted(column),
                    column.name,
                    f"cast({name} as varchar)",
                    "deleted in the source system",
                )
            )
        if column.name == "_fivetran_active" and column in LOADER_COLUMNS:
            checks.append(
                (
                    f"not {name}",
                    column.name,
                    f"cast({name} as varchar)",
                    "an earlier version of the record",
                )
            )
    return checks


def is_deleted(column: Column) -> str:
    """Give the SQL of whether a row is marked as deleted by a column that can mark it so."""
    kept = f" and {sql.name(column.kept_if)} is null" if column.kept_if else ""
    return f"{sql.name(column.name)}{kept}"
