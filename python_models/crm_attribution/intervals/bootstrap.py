"""Intervals of attributed conversions, attributed revenue and their shares, for every key."""

from __future__ import annotations

import numpy as np
import polars as pl

from crm_attribution.intervals.errors import weight_covariance
from crm_attribution.intervals.frames import checked, read_clusters
from crm_attribution.intervals.influences import CHAIN, check_states, influence_matrix, own_states
from crm_attribution.intervals.quantities import Sampling, quantity_intervals
from crm_attribution.intervals.tables import KEYS, Table, read_tables

QUANTITIES = (
    ("attributed_conversions", "conversion_share_rate"),
    ("attributed_revenue", "revenue_share_rate"),
)
PARTS = ("", "_lower", "_upper", "_error")
INTERVALS = dict.fromkeys(KEYS, pl.String) | {
    name + part: pl.Float64 for names in QUANTITIES for name in names for part in PARTS
}


def bootstrap_intervals(
    group_totals: pl.DataFrame,
    *,
    cluster_counts: pl.DataFrame,
    sensitivities: pl.DataFrame,
    weights: pl.DataFrame,
    replicates: int,
    seed: int,
    level: float,
) -> pl.DataFrame:
    """Intervals of credit totals, with clusters (accounts, else persons) as the sampling units.

    A group's contribution to a total is its own credit, plus, under data-driven models, what it
    does to the total through the state weights: Σ_c S_kc · I_gc, first order. Standard errors are
    those over replicates (``errors``), bounds those of ``bounds``. All models and keys see the same
    replicates.

    Args:
        group_totals: ``attribution_model``, ``conversion_type``, ``grouped_by``, ``group_value``,
            ``cluster_group``, ``credit``, ``revenue``; groups without a row hold 0.
        cluster_counts: ``cluster_group``, ``cluster_count``: all clusters, converting or not.
        sensitivities: The four keys, ``state_number``, ``credit_sensitivity`` and
            ``revenue_sensitivity``: d total / d ln(weight of the state); with
            ``weights_conversion_type``, the type whose state it is. Empty: weights are given.
        weights: ``attribution_model``, ``conversion_type``, ``state_number``, ``group_influences``:
            d ln(weight) / d w_g, position g for group g; positions beyond the list are 0.
        replicates: 0 (no intervals), or at least 100.
        seed: Seed of the replicates, at least 0.
        level: Confidence level, between 0 and 1.

    Returns:
        One row per key, sorted; empty if ``replicates`` is 0 or there is no total. For each of
        ``attributed_conversions``, ``conversion_share_rate``, ``attributed_revenue`` and
        ``revenue_share_rate`` the estimate and its ``_lower``, ``_upper`` and ``_error``. Shares
        are of all totals with the same model, type and ``grouped_by``. The estimate lies within its
        bounds; bounds of conversions are at least 0, of shares in [0, 1] (a share that refunds
        put outside is its own bound). Bounds and errors are null with a single group; shares are
        null where the total is 0.

    Raises:
        ValueError: ``replicates``, ``level`` or ``seed`` is out of range; a value is null or not
            finite; a total's group has no clusters; ``weights`` lack a sensitivity's state.

    Source:
        Rao & Wu 1988 (replicates); Efron & Tibshirani 1993, ch. 22 (influence); see ``bounds``.

    Example:
        >>> totals = pl.DataFrame({
        ...     "attribution_model": "linear", "conversion_type": "order", "grouped_by": "channel",
        ...     "group_value": ["email", "email", "social"], "cluster_group": [0, 1, 1],
        ...     "credit": [3.0, 1.0, 4.0], "revenue": [30.0, 10.0, 40.0],
        ... })
        >>> counts = pl.DataFrame({"cluster_group": [0, 1], "cluster_count": [10, 10]})
        >>> states = totals.clear().select(*KEYS, pl.lit(1).alias("state_number"),
        ...     credit_sensitivity="credit", revenue_sensitivity="revenue")
        >>> influences = states.select("attribution_model", "conversion_type", "state_number",
        ...     pl.lit([], dtype=pl.List(pl.Float64)).alias("group_influences"))
        >>> found = bootstrap_intervals(totals, cluster_counts=counts, sensitivities=states,
        ...     weights=influences, replicates=100, seed=1, level=0.95)
        >>> found.select("group_value", "attributed_conversions", "conversion_share_rate").rows()
        [('email', 4.0, 0.5), ('social', 4.0, 0.5)]
    """
    if replicates != 0 and replicates < 100:
        raise ValueError(f"replicates is {replicates}; 0 (no intervals) or 100 or more is allowed")
    if not 0 < level < 1:
        raise ValueError(f"level is {level}; a number above 0 and below 1 is allowed")
    if replicates == 0 or group_totals.is_empty():
        return pl.DataFrame(schema=INTERVALS)
    totals = checked(
        group_totals, name="group_totals", columns=(*KEYS, "cluster_group", "credit", "revenue")
    )
    if "weights_conversion_type" in sensitivities.columns:
        weights, sensitivities = own_states(weights, sensitivities=sensitivities)
    slopes = checked(
        sensitivities,
        name="sensitivities",
        columns=(*KEYS, "state_number", "credit_sensitivity", "revenue_sensitivity"),
    )
    groups, counts = read_clusters(cluster_counts)
    states = check_states(weights, sensitivities=slopes)
    tables = read_tables(totals, sensitivities=slopes, groups=groups)
    covariance = weight_covariance(counts, replicates=replicates, seed=seed)
    sampling = Sampling(counts, covariance, level)
    chains = states.partition_by(CHAIN, as_dict=True)
    found = pl.concat(
        _intervals(
            table,
            influence=influence_matrix(
                chains.get(table.keys.row(0)[: len(CHAIN)], states.clear()),
                groups=groups,
                width=table.credit_sensitivity.shape[1],
            ),
            sampling=sampling,
        )
        for table in tables
    )
    return found.fill_nan(None)


def _intervals(table: Table, *, influence: np.ndarray, sampling: Sampling) -> pl.DataFrame:
    """Both quantities of one table; ``influence`` has shape (states, G)."""
    conversions = quantity_intervals(
        table.credit,
        sensitivity=table.credit_sensitivity,
        influence=influence,
        sampling=sampling,
        floor=0.0,
    )
    revenue = quantity_intervals(
        table.revenue,
        sensitivity=table.revenue_sensitivity,
        influence=influence,
        sampling=sampling,
        floor=-np.inf,
    )
    columns = [
        pl.Series(name + part, values)
        for names, intervals in zip(QUANTITIES, (conversions, revenue), strict=True)
        for name, interval in zip(names, intervals, strict=True)
        for part, values in zip(PARTS, interval, strict=True)
    ]
    return table.keys.with_columns(columns)
