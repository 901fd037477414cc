"""Influence lists become a matrix, and every state that matters has exactly one."""

import doctest

import numpy as np
import polars as pl
import pytest

from crm_attribution.intervals import influences as module
from crm_attribution.intervals.influences import check_states, influence_matrix, own_states

WEIGHTS = pl.DataFrame(
    [
        ("markov", "won", 1, [0.5, 0.0, -0.5]),
        ("markov", "won", 2, []),
        ("markov", "won", 3, [0.25]),
        ("hazard", "won", 1, None),
    ],
    schema={
        "attribution_model": pl.String,
        "conversion_type": pl.String,
        "state_number": pl.Int32,
        "group_influences": pl.List(pl.Float64),
    },
    orient="row",
)
SLOPES = WEIGHTS.select("attribution_model", "conversion_type", "state_number").head(3)


def test_the_examples_in_the_docstrings_hold():
    tested = doctest.testmod(module)
    assert tested.attempted > 0
    assert tested.failed == 0


def test_states_without_a_list_and_positions_beyond_it_are_zero():
    states = check_states(WEIGHTS, sensitivities=SLOPES)
    matrix = influence_matrix(states, groups=np.array([0, 2, 5]), width=5)
    assert matrix.tolist() == [[0, 0, 0], [0.5, -0.5, 0], [0, 0, 0], [0.25, 0, 0], [0, 0, 0]]


def test_states_that_no_total_reacts_to_are_left_out():
    states = check_states(WEIGHTS, sensitivities=SLOPES)
    assert influence_matrix(states, groups=np.array([0, 2]), width=2).tolist() == [
        [0, 0],
        [0.5, -0.5],
    ]


def test_no_states_give_zeros():
    matrix = influence_matrix(WEIGHTS.clear(), groups=np.array([4, 6]), width=2)
    assert matrix.tolist() == [[0, 0], [0, 0]]


def test_only_chains_with_sensitivities_need_influences():
    assert check_states(WEIGHTS, sensitivities=SLOPES)["state_number"].to_list() == [1, 2, 3]
    assert check_states(WEIGHTS, sensitivities=SLOPES.clear()).is_empty()


def test_a_state_without_weights_is_refused():
    with pytest.raises(ValueError, match=r"state \('markov', 'won', 3\), weights do not"):
        check_states(WEIGHTS.head(2), sensitivities=SLOPES)


def test_a_state_with_two_rows_is_refused():
    doubled = pl.concat([WEIGHTS, WEIGHTS.head(1)])
    with pytest.raises(ValueError, match=r"state \('markov', 'won', 1\) more than once"):
        check_states(doubled, sensitivities=SLOPES)


def test_a_list_that_is_missing_is_refused():
    with pytest.raises(ValueError, match=r"weights\.group_influences holds null"):
        check_states(WEIGHTS, sensitivities=WEIGHTS.drop("group_influences"))


@pytest.mark.parametrize("groups", [[0, 1], [0, 1, 5]])
def test_an_influence_of_a_group_without_clusters_is_refused(groups):
    with pytest.raises(ValueError, match="of group 2 are not 0, but it holds no cluster"):
        influence_matrix(WEIGHTS.head(1), groups=np.array(groups), width=2)


def test_states_are_lent_behind_those_of_the_borrower():
    """A refund reacts to its own state 1, to states 2 and 1 of won deals and to 1 of a hazard."""
    refund = WEIGHTS.filter(pl.col("state_number") == 2).with_columns(
        conversion_type=pl.lit("refund"), state_number=pl.lit(1, pl.Int32)
    )
    weights = pl.concat([WEIGHTS, refund])
    slopes = pl.DataFrame(
        [
            ("markov", "refund", "won", 2, 0.2),
            ("markov", "refund", "refund", 1, 0.3),
            ("markov", "refund", "won", 1, 0.4),
            ("hazard", "refund", "won", 1, 0.5),
            ("markov", "won", "won", 3, 0.6),
        ],
        schema={
            "attribution_model": pl.String,
            "conversion_type": pl.String,
            "weights_conversion_type": pl.String,
            "state_number": pl.Int32,
            "credit_sensitivity": pl.Float64,
        },
        orient="row",
    )
    states, own = own_states(weights, sensitivities=slopes)
    # Behind the refunds' one state of the chain come 1 and 2 of won; the hazard has none before.
    assert own.select("attribution_model", "state_number", "credit_sensitivity").rows() == [
        ("markov", 3, 0.2),
        ("markov", 1, 0.3),
        ("markov", 2, 0.4),
        ("hazard", 1, 0.5),
        ("markov", 3, 0.6),
    ]
    lent = states.filter(conversion_type="refund").sort("attribution_model", "state_number")
    assert lent.select("state_number", "group_influences").rows() == [
        (1, None),
        (1, []),
        (2, [0.5, 0.0, -0.5]),
        (3, []),
    ]
    assert (
        states.filter(conversion_type="won")
        .sort(pl.all().exclude("group_influences"))
        .equals(WEIGHTS.sort(pl.all().exclude("group_influences")))
    )


def test_nothing_is_lent_where_every_type_has_its_own_states():
    slopes = SLOPES.with_columns(weights_conversion_type="conversion_type")
    states, own = own_states(WEIGHTS, sensitivities=slopes)
    assert states.equals(WEIGHTS)
    assert own.equals(SLOPES)
