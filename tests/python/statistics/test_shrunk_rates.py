"""Empirical-Bayes rates: the macro's SQL, rendered without dbt, on DuckDB."""

from typing import Any

import duckdb
import numpy as np
import pytest

from .test_compared_journeys import macro


def shrunk(groups: list[tuple[int, int]]) -> list[tuple[Any, Any]]:
    """(prior trials, shrunk rate) of each (hits, trials), in their order."""
    rows = ", ".join(f"('a', {number}, {x}, {n})" for number, (x, n) in enumerate(groups))
    with duckdb.connect() as connection:
        return connection.execute(
            f"""
            with counted as (select * from (values {rows}) as _ (family, number, x, n)),
            {macro("shrunk_rates")("counted", "x", "n", "family")}
            select prior_trials, shrunk_rate from shrunk_rates order by number
            """
        ).fetchall()


def test_three_of_four_and_one_of_four() -> None:
    # By hand: m = 1/2, S = 4/16 + 4/16 = 1/2; (1/2 / 1/4 - 1) / (3/2 + 3/2) = 1/3; M = 3 - 1.
    assert shrunk([(3, 4), (1, 4)]) == [(2, pytest.approx(4 / 6)), (2, pytest.approx(2 / 6))]


@pytest.mark.parametrize(
    ("groups", "rate"), [([(3, 10)], 0.3), ([(5, 10), (10, 20)], 0.5), ([(0, 5), (0, 9)], 0.0)]
)
def test_what_chance_explains_is_the_rate_of_all(
    groups: list[tuple[int, int]], rate: float
) -> None:
    assert shrunk(groups) == [(None, rate)] * len(groups)


def test_groups_that_always_or_never_hit_stay_as_they_are() -> None:
    # rho = (20 / .25 * .25 - 1) / (9 / 2 + 9 / 2) = 19 / 9 is above 1: no prior at all.
    assert shrunk([(10, 10), (0, 10)]) == [(0, 1), (0, 0)]


def test_the_spread_of_true_rates_is_found() -> None:
    """4 000 groups whose rates are drawn from a beta distribution of weight 20 around .3."""
    random = np.random.default_rng(11)
    trials = random.integers(5, 200, 4000)
    hits = random.binomial(trials, random.beta(6, 14, 4000))
    found = shrunk(list(zip(hits.tolist(), trials.tolist(), strict=True)))
    assert found[0][0] == pytest.approx(20, rel=0.1)
    assert np.mean([rate for _, rate in found]) == pytest.approx(0.3, abs=0.01)
