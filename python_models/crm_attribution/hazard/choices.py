"""The table of the half-lives' scores, and which half-life each attribution model takes."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from crm_attribution.hazard.frames import models_of_family
from crm_attribution.hazard.half_life import best_half_life, scores_by_half_life
from crm_attribution.hazard.layout import person_times
from crm_attribution.hazard.person_time import PersonTime

SCORES: dict[str, type[pl.DataType]] = {
    "attribution_model": pl.String,
    "grouping": pl.String,
    "conversion_type": pl.String,
    "half_life_days": pl.Float64,
    "log_likelihood": pl.Float64,
    "held_out_log_likelihood": pl.Float64,
    "is_chosen": pl.Boolean,
}


def score_half_lives(
    events: pl.DataFrame,
    *,
    exposures: pl.DataFrame,
    models: pl.DataFrame,
    half_lives: Sequence[float],
) -> pl.DataFrame:
    """Score every candidate half-life, and say which one each attribution model takes.

    Cluster groups whose number leaves 4 when divided by 5 are held out. Before the fit to the
    others is judged by them, one part in a thousand of the pooled rate (conversions per day at
    risk) is mixed into it. Above 200 000 conversions only every second, third … block of five
    cluster groups is scored. Without held-out conversions the log-likelihood decides; of equals the
    shortest half-life is taken.

    Args:
        events: See ``person_times``.
        exposures: See ``person_times``.
        models: Attribution models; those of family additive_hazard are scored. half_life_days is
            the half-life they take, null to choose the best.
        half_lives: Candidates, in days.

    Returns:
        One row per attribution_model, grouping, conversion_type and half_life_days, sorted by them:
        log_likelihood, held_out_log_likelihood (per held-out conversion, null where undefined) and
        is_chosen.

    Raises:
        ValueError: A model's half-life is no candidate, or as ``person_times`` says.

    Example:
        10 conversions in 1 000 days and no touchpoint: 10 ln .01 − 10.

        >>> exposures = pl.DataFrame({
        ...     "grouping": "channel", "conversion_type": "order", "stratum": "all",
        ...     "cluster_group": 0, "state_number": 0, "exposure_days": [[1000.0]],
        ... })
        >>> events = pl.select(
        ...     event_key=pl.int_range(10), grouping=pl.lit("channel"), stratum=pl.lit("all"),
        ...     conversion_type=pl.lit("order"), cluster_group=0, state_number=0,
        ...     kernels=pl.lit([0.0]),
        ... )
        >>> models = pl.DataFrame({"attribution_model": "additive_hazard", "half_life_days": None,
        ...     "family": "additive_hazard", "grouping": "channel"})
        >>> score_half_lives(events, exposures=exposures, models=models, half_lives=[7]).select(
        ...     pl.col("log_likelihood").round(4), "held_out_log_likelihood", "is_chosen").rows()
        [(-56.0517, None, True)]
    """
    asked = models_of_family(models, half_lives=half_lives)
    rows = []
    for found in person_times(
        events, exposures=exposures, half_lives=half_lives, groupings=asked["grouping"].to_list()
    ):
        scores = scores_by_half_life(found)
        for model in asked.filter(grouping=found.grouping).iter_rows(named=True):
            chosen = model["half_life_days"] or best_half_life(scores)
            rows += [
                {
                    "attribution_model": model["attribution_model"],
                    "grouping": found.grouping,
                    "conversion_type": found.conversion_type,
                    "half_life_days": half_life,
                    "log_likelihood": score.log_likelihood,
                    "held_out_log_likelihood": score.held_out_log_likelihood,
                    "is_chosen": half_life == chosen,
                }
                for half_life, score in scores.items()
            ]
    return pl.DataFrame(rows, schema=SCORES).sort(list(SCORES)[:4])


def chosen_half_life(
    scores: pl.DataFrame | None, *, attribution_model: str, person_time: PersonTime
) -> float:
    """The half-life that an attribution model takes where none is given.

    Args:
        scores: What ``score_half_lives`` returned; None to score and choose here.
        attribution_model: Its name.
        person_time: Conversions and exposure of one grouping and conversion type.

    Returns:
        A candidate, in days.

    Raises:
        ValueError: scores choose none or several for the attribution model, or no candidate.

    Example:
        >>> unit = {"grouping": "channel", "conversion_type": "order", "stratum": "all",
        ...     "cluster_group": 0, "state_number": 0}
        >>> exposures = pl.DataFrame({**unit, "exposure_days": [[300.0, 300.0]]})
        >>> events = pl.DataFrame({**unit, "event_key": [1], "kernels": [[0.0, 0.0]]})
        >>> (found,) = person_times(
        ...     events, exposures=exposures, half_lives=[7, 30], groupings=["channel"]
        ... )
        >>> chosen_half_life(None, attribution_model="additive_hazard", person_time=found)
        7
    """
    if scores is None:
        return best_half_life(scores_by_half_life(person_time))
    chosen = scores.filter(
        "is_chosen",
        attribution_model=attribution_model,
        grouping=person_time.grouping,
        conversion_type=person_time.conversion_type,
    )["half_life_days"].to_list()
    if len(chosen) != 1 or chosen[0] not in person_time.half_lives:
        raise ValueError(
            f"scores choose {chosen} for {attribution_model!r}, {person_time.grouping!r}, "
            f"{person_time.conversion_type!r}; allowed is one of {person_time.half_lives}"
        )
    return chosen[0]
