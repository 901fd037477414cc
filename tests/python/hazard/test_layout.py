"""Frames laid out as arrays: which row and number means what."""

import numpy as np
import polars as pl
import pytest

from crm_attribution.hazard.layout import person_times


def laid_out(events, exposures, half_lives=(7.0,)):
    return list(
        person_times(
            events, exposures=exposures, half_lives=half_lives, groupings=["channel", "campaign"]
        )
    )


def test_rows_are_touched_conversions_then_the_others_by_stratum_and_group(tables):
    events, exposures = tables(
        [
            *[(5, 9, 0.25, "b", 1), (5, 2, 0.5, "b", 1), (3, 0, 0.0, "b", 0)],
            *[(8, 0, 0.0, "a", 2), (4, 0, 0.0, "b", 0), (1, 2, 1.0, "a", 0)],
        ],
        [(0, 90.0, "a", 0), (0, 60.0, "b", 1), (2, 30.0, "b", 1), (7, 3.0, "a", 2)],
    )
    (found,) = laid_out(events, exposures)
    assert (found.grouping, found.conversion_type) == ("channel", "order")
    # State 7 has exposure only, state 9 conversions only: both have a rate.
    assert (found.strata, found.states) == (["a", "b"], [2, 7, 9])
    data = found.at_half_life(0)
    assert data.kernels.toarray().tolist() == [
        [1, 0, 1, 0, 0],  # conversion 1
        [0, 1, 0.5, 0, 0.25],  # conversion 5
        [1, 0, 0, 0, 0],  # conversion 8
        [0, 1, 0, 0, 0],  # conversions 3 and 4
    ]
    assert data.event_counts.tolist() == [1, 1, 1, 2]
    assert data.event_groups.tolist() == [0, 1, 2, 0]
    assert data.exposure_days.tolist() == [[90, 0, 0, 0, 0], [0, 60, 30, 0, 0], [0, 0, 0, 3, 0]]


def test_rows_of_one_conversion_or_exposure_add_up(tables):
    # A row of state 0 beside others changes nothing: the conversion is touched.
    (found,) = laid_out(
        *tables(
            [(1, 1, 0.5), (1, 1, 0.25), (1, 0, 0.0)], [(0, 40.0), (0, 50.0), (1, 7.0), (1, 3.0)]
        )
    )
    data = found.at_half_life(0)
    assert data.kernels.toarray().tolist() == [[1, 0.75]]
    assert data.exposure_days.tolist() == [[90, 10]]


def test_groupings_and_conversion_types_are_kept_apart(tables):
    events, exposures = tables([(1, 1, 0.5)], [(0, 90.0)])
    lead = exposures.with_columns(conversion_type=pl.lit("lead"))
    campaign = events.with_columns(grouping=pl.lit("campaign"))
    content = events.with_columns(grouping=pl.lit("content"))
    found = laid_out(pl.concat([events, content, campaign]), pl.concat([exposures, lead]))
    assert [(each.grouping, each.conversion_type, each.states) for each in found] == [
        ("campaign", "order", [1]),
        ("channel", "lead", []),
        ("channel", "order", [1]),
    ]


@pytest.mark.parametrize("other", [("b", 0), ("all", 1)])
def test_a_conversion_of_two_strata_or_groups_is_refused(tables, other):
    events, exposures = tables([(6, 1, 0.5), (6, 2, 0.5, *other)], [(0, 90.0)])
    with pytest.raises(ValueError, match="event_key 6 has several strata or cluster groups"):
        laid_out(events, exposures)


def test_the_order_of_rows_does_not_matter(simulate):
    world = simulate(
        **{"seed": 4, "units": 200, "days": 60, "half_life": 7, "half_lives": [7.0, 30.0]},
        **{"baselines": {"a": 0.01, "b": 0.02}, "effects": [0.05], "touch_rates": [0.05]},
    )
    (before,) = laid_out(world.events, world.exposures, [7.0, 30.0])
    shuffled = [
        frame.sample(fraction=1, shuffle=True, seed=1) for frame in (world.events, world.exposures)
    ]
    (after,) = laid_out(*shuffled, [7.0, 30.0])
    for name, value in vars(before).items():
        np.testing.assert_array_equal(value, getattr(after, name), err_msg=name)
