"""Shapes of the Markov tables, and the rows of effects that are exact."""

from __future__ import annotations

from typing import Any

import polars as pl

from crm_attribution.markov.per_chain import ChainKey

ROUNDING = 1e-12
EFFECTS = {
    "attribution_model": pl.String,
    "family": pl.String,
    "grouping": pl.String,
    "conversion_type": pl.String,
    "markov_order": pl.Int32,
    "state_number": pl.Int32,
    "visit_count": pl.Int64,
    "removal_effect": pl.Float64,
    "removal_effect_error": pl.Float64,
    "removal_effect_lower": pl.Float64,
    "removal_effect_upper": pl.Float64,
    "value_removal_effect": pl.Float64,
    "conversion_rate": pl.Float64,
    "weight": pl.Float64,
    "value_weight": pl.Float64,
    "group_influences": pl.List(pl.Float64),
}
MODEL = ("attribution_model", "family", *ChainKey._fields)
DERIVED = (
    "removal_effect_lower",
    "removal_effect_upper",
    "weight",
    "value_weight",
    "group_influences",
)
PAIRS = {
    **{name: EFFECTS[name] for name in MODEL},
    "state_number_a": pl.Int32,
    "state_number_b": pl.Int32,
    "joint_removal_effect": pl.Float64,
}


def described(rows: list[dict[str, Any]]) -> pl.DataFrame:
    """The table of signed effects that are exact.

    Args:
        rows: Per channel ``state_number``, ``visit_count``, ``removal_effect``,
            ``removal_effect_error``, ``value_removal_effect``, ``conversion_rate``, and ``change``,
            the derivatives of the effect by the weights of the groups.

    Returns:
        Those columns, the bounds, which equal the effect, ``weight`` and ``value_weight``, 0 where
        the effect is negative, and ``group_influences``, 0 with the weight. Effects within 10⁻¹² of
        0 are rounding, and are 0.

    Example:
        >>> names = ("state_number", "visit_count", "removal_effect", "removal_effect_error")
        >>> row = dict(zip(names, (1, 9, 0.5, 0.1))) | {"change": [0.2, -0.2]}
        >>> row |= {"value_removal_effect": -0.1, "conversion_rate": 0.3}
        >>> described([row]).select("weight", "value_weight", "group_influences").rows()
        [(0.5, 0.0, [0.4, -0.4])]
    """
    effect, value = (
        pl.when(pl.col(name).abs() > ROUNDING).then(name).otherwise(0.0).alias(name)
        for name in ("removal_effect", "value_removal_effect")
    )
    names = [name for name in EFFECTS if name not in MODEL and name not in DERIVED]
    changes = pl.Series("change", [row["change"] for row in rows], pl.List(pl.Float64))
    return (
        pl.DataFrame(
            [{name: row[name] for name in names} for row in rows],
            schema={name: EFFECTS[name] for name in names},
        )
        .with_columns(effect, value, changes)
        .with_columns(
            pl.col("removal_effect").alias("removal_effect_lower"),
            pl.col("removal_effect").alias("removal_effect_upper"),
            pl.col("removal_effect").clip(lower_bound=0.0).alias("weight"),
            pl.col("value_removal_effect").clip(lower_bound=0.0).alias("value_weight"),
        )
        .with_columns(
            pl.when(pl.col("weight") > 0)
            .then(pl.col("change") / pl.col("weight"))
            .otherwise(pl.col("change") * 0.0)
            .alias("group_influences")
        )
        .drop("change")
    )
