"""Shared fixtures of the integration tests: whole builds of the project on exports of their own.

Expected numbers in these tests come from the raw files by plain Python or SQL, or were published
with the data; none was produced by running the project.
"""

import csv
import json
import shutil
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, ClassVar

import duckdb
import pytest
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner, dbtRunnerResult
from dbt.contracts.graph.manifest import Manifest
from dbt_common.events.base_types import EventMsg

PROJECT = Path(__file__).resolve().parents[2]
ADAPTERS = {path.name for path in (PROJECT / "models/staging").iterdir()} - {"exports", "neutral"}

# Every shipped attribution model whose credits sum to one conversion; any_touch overlaps.
ADDITIVE_ATTRIBUTION_MODELS = {
    "first_touch",
    "last_touch",
    "last_non_direct_touch",
    "lead_creation_touch",
    "opportunity_creation_touch",
    "linear",
    "u_shaped",
    "u_shaped_lead_creation",
    "u_shaped_even",
    "w_shaped",
    "w_shaped_deal",
    "full_path",
    "j_shaped",
    "inverse_j",
    "time_decay",
    "markov",
    "simplified_shapley",
    "ordered_shapley",
    "set_rate_shapley",
    "shao_li",
    "bagged_logistic",
    "additive_hazard",
}


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder of real inputs beside the project; it is not part of it, so it may be absent."""
    folder = PROJECT.parent / "shared"
    if not folder.is_dir():
        pytest.skip(f"the real inputs are not here: no folder {folder}")
    return folder


def adapters_of(exports: Path, variables: Mapping[str, Any]) -> str:
    """Name the adapters that a build needs, for CRM_ADAPTERS: each of the others takes time."""
    systems = {path.name for path in exports.iterdir()} if exports.is_dir() else set()
    systems |= set(variables.get("export_schemas") or {})
    needed = {a for a in ADAPTERS for s in systems if s == a or s.startswith(f"{a}_")}
    return " ".join(sorted(needed | {"salesforce"}))


def failure_report(outcome: dbtRunnerResult) -> str:
    """Name every node that failed, with its message."""
    if outcome.exception is not None or outcome.result is None:
        return f"dbt raised {outcome.exception!r}"
    lines = [
        f"{result.node.unique_id}: {result.status}: {result.message}"
        for result in outcome.result.results
        if result.status not in ("success", "pass", "warn", "skipped", "no-op")
    ]
    return "\n".join(["dbt build failed:", *lines])


class Workspace:
    """One database with a target and a log folder of its own; may be built into several times.

    `errors` is what the last invocation said went wrong.
    """

    # What dbt made of a project under given variables: parsing takes longer than a small build.
    _manifests: ClassVar[dict[tuple[Path, str], Manifest]] = {}

    def __init__(self, folder: Path, project: Path = PROJECT) -> None:
        self.folder = folder
        self.project = project
        self.database = folder / "crm_attribution.duckdb"
        self.errors = ""

    def invoke(
        self,
        exports: Path,
        variables: Mapping[str, Any] | None = None,
        *,
        select: Sequence[str] = (),
        exclude: Sequence[str] = (),
        parsed_with: Mapping[str, Any] | None = None,
        is_complete: bool = False,
    ) -> dbtRunnerResult:
        """Run dbt build and return its outcome, whatever it is.

        A complete build has every adapter and every unit test; the others have the adapters that
        the exports need, and no unit test: those know nothing of the exports.
        `parsed_with` are the variables of an earlier parse that may stand in for one with
        `variables`, because they differ in nothing that is read while parsing. For the same reason
        only the seeds of a project may change between its builds.
        """
        self.errors = ""
        # The gate takes longer than a small build and has tests of its own.
        variables = {"quality_gate": False} | dict(variables or {})
        parsed_with = None if parsed_with is None else {"quality_gate": False} | dict(parsed_with)
        arguments = ["--quiet", "--no-use-colors", "--vars", json.dumps(variables)]
        arguments += ["--target-path", str(self.folder / "target")]
        arguments += ["--log-path", str(self.folder / "logs")]
        patterns: list[str] = []
        for option, values in (("--select", select), ("--exclude", exclude)):
            patterns += [option, *values] if values else []
        parse_variables = variables if parsed_with is None else parsed_with
        adapters = " ".join(sorted(ADAPTERS)) if is_complete else adapters_of(exports, variables)
        if not is_complete:
            patterns = ["--exclude-resource-type", "unit_test", *patterns]
        key = (self.project, adapters + json.dumps(dict(parse_variables or {}), sort_keys=True))

        with pytest.MonkeyPatch.context() as environment:
            environment.setenv("CRM_EXPORTS", str(exports))
            environment.setenv("CRM_ADAPTERS", adapters)
            environment.setenv("CRM_ATTRIBUTION_DB", str(self.database))
            environment.setenv("DBT_PROJECT_DIR", str(self.project))
            environment.setenv("DBT_PROFILES_DIR", str(self.project / "profiles"))
            # Whatever is written by a relative path must not land in the project.
            environment.chdir(self.folder)
            try:
                if key not in self._manifests:
                    outcome = dbtRunner(callbacks=[self._note]).invoke(["parse", *arguments])
                    if not outcome.success:
                        return outcome
                    # dbt cannot copy what is disabled, and no build looks at it.
                    outcome.result.disabled.clear()
                    self._manifests[key] = outcome.result
                manifest = self._manifests[key].deepcopy()
                runner = dbtRunner(manifest=manifest, callbacks=[self._note])
                return runner.invoke(["build", *arguments, *patterns])
            finally:
                # DuckDB has one read-write process per file, and dbt keeps its connection open.
                DuckDBConnectionManager.close_all_connections()

    def _note(self, event: EventMsg) -> None:
        if event.info.level == "error":
            self.errors += event.info.msg + "\n"

    def build(self, exports: Path, *arguments: Any, **options: Any) -> None:
        """Invoke, and raise AssertionError with the messages of the nodes that failed."""
        outcome = self.invoke(exports, *arguments, **options)
        if not outcome.success:
            raise AssertionError(failure_report(outcome) + "\n" + self.errors)

    def connect(self) -> duckdb.DuckDBPyConnection:
        """Return a read-only connection; close it before the next build."""
        connection = duckdb.connect(str(self.database), read_only=True)
        connection.execute("set TimeZone = 'UTC'")
        return connection


@pytest.fixture(scope="session")
def open_workspace(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Workspace]:
    """Return open(project=…) -> an empty Workspace, for tests that build more than once."""

    def open_(project: Path = PROJECT) -> Workspace:
        return Workspace(tmp_path_factory.mktemp("build"), project)

    return open_


@pytest.fixture(scope="session")
def build_project(
    open_workspace: Callable[..., Workspace],
) -> Iterator[Callable[..., duckdb.DuckDBPyConnection]]:
    """Return build(exports, variables, select=(), exclude=(), project=…) -> read-only connection.

    `exports` is the folder of exports, `variables` are handed to dbt as --vars, `project` may be a
    changed copy of this project. Each call builds from empty into a database, a target folder and a
    log folder of its own. A failing build raises AssertionError with the messages of the failing
    nodes.
    """
    connections: list[duckdb.DuckDBPyConnection] = []

    def build(
        exports: Path,
        variables: Mapping[str, Any] | None = None,
        *,
        select: Sequence[str] = (),
        exclude: Sequence[str] = (),
        project: Path = PROJECT,
    ) -> duckdb.DuckDBPyConnection:
        workspace = open_workspace(project)
        workspace.build(exports, variables, select=select, exclude=exclude)
        connections.append(workspace.connect())
        return connections[-1]

    yield build
    for connection in connections:
        connection.close()


@pytest.fixture(scope="session")
def build_beside_real(
    tmp_path_factory: pytest.TempPathFactory,
    build_project: Callable[..., duckdb.DuckDBPyConnection],
) -> Callable[..., duckdb.DuckDBPyConnection]:
    """Return build(sample, {table: real file}, {sheet: text}) -> connection of a build of all.

    The sample's folder names its source system; the real files, if there are any, are another one,
    named like it with _real behind, and so are the sheets, with _sheets.
    """

    def build(
        sample: Path, real_files: Mapping[str, Path], sheets: Mapping[str, str] | None = None
    ) -> duckdb.DuckDBPyConnection:
        exports = tmp_path_factory.mktemp("exports")
        (exports / sample.name).symlink_to(sample)
        if real_files:
            real = exports / f"{sample.name}_real"
            real.mkdir()
            for table, path in real_files.items():
                (real / f"{table}.csv").symlink_to(path)
        for name, text in (sheets or {}).items():
            sheet = exports / f"{sample.name}_sheets" / name
            sheet.parent.mkdir(exist_ok=True)
            sheet.write_text(text, encoding="utf-8")
        return build_project(exports, {"data_driven_attribution": False})

    return build


@pytest.fixture(scope="session")
def crm_samples(
    tmp_path_factory: pytest.TempPathFactory, open_workspace: Callable[..., Workspace]
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The shipped samples of Zoho, Fxiaoke and Dynamics in one build, local times Shanghai's.

    Real Airbyte records are the source system zoho_airbyte, where they are here.
    """
    exports = tmp_path_factory.mktemp("exports")
    for system in ("dynamics", "fxiaoke", "zoho", "zoho_api"):
        (exports / system).symlink_to(PROJECT / "seeds/adapter_exports" / system)
    records = PROJECT.parent / "shared/data/zoho_airbyte_records/sample_records.jsonl"
    if records.exists():
        (exports / "zoho_airbyte").mkdir()
        (exports / "zoho_airbyte" / records.name).symlink_to(records)
    workspace = open_workspace()
    variables = {"data_driven_attribution": False}
    # The zone is not read while parsing.
    workspace.build(
        exports, {**variables, "local_timezone": "Asia/Shanghai"}, parsed_with=variables
    )
    connection = workspace.connect()
    yield connection
    connection.close()


@pytest.fixture(scope="session")
def copy_project(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Return copy() -> a copy of this project, without what builds and tests leave behind."""

    def copy() -> Path:
        unneeded = shutil.ignore_patterns(".git", ".venv*", "target", "logs", "warehouse")
        return shutil.copytree(
            PROJECT, tmp_path_factory.mktemp("copy") / "project", ignore=unneeded
        )

    return copy


@pytest.fixture(scope="session")
def copy_project_with_models(
    copy_project: Callable[[], Path],
) -> Callable[[Sequence[Mapping[str, str]]], Path]:
    """Return copy(rows) -> a copy of this project with rows of the seed attribution_models added.

    A row names the columns it fills; a row of a shipped attribution model replaces it.
    """

    def copy(rows: Sequence[Mapping[str, str]]) -> Path:
        project = copy_project()
        seed = project / "seeds/reference/attribution_models.csv"
        with seed.open(newline="") as file:
            reader = csv.DictReader(file)
            columns = list(reader.fieldnames or [])
            kept = {row["attribution_model"]: row for row in reader}
        defaults = {"is_enabled": "true", "missing_position": "pro_rata", "description": "a test"}
        for row in rows:
            name = row["attribution_model"]
            kept[name] = {**defaults, **kept.get(name, {}), "is_enabled": "true", **row}
        with seed.open("w", newline="") as file:
            writer = csv.DictWriter(file, columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(kept.values())
        return project

    return copy


@pytest.fixture(scope="session")
def write_exports(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Return write({"system/file.csv": text}) -> exports folder with these files.

    The texts are written as they stand, less their common indent: a test reads like its exports.
    """

    def write(files: Mapping[str, str]) -> Path:
        exports = tmp_path_factory.mktemp("exports")
        for name, text in files.items():
            path = exports / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(textwrap.dedent(text).lstrip(), encoding="utf-8")
        return exports

    return write


@pytest.fixture(scope="session")
def link_exports(
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[str, Mapping[str, Path]], Path]:
    """Return link(source_system, {file name: original}) -> exports folder with links to them."""

    def link(source_system: str, originals: Mapping[str, Path]) -> Path:
        exports = tmp_path_factory.mktemp("exports")
        (exports / source_system).mkdir()
        for name, original in originals.items():
            (exports / source_system / name).symlink_to(original)
        return exports

    return link


@pytest.fixture(scope="session")
def read_csv() -> Callable[[Path], list[dict[str, str]]]:
    """Return read(path) -> rows of a CSV file with header, every value as text, BOM removed."""

    def read(path: Path) -> list[dict[str, str]]:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    return read


@pytest.fixture(scope="session")
def rows_by_file() -> Callable[..., dict[str, tuple[int | None, ...]]]:
    """Return count(connection, source_system) -> {file name: (rows in, staged, rejected)}.

    Three times None stands for a file that was not read. Without a source system: of every one,
    under the name system/file, of the files that were read.
    """

    def count(
        connection: duckdb.DuckDBPyConnection, source_system: str | None = None
    ) -> dict[str, tuple[int | None, ...]]:
        rows = connection.execute(
            """
            select
                if($system is null, source_system || '/', '') || parse_filename(file_name),
                rows_in, rows_staged, rows_rejected
            from marts.rpt_ingestion
            where source_system = $system or ($system is null and is_read)
            """,
            {"system": source_system},
        ).fetchall()
        assert len(rows) == len({name for name, *_ in rows})
        return {name: tuple(counts) for name, *counts in rows}

    return count


@pytest.fixture(scope="session")
def rejections_by_file() -> Callable[..., dict[str, dict[str, int]]]:
    """Return count(connection, source_system) -> {file name: {reason: rejections}}.

    Without a source system: of every one, under the name system/file.
    """

    def count(
        connection: duckdb.DuckDBPyConnection, source_system: str | None = None
    ) -> dict[str, dict[str, int]]:
        rows = connection.execute(
            """
            select
                if($system is null, source_system || '/', '') || parse_filename(file_name),
                reason, count(*)
            from staging.stg_exports__rejected_rows
            where source_system = $system or $system is null
            group by all
            """,
            {"system": source_system},
        ).fetchall()
        found: dict[str, dict[str, int]] = {}
        for name, reason, rejections in rows:
            found.setdefault(name, {})[reason] = rejections
        return found

    return count


@pytest.fixture(scope="session")
def assert_conversions_conserved() -> Callable[..., None]:
    """Return check(connection, conversion_type, conversions, value, added_models=()).

    It asserts the number and the value of the conversions, and that every additive attribution
    model hands out exactly both: for each single conversion, in total, and in the reports, whether
    they go by the date of the conversion or of the touchpoint.
    """

    def check(
        connection: duckdb.DuckDBPyConnection,
        conversion_type: str,
        conversions: int,
        value: Decimal,
        *,
        added_models: Sequence[str] = (),
    ) -> None:
        attribution_models = ADDITIVE_ATTRIBUTION_MODELS | set(added_models)
        kept = connection.execute(
            """
            select count(*), count(distinct conversion_id), sum(conversion_value)
            from marts.fct_conversions
            where conversion_type = $conversion_type
            """,
            {"conversion_type": conversion_type},
        ).fetchall()
        assert kept == [(conversions, conversions, value)]

        by_model = connection.execute(
            """
            select attribution_model, count(distinct conversion_id), sum(credit),
                sum(attributed_revenue)
            from marts.fct_attribution_credits
            where conversion_type = $conversion_type
            group by attribution_model
            """,
            {"conversion_type": conversion_type},
        ).fetchall()
        assert {row[0]: row[1:] for row in by_model} == dict.fromkeys(
            attribution_models, (conversions, conversions, value)
        )

        reported = connection.execute(
            """
            select attribution_model, sum(attributed_conversions), sum(attributed_revenue)
            from marts.fct_attribution_totals
            where conversion_type = $conversion_type
            group by attribution_model
            union all
            select attribution_model, sum(attributed_conversions), sum(attributed_revenue)
            from marts.rpt_channel_performance
            where conversion_type = $conversion_type
            group by attribution_model, date_basis
            """,
            {"conversion_type": conversion_type},
        ).fetchall()
        assert sorted(reported) == [
            (attribution_model, conversions, value)
            for attribution_model in sorted(attribution_models)
            for _ in ("totals", "by conversion date", "by touchpoint date")
        ]

        unreconciled = connection.execute(
            """
            select credits.attribution_model, credits.conversion_id, sum(credits.credit),
                sum(credits.attributed_revenue), any_value(conversions.conversion_value)
            from marts.fct_attribution_credits as credits
            inner join marts.fct_conversions as conversions using (conversion_id)
            where credits.conversion_type = $conversion_type
            group by credits.attribution_model, credits.conversion_id
            having sum(credits.credit) <> 1
                or sum(credits.attributed_revenue) <> any_value(conversions.conversion_value)
            limit 5
            """,
            {"conversion_type": conversion_type},
        ).fetchall()
        assert unreconciled == []

    return check


@pytest.fixture(scope="session")
def assert_rows_accounted_for() -> Callable[..., None]:
    """Return check(connection, {file name: rows}, not_read=()): what became of every file.

    These files were read, each of their rows was staged and, as nothing is wrong with them, none
    was rejected; the files `not_read` are listed as such; no other file was found.
    """

    def check(
        connection: duckdb.DuckDBPyConnection,
        rows_by_file: Mapping[str, int],
        *,
        not_read: Sequence[str] = (),
    ) -> None:
        ingestion = connection.execute(
            "select file_name, rows_in, rows_staged, rows_rejected from marts.rpt_ingestion"
        ).fetchall()
        expected = [(name, rows, rows, 0) for name, rows in rows_by_file.items()]
        expected += [(name, None, None, None) for name in not_read]
        assert sorted(ingestion) == sorted(expected)

    return check


@pytest.fixture(scope="session")
def journey_pairs() -> Callable[[duckdb.DuckDBPyConnection, str], set[tuple[str, str]]]:
    """Return pairs(connection, conversion_type) -> {(native conversion id, touchpoint id)}."""

    def pairs(connection: duckdb.DuckDBPyConnection, conversion_type: str) -> set[tuple[str, str]]:
        return set(
            connection.execute(
                """
                select split_part(conversion_id, '|', 3), touchpoint_id
                from marts.fct_journey_touchpoints
                inner join marts.fct_journeys using (conversion_key)
                where conversion_type = $conversion_type
                """,
                {"conversion_type": conversion_type},
            ).fetchall()
        )

    return pairs
