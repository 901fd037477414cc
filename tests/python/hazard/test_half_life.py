"""The best half-life: scores by hand, the sample, ties, data without held-out groups."""

import numpy as np
import polars as pl
import pytest

from crm_attribution.hazard import half_life
from crm_attribution.hazard.half_life import best_half_life, scores_by_half_life
from crm_attribution.hazard.layout import person_times


def scored(events, exposures, half_lives=(7.0,)):
    (found,) = person_times(
        events, exposures=exposures, half_lives=half_lives, groupings=["channel"]
    )
    return scores_by_half_life(found)


def with_kernels(frame, name, numbers):
    """The frame with one list of numbers per candidate, made from its only one by factors."""
    first = pl.col(name).list.first()
    return frame.with_columns(pl.concat_list([first * number for number in numbers]).alias(name))


def test_scores_are_those_worked_by_hand(tables):
    # Cluster groups 4 and 9 are held out. All: 6 conversions in 400 days; the others: 4 in 250.
    # Two strata share the rate of .016, so what is mixed in changes nothing.
    rows = [(0, 125.0, "a", 0), (0, 125.0, "b", 3), (0, 100.0, "a", 4), (0, 50.0, "b", 9)]
    events, exposures = tables(
        [(key, 0, 0.0, *unit) for key, unit in enumerate([("a", 0)] * 2 + [("b", 3)] * 2)]
        + [(7, 0, 0.0, "a", 4), (8, 0, 0.0, "b", 9)],
        rows,
    )
    found = scored(events, exposures)[7]
    # All: 3 in 225 days of a, 3 in 175 of b.
    whole = 3 * np.log(3 / 225) + 3 * np.log(3 / 175) - 6
    held_out = (2 * np.log(0.016) - 0.016 * 150) / 2
    assert found.log_likelihood == pytest.approx(whole, rel=1e-9)
    assert found.held_out_log_likelihood == pytest.approx(held_out, rel=1e-9)


def test_a_stratum_without_conversions_to_learn_from_is_foretold_from_the_pooled_rate(
    tables,
):
    # Learnt: 5 conversions in 100 days of a, none in 400 of b. Held out: one of b in 50 days, after
    # a touchpoint of a state never seen before. One part in a thousand of 5 / 500 = .01 is mixed
    # into the strata's rates: λ(b) = .00001; the state adds nothing.
    events, exposures = tables(
        [(key, 0, 0.0, "a", 0) for key in range(5)] + [(9, 1, 0.5, "b", 4)],
        [(0, 100.0, "a", 0), (0, 400.0, "b", 0), (0, 50.0, "b", 4), (1, 10.0, "b", 4)],
    )
    found = scored(events, exposures)[7].held_out_log_likelihood
    assert found == pytest.approx(np.log(1e-5) - 1e-5 * 50, rel=1e-9)


@pytest.mark.parametrize(
    ("events", "exposures"),
    [
        pytest.param([(1, 0, 0.0, "a", 0)], [(0, 9.0, "a", 0)], id="no group is held out"),
        pytest.param([(1, 0, 0.0, "a", 4)], [(0, 9.0, "a", 4)], id="every group is held out"),
        pytest.param(
            [(1, 0, 0.0, "a", 0), (2, 0, 0.0, "a", 4)],
            [(0, 9.0, "a", 4)],
            id="no days to learn from",
        ),
    ],
)
def test_without_held_out_conversions_the_likelihood_decides(tables, events, exposures):
    found = scored(*tables(events, exposures))[7]
    assert found.held_out_log_likelihood is None
    # One or two conversions in 9 days at their own rate.
    expected = len(events) * np.log(len(events) / 9) - len(events)
    assert found.log_likelihood == pytest.approx(expected)


def test_the_likelihood_chooses_the_candidate_that_fits(tables):
    # Touched conversions: κ of .9 with an exposure of 10 against κ of .1 with one of 30.
    events, exposures = tables(
        [(key, 1, 1.0) for key in range(5)] + [(9, 0, 0.0)], [(0, 200.0), (1, 10.0)]
    )
    found = scored(
        with_kernels(events, "kernels", [0.1, 0.9]),
        with_kernels(exposures.filter(pl.col("state_number") > 0), "exposure_days", [3, 1]).vstack(
            with_kernels(exposures.filter(state_number=0), "exposure_days", [1, 1])
        ),
        half_lives=(1.0, 30.0),
    )
    assert [score.held_out_log_likelihood for score in found.values()] == [None, None]
    assert best_half_life(found) == 30


@pytest.mark.parametrize("with_conversions", [True, False])
def test_of_equals_the_shortest_is_chosen(tables, with_conversions):
    # No touchpoint at all, or no conversion at all: the half-life changes nothing.
    events, exposures = tables(
        [(1, 0, 0.0, "a", 0), (2, 0, 0.0, "a", 4)] * with_conversions,
        [(0, 9.0, "a", 0), (0, 9.0, "a", 4)],
    )
    found = scored(
        with_kernels(events, "kernels", [1, 1, 1]),
        with_kernels(exposures, "exposure_days", [1, 1, 1]),
        half_lives=(30.0, 3.0, 7.0),
    )
    assert len(set(found.values())) == 1
    assert best_half_life(found) == 3


def test_above_the_limit_every_other_block_of_groups_is_scored(simulate, monkeypatch):
    # 20 groups make 4 blocks; the second is empty and does not count.
    world = simulate(
        **{"seed": 3, "units": 800, "days": 60, "half_life": 7, "half_lives": [7.0]},
        **{"baselines": {"all": 0.02}, "effects": [0.1], "touch_rates": [0.05]},
    )
    in_use = pl.col("cluster_group") // 5 != 1
    events, exposures = world.events.filter(in_use), world.exposures.filter(in_use)
    conversions = events["event_key"].n_unique()
    monkeypatch.setattr(half_life, "MOST_CONVERSIONS", conversions - 1)
    found = scored(events, exposures)
    # Of blocks 0, 2, 3 every other one: 0 and 3.
    kept = pl.col("cluster_group") // 5 != 2
    monkeypatch.setattr(half_life, "MOST_CONVERSIONS", conversions)
    assert found == scored(events.filter(kept), exposures.filter(kept))
    assert found != scored(events, exposures)
