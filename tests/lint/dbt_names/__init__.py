"""Stands in for dbt's run-time names, so that the SQL linter can render this project.

Everything defined here is a name in the linter's Jinja context. Variables have the values of
`dbt_project.yml`; dispatched macros resolve to their DuckDB form; there are no sources;
every question to the database has an empty answer, but for the seed of attribution models. The
result has to parse as SQL, it need not run.
"""

import csv as _csv
import datetime as _datetime
import re as _re
from collections.abc import Callable as _Callable
from pathlib import Path as _Path
from typing import Any as _Any

import yaml as _yaml
from jinja2 import pass_context as _pass_context
from jinja2.runtime import Context as _Context

_PROJECT_ROOT = _Path(__file__).resolve().parents[3]
_PROJECT = _yaml.safe_load((_PROJECT_ROOT / "dbt_project.yml").read_text(encoding="utf-8"))
_PACKAGE = _PROJECT["name"]
_TYPES = {"string": "varchar", "int": "integer", "numeric": "decimal(28, 6)", "float": "double"}


def _variables() -> dict[str, _Any]:
    """Returns the variables of dbt_project.yml, those under the project's name on top."""
    declared = _PROJECT.get("vars") or {}
    return {**declared, **(declared.get(_PACKAGE) or {})}


_VARIABLES = _variables()


class _Callables:
    """Answers every attribute with a function; `_call` says what the function returns."""

    def __getattr__(self, name: str) -> _Callable[..., _Any]:
        if name.startswith("__"):
            raise AttributeError(name)
        return self._call(name)

    def _call(self, name: str) -> _Callable[..., _Any]:
        raise NotImplementedError


class _DbtMacros(_Callables):
    """`dbt.type_string()` becomes a type, `dbt.concat(list)` and others a call by that name."""

    def _call(self, name: str) -> _Callable[..., _Any]:
        if name.startswith("type_"):
            return lambda *_args: _TYPES.get(name[5:], name[5:])
        if name == "string_literal":
            return lambda value: f"'{value}'"
        if name == "safe_cast":
            return lambda field, to: f"try_cast({field} as {to})"
        if name == "concat":
            return lambda fields: " || ".join(fields)

        def call(*args: _Any, **kwargs: _Any) -> str:
            arguments = [*args, *kwargs.values()]
            return f"{name}({', '.join(str(argument) for argument in arguments)})"

        return call


class _OwnMacros(_Callables):
    """`crm_attribution.some_macro()` is the macro of that name in this project."""

    def _call(self, name: str) -> _Callable[..., _Any]:
        @_pass_context
        def call(context: _Context, *args: _Any, **kwargs: _Any) -> _Any:
            # Through the environment, which knows dbt's return().
            return context.environment.call(context, context.resolve(name), *args, **kwargs)

        return call


class _Adapter(_Callables):
    """`adapter.dispatch(...)` resolves; every question to the database has an empty answer."""

    @_pass_context
    def dispatch(
        self, context: _Context, macro_name: str, macro_namespace: str | None = None
    ) -> _Callable[..., _Any]:
        for prefix in ("duckdb__", "default__"):
            if prefix + macro_name in context:
                return context.resolve(prefix + macro_name)
        message = f"no implementation of {macro_name} in {macro_namespace or _PACKAGE}"
        raise LookupError(message)

    def quote(self, identifier: str) -> str:
        return f'"{identifier}"'

    def _call(self, name: str) -> _Callable[..., _Any]:
        return lambda *_args, **_kwargs: None if name == "get_relation" else []


class _NoRows(list):
    """The answer to every query: a table without rows, however it is read."""

    rows: tuple[_Any, ...] = ()
    column_names: tuple[str, ...] = ()

    @property
    def columns(self) -> list["_NoRows"]:
        return [_NoRows()] * 10

    def values(self) -> list[_Any]:
        return []


class _Config:
    """`config(...)` prints nothing; `config.get(name, default)` is the default."""

    def __call__(self, *_args: _Any, **_kwargs: _Any) -> str:
        return ""

    def get(self, _name: str, default: _Any = None, **_kwargs: _Any) -> _Any:
        return default

    require = get
    meta_get = get


class _Exceptions:
    """A macro that refuses its arguments would hide the rest of the file from the linter."""

    def raise_compiler_error(self, _message: str) -> str:
        return ""

    def warn(self, _message: str) -> str:
        return ""


class _Modules:
    datetime = _datetime
    re = _re


class _Target:
    name = "dev"
    type = "duckdb"
    database = "crm_attribution"
    dbname = database
    schema = "main"
    threads = 2


def _silent(*_args: _Any, **_kwargs: _Any) -> str:
    return ""


adapter = _Adapter()
config = _Config()
dbt = _DbtMacros()
exceptions = _Exceptions()
execute = True
graph = {"nodes": {}, "sources": {}, "exposures": {}}
invocation_id = "00000000-0000-0000-0000-000000000000"
log = _silent
model = {"name": "model", "alias": "model", "unique_id": f"model.{_PACKAGE}.model"}
modules = _Modules()
print = _silent
run_started_at = _datetime.datetime(2026, 1, 1, tzinfo=_datetime.UTC)
target = _Target()
globals()[_PACKAGE] = _OwnMacros()


def env_var(_name: str, default: str = "") -> str:
    return default


def run_query(sql: str) -> list[dict[str, str | float | None]] | _NoRows:
    """Answers the one question that shapes SQL: which attribution models exist.

    Of those in the seed one per family stands for all, as the linter would otherwise read the same
    SQL thirty times over: the last.
    """
    if "from attribution_models" not in sql:
        return _NoRows()
    with (_PROJECT_ROOT / "seeds/reference/attribution_models.csv").open(encoding="utf-8") as file:
        rows = {row["family"]: row for row in _csv.DictReader(file)}.values()
    return [
        {
            **row,
            "half_life_text": row["half_life_days"],
            "half_life_days": float(row["half_life_days"]) if row["half_life_days"] else None,
        }
        for row in rows
    ]


def load_relation(relation: _Any) -> _Any:
    return relation


def var(name: str, default: _Any = "") -> _Any:
    return _VARIABLES.get(name, default)
