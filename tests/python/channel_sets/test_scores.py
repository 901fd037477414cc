"""Held-out scores of the models on channel sets, as SQL calls for them."""

import doctest
import math

import pytest

from crm_attribution.channel_sets import scores as module
from crm_attribution.channel_sets.bags import draw_bags
from crm_attribution.channel_sets.counts import set_counts
from crm_attribution.channel_sets.logistic import fit_bags
from crm_attribution.channel_sets.scores import SCORE_SCHEMA, score_set_models


def test_the_examples_in_the_docstrings_hold():
    tested = doctest.testmod(module)
    assert tested.attempted > 0
    assert tested.failed == 0


def test_the_model_is_fitted_on_what_is_not_held_out(make_sets, make_models):
    # Of the rest, channel 1 converts 90 of 100 and channel 2 converts 10 of 100. Held out, ten
    # times as much, it is the other way round: a model that had seen it would have an AUC of .9.
    # Pairs in the right order: 100 · 100 of 1000 · 1000, ties 100 · 900 + 900 · 100, half of them.
    sets = make_sets([(1, 190, 910, 100, 900), (2, 910, 190, 900, 100)])
    found = score_set_models(sets, models=make_models("bagged_logistic")).row(0, named=True)
    assert found["held_out_auc"] == pytest.approx(0.01 + 0.18 / 2, abs=1e-12)
    counts = [found[f"{kind}_count"] for kind in ("journey", "conversion", "held_out_journey")]
    assert counts == [2200, 1100, 2000]


def test_a_prediction_is_the_mean_probability_over_the_bags(make_sets, make_models):
    sets = make_sets([(1, 30, 80, 5, 9), (2, 60, 40, 11, 7), (3, 20, 30, 4, 6)])
    found = score_set_models(sets, models=make_models("bagged_logistic")).row(0, named=True)
    rest = set_counts(make_sets([(1, 25, 71), (2, 49, 33), (3, 16, 24)]))
    fits = fit_bags(rest, bags=draw_bags(rest)).coefficients.tolist()
    total = 0.0
    for mask, conversions, nulls in ((1, 5, 9), (2, 11, 7), (3, 4, 6)):
        predictors = [base + one * (mask & 1) + two * (mask >> 1) for base, one, two in fits]
        rate = sum(1 / (1 + math.exp(-predictor)) for predictor in predictors) / len(fits)
        total += conversions * math.log(rate) + nulls * math.log(1 - rate)
    assert found["held_out_log_likelihood"] == pytest.approx(total / 42, abs=1e-12)


def test_scores_tell_a_channel_that_matters_from_noise(make_sets, make_models):
    # Rates .1 and .6, alike in both parts: knowing them costs less than one rate for all, which
    # costs the entropy of .35.
    sets = make_sets([(1, 200, 1800, 100, 900), (2, 1200, 800, 600, 400)])
    found = score_set_models(sets, models=make_models("bagged_logistic")).row(0, named=True)
    best = -sum(p * math.log(p) + (1 - p) * math.log(1 - p) for p in (0.1, 0.6)) / 2
    blind = -(0.35 * math.log(0.35) + 0.65 * math.log(0.65))
    assert best < -found["held_out_log_likelihood"] < blind


@pytest.mark.parametrize("family", ["set_rate_shapley", "shao_li"])
def test_models_that_predict_nothing_have_counts_only(make_sets, make_models, family):
    sets = make_sets([(1, 5, 5, 2, 1)], conversion_type="lead")
    found = score_set_models(sets, models=make_models(family, "markov"))
    assert found.rows() == [(f"my_{family}", "lead", None, None, 10, 5, 3)]


@pytest.mark.parametrize(
    "rows",
    [
        [(1, 5, 5, 0, 0), (2, 4, 4, 0, 0)],  # nothing is held out
        [(1, 5, 5, 5, 5), (2, 4, 4, 4, 4)],  # all is
    ],
)
def test_without_both_parts_there_is_no_score(make_sets, make_models, rows):
    found = score_set_models(make_sets(rows), models=make_models("bagged_logistic"))
    assert found.select("held_out_log_likelihood", "held_out_auc").rows() == [(None, None)]


def test_held_out_journeys_that_end_alike_have_no_auc(make_sets, make_models):
    sets = make_sets([(1, 5, 15, 0, 4), (2, 4, 6, 0, 3)])
    found = score_set_models(sets, models=make_models("bagged_logistic")).row(0, named=True)
    assert found["held_out_auc"] is None
    assert -1 < found["held_out_log_likelihood"] < 0


def test_a_set_that_is_held_out_only_is_scored_too(make_sets, make_models):
    sets = make_sets([(1, 10, 10), (4, 3, 2, 3, 2)])
    found = score_set_models(sets, models=make_models("bagged_logistic")).row(0, named=True)
    # All held-out journeys have one set: one score, half of the pairs.
    assert found["held_out_auc"] == 0.5
    assert found["held_out_journey_count"] == 5


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ((1, 3, 3, 5, 0), "held_out_conversion_count of order exceeds conversion_count by 2"),
        ((1, 3, 3, 0, 4), "held_out_null_count of order exceeds null_count by 1"),
    ],
)
def test_more_held_out_than_there_is_is_refused(make_sets, make_models, row, message):
    with pytest.raises(ValueError, match=message):
        score_set_models(make_sets([row]), models=make_models("bagged_logistic"))


def test_no_sets_or_no_models_give_no_rows_under_the_same_columns(make_sets, make_models):
    rows = [(1, 1, 1, 1, 0)]
    for sets, family in ((make_sets([]), "bagged_logistic"), (make_sets(rows), "markov")):
        found = score_set_models(sets, models=make_models(family))
        assert (found.rows(), found.schema) == ([], SCORE_SCHEMA)
