"""Weights of states of the attribution models on channel sets."""

from __future__ import annotations

import numpy as np
import polars as pl

from crm_attribution.channel_sets.bags import draw_bags
from crm_attribution.channel_sets.counts import SetCounts, StateEffects, group_counts, set_counts
from crm_attribution.channel_sets.families import models_on_sets
from crm_attribution.channel_sets.logistic import bagged_logistic
from crm_attribution.channel_sets.set_rate import set_rate_shapley
from crm_attribution.channel_sets.shao_li import shao_li

WEIGHT_SCHEMA = {
    "attribution_model": pl.String,
    "family": pl.String,
    "grouping": pl.String,
    "conversion_type": pl.String,
    "state_number": pl.Int32,
    "effect": pl.Float64,
    "weight": pl.Float64,
    "group_influences": pl.List(pl.Float64),
}
# An effect this small beside the largest is rounding, not a weight.
ROUNDING = 1e-12


def estimate_set_weights(
    sets: pl.DataFrame, *, models: pl.DataFrame, group_sets: pl.DataFrame
) -> pl.DataFrame:
    """Estimates the weight of every state for each attribution model on channel sets.

    Args:
        sets: ``grouping``, ``conversion_type``, ``set_mask``, ``conversion_count``, ``null_count``.
        models: ``attribution_model``, ``family``, ``grouping``; families other than
            set_rate_shapley, shao_li and bagged_logistic are left to others.
        group_sets: As ``sets``, by ``cluster_group``; empty where no intervals are wanted.

    Returns:
        One row per attribution model, conversion type and state that occurs, sorted: ``effect``
        (signed), ``weight`` (the effect, or 0 if that is negative) and ``group_influences``: per
        cluster group the derivative of ln(weight) to a factor on the group's counts; 0.0 where the
        weight is 0, [] where ``group_sets`` is empty.

    Raises:
        ValueError: A set_rate_shapley has more than 20 channels; a count or mask is negative; a set
            of ``group_sets`` is missing from ``sets``.

    Example:
        >>> sets = pl.DataFrame(
        ...     {"grouping": "channel", "conversion_type": "order", "set_mask": [1, 3],
        ...      "conversion_count": [1, 3], "null_count": [3, 1]}
        ... )
        >>> models = pl.DataFrame(
        ...     {"attribution_model": ["mine"], "family": ["shao_li"], "grouping": ["channel"]}
        ... )
        >>> groups = sets.clear().with_columns(cluster_group=pl.lit(0))
        >>> weights = estimate_set_weights(sets, models=models, group_sets=groups)
        >>> weights.select("attribution_model", "state_number", "weight").rows()
        [('mine', 1, 0.25), ('mine', 2, 0.5)]
    """
    group_count = 0 if group_sets.is_empty() else int(group_sets["cluster_group"].max()) + 1
    keys = ["grouping", "conversion_type"]
    group_parts = group_sets.partition_by(keys, as_dict=True)
    frames = [pl.DataFrame(schema=WEIGHT_SCHEMA)]
    for key, part in sets.partition_by(keys, as_dict=True).items():
        chosen = models_on_sets(models, grouping=key[0])
        if not chosen:
            continue
        counts = set_counts(part)
        by_group = group_counts(
            group_parts.get(key, group_sets.clear()), counts=counts, group_count=group_count
        )
        for attribution_model, family in chosen:
            found = _effects(counts, family, attribution_model, conversion_type=key[1])
            least = ROUNDING * np.abs(found.effects).max(initial=0.0)
            weights = np.where(found.effects > least, found.effects, 0.0)
            moved = by_group[0] @ found.by_conversion + by_group[1] @ found.by_null
            influences = np.divide(moved, weights, out=np.zeros_like(moved), where=weights > 0)
            columns = {
                "attribution_model": attribution_model,
                "family": family,
                "grouping": key[0],
                "conversion_type": key[1],
                "state_number": counts.state_numbers,
                "effect": found.effects,
                "weight": weights,
                "group_influences": influences.T.tolist(),
            }
            frames.append(pl.DataFrame(columns, schema=WEIGHT_SCHEMA))
    return pl.concat(frames).sort("attribution_model", "conversion_type", "state_number")


def _effects(
    counts: SetCounts, family: str, attribution_model: str, *, conversion_type: str
) -> StateEffects:
    if family == "set_rate_shapley":
        return set_rate_shapley(
            counts, attribution_model=attribution_model, conversion_type=conversion_type
        )
    if family == "shao_li":
        return shao_li(counts)
    return bagged_logistic(counts, bags=draw_bags(counts))
