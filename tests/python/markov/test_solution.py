"""Solving the chain: dense and sparse agree, and every order reproduces the observed rate."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from crm_attribution.markov import solution as solving
from crm_attribution.markov.chain import build_chain
from crm_attribution.markov.solution import prefers_dense, solve_chain
from crm_attribution.markov.sparse import sparse_solve


@pytest.mark.parametrize("order", [1, 2, 3, 4])
def test_pathdata_has_the_published_conversion_rate_at_every_order(pathdata_transitions, order):
    solution = solve_chain(build_chain(pathdata_transitions, markov_order=order))
    assert solution.conversion_rate == pytest.approx(0.223845135597, abs=1e-12)
    # 19 785 conversions of 88 387 journeys.
    assert solution.conversion_rate == pytest.approx(19785 / (19785 + 68602), abs=1e-14)


@settings(max_examples=50, deadline=None)
@given(st.data(), st.integers(1, 4), st.booleans())
def test_every_order_reproduces_the_observed_rate_and_value(
    journey_lists, count_transitions, data, order, dense
):
    journeys = data.draw(journey_lists)
    transitions = count_transitions(journeys, longest=order)
    solution = solve_chain(build_chain(transitions, markov_order=order), dense=dense)
    taken = sum(conversions + others for _, conversions, others, _ in journeys)
    conversions = sum(conversions for _, conversions, _, _ in journeys)
    value = sum(value for _, conversions, _, value in journeys if conversions)
    assert solution.conversion_rate == pytest.approx(conversions / taken, abs=1e-12)
    assert solution.mean_value == pytest.approx(value / taken, abs=1e-11)


@settings(max_examples=50, deadline=None)
@given(st.data(), st.integers(1, 3))
def test_expected_visits_are_the_observed_visits_of_a_journey(
    journey_lists, count_transitions, data, order
):
    journeys = data.draw(journey_lists)
    chain = build_chain(count_transitions(journeys), markov_order=order)
    expected = chain.visits / chain.visits[0]
    for dense in (True, False):
        solution = solve_chain(chain, dense=dense)
        np.testing.assert_allclose(solution.expected_visits, expected, atol=1e-11)


def test_dense_and_sparse_solutions_agree(pathdata_transitions):
    chain = build_chain(pathdata_transitions, markov_order=3)
    dense, sparse = (solve_chain(chain, dense=choice) for choice in (True, False))
    assert sparse.fundamental is None
    for name in ("expected_visits", "conversion", "value"):
        np.testing.assert_allclose(getattr(sparse, name), getattr(dense, name), atol=1e-12)


@pytest.mark.parametrize("going_on", [0.5, 0.99, 0.9999])
def test_a_ring_that_hardly_ends_is_solved(going_on):
    # From each of n states on to the next with probability q: x = 1 + q x, so x = 1 / (1 − q).
    size = 400
    ring = csr_array((np.full(size, going_on), (np.arange(size), (np.arange(size) + 1) % size)))
    found = sparse_solve(ring, np.ones(size))
    np.testing.assert_allclose(found, 1 / (1 - going_on), rtol=1e-9)
    # The visits of the state m steps ahead are q^m / (1 − q^n): a right-hand side that is no
    # eigenvector, for which the iteration does not converge and LU takes over.
    unit = np.zeros(size)
    unit[0] = 1.0
    ahead = (-np.arange(size)) % size
    expected = going_on**ahead / (1 - going_on**size)
    np.testing.assert_allclose(sparse_solve(ring, unit), expected, atol=1e-9 * expected.max())


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 40), st.integers(0, 10_000), st.floats(0.1, 0.999))
def test_sparse_solves_agree_with_dense_ones(size, seed, going_on):
    generator = np.random.default_rng(seed)
    matrix = generator.random((size, size)) * (generator.random((size, size)) < 0.3)
    matrix *= going_on / np.maximum(matrix.sum(axis=1, keepdims=True), going_on)
    right = generator.random(size)
    expected = np.linalg.solve(np.eye(size) - matrix, right)
    np.testing.assert_allclose(sparse_solve(csr_array(matrix), right), expected, rtol=1e-9)


def test_the_inverse_is_left_when_it_is_too_big_or_too_dear(pathdata_transitions, monkeypatch):
    first, fourth = (build_chain(pathdata_transitions, markov_order=order) for order in (1, 4))
    assert prefers_dense(first)
    # 4 256 states but 12 channels: 36 sparse solves cost less.
    assert not prefers_dense(fourth)
    monkeypatch.setattr(solving, "DENSE_STATES", 12)
    assert not prefers_dense(first)


def test_nothing_but_the_start_converts_nothing(count_transitions):
    solution = solve_chain(build_chain(count_transitions([]), markov_order=1))
    assert solution.conversion_rate == 0.0
    assert solution.mean_value == 0.0
