"""The tables of the Markov attribution models: one row per state, and one per pair of states."""

from __future__ import annotations

import numpy as np
import polars as pl

from crm_attribution.markov.chain import build_chain
from crm_attribution.markov.channels import MOST_VISITED, channel_effects, most_visited
from crm_attribution.markov.per_chain import ChainKey, count_groups, rows_of, table_of_chains
from crm_attribution.markov.sets import pair_removal_effects
from crm_attribution.markov.solution import solve_chain
from crm_attribution.markov.steps import number_steps
from crm_attribution.markov.tables import EFFECTS, PAIRS


def estimate_removal_effects(
    transitions: pl.DataFrame,
    *,
    chains: pl.DataFrame,
    group_transitions: pl.DataFrame,
    family: str = "markov",
    count: str = "transition_count",
) -> pl.DataFrame:
    """Estimate the removal effects of all states under the Markov attribution models.

    Args:
        transitions: ``grouping``, ``conversion_type``, ``prior_states``, ``next_state``,
            ``transition_count``, ``conversion_value``.
        chains: ``attribution_model``, ``family``, ``grouping``, ``conversion_type``,
            ``markov_order``.
        group_transitions: ``grouping``, ``conversion_type``, ``markov_order``, ``cluster_group``,
            ``prior_states``, ``next_state``, ``transition_count``; may be empty.
        family: The family to estimate; rows of others are left to others.
        count: Column that both frames of transitions are counted by.

    Returns:
        One row per attribution model, grouping, conversion type and state, sorted:

        - ``visit_count``: observed steps out of the state.
        - ``removal_effect``: share of the conversions lost without it, in 0–1; 0 where nothing
          converts. ``removal_effect_error`` is its standard error. ``removal_effect_lower`` and
          ``…_upper`` bound the exact number and equal it, unless the chain is too big to invert
          (see ``large``): then only the 60 most visited states are exact, and the others' error is
          null.
        - ``value_removal_effect``: the same for the conversion value; may be negative with refunds.
        - ``conversion_rate``: p of the chain, the observed rate of the conversion type.
        - ``weight``: the removal effect; ``value_weight``: that of the value, at least 0.
        - ``group_influences``: d ln(weight) / d w_g per group of clusters; empty where
          ``group_transitions`` is, beyond the 2 000 most visited states, or without an error.

    Source:
        Anderl, Becker, von Wangenheim and Schumann 2016.

    Example:
        >>> key = {"grouping": "channel", "conversion_type": "order"}
        >>> steps = pl.DataFrame(
        ...     {
        ...         "prior_states": [[], [], [1], [2]],
        ...         "next_state": [1, 2, 0, 0],
        ...         "transition_count": [3, 1, 3, 1],
        ...         "conversion_value": [0.0, 0.0, 30.0, 30.0],
        ...     }
        ... ).with_columns(**{name: pl.lit(text) for name, text in key.items()})
        >>> chains = pl.DataFrame(
        ...     [{"attribution_model": "m", "family": "markov", "markov_order": 1, **key}]
        ... )
        >>> groups = steps.clear().with_columns(markov_order=1, cluster_group=0)
        >>> found = estimate_removal_effects(steps, chains=chains, group_transitions=groups)
        >>> found.select("state_number", "removal_effect", "value_removal_effect").rows()
        [(1, 0.75, 0.5), (2, 0.25, 0.5)]
    """

    def table(key: ChainKey) -> pl.DataFrame:
        order = key.markov_order
        chain = build_chain(rows_of(transitions, key), markov_order=order, count=count)
        steps = number_steps(
            rows_of(group_transitions, key),
            markov_order=order,
            count=count,
            states=chain.states,
            group="cluster_group",
        )
        return channel_effects(
            solve_chain(chain), steps=steps, group_count=count_groups(group_transitions)
        )

    return table_of_chains(chains, family=family, table=table, schema=EFFECTS)


def estimate_pair_effects(transitions: pl.DataFrame, *, chains: pl.DataFrame) -> pl.DataFrame:
    """Estimate the removal effects of pairs of states under the Markov attribution models.

    Args:
        transitions: As for ``estimate_removal_effects``.
        chains: As for ``estimate_removal_effects``; rows of other families than ``markov`` are left
            out.

    Returns:
        One row per attribution model, grouping, conversion type and pair ``state_number_a`` <
        ``state_number_b`` of the 60 most visited states (on equal visits the lower number first):
        ``joint_removal_effect``, the share of the conversions lost without both, in 0–1.

    Example:
        >>> key = {"grouping": "channel", "conversion_type": "order"}
        >>> steps = pl.DataFrame(
        ...     {
        ...         "prior_states": [[], [], [1], [2]],
        ...         "next_state": [1, 2, 0, 0],
        ...         "transition_count": [3, 1, 3, 1],
        ...     }
        ... ).with_columns(**{name: pl.lit(text) for name, text in key.items()})
        >>> chains = pl.DataFrame(
        ...     [{"attribution_model": "m", "family": "markov", "markov_order": 1, **key}]
        ... )
        >>> estimate_pair_effects(steps, chains=chains)["joint_removal_effect"].to_list()
        [1.0]
    """

    def table(key: ChainKey) -> pl.DataFrame:
        chain = build_chain(rows_of(transitions, key), markov_order=key.markov_order)
        channels = most_visited(chain, count=MOST_VISITED)
        # Of order 1 the pairs need few columns of N, not all of a big inverse.
        few = chain.markov_order == 1 and len(chain.channels) > 10 * len(channels)
        solution = solve_chain(chain, dense=False if few else None)
        joint = pair_removal_effects(solution, channels=channels)
        first, second = np.triu_indices(len(channels), k=1)
        return pl.DataFrame(
            {
                "state_number_a": channels[first],
                "state_number_b": channels[second],
                # Solving may leave a share a rounding error outside.
                "joint_removal_effect": joint[first, second].clip(0.0, 1.0),
            }
        )

    return table_of_chains(chains, family="markov", table=table, schema=PAIRS)
