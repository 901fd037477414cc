"""Worlds whose response curves are known: weekly spend, and revenue made from it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

WEEKS = 156
SCHEMA = {"week_start_date": pl.Date, "channel": pl.String, "amount_minor": pl.Int64}
# Channel: decay, scale in mean weekly spends, coefficient in minor units of revenue. idle does
# nothing.
CURVES = {
    "search": (0.0, 1.0, 60_000.0),
    "social": (0.4, 1.0, 30_000.0),
    "radio": (0.6, 2.0, 20_000.0),
    "idle": (0.0, 1.0, 0.0),
}
SETTINGS = {
    "families": ["log", "hill"],
    "decays": [0.0, 0.2, 0.4, 0.6, 0.8],
    "minimum_weeks": 52,
    "recent_weeks": 13,
    "replicates": 200,
    "seed": 1,
    "level": 0.95,
}


@dataclass(frozen=True)
class World:
    """Weekly figures as ``fit_responses`` reads them, and the truth.

    scales and marginal_returns (at the mean spend of the last 13 weeks) go by channel.
    """

    weeks: pl.DataFrame
    scales: dict[str, float]
    marginal_returns: dict[str, float]


def simulate(seed: int, *, noise: float, curves: dict = CURVES, weeks: int = WEEKS) -> World:
    """Logarithmic curves of geometric adstock, a yearly wave and normal noise, by plain loops.

    Four weeks in five have spend, log-normal around 10 000 with sigma 0.7, so no channel follows
    another. noise is the standard deviation per week; revenue is around 300 000.
    """
    generator = np.random.default_rng(seed)
    days = [date(2021, 1, 4) + timedelta(weeks=week) for week in range(weeks)]
    revenue = [200_000 + 20_000 * np.sin(2 * np.pi * week * 7 / 365.25) for week in range(weeks)]
    rows, scales, returns = [], {}, {}
    for channel, (decay, relative_scale, coefficient) in curves.items():
        amounts = generator.lognormal(np.log(10_000), 0.7, weeks)
        spend = [round(amount) for amount in amounts * (generator.random(weeks) < 0.8)]
        scale = relative_scale * sum(spend) / sum(amount > 0 for amount in spend)
        felt = 0.0
        for week, amount in enumerate(spend):
            felt = (1 - decay) * amount + decay * felt
            revenue[week] += coefficient * np.log(1 + felt / scale)
        current = sum(spend[-13:]) / 13
        scales[channel] = scale
        returns[channel] = coefficient / (scale + current)
        rows += [(day, channel, amount) for day, amount in zip(days, spend, strict=True) if amount]
    revenue += generator.normal(0, noise, weeks) if noise else np.zeros(weeks)
    rows += [(day, None, round(amount)) for day, amount in zip(days, revenue, strict=True)]
    return World(pl.DataFrame(rows, schema=SCHEMA, orient="row"), scales, returns)


@pytest.fixture(scope="session")
def world() -> Callable[..., World]:
    """Return simulate(seed, noise=…)."""
    return simulate


@pytest.fixture(scope="session")
def settings() -> dict:
    """Settings of ``fit_responses`` as shipped, with fewer replicates."""
    return SETTINGS


@pytest.fixture(scope="session")
def curves() -> dict[str, tuple[float, float, float]]:
    """Channel -> decay, scale in mean weekly spends, coefficient."""
    return CURVES
