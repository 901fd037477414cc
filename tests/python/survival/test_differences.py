"""Two shares against each other: statsmodels is the oracle."""

import numpy as np
import polars as pl
import pytest
from statsmodels.stats.proportion import proportions_ztest

from crm_attribution.survival.differences import compare_shares

COLUMNS = ["judged_count", "advanced_count", "baseline_judged_count", "baseline_advanced_count"]


def test_p_values_are_those_of_statsmodels() -> None:
    random = np.random.default_rng(7)
    judged, baseline = random.integers(1, 200, 50), random.integers(1, 2000, 50)
    rows = list(
        zip(
            judged,
            random.binomial(judged, 0.4),
            baseline,
            random.binomial(baseline, 0.5),
            strict=True,
        )
    )
    found = compare_shares(pl.DataFrame(rows, schema=COLUMNS, orient="row"))
    with np.errstate(invalid="ignore", divide="ignore"):
        expected = np.array([proportions_ztest([k, b], [n, m])[1] for n, k, m, b in rows])
    known = np.isfinite(expected)
    assert known.sum() > 45
    assert found["p_value"].to_numpy()[known] == pytest.approx(expected[known], abs=1e-12)


def test_by_hand() -> None:
    # 30 of 100 against 50 of 100: pooled .4, error sqrt(.24 * .02) = .0692820, z = 2.886751.
    found = compare_shares(pl.DataFrame([(100, 30, 100, 50)], schema=COLUMNS, orient="row"))
    assert found["p_value"][0] == pytest.approx(0.0038925, abs=1e-6)


def test_what_cannot_be_tested_is_null() -> None:
    rows = [(10, 5, 0, 0), (10, 10, 20, 20), (10, 0, 20, 0), (100, 30, 100, 50)]
    found = compare_shares(pl.DataFrame(rows, schema=COLUMNS, orient="row"))
    assert found["p_value"].is_null().to_list() == [True, True, True, False]


def test_no_rows() -> None:
    schema = dict.fromkeys(COLUMNS, pl.Int64)
    assert compare_shares(pl.DataFrame(schema=schema)).schema["p_value"] == pl.Float64
