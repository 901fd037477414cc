"""Command line: python -m crm_attribution.identity.bench [--people N], from the project's folder.

Makes up people, resolves them on two threads and prints seconds, memory, precision and recall.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import duckdb

from crm_attribution.identity.generation import generate
from crm_attribution.identity.pipeline import run_models, write_world
from crm_attribution.identity.truth import score

THREADS = 2


def main(arguments: Sequence[str] | None = None) -> None:
    """Measures once; the database is temporary.

    Args:
        arguments: Command line without the program's name; by default that of the process.
    """
    parser = argparse.ArgumentParser(prog="python -m crm_attribution.identity.bench")
    parser.add_argument("--people", type=int, default=100_000, help="2.4 identities each")
    parser.add_argument("--memory-limit", default="8GB", help="DuckDB's")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        settings = {"threads": THREADS, "memory_limit": options.memory_limit}
        connection = duckdb.connect(f"{folder}/identity.duckdb", config=settings)
        connection.execute("set enable_progress_bar = false")
        world = generate(options.people, seed=options.seed)
        identities = len(world.records) + world.sightings["browser"].n_unique()
        write_world(connection, world)
        started, cpu_started = time.monotonic(), time.process_time()
        run_models(connection, project=Path.cwd())
        seconds, cpu = time.monotonic() - started, time.process_time() - cpu_started
        scores = score(connection)
        connection.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"{identities:,} identities of {options.people:,} people")
    print(f"{seconds:,.0f} s on {THREADS} threads, {cpu:,.0f} CPU s, {peak:.1f} GB at most")
    print(f"precision {scores.precision:.4f}, recall {scores.recall:.4f}")


if __name__ == "__main__":
    main()
