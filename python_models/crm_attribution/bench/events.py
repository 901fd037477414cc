"""Generated touchpoints and conversions, a million rows at a time."""

from collections.abc import Iterator

import numpy as np
import polars as pl

from crm_attribution.bench.campaigns import draw_campaigns
from crm_attribution.bench.population import FIRST_DAY, Population, hex_ids
from crm_attribution.bench.visits import CAMPAIGN_CHANNELS, VISIT_KINDS

CHUNK_ROWS = 1_000_000
CAMPAIGN_SHARE = 0.8
AFTER_CONVERSION_SHARE = 0.04
DAY_SECONDS = 86_400


def draw_touchpoints(
    population: Population, *, seed: int, campaign_count: int
) -> Iterator[pl.DataFrame]:
    """Draws the touchpoints of a population, in the order of the file.

    Args:
        population: Whose they are.
        seed: Start of the random numbers.
        campaign_count: Campaigns there are, those of ``draw_campaigns``.

    Yields:
        At most a million rows: ``touchpoint_id``, ``person_id``, ``touched_at``,
        ``touchpoint_type``, ``source``, ``medium`` and ``campaign_id``, null without one.

    Example:
        >>> from crm_attribution.bench.population import draw_population
        >>> population = draw_population(100, seed=1)
        >>> (frame,) = draw_touchpoints(population, seed=1, campaign_count=10)
        >>> frame.height
        100
    """
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


def draw_conversions(population: Population, *, seed: int) -> Iterator[pl.DataFrame]:
    """Draws the order of each person who orders.

    Args:
        population: Who orders, and when.
        seed: Start of the random numbers.

    Yields:
        At most a million rows: ``conversion_id``, ``conversion_type``, ``person_id``,
        ``converted_at``, ``conversion_value`` in dollars and ``currency_code``. One frame at
        least.

    Example:
        >>> from crm_attribution.bench.population import draw_population
        >>> population = draw_population(100, seed=1)
        >>> (frame,) = draw_conversions(population, seed=1)
        >>> frame.height == int(population.converts.sum())
        True
    """
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
