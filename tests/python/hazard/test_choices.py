"""The table of scores: what is chosen whatever the score, and no rows."""

import polars as pl

from crm_attribution.hazard.choices import SCORES, score_half_lives


def scored(events, exposures, models, half_lives=(7.0,)):
    return score_half_lives(events, exposures=exposures, models=models, half_lives=half_lives)


def test_a_given_half_life_is_chosen_whatever_its_score(simulate, models):
    world = simulate(
        **{"seed": 2, "units": 500, "days": 60, "half_life": 7, "half_lives": [7.0, 30.0, 60.0]},
        **{"baselines": {"all": 0.01}, "effects": [0.1], "touch_rates": [0.05]},
    )
    several = pl.concat([models(60, names="given"), models(names="free")])
    found = scored(world.events, world.exposures, several, half_lives=(7.0, 30.0, 60.0))
    assert found.filter("is_chosen").select("attribution_model", "half_life_days").rows() == [
        *[("free", 7), ("given", 60)]
    ]
    numbers = ["half_life_days", "log_likelihood", "held_out_log_likelihood"]
    free, given = found.partition_by("attribution_model")
    assert free.select(numbers).equals(given.select(numbers))


def test_empty_frames_have_no_scores(tables, models):
    found = scored(*tables([], []), models())
    assert found.rows() == []
    assert found.schema == SCORES
