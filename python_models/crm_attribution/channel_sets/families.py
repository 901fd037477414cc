"""The families of attribution models on channel sets, and which models are of them."""

from __future__ import annotations

import polars as pl

FAMILIES = ("set_rate_shapley", "shao_li", "bagged_logistic")


def models_on_sets(models: pl.DataFrame, *, grouping: str) -> list[tuple[str, str]]:
    """The attribution models on the channel sets of one grouping.

    Args:
        models: ``attribution_model``, ``family``, ``grouping``.
        grouping: What a state is, such as channel.

    Returns:
        Name and family of each, in the order of the frame; those of other families are left out.

    Example:
        >>> models = pl.DataFrame(
        ...     {"attribution_model": ["mine", "yours"], "family": ["shao_li", "markov"],
        ...      "grouping": "channel"}
        ... )
        >>> models_on_sets(models, grouping="channel")
        [('mine', 'shao_li')]
    """
    fits = pl.col("family").is_in(FAMILIES) & (pl.col("grouping") == grouping)
    return models.filter(fits).select("attribution_model", "family").rows()
