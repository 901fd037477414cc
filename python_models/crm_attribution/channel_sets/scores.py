"""Held-out scores of the attribution models on channel sets."""

from __future__ import annotations

import polars as pl
from scipy.special import expit

from crm_attribution.channel_sets.bags import draw_bags
from crm_attribution.channel_sets.counts import SetCounts, set_counts
from crm_attribution.channel_sets.families import models_on_sets
from crm_attribution.channel_sets.held_out import area_under_curve, log_likelihood_per_journey
from crm_attribution.channel_sets.logistic import fit_bags

SCORE_SCHEMA = {
    "attribution_model": pl.String,
    "conversion_type": pl.String,
    "held_out_log_likelihood": pl.Float64,
    "held_out_auc": pl.Float64,
    "journey_count": pl.Int64,
    "conversion_count": pl.Int64,
    "held_out_journey_count": pl.Int64,
}


def score_set_models(sets: pl.DataFrame, *, models: pl.DataFrame) -> pl.DataFrame:
    """Fits on the journeys that are not held out and scores those that are.

    Only bagged_logistic predicts a probability for a journey (the mean over its bags). A set's
    Shapley value and Shao and Li's C are no predictions: their scores are null.

    Args:
        sets: As for ``estimate_set_weights``, with ``held_out_conversion_count`` and
            ``held_out_null_count``, which are part of the counts.
        models: As for ``estimate_set_weights``.

    Returns:
        One row per attribution model and conversion type, sorted: ``held_out_log_likelihood``
        (natural log, per journey) and ``held_out_auc`` are null where nothing is held out, nothing
        is left to fit on, or (the AUC) held-out journeys all ended alike.

    Raises:
        ValueError: A count or mask is negative, or more is held out than there is.

    Example:
        >>> sets = pl.DataFrame(
        ...     {"grouping": "channel", "conversion_type": "order", "set_mask": [1, 2],
        ...      "conversion_count": [10, 30], "null_count": [90, 70],
        ...      "held_out_conversion_count": [1, 3], "held_out_null_count": [9, 7]}
        ... )
        >>> models = pl.DataFrame(
        ...     {"attribution_model": "mine", "family": "bagged_logistic", "grouping": ["channel"]}
        ... )
        >>> score_set_models(sets, models=models)["held_out_auc"].item()  # (3·9 + ½(9 + 21))/64
        0.65625
    """
    rows = []
    kinds = ("conversion_count", "null_count")
    kept = sets.with_columns(pl.col(kind) - pl.col(f"held_out_{kind}") for kind in kinds)
    keys = ["grouping", "conversion_type"]
    for (grouping, conversion_type), part in kept.partition_by(keys, as_dict=True).items():
        chosen = models_on_sets(models, grouping=grouping)
        if not chosen:
            continue
        for kind in kinds:
            if part[kind].min() < 0:
                raise ValueError(
                    f"held_out_{kind} of {conversion_type} exceeds {kind} by {-part[kind].min()}; "
                    "what is held out is a part of the count"
                )
        train = set_counts(part)
        held_out = set_counts(
            part,
            conversion_column="held_out_conversion_count",
            null_column="held_out_null_count",
        )
        held_out_count = int(held_out.journey_counts.sum())
        counts = (
            int(train.journey_counts.sum()) + held_out_count,
            int(train.conversion_counts.sum() + held_out.conversion_counts.sum()),
            held_out_count,
        )
        for attribution_model, family in chosen:
            scores = _scores(train, held_out) if family == "bagged_logistic" else (None, None)
            rows.append((attribution_model, conversion_type, *scores, *counts))
    scored = pl.DataFrame(rows, schema=SCORE_SCHEMA, orient="row")
    return scored.sort("attribution_model", "conversion_type")


def _scores(train: SetCounts, held_out: SetCounts) -> tuple[float | None, float | None]:
    if not (train.journey_counts.any() and held_out.journey_counts.any()):
        return None, None
    coefficients = fit_bags(train, bags=draw_bags(train)).coefficients
    predictors = coefficients[:, :1] + coefficients[:, 1:] @ held_out.membership().T
    probabilities = expit(predictors).mean(axis=0)
    outcomes = {"conversions": held_out.conversion_counts, "nulls": held_out.null_counts}
    return (
        log_likelihood_per_journey(probabilities, **outcomes),
        area_under_curve(probabilities, **outcomes),
    )
