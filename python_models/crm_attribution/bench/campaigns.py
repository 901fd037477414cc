"""Generated campaigns and what they cost."""

import numpy as np
import polars as pl

from crm_attribution.bench.population import FIRST_DAY, LAST_DAY
from crm_attribution.bench.visits import CAMPAIGN_CHANNELS


def draw_campaigns(count: int) -> pl.DataFrame:
    """Names campaigns, the channels by turns.

    Args:
        count: How many.

    Returns:
        One row per campaign: ``campaign_id``, ``campaign_name``, ``campaign_type`` (its channel).

    Raises:
        ValueError: ``count`` is negative.

    Example:
        >>> draw_campaigns(2)["campaign_id"].to_list()
        ['campaign-001', 'campaign-002']
    """
    if count < 0:
        raise ValueError(f"count is {count}; allowed: 0 or more")
    channels = [CAMPAIGN_CHANNELS[i % len(CAMPAIGN_CHANNELS)] for i in range(count)]
    return pl.DataFrame(
        {
            "campaign_id": [f"campaign-{i + 1:03d}" for i in range(count)],
            "campaign_name": [f"{channel} {i + 1}" for i, channel in enumerate(channels)],
            "campaign_type": channels,
        }
    )


def draw_spend(campaigns: pl.DataFrame, *, seed: int) -> pl.DataFrame:
    """Draws what campaigns cost in each week of the orders' year.

    Args:
        campaigns: One row per campaign with ``campaign_id``.
        seed: Start of the random numbers.

    Returns:
        One row per campaign and week: ``campaign_id``, ``spend_date`` (the week's first day),
        ``spend_amount`` in dollars and ``currency_code``.

    Raises:
        polars.exceptions.ColumnNotFoundError: There is no ``campaign_id``.

    Example:
        >>> draw_spend(draw_campaigns(2), seed=1).height
        106
    """
    weeks = pl.date_range(FIRST_DAY, LAST_DAY, "1w", eager=True).alias("spend_date")
    spend = campaigns.select("campaign_id").join(weeks.to_frame(), how="cross")
    amounts = np.random.default_rng([seed, 3]).lognormal(6, 1, spend.height).round(2)
    return spend.with_columns(
        spend_amount=pl.Series(amounts).cast(pl.Decimal(18, 2)), currency_code=pl.lit("USD")
    )
