"""One cell of an export: its value, and what of it cannot be read; as SQL."""

from __future__ import annotations

from crm_attribution.landing import sql, tokens
from crm_attribution.landing.contracts import Column
from crm_attribution.landing.dialects import Dialect
from crm_attribution.landing.matching import Source
from crm_attribution.landing.salesforce_ids import long_id
from crm_attribution.landing.settings import LandingSettings

SQL_TYPES = {
    "timestamp": "timestamp",
    "date": "date",
    "boolean": "boolean",
    "decimal": "decimal(28, 10)",
    "integer": "bigint",
}


def column_types(column: Column) -> dict[str, str]:
    """Give the names and SQL types of the columns that one column of a contract lands in.

    Example:
        >>> column_types(Column(name="mail", type="email"))
        {'mail': 'varchar', 'mail_domain': 'varchar'}
    """
    types = {column.name: SQL_TYPES.get(column.type, "varchar")}
    if column.type == "email":
        types[f"{column.name}_domain"] = "varchar"
    if column.type == "timestamp":
        types[f"{column.name}_is_date_only"] = "boolean"
    return types


def is_native(source: Source) -> bool:
    """Whether a file or table holds the value as the type it should have, so none is to be read."""
    kind = source.raw_type.split("(")[0]
    return {
        "timestamp": kind.startswith("TIMESTAMP"),
        "date": kind.startswith("TIMESTAMP") or kind == "DATE",
        "boolean": kind == "BOOLEAN",
        "decimal": kind in NUMBERS,
        "integer": kind in NUMBERS,
    }.get(source.column.type, False)


NUMBERS = frozenset(
    "TINYINT SMALLINT INTEGER BIGINT HUGEINT UTINYINT USMALLINT UINTEGER UBIGINT UHUGEINT "
    "DECIMAL FLOAT DOUBLE".split()
)


def raw_name(column: Column) -> str:
    """Name the cleaned text that a column is read from."""
    return sql.name(f"{column.name}__raw")


def cell_items(source: Source, dialect: Dialect | None, settings: LandingSettings) -> list[str]:
    """Give the select items of one cell.

    Args:
        source: Where it comes from.
        dialect: How a typed column is written; None for text, native values and absent columns.
        settings: Time zone and country code.

    Returns:
        Items named as in `column_types`, and for a typed column ``<name>__unread``: the text that
        cannot be read, null where it can.
    """
    column, raw = source.column, raw_name(source.column)
    if source.raw is None and source.constant is None:
        return _absent(column)
    if dialect is not None:
        value = dialect.value(raw)
        items = [f"{value} as {sql.name(column.name)}"]
        if column.type == "timestamp":
            items.append(f"{dialect.is_date_only(raw)} as {column.name}_is_date_only")
        unread = f"case when {value} is null then {raw} end"
        return [*items, f"{unread} as {column.name}__unread"]
    if column.is_cast:
        return _native(source, raw, settings)
    return _text(column, raw, settings)


def _absent(column: Column) -> list[str]:
    default = "null" if column.default is None else sql.text(column.default)
    items = [
        f"cast({default if place == 0 else 'null'} as {sql_type}) as {sql.name(name)}"
        for place, (name, sql_type) in enumerate(column_types(column).items())
    ]
    return [*items, f"cast(null as varchar) as {column.name}__unread"] if column.is_cast else items


def _native(source: Source, raw: str, settings: LandingSettings) -> list[str]:
    column = source.column
    value = f"try_cast({raw} as {SQL_TYPES[column.type]})"
    if column.type == "timestamp":
        value = native_to_utc(raw, raw_type=source.raw_type, zone=settings.local_timezone)
    items = [f"{value} as {sql.name(column.name)}"]
    if column.type == "timestamp":
        items.append(f"false as {column.name}_is_date_only")
    unread = f"case when {value} is null then cast({raw} as varchar) end"
    return [*items, f"{unread} as {column.name}__unread"]


def native_to_utc(raw: str, *, raw_type: str, zone: str) -> str:
    """Give the SQL of a native timestamp in UTC; without a zone it is local.

    Example:
        >>> native_to_utc("t", raw_type="TIMESTAMP", zone="Europe/Berlin")
        "cast(t at time zone 'Europe/Berlin' at time zone 'UTC' as timestamp)"
    """
    if raw_type == "TIMESTAMP WITH TIME ZONE":
        return f"cast({raw} at time zone 'UTC' as timestamp)"
    if zone == "UTC":
        return f"cast({raw} as timestamp)"
    return f"cast({raw} at time zone {sql.text(zone)} at time zone 'UTC' as timestamp)"


def _text(column: Column, raw: str, settings: LandingSettings) -> list[str]:
    values = {
        "person_id": f"case when strpos({raw}, '@') > 0 then {tokens.email_token(raw)} "
        f"else {raw} end",
        "url": tokens.mask_addresses(raw),
        "id": long_id(raw),
        "email": tokens.email_token(raw),
        "phone": tokens.token(
            tokens.phone_number(raw, country_code=settings.phone_country_code), kind="phone"
        ),
        "person_name": tokens.token(tokens.person_name(raw), kind="name"),
    }
    value = values.get(column.type, raw)
    if column.default is not None:
        value = f"coalesce({value}, {sql.text(column.default)})"
    items = [f"{value} as {sql.name(column.name)}"]
    if column.type == "email":
        items.append(f"{tokens.email_domain(raw)} as {column.name}_domain")
    return items
