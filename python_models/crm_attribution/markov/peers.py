"""Removal effects as other packages define them, to reproduce and to compare their numbers."""

from __future__ import annotations

from functools import partial

import polars as pl

from crm_attribution.markov.coverage import DEFINITIONS, coverage_effects
from crm_attribution.markov.estimate import estimate_removal_effects
from crm_attribution.markov.per_chain import ChainKey, count_groups, rows_of, table_of_chains
from crm_attribution.markov.reconnect import reconnect_effects
from crm_attribution.markov.steps import number_steps
from crm_attribution.markov.tables import EFFECTS


def estimate_peer_effects(
    transitions: pl.DataFrame,
    *,
    chains: pl.DataFrame,
    group_transitions: pl.DataFrame,
    sets: pl.DataFrame,
    group_sets: pl.DataFrame,
) -> pl.DataFrame:
    """Estimate the removal effects of other packages, one family per definition.

    Args:
        transitions: As for ``estimate_removal_effects``, with ``converting_transition_count``, the
            part of ``transition_count`` in journeys that converted.
        chains: ``attribution_model``, ``family``, ``grouping``, ``conversion_type``,
            ``markov_order``. The families:

            - ``markov_fail``, ``markov_fail_refit``, ``markov_detour``: the journeys that have the
              channel fail, fail and leave the count if they have nothing else, or go on without it;
              then the rates are compared (see ``coverage``). They need ``sets``, and no order.
            - ``markov_reconnect``: who would have met the channel goes on as the others from there
              do (see ``reconnect``).
            - ``markov_conversion_only``: the effects of the chain of the converting journeys alone.
              It has no failure but a removed channel, so that the rate is 1.
        group_transitions: As for ``estimate_removal_effects``, with
            ``converting_transition_count``; may be empty.
        sets: ``grouping``, ``conversion_type``, ``set_mask``, ``conversion_count``,
            ``null_count``, ``conversion_value``.
        group_sets: ``grouping``, ``conversion_type``, ``cluster_group``, ``set_mask``,
            ``conversion_count``, ``null_count``; may be empty.

    Returns:
        The columns of ``estimate_removal_effects``. ``removal_effect`` is signed; ``weight`` is 0
        where it is negative, and the influences with it. ``visit_count`` of the first three
        families counts journeys.

    Source:
        do-attribution 0.0.2 (``fail``, ``fail_refit``, ``detour``); D. Searle's MarkovAttribution
        0.1 (``reconnect``, its ``removal_leftover_redist="even"``); ChannelAttribution 2.2
        (``conversion_only``, its ``markov_model`` without ``var_null``), there simulated.

    Example:
        >>> key = {"grouping": "channel", "conversion_type": "order"}
        >>> sets = pl.DataFrame(
        ...     {
        ...         "set_mask": [0b01, 0b11],
        ...         "conversion_count": [3, 1],
        ...         "null_count": [1, 5],
        ...         "conversion_value": [3.0, 1.0],
        ...     }
        ... ).with_columns(**{name: pl.lit(text) for name, text in key.items()})
        >>> chains = pl.DataFrame(
        ...     [{"attribution_model": "m", "family": "markov_fail", "markov_order": 1, **key}]
        ... )
        >>> none = pl.DataFrame(schema={**dict.fromkeys(key, pl.String), "cluster_group": pl.Int32})
        >>> estimate_peer_effects(
        ...     none, chains=chains, group_transitions=none, sets=sets, group_sets=none
        ... )["weight"].to_list()
        [1.0, 0.25]
    """

    def coverage(key: ChainKey, family: str) -> pl.DataFrame:
        return coverage_effects(
            rows_of(sets, key),
            family=family,
            group_sets=rows_of(group_sets, key),
            group_count=count_groups(group_sets),
        )

    def reconnected(key: ChainKey) -> pl.DataFrame:
        order = key.markov_order
        steps = number_steps(rows_of(transitions, key), markov_order=order)
        by_group = number_steps(
            rows_of(group_transitions, key),
            markov_order=order,
            states=steps.states,
            group="cluster_group",
        )
        return reconnect_effects(
            steps, group_steps=by_group, group_count=count_groups(group_transitions)
        )

    tables = [
        estimate_removal_effects(
            transitions,
            chains=chains,
            group_transitions=group_transitions,
            family="markov_conversion_only",
            count="converting_transition_count",
        ),
        table_of_chains(chains, family="markov_reconnect", table=reconnected, schema=EFFECTS),
        *(
            table_of_chains(
                chains, family=family, table=partial(coverage, family=family), schema=EFFECTS
            )
            for family in DEFINITIONS
        ),
    ]
    return pl.concat(tables).sort("attribution_model", *ChainKey._fields, "state_number")
