"""Generated exports of any size for the neutral contract, written a million rows at a time.

Run as ``python -m crm_attribution.bench.generation FOLDER --touchpoints N [--seed N]``; prints the
rows of each entity as JSON.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq

from crm_attribution.bench.campaigns import draw_campaigns, draw_spend
from crm_attribution.bench.events import draw_conversions, draw_touchpoints
from crm_attribution.bench.population import draw_population
from crm_attribution.bench.visits import CAMPAIGN_CHANNELS

DEFAULT_SEED = 20251
CAMPAIGNS = 200


@dataclass(frozen=True)
class ExportRows:
    """How many rows each generated entity has; there is no file of persons."""

    touchpoints: int
    persons: int
    conversions: int
    campaigns: int
    spend: int


def write_exports(folder: Path, *, touchpoints: int, seed: int = DEFAULT_SEED) -> ExportRows:
    """Writes touchpoints, conversions, campaigns and spend as Parquet files.

    Persons have about five touchpoints each (geometric with a heavy tail, 100 at most), in the
    year before their order or soon after it; about 35 % of them order. Touchpoints lie in the file
    in random order. Memory grows by about 10 bytes per touchpoint, beside one chunk.

    Args:
        folder: Where the files go, made if needed. Its name becomes the source system.
        touchpoints: Rows of ``touchpoints.parquet``, at least 1.
        seed: Start of the random numbers; the same seed gives the same rows in the same order.

    Returns:
        The rows of each entity.

    Raises:
        ValueError: ``touchpoints`` is not positive.

    Example:
        >>> import tempfile
        >>> write_exports(Path(tempfile.mkdtemp()) / "bench", touchpoints=100).touchpoints
        100
    """
    population = draw_population(touchpoints, seed=seed)
    # As few campaigns as a small export has, so that its build shows dbt's overhead alone.
    campaign_count = min(CAMPAIGNS, max(len(CAMPAIGN_CHANNELS), touchpoints // 50))
    campaigns = draw_campaigns(campaign_count)
    spend = draw_spend(campaigns, seed=seed)

    folder.mkdir(parents=True, exist_ok=True)
    campaigns.write_parquet(folder / "campaigns.parquet")
    spend.write_parquet(folder / "spend.parquet")
    _write(folder / "conversions.parquet", frames=draw_conversions(population, seed=seed))
    _write(
        folder / "touchpoints.parquet",
        frames=draw_touchpoints(population, seed=seed, campaign_count=campaign_count),
    )
    return ExportRows(
        touchpoints=touchpoints,
        persons=len(population.journey_ends),
        conversions=int(population.converts.sum()),
        campaigns=campaign_count,
        spend=spend.height,
    )


def _write(path: Path, *, frames: Iterator[pl.DataFrame]) -> None:
    writer = None
    for frame in frames:
        table = frame.to_arrow(compat_level=pl.CompatLevel.oldest())
        writer = writer or pq.ParquetWriter(path, table.schema, compression="zstd")
        # Row groups of DuckDB's own size: it reads them in parallel.
        writer.write_table(table, row_group_size=122_880)
    if writer:
        writer.close()


def main(arguments: Sequence[str] | None = None) -> None:
    """Writes the exports and prints the rows of each entity as JSON.

    Args:
        arguments: Command line without the program's name; by default that of the process.
    """
    parser = argparse.ArgumentParser(prog="python -m crm_attribution.bench.generation")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--touchpoints", type=int, required=True)
    parser.add_argument("--seed", type=int, default=DEFAULT_SEED)
    options = parser.parse_args(arguments)
    try:
        rows = write_exports(options.folder, touchpoints=options.touchpoints, seed=options.seed)
    except ValueError as error:
        parser.error(str(error))
    print(json.dumps(asdict(rows)))


if __name__ == "__main__":
    main()
