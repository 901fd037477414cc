"""Weights of states and strata: what the frame holds, and what may not change it."""

import numpy as np
import polars as pl
import pytest

from crm_attribution.hazard.choices import score_half_lives
from crm_attribution.hazard.estimate import HAZARDS


@pytest.fixture
def two_strata(tables):
    """Stratum a: 8 conversions in 1 000 − 200 unexposed days, 6 in 200 exposed ones (κ = 1).

    Stratum b: 4 conversions in 100 days, none exposed. λ0 = .01 and .04, β = .03 − .01 = .02.
    """
    return tables(
        [(key, 0, 0.0, "a", 0) for key in range(8)]
        + [(key, 1, 1.0, "a", 1) for key in range(8, 14)]
        + [(key, 0, 0.0, "b", 1) for key in range(14, 18)],
        [(0, 1000.0, "a", 0), (1, 200.0, "a", 0), (0, 100.0, "b", 1), (2, 50.0, "b", 1)],
    )


def test_rates_weights_and_influences_are_those_worked_by_hand(fitted, two_strata):
    found = fitted(*two_strata, half_lives=[7], group_count=3)
    assert found.schema == HAZARDS
    names = found.select("attribution_model", "grouping", "conversion_type", "half_life_days")
    assert set(names.rows()) == {("additive_hazard", "channel", "order", 7.0)}
    # State 2 was never followed by a conversion.
    states = found.select("stratum", "state_number").rows()
    assert states == [("a", 0), ("b", 0), (None, 1), (None, 2)]
    np.testing.assert_allclose(found["rate"], [0.01, 0.04, 0.02, 0], rtol=1e-9)
    errors = [np.sqrt(8) / 800, 2 / 100, np.sqrt(6 / 200**2 + 8 / 800**2)]
    np.testing.assert_allclose(found["rate_error"][:3], errors, rtol=1e-9)
    assert found["rate_error"][3] is None
    np.testing.assert_allclose(found["weight"], [0.25, 1, 0.5, 0], rtol=1e-9)
    # Group 0 has all unexposed conversions of a and all its days, group 1 its exposed conversions
    # and all of b. d ln λ0(a) = (1 − 1, 0); d ln λ0(b) = (0, 1 − 1), the largest;
    # d β = .03 · (0 − 1, 1 − 0), over β = .02. Group 2 has nothing.
    by_hand = [[0, 0, 0], [0, 0, 0], [-1.5, 1.5, 0], [0, 0, 0]]
    np.testing.assert_allclose(found["group_influences"].to_list(), by_hand, atol=1e-9)


def test_influences_are_what_refitting_with_other_weights_gives(fitted, small_world, models):
    # A group's counts × (1 ± 1/100): every row 100 times, those of the group once more or less.
    def copied(frame, copies):
        rows = frame.with_columns(copy=pl.int_ranges(0, copies)).explode("copy")
        if "event_key" in frame.columns:
            rows = rows.with_columns(pl.col("event_key") * 200 + pl.col("copy"))
        return rows

    def refitted(group, change):
        copies = 100 + pl.when(pl.col("cluster_group") == group).then(change).otherwise(0)
        frames = [copied(frame, copies) for frame in (small_world.events, small_world.exposures)]
        return fitted(*frames, models=models(7))["weight"].to_numpy()

    found = fitted(small_world.events, small_world.exposures, models=models(7))
    positive = found["weight"].to_numpy() > 0
    influences = np.array(found["group_influences"].to_list())[positive]
    for group in (0, 4):
        ratio = refitted(group, 1)[positive] / refitted(group, -1)[positive]
        # The error of a central difference is of the order of its width squared.
        np.testing.assert_allclose(influences[:, group], np.log(ratio) / 0.02, rtol=2e-3, atol=1e-4)


def test_the_chosen_half_life_is_that_of_the_scores(fitted, small_world, models):
    options = {"exposures": small_world.exposures, "models": models(), "half_lives": [1, 7, 30]}
    scores = score_half_lives(small_world.events, **options)
    by_itself = fitted(small_world.events, small_world.exposures)
    chosen = scores.filter("is_chosen")["half_life_days"].to_list()
    assert by_itself["half_life_days"].unique().to_list() == chosen
    assert by_itself.equals(fitted(small_world.events, small_world.exposures, scores=scores))
    # They are not chosen anew.
    other = scores.with_columns(is_chosen=pl.col("half_life_days") == 1)
    assert chosen != [1]
    found = fitted(small_world.events, small_world.exposures, scores=other)
    assert found["half_life_days"].unique().to_list() == [1]
    with pytest.raises(ValueError, match=r"scores choose \[\] .* allowed is one of \[1, 7, 30\]"):
        fitted(small_world.events, small_world.exposures, scores=scores.clear())


def test_each_model_takes_its_own_half_life(fitted, small_world, models):
    several = pl.concat([models(1, names="b"), models(30, names="c a")])
    found = fitted(small_world.events, small_world.exposures, models=several)
    alone = fitted(small_world.events, small_world.exposures, models=models(1, names="b"))
    keys = found.select("attribution_model", "half_life_days").unique(maintain_order=True)
    assert keys.rows() == [("a", 30), ("b", 1), ("c", 30)]
    assert found.filter(attribution_model="b").equals(alone)


def test_conversion_types_do_not_touch_each_other(fitted, small_world, two_strata, models):
    def lists(frame, name):
        return frame.with_columns(
            pl.col(name).list.first().repeat_by(3),
            pl.col("state_number").cast(pl.Int32),
            conversion_type=pl.lit("lead"),
        )

    leads = [
        lists(frame, name)
        for frame, name in zip(two_strata, ["kernels", "exposure_days"], strict=True)
    ]
    both = [
        pl.concat([ours, theirs.select(ours.columns)])
        for ours, theirs in zip((small_world.events, small_world.exposures), leads, strict=True)
    ]
    found = fitted(*both, models=models(7))
    alone = [
        fitted(*frames, models=models(7))
        for frames in (leads, (small_world.events, small_world.exposures))
    ]
    assert found.equals(pl.concat(alone))


def test_without_intervals_there_are_no_influences(fitted, two_strata):
    found = fitted(*two_strata, half_lives=[7], group_count=0)
    assert found["group_influences"].to_list() == [[]] * 4


def test_a_group_beyond_the_count_is_refused(fitted, two_strata):
    with pytest.raises(ValueError, match="cluster_group holds 1; allowed are 0 to 0"):
        fitted(*two_strata, half_lives=[7], group_count=1)


@pytest.mark.parametrize(
    ("events", "exposures", "rows"),
    [
        pytest.param([], [], [], id="nothing"),
        pytest.param(
            *([], [(0, 90.0), (1, 5.0)]),
            [("all", 0, 0, None, 0), (None, 1, 0, None, 0)],
            id="no conversions",
        ),
        pytest.param(
            *([(1, 1, 0.5)], []),
            [("all", 0, 0, None, 0), (None, 1, 0, None, 0)],
            id="no exposure",
        ),
        # Two conversions in 100 days: .02 ± √2 / 100. The state has no day of exposure.
        pytest.param(
            *([(1, 1, 1.0), (2, 0, 0.0)], [(0, 100.0)]),
            [("all", 0, 0.02, np.sqrt(2) / 100, 1), (None, 1, 0, None, 0)],
            id="touchpoints only at the instant of conversions",
        ),
    ],
)
def test_degenerate_data_have_defined_rows(fitted, tables, events, exposures, rows):
    found = fitted(*tables(events, exposures), half_lives=[7], group_count=2)
    assert found.schema == HAZARDS
    assert found.select("stratum", "state_number", "rate_error").rows() == [
        (stratum, number, error if error is None else pytest.approx(error, rel=1e-8))
        for stratum, number, _, error, _ in rows
    ]
    by_hand = np.array([(rate, weight) for _, _, rate, _, weight in rows]).reshape(-1, 2)
    np.testing.assert_allclose(found.select("rate", "weight").to_numpy(), by_hand, rtol=1e-8)
    assert all(np.allclose(each, [0, 0]) for each in found["group_influences"].to_list())


def test_other_families_and_groupings_have_no_rows(fitted, small_world, models):
    other = pl.concat(
        [
            models().with_columns(family=pl.lit("markov")),
            models().with_columns(grouping=pl.lit("campaign")),
        ]
    )
    found = fitted(small_world.events, small_world.exposures, models=other)
    assert found.rows() == []
    assert found.schema == HAZARDS
