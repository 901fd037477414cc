"""Runs a program and measures what it took."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Usage:
    """What one finished process took.

    Attributes:
        wall_seconds: From start to end.
        cpu_seconds: Of all its threads, in user and kernel mode.
        peak_memory_bytes: Its largest resident set.
        exit_code: As the process gave it; negative for a signal.
    """

    wall_seconds: float
    cpu_seconds: float
    peak_memory_bytes: int
    exit_code: int


def run_measured(
    command: Sequence[str], *, log_file: Path, environment: Mapping[str, str] | None = None
) -> Usage:
    """Runs a program to its end.

    A child's peak cannot be told below what its parent holds when it starts it, so the caller
    should be small. Not for Windows.

    Args:
        command: The program and its arguments.
        log_file: Gets all that the program prints.
        environment: Variables set beside those of this process.

    Returns:
        What it took, whatever its exit code.

    Raises:
        OSError: The program cannot be started.

    Source:
        getrusage(2): ``ru_maxrss`` counts kilobytes on Linux and bytes on macOS.

    Example:
        >>> run_measured([sys.executable, "-c", "exit(3)"], log_file=Path(os.devnull)).exit_code
        3
    """
    with log_file.open("wb") as log:
        start = time.perf_counter()
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            env={**os.environ, **(environment or {})},
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall_seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    return Usage(
        wall_seconds=wall_seconds,
        cpu_seconds=usage.ru_utime + usage.ru_stime,
        peak_memory_bytes=usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024),
        exit_code=process.returncode,
    )


def limit_cores(count: int) -> None:
    """Keeps this process, and those it starts, to a number of cores, where the system can.

    Args:
        count: At least 1; fewer than that many cores stay as they are.

    Raises:
        ValueError: ``count`` is not positive.

    Example:
        >>> limit_cores(1024)
    """
    if count < 1:
        raise ValueError(f"count is {count}; allowed: 1 or more")
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:count])
