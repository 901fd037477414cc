"""One run of the gate: volumes, history, and what it leaves alone."""

import os
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest

from crm_attribution.gate.run import SCHEMA
from crm_attribution.gate.suites import volumes_suite


def test_a_loss_fails_until_it_is_accepted(session, judged):
    def fall(verdicts):
        [critical] = [
            verdict
            for verdict in verdicts
            if (verdict["expectation"], verdict["severity"]) == ("volume_fall_rate", "critical")
        ]
        return critical

    # A former run had 1000 rows and was accepted; now there are 400: 0.6 of them are gone.
    accepted = [verdict | {"run_id": "former"} for verdict in judged(suites=[volumes_suite])]
    for verdict in accepted:
        verdict["run_at"] = verdict["run_at"].replace(year=2024)
    session.register("former", pa.Table.from_pylist(accepted, schema=SCHEMA))
    volumes = [("former", "touchpoints", "web", 1000), ("now", "touchpoints", "web", 400)]

    given = {"volumes": volumes, "verdicts": session.table("former"), "suites": [volumes_suite]}

    lost = fall(judged(**given))
    assert (lost["is_success"], lost["unexpected_groups"]) == (False, "touchpoints web")
    assert lost["observed_value"] == pytest.approx(0.6)

    assert fall(judged(**given, limits={"volume_fall_rate": [0.1, 0.6]}))["is_success"]


def test_a_limit_that_is_none_is_named(judged):
    with pytest.raises(ValueError, match=r"limit undated_rate: -1.0 is not allowed"):
        judged(limits={"undated_rate": [-1, None]})


SWITCHED_OFF = """
import sys
import duckdb
from crm_attribution.gate.run import run_gate

nothing = duckdb.sql("select 1 limit 0")
names = ["runs", "limits", "exports", "figures", "volumes"]
found = run_gate(duckdb.connect(), **dict.fromkeys(names, nothing), verdicts=None)
assert found.num_rows == 0
sys.exit("great_expectations" in sys.modules)
"""

JUDGED = """
import os
import socket
import duckdb

def refuse(*arguments):
    raise SystemExit(f"a connection was opened: {arguments}")

socket.socket.connect = refuse
socket.getaddrinfo = refuse
from crm_attribution.gate.judgement import judge
from crm_attribution.gate.limits import Limit
from crm_attribution.gate.parts import Suite, at_most

cursor = duckdb.connect()
cursor.execute(
    "create table figures as "
    "select 'f' as figure, 't' as table_name, 'g' as group_value, 1.0 as figure_value"
)
part = at_most("f", table="t", column="c", limit=Limit(critical=2), notes="a test")
[verdict] = judge(cursor, suites=[Suite("s", [part])])
assert verdict["is_success"], verdict
assert os.environ["GX_ANALYTICS_ENABLED"] == "false"
"""


def run_alone(program: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run a program in a process, a home and a folder of its own."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("GX_")}
    package = Path(__file__).resolve().parents[3] / "python_models"
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=home,
        env={**inherited, "HOME": str(home), "TMPDIR": str(home), "PYTHONPATH": str(package)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_gate_that_is_off_does_not_load_great_expectations(tmp_path):
    assert run_alone(SWITCHED_OFF, tmp_path).returncode == 0


def test_judging_reaches_no_network_writes_no_file_and_says_nothing(tmp_path):
    done = run_alone(JUDGED, tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert list(tmp_path.iterdir()) == []
