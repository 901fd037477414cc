"""What a measurement says about the figures it took."""

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from crm_attribution.bench import builds
from crm_attribution.bench.__main__ import main
from crm_attribution.bench.builds import DbtRun, NodeTime, Warehouse
from crm_attribution.bench.measurement import Measurement
from crm_attribution.bench.measuring import KPI_MARTS
from crm_attribution.bench.processes import Usage, run_measured
from crm_attribution.bench.report import describe, figures


def usage(seconds):
    return Usage(wall_seconds=seconds, cpu_seconds=seconds, peak_memory_bytes=10**9, exit_code=0)


def run(seconds, *, status="success"):
    node = NodeTime(name="some_node", resource_type="model", status=status, seconds=seconds)
    return DbtRun(usage=usage(seconds), nodes=[node])


@pytest.fixture
def measurement():
    return Measurement(
        rows={"touchpoints": 1_000_000},
        memory_limit="8GB",
        generation=usage(5),
        build=run(40),
        overhead=run(10),
        stages={"data-driven": (run(75), run(15))},
        path_scans={"order 1 transitions": 1.5},
        data_tests=run(3, status="pass"),
        floor=usage(5),
        floor_seconds=[4.0, 5.0, 9.0],
        database_bytes=10**8,
        load_before=0.1,
    )


def test_ratio_sets_overhead_aside_and_takes_the_median_floor(measurement):
    assert measurement.ratio == pytest.approx((40 - 10) / 5)
    assert measurement.aim_holds is True
    assert "holds." in describe(measurement)


def test_more_in_a_build_is_compared_with_the_rule_based_one(measurement):
    assert measurement.stage_ratio("data-driven") == pytest.approx((75 - 15) / (40 - 10))
    assert "of the rule-based build = 2.00" in describe(measurement)
    assert "order 1 transitions 1.50" in describe(measurement)


def test_slower_builds_miss_the_aim(measurement):
    slow = replace(measurement, build=run(41))
    assert slow.aim_holds is False
    assert "DOES NOT HOLD" in describe(slow)


@pytest.mark.parametrize("seconds", [9, 12])
def test_nothing_is_said_where_overhead_hides_the_rows(measurement, seconds):
    small = replace(measurement, build=run(seconds))
    assert small.aim_holds is None
    assert "Too few touchpoints" in describe(small)


def test_failed_data_tests_are_named(measurement):
    failed = replace(measurement, data_tests=run(3, status="fail"))
    assert "data test failed: some_node" in describe(failed)


def test_a_busy_machine_is_told(measurement):
    assert "Other programs" not in describe(measurement)
    assert "Other programs" in describe(replace(measurement, load_before=3.0))


def test_figures_can_be_written_as_json(measurement):
    read = json.loads(json.dumps(figures(measurement)))
    assert read["ratio"] == 6
    assert read["build"]["nodes"][0]["name"] == "some_node"


def test_a_process_is_measured(tmp_path):
    log = tmp_path / "log"
    code = "print('done'); x = bytearray(200_000_000); exit(4)"
    measured = run_measured([sys.executable, "-c", code], log_file=log)
    assert measured.exit_code == 4
    assert measured.wall_seconds > 0
    assert measured.peak_memory_bytes > 200_000_000
    assert log.read_text(encoding="utf-8").strip() == "done"


def test_hooks_are_no_nodes(tmp_path):
    results = [
        {"unique_id": identity, "status": "success", "execution_time": seconds}
        for identity, seconds in [
            ("model.crm_attribution.quick", 1),
            ("operation.crm_attribution.hook-0", 9),
            ("seed.crm_attribution.slow", 2),
        ]
    ]
    path = tmp_path / "run_results.json"
    path.write_text(json.dumps({"results": results}), encoding="utf-8")
    assert [node.name for node in builds._node_times(path)] == ["slow", "quick"]


def test_a_build_starts_from_nothing(tmp_path):
    warehouse = Warehouse(tmp_path, tmp_path, tmp_path, "1GB")
    warehouse.database.touch()
    with pytest.raises(FileExistsError, match="from nothing"):
        builds.run_build(warehouse)


def test_a_folder_in_use_is_refused(capsys, tmp_path):
    (tmp_path / "mine").touch()
    with pytest.raises(SystemExit):
        main(["--work-folder", str(tmp_path)])
    assert "not empty" in capsys.readouterr().err
    assert (tmp_path / "mine").exists()


def test_attribution_alone_leaves_out_models_that_exist():
    project = Path(builds.__file__).parents[3]
    folders = {
        f"crm_attribution.{path.relative_to(project / root).as_posix().replace('/', '.')}"
        for root in ("models", "python_models")
        for path in (project / root).glob("*/*")
        if path.is_dir()
    }
    models = {path.stem for path in (project / "models").glob("*/*/*.sql")}
    assert set(KPI_MARTS) <= folders | models
