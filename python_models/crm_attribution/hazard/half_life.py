"""Which half-life foretells conversions best."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crm_attribution.hazard.fit import fit_rates
from crm_attribution.hazard.likelihood import HazardData, log_likelihood
from crm_attribution.hazard.person_time import PersonTime

# Of every five neighbouring cluster groups the last is held out.
FOLDS = 5
# More conversions would cost time and not change the choice between a few candidates.
MOST_CONVERSIONS = 200_000
# Of the pooled rate, mixed into a fit before it is judged by conversions it has not seen: one where
# the fit says "never" would weigh infinitely otherwise.
POOLED_SHARE = 0.001


@dataclass(frozen=True)
class Score:
    """How well one half-life does.

    Attributes:
        log_likelihood: Of the fit to all scored cluster groups.
        held_out_log_likelihood: Per held-out conversion, of the fit to the others; None without
            conversions on either side or days at risk to learn from.
    """

    log_likelihood: float
    held_out_log_likelihood: float | None


def scores_by_half_life(person_time: PersonTime) -> dict[float, Score]:
    """Score each candidate for one grouping and conversion type.

    Args:
        person_time: Conversions and exposure.

    Returns:
        Half-life in days -> score, in the order of the candidates.

    Example:
        Trained on 3 conversions in 300 days, and on 1 in 50 held out: ln .01 − .01 · 50.

        >>> import polars as pl
        >>> from crm_attribution.hazard.layout import person_times
        >>> unit = {"grouping": "channel", "conversion_type": "order", "stratum": "all",
        ...     "state_number": 0}
        >>> exposures = pl.DataFrame({**unit, "cluster_group": [0, 4],
        ...     "exposure_days": [[300.0], [50.0]]})
        >>> events = pl.DataFrame({**unit, "cluster_group": [0, 0, 0, 4], "event_key": range(4),
        ...     "kernels": [[0.0]] * 4})
        >>> (found,) = person_times(
        ...     events, exposures=exposures, half_lives=[7], groupings=["channel"]
        ... )
        >>> round(scores_by_half_life(found)[7].held_out_log_likelihood, 4)
        -5.1052
    """
    groups = np.arange(len(person_time.exposure_days))
    blocks = groups // FOLDS
    # Blocks without conversions do not count, or a sample might miss all of them.
    used = np.unique(blocks[person_time.row_groups])
    every = -(-int(person_time.row_counts.sum()) // MOST_CONVERSIONS)
    is_scored = np.isin(blocks, used[:: max(every, 1)]) if every > 1 else groups >= 0
    return {
        half_life: _score(
            person_time.at_half_life(number).of_groups(is_scored), len(person_time.strata)
        )
        for number, half_life in enumerate(person_time.half_lives)
    }


def best_half_life(scores: dict[float, Score]) -> float:
    """The half-life with the best score; of equals the shortest.

    Args:
        scores: Half-life in days -> score, not empty.

    Returns:
        A half-life, in days.

    Example:
        >>> best_half_life({7: Score(-9.0, -2.0), 1: Score(-9.5, -2.0), 30: Score(-8.0, -3.0)})
        1
    """

    def value(half_life: float) -> float:
        score = scores[half_life]
        if score.held_out_log_likelihood is None:
            return score.log_likelihood
        return score.held_out_log_likelihood

    return max(sorted(scores), key=value)


def _score(data: HazardData, strata: int) -> Score:
    is_held_out = np.arange(len(data.exposure_days)) % FOLDS == FOLDS - 1
    training, held_out = data.of_groups(~is_held_out), data.of_groups(is_held_out)
    trained, tested = training.event_counts.sum(), held_out.event_counts.sum()
    days = training.exposure_days[:, :strata].sum()
    predicted = None
    if trained and tested and days:
        rates = (1 - POOLED_SHARE) * fit_rates(training)
        rates[:strata] += POOLED_SHARE * trained / days
        predicted = log_likelihood(held_out, rates=rates) / float(tested)
    return Score(log_likelihood(data, rates=fit_rates(data)), predicted)
