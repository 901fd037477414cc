"""Command line: python -m crm_attribution.bench [--touchpoints N] [--json FILE] and more.

Exits with 0 whether the aim holds or not: a slow machine is no failure.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from crm_attribution.bench.measuring import measure
from crm_attribution.bench.processes import limit_cores
from crm_attribution.bench.report import describe, figures

CORES = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures once, prints what was found, and removes the generated data.

    Args:
        arguments: Command line without the program's name; by default that of the process.

    Returns:
        The exit code: 0, or 1 when a step failed (what it left is then kept).
    """
    parser = argparse.ArgumentParser(
        prog="python -m crm_attribution.bench",
        description="Measure a build of generated touchpoints against sorting them once.",
    )
    parser.add_argument("--touchpoints", type=_positive, default=1_000_000)
    parser.add_argument("--memory-limit", default="8GB", help="DuckDB's, of build and floor")
    parser.add_argument(
        "--work-folder", type=Path, help="new or empty; by default a temporary folder"
    )
    parser.add_argument("--keep", action="store_true", help="do not remove the work folder")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    options = parser.parse_args(arguments)

    folder: Path = options.work_folder or Path(tempfile.mkdtemp(prefix="crm_attribution_bench_"))
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        parser.error(f"--work-folder {folder} is not empty; name a new or an empty folder")
    limit_cores(CORES)
    try:
        measurement = measure(
            folder.resolve(),
            project=_project(),
            touchpoints=options.touchpoints,
            memory_limit=options.memory_limit,
        )
    except RuntimeError as error:
        print(f"{error}\n\nWhat was made until then: {folder}", file=sys.stderr)
        return 1
    print(describe(measurement))
    if options.json:
        text = json.dumps(figures(measurement), indent=2) + "\n"
        options.json.write_text(text, encoding="utf-8")
    if options.keep:
        print(f"\nKept: {folder}")
    else:
        shutil.rmtree(folder)
    return 0


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not 1 or more")
    return number


def _project() -> Path:
    named = os.environ.get("DBT_PROJECT_DIR")
    return Path(named).resolve() if named else Path(__file__).resolve().parents[3]


if __name__ == "__main__":
    sys.exit(main())
