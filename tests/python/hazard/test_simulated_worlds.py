"""Worlds whose truth is known: rates, errors, shares, half-life, and immortal time."""

import numpy as np
import polars as pl
import pytest
from scipy.optimize import minimize
from scipy.stats import chi2

from crm_attribution.hazard.choices import score_half_lives
from crm_attribution.hazard.estimate import fit_hazards

HALF_LIVES = [1.0, 3.0, 7.0, 14.0, 30.0, 60.0]
BASELINES = {"a": 0.001, "b": 0.003}
EFFECTS = [0.02, 0.005, 0.0, 0.01]


def fit(world, models, half_lives=HALF_LIVES):
    return fit_hazards(
        world.events,
        exposures=world.exposures,
        models=models,
        half_lives=half_lives,
        group_count=20,
    )


@pytest.fixture(scope="module")
def world(simulate):
    return simulate(
        **{"seed": 1, "units": 20_000, "days": 90, "half_life": 7, "half_lives": HALF_LIVES},
        **{"baselines": BASELINES, "effects": EFFECTS, "touch_rates": [0.02, 0.05, 0.04, 0.01]},
    )


@pytest.fixture(scope="module")
def idle_world(simulate):
    """Channels do nothing; half of the units convert all the same."""
    return simulate(
        **{"seed": 1, "units": 20_000, "days": 90, "half_life": 7, "half_lives": HALF_LIVES},
        **{"baselines": {"all": 0.008}, "effects": [0.0] * 3, "touch_rates": [0.02, 0.05, 0.01]},
    )


def test_known_rates_are_found_within_four_standard_errors(world, models):
    found = fit(world, models(7))
    truth = [*BASELINES.values(), *EFFECTS]
    assert found["state_number"].to_list() == [0, 0, 1, 2, 3, 4]
    for rate, error, true in zip(found["rate"], found["rate_error"], truth, strict=True):
        if true:
            assert abs(rate - true) < 4 * error
            assert error < 0.1 * true, "the world should be large enough to tell"
        else:
            assert rate == 0 or rate < 4 * error


def test_standard_errors_are_as_large_as_the_errors(simulate, models):
    # Σ (error / standard error)² of 2 rates in each of 40 worlds is near χ² with 80 degrees.
    truth, squares = np.array([0.004, 0.03]), 0.0
    for seed in range(40):
        small = simulate(
            **{"seed": seed, "units": 1500, "days": 60, "half_life": 7, "half_lives": [7.0]},
            **{"baselines": {"all": truth[0]}, "effects": [truth[1]], "touch_rates": [0.03]},
        )
        found = fit(small, models(7), half_lives=[7.0])
        squares += (((found["rate"] - truth) / found["rate_error"]) ** 2).sum()
    assert chi2.ppf(1e-4, 80) < squares < chi2.ppf(1 - 1e-4, 80)


def test_rates_account_for_all_conversions(world, models):
    # The score equation Σ λ0 · D + Σ β · E = number of conversions, from the frames themselves.
    found = fit(world, models(7))
    number = HALF_LIVES.index(7)
    of_state = (
        world.exposures.with_columns(
            stratum=pl.when(pl.col("state_number") == 0).then("stratum"),
            days=pl.col("exposure_days").list.get(number),
        )
        .group_by("stratum", "state_number")
        .agg(pl.col("days").sum())
    )
    joined = found.join(of_state, on=["stratum", "state_number"], nulls_equal=True)
    assert len(joined) == len(found)
    accounted = (joined["rate"] * joined["days"]).sum()
    assert accounted == pytest.approx(world.units["has_converted"].sum(), rel=1e-8)


def test_credits_give_the_baseline_what_it_caused(world, models):
    # As SQL spreads: weight of the stratum ÷ (that + Σ weight of the state · κ) per conversion.
    found = fit(world, models(7))
    states = found.filter(pl.col("stratum").is_null()).select("state_number", "weight")
    baseline = found.drop_nulls("stratum").select("stratum", baseline="weight")
    number = HALF_LIVES.index(7)
    credited = (
        world.events.join(states, on="state_number", how="left")
        .group_by("event_key", "stratum")
        .agg(touched=(pl.col("weight").fill_null(0) * pl.col("kernels").list.get(number)).sum())
        .join(baseline, on="stratum")
        .select(credit=pl.col("baseline") / (pl.col("baseline") + pl.col("touched")))
    )
    true = world.units.filter("has_converted")["baseline_share"]
    assert len(credited) == len(true)
    # The share moves with the baselines' relative errors, some 7 and 4 %, by less than that.
    assert 0.2 < true.mean() < 0.3
    assert credited["credit"].mean() == pytest.approx(true.mean(), rel=0.1)


@pytest.mark.parametrize("true", [3.0, 14.0])
def test_the_true_half_life_is_chosen(simulate, models, true):
    world = simulate(
        **{"seed": 5, "units": 5000, "days": 90, "half_life": true, "half_lives": HALF_LIVES},
        **{"baselines": {"all": 0.002}, "effects": [0.03, 0.01], "touch_rates": [0.02, 0.03]},
    )
    scores = score_half_lives(
        world.events, exposures=world.exposures, models=models(), half_lives=HALF_LIVES
    )
    assert scores.filter("is_chosen")["half_life_days"].to_list() == [true]
    best = scores["held_out_log_likelihood"].arg_max()
    assert scores["half_life_days"][best] == true
    assert scores["log_likelihood"].arg_max() == best


def test_where_channels_do_nothing_the_baseline_takes_nearly_all(idle_world, models):
    found = fit(idle_world, models())
    for rate, error in found.filter(pl.col("state_number") > 0).select("rate", "rate_error").rows():
        assert rate == 0 or rate < 4 * error
    days = idle_world.exposures.filter(state_number=0)["exposure_days"].list.first().sum()
    assert found["rate"][0] * days > 0.97 * idle_world.units["has_converted"].sum()


def logistic_coefficients(units, names):
    """Of a logistic regression of conversion on touch counts, intercept left out."""
    counts = units.select(pl.lit(1.0), *names).to_numpy()
    converted = units["has_converted"].to_numpy()

    def loss(coefficients):
        scores = counts @ coefficients
        chances = 1 / (1 + np.exp(-scores))
        return np.logaddexp(0, scores).sum() - scores[converted].sum(), counts.T @ (
            chances - converted
        )

    return minimize(loss, np.zeros(len(names) + 1), jac=True, method="BFGS").x[1:]


def test_touch_counts_seem_to_hinder_where_they_do_nothing(idle_world):
    # Immortal time: who does not convert is watched for longer and collects more touchpoints.
    names = ["touches_1", "touches_2", "touches_3"]
    assert (logistic_coefficients(idle_world.units, names) < -0.3).all()


def test_a_channel_that_helps_seems_to_hinder_by_touch_counts_but_not_by_days(simulate, models):
    world = simulate(
        **{"seed": 8, "units": 8000, "days": 90, "half_life": 7, "half_lives": [7.0]},
        **{"baselines": {"all": 0.01}, "effects": [0.006], "touch_rates": [0.05]},
    )
    assert logistic_coefficients(world.units, ["touches_1"])[0] < 0
    rate, error = fit(world, models(7), half_lives=[7.0]).row(1)[6:8]
    assert rate > 4 * error
    assert abs(rate - 0.006) < 4 * error
