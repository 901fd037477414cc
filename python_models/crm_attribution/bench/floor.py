"""The floor: the least that any build of journeys does, written by hand.

Reads the touchpoints once, sorts them once by person and time, and writes them all into a DuckDB
file. Run as ``python -m crm_attribution.bench.floor TOUCHPOINTS DATABASE --memory-limit TEXT``;
prints the seconds it took, without the start of Python.
"""

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

import duckdb


def write_sorted(touchpoints: Path, *, database: Path, memory_limit: str) -> float:
    """Sorts a Parquet file of touchpoints into a new DuckDB file, in the profile's settings.

    Args:
        touchpoints: Parquet file with ``person_id``, ``touched_at``, ``touchpoint_id`` and any
            other columns.
        database: DuckDB file to make; it must not exist.
        memory_limit: DuckDB's setting, such as ``8GB``; beyond it DuckDB spills to a folder next
            to the database.

    Returns:
        Seconds, until the file is closed.

    Raises:
        FileExistsError: The database exists.
        duckdb.Error: The file cannot be read, or the setting is none.

    Example:
        >>> import tempfile
        >>> from crm_attribution.bench.generation import write_exports
        >>> folder = Path(tempfile.mkdtemp())
        >>> rows = write_exports(folder, touchpoints=100)
        >>> seconds = write_sorted(
        ...     folder / "touchpoints.parquet", database=folder / "a.duckdb", memory_limit="1GB"
        ... )
        >>> seconds > 0
        True
    """
    if database.exists():
        raise FileExistsError(f"{database} exists; name a file that does not")
    start = time.perf_counter()
    with duckdb.connect(
        str(database), config={"storage_compatibility_version": "v1.5.0"}
    ) as connection:
        connection.execute("set TimeZone = 'UTC'")
        connection.execute(f"set memory_limit = '{_escaped(memory_limit)}'")
        connection.execute(
            f"""
            create table sorted_touchpoints as
            select *
            from read_parquet('{_escaped(str(touchpoints))}')
            order by person_id, touched_at, touchpoint_id
            """
        )
    return time.perf_counter() - start


def _escaped(text: str) -> str:
    return text.replace("'", "''")


def main(arguments: Sequence[str] | None = None) -> None:
    """Writes the sorted table and prints the seconds.

    Args:
        arguments: Command line without the program's name; by default that of the process.
    """
    parser = argparse.ArgumentParser(prog="python -m crm_attribution.bench.floor")
    parser.add_argument("touchpoints", type=Path)
    parser.add_argument("database", type=Path)
    parser.add_argument("--memory-limit", required=True)
    options = parser.parse_args(arguments)
    print(
        write_sorted(
            options.touchpoints, database=options.database, memory_limit=options.memory_limit
        )
    )


if __name__ == "__main__":
    main()
