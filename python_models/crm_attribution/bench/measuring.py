"""One measurement made: data generated, built, tested, and compared with the floor."""

import json
import os
import sys
from pathlib import Path
from typing import Any

from crm_attribution.bench.builds import Warehouse, run_build, run_data_tests
from crm_attribution.bench.measurement import Measurement
from crm_attribution.bench.processes import Usage, run_measured

OVERHEAD_TOUCHPOINTS = 100
FLOOR_RUNS = 3
# What reports on funnel, money, paths and plans, over and above attribution.
KPI_MARTS = (
    *("crm_attribution.intermediate.funnel", "crm_attribution.marts.funnel"),
    *("crm_attribution.intermediate.planning", "crm_attribution.marts.planning"),
    *("fct_path_totals", "rpt_path_performance", "rpt_channel_combinations"),
    *("int_spend__customer_margins_averaged", "rpt_roi", "fct_channel_reach"),
    *("rpt_lead_quality", "rpt_revenue_bridge"),
)
# What is built, each adding to the one before; the first is attribution alone.
RULE_BASED = {"data_driven_attribution": False, "bootstrap_replicates": 0}
ALONE: dict[str, Any] = {
    "variables": {**RULE_BASED, "attribute_funnel_stages": False},
    "exclude": KPI_MARTS,
}
STAGES: dict[str, dict[str, Any]] = {
    "KPI marts": RULE_BASED,
    "data-driven": {"bootstrap_replicates": 0},
    "data-driven, 1 000 replicates": {"bootstrap_replicates": 1000},
}


def measure(folder: Path, *, project: Path, touchpoints: int, memory_limit: str) -> Measurement:
    """Generates, builds, tests and sorts, one after the other, each in a process of its own.

    Args:
        folder: Empty or new; gets the exports, the databases and dbt's files.
        project: Folder of dbt_project.yml.
        touchpoints: Touchpoints to generate.
        memory_limit: DuckDB's setting, such as ``8GB``.

    Returns:
        What was found.

    Raises:
        RuntimeError: A step failed; the message ends with what it printed.

    Example:
        ``measure(Path("bench"), project=Path("."), touchpoints=10**6, memory_limit="8GB")``
    """
    load_before = os.getloadavg()[0]
    folder.mkdir(parents=True, exist_ok=True)

    def warehouse(size: str, name: str) -> Warehouse:
        return Warehouse(project, folder / f"exports_{size}", folder / name, memory_limit)

    before, after = (warehouse("small", name) for name in ("small_before", "small_after"))
    large = warehouse("large", "large")
    # A setting that is wrong shows before the long steps.
    _generate(before, folder=folder, touchpoints=OVERHEAD_TOUCHPOINTS)
    overheads = [run_build(before, **ALONE)]
    generation, rows = _generate(large, folder=folder, touchpoints=touchpoints)
    # On both sides of the build: what else the machine does changes over time.
    floors = [_sort_once(large, folder=folder)]
    build = run_build(large, **ALONE)
    overheads.append(run_build(after, **ALONE))
    stages = {}
    for number, (stage, variables) in enumerate(STAGES.items()):
        large.database.unlink()
        small = warehouse("small", f"small_stage_{number}")
        stages[stage] = (
            run_build(large, variables=variables),
            run_build(small, variables=variables),
        )
    database_bytes = large.database.stat().st_size
    floors += [_sort_once(large, folder=folder) for _ in range(FLOOR_RUNS - 1)]
    floors.sort(key=lambda floor: floor[1])
    return Measurement(
        rows=rows,
        memory_limit=memory_limit,
        generation=generation,
        build=build,
        overhead=min(overheads, key=lambda run: run.usage.wall_seconds),
        stages=stages,
        path_scans=_count_paths(large, folder=folder),
        data_tests=run_data_tests(large),
        floor=floors[FLOOR_RUNS // 2][0],
        floor_seconds=[seconds for _, seconds in floors],
        database_bytes=database_bytes,
        load_before=load_before,
    )


def _generate(
    warehouse: Warehouse, *, folder: Path, touchpoints: int
) -> tuple[Usage, dict[str, int]]:
    usage, printed = _run_module(
        "generation",
        str(warehouse.exports / "bench"),
        *("--touchpoints", str(touchpoints)),
        log_file=folder / "generation.log",
    )
    return usage, json.loads(printed)


def _sort_once(warehouse: Warehouse, *, folder: Path) -> tuple[Usage, float]:
    database = folder / "floor.duckdb"
    usage, printed = _run_module(
        "floor",
        *(str(warehouse.exports / "bench" / "touchpoints.parquet"), str(database)),
        *("--memory-limit", warehouse.memory_limit),
        log_file=folder / "floor.log",
    )
    database.unlink()
    return usage, float(printed)


def _count_paths(warehouse: Warehouse, *, folder: Path) -> dict[str, float]:
    _, printed = _run_module(
        "path_scans",
        *(str(warehouse.database), str(folder / "path_steps.parquet")),
        log_file=folder / "path_scans.log",
    )
    return json.loads(printed)


def _run_module(name: str, *arguments: str, log_file: Path) -> tuple[Usage, str]:
    usage = run_measured(
        [sys.executable, "-m", f"crm_attribution.bench.{name}", *arguments],
        log_file=log_file,
        environment={"PYTHONPATH": str(Path(__file__).resolve().parents[2])},
    )
    printed = log_file.read_text(encoding="utf-8")
    if usage.exit_code != 0:
        raise RuntimeError(f"{name} failed:\n{printed}")
    return usage, printed
