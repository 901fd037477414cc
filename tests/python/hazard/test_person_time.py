"""Conversions and exposure under each candidate half-life."""

import polars as pl

from crm_attribution.hazard.layout import person_times


def test_each_half_life_has_its_own_numbers(tables):
    events, exposures = tables([(1, 1, 0.5)], [(0, 90.0), (1, 10.0)])
    events = events.with_columns(kernels=pl.lit([0.5, 0.75]))
    exposures = exposures.with_columns(
        exposure_days=pl.concat_list(
            pl.col("exposure_days").list.first(), pl.col("exposure_days").list.first() * 2
        )
    )
    (found,) = person_times(
        events, exposures=exposures, half_lives=(7.0, 14.0), groupings=["channel"]
    )
    assert found.at_half_life(0).kernels.toarray().tolist() == [[1, 0.5]]
    assert found.at_half_life(1).kernels.toarray().tolist() == [[1, 0.75]]
    assert found.at_half_life(1).exposure_days.tolist() == [[180, 20]]
