"""Columns of JSON records: nested objects become columns of their own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

import duckdb

from crm_attribution.landing.reading.formats import sql_name, sql_text
from crm_attribution.landing.reading.headers import mended_names

# As json_group_structure tells it: the name of a type, or keys and what they hold.
Structure = str | list | dict
# What a lookup object is known by, in the order of preference.
KEYS = ("id", "Id", "ID", "_id", "value")
LIFTED = "properties"
# Salesforce's own account of a record: its address within the API is no value.
ATTRIBUTES = "attributes"
ATTRIBUTES_KEPT = ("type", "referenceId")


@dataclass(frozen=True, kw_only=True)
class FlatColumn:
    """A column of flattened records: its name, and the SQL of its text."""

    name: str
    sql: str


@dataclass(frozen=True, kw_only=True)
class _Member:
    """A value somewhere in the records: JSON pointer and DuckDB's structure of it."""

    name: str
    pointer: str
    structure: Structure

    @property
    def is_scalar(self) -> bool:
        return isinstance(self.structure, str) and self.structure != "JSON"


def flattened_columns(connection: duckdb.DuckDBPyConnection, rows: str) -> list[FlatColumn]:
    """Say how records are laid out in columns.

    Args:
        connection: Any database.
        rows: SQL to select ``original`` and ``exact`` from, JSON objects both; numbers are
            strings in the latter.

    Returns:
        Columns in the order in which the keys first appear. The members of ``properties`` stand
        under their own names. An object ``x`` is column ``x``: its id when it has one, else its
        JSON text; its members are ``x.<member>``. A list is its JSON text. Salesforce's
        ``attributes`` leave ``attributes.type`` and ``attributes.referenceId``; where records
        have no Id, the reference is ``id``, and links ``@X`` are ``X``.

    Source:
        HubSpot CRM API (``properties``); Salesforce REST and sObject Tree (``attributes``); Zoho
        and Fxiaoke lookups (``id``, ``_id``).
    """
    structure = _structure(connection, rows, "")
    members = list(_members(connection, rows, structure, pointer=""))
    has_references = any(member.name == "attributes.referenceId" for member in members)
    if has_references and not any(member.name.lower() == "id" for member in members):
        reference = next(m for m in members if m.name == "attributes.referenceId")
        members.insert(0, _Member(name="id", pointer=reference.pointer, structure="VARCHAR"))
    names = mended_names([member.name for member in members])
    return [
        FlatColumn(
            name=name, sql=f"{_text(member, has_references=has_references)} as {sql_name(name)}"
        )
        for name, member in zip(names, members, strict=True)
    ]


def _structure(connection: duckdb.DuckDBPyConnection, rows: str, pointer: str) -> Structure:
    """Keys and types of the objects at a place, over all records."""
    place = f"json_extract(original, {sql_text(pointer)})" if pointer else "original"
    found = connection.execute(
        f"select json_group_structure({place}::json) from {rows} "
        f"where json_type({place}) = 'OBJECT'"
    ).fetchall()[0][0]
    return json.loads(found) if found else {}


def _members(
    connection: duckdb.DuckDBPyConnection, rows: str, structure: Structure, *, pointer: str
) -> Iterator[_Member]:
    """The columns of records, those within nested objects after the object itself."""
    if not isinstance(structure, dict):
        return
    taken = {key.lower() for key in structure}
    for key, inner in structure.items():
        place = f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}"
        # Text in one record, an object in another: the objects are asked alone.
        nested = _structure(connection, rows, place) if inner == "JSON" else inner
        if not isinstance(nested, dict):
            yield _Member(name=key, pointer=place, structure=inner)
        elif key == LIFTED and not pointer:
            for member in _members(connection, rows, nested, pointer=place):
                clashes = member.name.lower() in taken
                yield replace(member, name=f"{key}.{member.name}") if clashes else member
        elif key == ATTRIBUTES and "type" in nested:
            for kept in ATTRIBUTES_KEPT:
                if kept in nested:
                    yield _Member(
                        name=f"{key}.{kept}", pointer=f"{place}/{kept}", structure="VARCHAR"
                    )
        else:
            yield _Member(name=key, pointer=place, structure=nested or "JSON")
            for member, kind in nested.items():
                inside = member.replace("~", "~0").replace("/", "~1")
                yield _Member(name=f"{key}.{member}", pointer=f"{place}/{inside}", structure=kind)


def _text(member: _Member, *, has_references: bool) -> str:
    """SQL of a member's text, as it stands in the file."""
    place = sql_text(member.pointer)
    scalar = f"json_extract_string(exact, {place})"
    if member.is_scalar:
        if has_references and member.name.lower().endswith(("id", "__c")):
            return rf"regexp_replace({scalar}, '^@(\w+)$', '\1')"
        return scalar
    # Lists keep their numbers as numbers: only scalars have to keep every letter.
    whole = f"json_extract_string(original, {place})"
    keys = [key for key in KEYS if isinstance(member.structure, dict) and key in member.structure]
    ids = "".join(
        f"json_extract_string(exact, {sql_text(f'{member.pointer}/{key}')}), " for key in keys
    )
    return (
        f"case json_type(original, {place}) when 'OBJECT' then coalesce({ids}{whole}) "
        f"when 'ARRAY' then {whole} else {scalar} end"
    )
