"""Which attribution models work on channel sets."""

import doctest

import polars as pl

from crm_attribution.channel_sets import families as module
from crm_attribution.channel_sets.families import FAMILIES, models_on_sets


def test_the_examples_in_the_docstrings_hold():
    tested = doctest.testmod(module)
    assert tested.attempted > 0
    assert tested.failed == 0


def test_models_of_other_families_and_groupings_are_left_out(make_models):
    models = pl.concat(
        [make_models("markov", *FAMILIES), make_models("shao_li", grouping="campaign")]
    )
    found = models_on_sets(models, grouping="channel")
    assert found == [(f"my_{family}", family) for family in FAMILIES]
    assert models_on_sets(models, grouping="campaign") == [("my_shao_li", "shao_li")]
    assert models_on_sets(models, grouping="content") == []
