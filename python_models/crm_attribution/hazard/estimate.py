"""Rates of an additive hazard for every attribution model, as weights of states."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from crm_attribution.hazard.choices import chosen_half_life
from crm_attribution.hazard.fit import fit_rates
from crm_attribution.hazard.frames import models_of_family
from crm_attribution.hazard.layout import person_times
from crm_attribution.hazard.person_time import PersonTime
from crm_attribution.hazard.precision import precision

KEYS = ["attribution_model", "grouping", "conversion_type", "state_number", "stratum"]
HAZARDS: dict[str, pl.DataType] = {
    "attribution_model": pl.String(),
    "grouping": pl.String(),
    "conversion_type": pl.String(),
    "stratum": pl.String(),
    "state_number": pl.Int32(),
    "half_life_days": pl.Float64(),
    "rate": pl.Float64(),
    "rate_error": pl.Float64(),
    "weight": pl.Float64(),
    "group_influences": pl.List(pl.Float64),
}


def fit_hazards(
    events: pl.DataFrame,
    *,
    exposures: pl.DataFrame,
    models: pl.DataFrame,
    half_lives: Sequence[float],
    group_count: int,
    scores: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """Fit the rates of converting: the baseline of each stratum, and what each state adds.

    A touchpoint's weight at a conversion is the weight of its state × 2^(−days / half-life), the
    baseline's is the weight of the conversion's stratum; credit is a weight's share of their sum.
    The package's docstring says what the baseline means and when the rates mislead.

    Args:
        events: See ``person_times``.
        exposures: See ``person_times``.
        models: Attribution models; those of family additive_hazard are fitted. half_life_days is
            the half-life they take, null to choose the best (``score_half_lives``).
        half_lives: Candidates, in days.
        group_count: Number of cluster groups, the length of group_influences; 0 for none.
        scores: What ``score_half_lives`` returned for the same frames, if it is at hand: the
            half-lives that it chose are taken and not chosen again.

    Returns:
        One row per attribution_model, grouping, conversion_type and rate, sorted by them. A rate is
        the baseline of a stratum (state_number 0) or a state (stratum null); every stratum and
        state in the frames has one.

        - half_life_days: the half-life taken.
        - rate: λ0 or β, conversions per day at risk, ≥ 0; 0 also for a state without exposure (see
          ``fit_rates``).
        - rate_error: asymptotic standard error; null where the rate is 0 or where states that
          always come together leave it undetermined.
        - weight: rate ÷ the largest rate of the attribution model and conversion type; 0 when all
          are 0.
        - group_influences: d ln(weight) / d w of each cluster group at w = 1, where w multiplies
          the group's conversions and exposure; 0 where the weight is 0. A weight is relative to the
          largest, whose own influences are therefore 0.

    Raises:
        ValueError: A cluster group is not below group_count (unless that is 0), scores lack a
            grouping and conversion type, or as ``score_half_lives`` says.

    Source:
        Zhang, Wei & Ren 2014; Ji & Wang 2016.

    Example:
        8 conversions in 800 unexposed days, 6 in 200 exposed ones (κ = 1): .01, and .03 − .01 more.

        >>> key = {"grouping": "channel", "conversion_type": "order", "stratum": "all"}
        >>> exposures = pl.DataFrame({**key, "cluster_group": 0, "state_number": [0, 1],
        ...     "exposure_days": [[1000.0], [200.0]]})
        >>> events = pl.DataFrame({**key, "cluster_group": 0, "event_key": range(14),
        ...     "state_number": [0] * 8 + [1] * 6, "kernels": [[0.0]] * 8 + [[1.0]] * 6})
        >>> models = pl.DataFrame({"attribution_model": "additive_hazard", "half_life_days": 7,
        ...     "family": "additive_hazard", "grouping": "channel"})
        >>> fit_hazards(
        ...     events, exposures=exposures, models=models, half_lives=[7], group_count=0
        ... ).select("stratum", "state_number", pl.col("rate", "weight").round(4)).rows()
        [('all', 0, 0.01, 0.5), (None, 1, 0.02, 1.0)]
    """
    asked = models_of_family(models, half_lives=half_lives)
    parts = []
    for found in person_times(
        events, exposures=exposures, half_lives=half_lives, groupings=asked["grouping"].to_list()
    ):
        takers: dict[float, list[str]] = {}
        for model in asked.filter(grouping=found.grouping).iter_rows(named=True):
            half_life = model["half_life_days"] or chosen_half_life(
                scores, attribution_model=model["attribution_model"], person_time=found
            )
            takers.setdefault(half_life, []).append(model["attribution_model"])
        for half_life, names in takers.items():
            fitted = _fit(found, half_life=half_life, group_count=group_count)
            parts.append(pl.DataFrame({"attribution_model": names}).join(fitted, how="cross"))
    empty = pl.DataFrame(schema=HAZARDS)
    return pl.concat([empty, *(part.select(empty.columns) for part in parts)]).sort(KEYS)


def _fit(found: PersonTime, *, half_life: float, group_count: int) -> pl.DataFrame:
    data = found.at_half_life(found.half_lives.index(half_life))
    rates = fit_rates(data)
    precise = precision(data, rates=rates)
    largest = int(np.argmax(rates))
    relative = np.where(rates[:, None] > 0, precise.influences - precise.influences[largest], 0)
    return pl.DataFrame(
        {
            "grouping": found.grouping,
            "conversion_type": found.conversion_type,
            "stratum": found.strata + [None] * len(found.states),
            "state_number": [0] * len(found.strata) + found.states,
            "half_life_days": float(half_life),
            "rate": rates,
            "rate_error": pl.Series(precise.rate_errors).fill_nan(None),
            "weight": rates / rates[largest] if rates[largest] > 0 else rates,
            "group_influences": list(_in_groups(relative, group_count)),
        },
        schema_overrides=HAZARDS,
    )


def _in_groups(influences: np.ndarray, group_count: int) -> np.ndarray:
    """Influences of exactly so many groups: those after the last one with data have none."""
    groups = influences.shape[1]
    if group_count == 0:
        return influences[:, :0]
    if groups > group_count:
        raise ValueError(
            f"cluster_group holds {groups - 1}; allowed are 0 to {group_count - 1}, below "
            "group_count"
        )
    return np.pad(influences, ((0, 0), (0, group_count - groups)))
