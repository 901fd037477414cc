"""Runs dbt on generated exports, each time in a process of its own, and reads what it noted."""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crm_attribution.bench.processes import Usage, run_measured

THREADS = 2
DATA_TESTS = ("--exclude-resource-type", "unit_test")
WITHOUT_TESTS = ("--exclude-resource-type", "test", "--exclude-resource-type", "unit_test")


@dataclass(frozen=True)
class NodeTime:
    """How long dbt worked on one node; nodes run beside each other, so times overlap."""

    name: str
    resource_type: str
    status: str
    seconds: float


@dataclass(frozen=True)
class DbtRun:
    """One run of dbt: what the process took, and its nodes, the slowest first."""

    usage: Usage
    nodes: list[NodeTime]


@dataclass(frozen=True)
class Warehouse:
    """What dbt builds from, and where.

    Attributes:
        project: Folder of dbt_project.yml.
        exports: Folder of export folders.
        folder: Holds the database, and what dbt writes beside it.
        memory_limit: DuckDB's setting.
    """

    project: Path
    exports: Path
    folder: Path
    memory_limit: str

    @property
    def database(self) -> Path:
        """The DuckDB file."""
        return self.folder / "warehouse.duckdb"


def run_build(
    warehouse: Warehouse,
    *,
    variables: Mapping[str, Any] | None = None,
    exclude: Sequence[str] = (),
) -> DbtRun:
    """Builds all seeds and models, from an empty database, without any test.

    Args:
        warehouse: Its database must not exist.
        variables: Variables of the project that differ from their defaults.
        exclude: What is not built, as dbt selects it.

    Returns:
        The finished run.

    Raises:
        FileExistsError: The database exists.
        RuntimeError: The build failed; the message ends with what dbt printed last.

    Example:
        ``run_build(Warehouse(Path("."), Path("exports"), Path("bench"), "8GB"))``
    """
    if warehouse.database.exists():
        raise FileExistsError(f"{warehouse.database} exists; a build is measured from nothing")
    left_out = ("--exclude", *exclude) if exclude else ()
    settings = ("--vars", json.dumps(variables or {}))
    run = _run_dbt(warehouse, "build", *WITHOUT_TESTS, *settings, *left_out)
    if run.usage.exit_code != 0:
        raise RuntimeError(f"dbt build failed:\n{_last_lines(warehouse.folder / 'build.log')}")
    return run


def run_data_tests(warehouse: Warehouse) -> DbtRun:
    """Runs the data tests on a warehouse that is built; a failing test is in the nodes' status.

    Args:
        warehouse: A built one.

    Returns:
        The finished run.

    Raises:
        RuntimeError: dbt could not run the tests at all.

    Example:
        ``run_data_tests(warehouse)`` after ``run_build(warehouse)``
    """
    run = _run_dbt(warehouse, "test", *DATA_TESTS)
    if run.usage.exit_code not in (0, 1):
        raise RuntimeError(f"dbt test failed:\n{_last_lines(warehouse.folder / 'test.log')}")
    return run


def _run_dbt(warehouse: Warehouse, verb: str, *arguments: str) -> DbtRun:
    warehouse.folder.mkdir(parents=True, exist_ok=True)
    target = warehouse.folder / f"target_{verb}"
    usage = run_measured(
        [
            *(sys.executable, "-m", "dbt.cli.main", "--no-use-colors", verb),
            *("--project-dir", str(warehouse.project)),
            *("--profiles-dir", str(warehouse.project / "profiles")),
            *("--target-path", str(target), "--log-path", str(warehouse.folder)),
            *("--threads", str(THREADS), *arguments),
        ],
        log_file=warehouse.folder / f"{verb}.log",
        environment={
            "DBT_PROJECT_DIR": str(warehouse.project),
            "PYTHONPATH": str(warehouse.project / "python_models"),
            "CRM_EXPORTS": str(warehouse.exports),
            "CRM_ATTRIBUTION_DB": str(warehouse.database),
            "CRM_ATTRIBUTION_MEMORY_LIMIT": warehouse.memory_limit,
        },
    )
    return DbtRun(usage=usage, nodes=_node_times(target / "run_results.json"))


def _node_times(run_results: Path) -> list[NodeTime]:
    if not run_results.exists():
        return []
    results = json.loads(run_results.read_text(encoding="utf-8"))["results"]
    nodes = [
        NodeTime(
            # model.crm_attribution.fct_journeys
            name=result["unique_id"].split(".")[2],
            resource_type=result["unique_id"].split(".")[0],
            status=result["status"],
            seconds=result["execution_time"],
        )
        for result in results
        # The project's hooks are listed too.
        if not result["unique_id"].startswith("operation.")
    ]
    return sorted(nodes, key=lambda node: (-node.seconds, node.name))


def _last_lines(path: Path, *, count: int = 30) -> str:
    return "\n".join(path.read_text(encoding="utf-8", errors="replace").splitlines()[-count:])
