"""Command line: python -m crm_attribution.sample OUTPUT_FOLDER [--seed N] [--accounts N]."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from crm_attribution.sample import (
    DEFAULT_ACCOUNT_COUNT,
    DEFAULT_SEED,
    generate_sample,
    write_files,
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Writes the sample exports and prints the rows of each file.

    Args:
        arguments: words of the command line; those of the process when None.
    """
    parser = argparse.ArgumentParser(prog="python -m crm_attribution.sample", description=__doc__)
    parser.add_argument("output_folder", type=Path)
    parser.add_argument("--seed", type=int, default=DEFAULT_SEED)
    parser.add_argument("--accounts", type=int, default=DEFAULT_ACCOUNT_COUNT)
    options = parser.parse_args(arguments)
    try:
        tables = generate_sample(options.seed, account_count=options.accounts)
    except ValueError as error:
        parser.error(str(error))
    write_files(tables, folder=options.output_folder)
    for path, table in tables.items():
        print(f"{table.height:6} {path}")


if __name__ == "__main__":
    main()
