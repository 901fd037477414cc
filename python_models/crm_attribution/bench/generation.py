"""Generated exports of any size for the neutral contract, written a million rows at a time.

Run as ``python -m crm_attribution.bench.generation FOLDER --touchpoints N [--seed N]``; prints the
rows of each entity as JSON.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow.parquet as pq

from crm_attribution.bench.campaigns import draw_campaigns, draw_spend
from crm_attribution.bench.population import FIRST_DAY, Population, draw_population, hex_ids
from crm_attribution.bench.visits import CAMPAIGN_CHANNELS, VISIT_KINDS

DEFAULT_SEED = 20251
CHUNK_ROWS = 1_000_000
CAMPAIGNS = 200
CAMPAIGN_SHARE = 0.8
AFTER_CONVERSION_SHARE = 0.04
DAY_SECONDS = 86_400


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
    _write(folder / "conversions.parquet", frames=_conversions(population, seed=seed))
    _write(
        folder / "touchpoints.parquet",
        frames=_touchpoints(population, seed=seed, campaign_count=campaign_count),
    )
    return ExportRows(
        touchpoints=touchpoints,
        persons=len(population.journey_ends),
        conversions=int(population.converts.sum()),
        campaigns=campaign_count,
        spend=spend.height,
    )


def _touchpoints(
    population: Population, *, seed: int, campaign_count: int
) -> Iterator[pl.DataFrame]:
    kinds = pl.DataFrame(VISIT_KINDS, schema=list(VISIT_KINDS[0]._fields), orient="row")
    thresholds = np.cumsum(kinds["weight"].to_numpy()) / kinds["weight"].sum()
    # -1: campaigns do not run on the channel.
    campaign_channels = np.array(
        [
            CAMPAIGN_CHANNELS.index(kind.channel) if kind.channel in CAMPAIGN_CHANNELS else -1
            for kind in VISIT_KINDS
        ]
    )
    campaign_ids = draw_campaigns(campaign_count)["campaign_id"]

    for start in range(0, len(population.file_order), CHUNK_ROWS):
        numbers = population.file_order[start : start + CHUNK_ROWS]
        random = np.random.default_rng([seed, 1, start])
        persons = np.searchsorted(population.journey_ends, numbers, side="right")
        kind = np.searchsorted(thresholds, random.random(len(numbers)), side="right")

        # The fourth power: half of a year's touchpoints fall into its last 23 days.
        days_before = np.where(
            random.random(len(numbers)) < AFTER_CONVERSION_SHARE,
            -30 * random.random(len(numbers)),
            365 * random.random(len(numbers)) ** 4,
        )
        seconds = population.order_seconds[persons] - (days_before * DAY_SECONDS).astype(np.int64)

        # The earlier a campaign, the larger.
        channel = campaign_channels[kind]
        of_channel = (campaign_count - 1 - channel) // len(CAMPAIGN_CHANNELS) + 1
        rank = (random.random(len(numbers)) ** 2 * of_channel).astype(np.int64)
        has_campaign = (channel >= 0) & (random.random(len(numbers)) < CAMPAIGN_SHARE)
        campaign = np.where(has_campaign, channel + rank * len(CAMPAIGN_CHANNELS), 0)

        chosen = kinds[kind]
        yield pl.DataFrame(
            {
                "touchpoint_id": hex_ids(numbers, kind="touchpoint"),
                "person_id": hex_ids(persons, kind="person"),
                "touched_at": _timestamps(seconds),
                "touchpoint_type": chosen["touchpoint_type"],
                "source": chosen["source"],
                "medium": chosen["medium"],
                "campaign_id": campaign_ids[campaign].set(pl.Series(~has_campaign), None),
            }
        )


def _conversions(population: Population, *, seed: int) -> Iterator[pl.DataFrame]:
    buyers = np.flatnonzero(population.converts)
    # One chunk even where nobody orders: the file then has its columns.
    for start in range(0, max(len(buyers), 1), CHUNK_ROWS):
        persons = buyers[start : start + CHUNK_ROWS]
        random = np.random.default_rng([seed, 2, start])
        values = pl.Series(random.lognormal(4.5, 0.8, len(persons)).round(2))
        yield pl.DataFrame(
            {
                "conversion_id": hex_ids(persons, kind="conversion"),
                "conversion_type": pl.repeat("order", len(persons), eager=True),
                "person_id": hex_ids(persons, kind="person"),
                "converted_at": _timestamps(population.order_seconds[persons]),
                "conversion_value": values.cast(pl.Decimal(18, 2)),
                "currency_code": pl.repeat("USD", len(persons), eager=True),
            }
        )


def _timestamps(seconds_of_year: np.ndarray) -> pl.Series:
    first = np.datetime64(FIRST_DAY, "s")
    return pl.Series((first + seconds_of_year.astype("timedelta64[s]")).astype("datetime64[us]"))


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
