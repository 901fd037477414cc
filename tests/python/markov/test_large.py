"""Bounds of effects in chains that are not inverted, against the inverse and exact solves."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from crm_attribution.markov import large
from crm_attribution.markov.chain import MarkovChain, build_chain
from crm_attribution.markov.effects import remove_channels
from crm_attribution.markov.errors import standard_errors
from crm_attribution.markov.large import bounded_removal_effects, own_visits
from crm_attribution.markov.solution import solve_chain

ROUNDING = 1e-10


def drawn_chain(size, *, out, popular, seed):
    """A chain of ``size`` states with ``out`` next states each, drawn by popularity 1/rank or not.

    Journeys begin by popularity too. Shares of the next states are gamma(½) draws; 60 to 95 % of
    the visits go on, and up to half of the others convert.
    """
    generator = np.random.default_rng(seed)
    popularity = 1.0 / np.arange(1, size) if popular else np.ones(size - 1)
    popularity /= popularity.sum()
    columns = generator.choice(np.arange(1, size), p=popularity, size=(size, out))
    shares = generator.gamma(0.5, size=(size, out)) + 1e-12
    going_on = generator.uniform(0.6, 0.95, size=size)
    shares *= (going_on / shares.sum(axis=1))[:, None]
    rows = np.repeat(np.arange(size), out)
    conversion = (1 - going_on) * generator.uniform(0, 0.5, size=size)
    return MarkovChain(
        states=np.arange(size, dtype=np.int32)[:, None],
        transitions=csr_array((shares.ravel(), (rows, columns.ravel())), shape=(size, size)),
        conversion=conversion,
        value=3 * conversion,
        start=np.append(0.0, popularity),
        visits=generator.integers(20, 1000, size=size).astype(float),
    )


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 60), st.integers(1, 8), st.booleans(), st.integers(0, 10_000))
def test_bounds_hold_the_diagonal_of_the_inverse(size, out, popular, seed):
    chain = drawn_chain(size, out=out, popular=popular, seed=seed)
    exact = np.diag(np.linalg.inv(np.eye(size) - chain.transitions.toarray()))
    # A coarse threshold leaves much to the bounds.
    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(large, "NEGLIGIBLE", 0.05)
        changed.setattr(large, "SERIES_TERMS", 3)
        estimate, fewest, most = own_visits(chain.transitions, chain.start)
    assert (fewest <= exact * (1 + ROUNDING)).all()
    assert (exact <= most * (1 + ROUNDING)).all()
    assert (fewest <= estimate).all()
    assert (estimate <= most).all()


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_bounds_hold_the_effects_of_journeys(journey_lists, count_transitions, data):
    chain = build_chain(count_transitions(data.draw(journey_lists)), markov_order=1)
    exact = remove_channels(solve_chain(chain), channels=chain.channels)
    bounded = bounded_removal_effects(solve_chain(chain, dense=False))
    assert (bounded.channels == exact.channels).all()
    assert (bounded.lower <= exact.effect + ROUNDING).all()
    assert (bounded.upper >= exact.effect - ROUNDING).all()


@pytest.mark.parametrize("popular", [True, False])
def test_bounds_are_narrow_and_the_estimate_is_closer(popular):
    chain = drawn_chain(1500, out=20, popular=popular, seed=1)
    exact = remove_channels(solve_chain(chain, dense=True), channels=chain.channels).effect
    bounded = bounded_removal_effects(solve_chain(chain, dense=False))
    assert (bounded.lower <= exact * (1 + ROUNDING)).all()
    assert (bounded.upper >= exact * (1 - ROUNDING)).all()
    width = (bounded.upper - bounded.lower) / exact
    assert width.max() < 0.1
    assert width.mean() < 0.02
    assert np.abs(bounded.effect / exact - 1).mean() < width.mean() / 5
    # Value converts at three per conversion, so its effects are the same.
    np.testing.assert_allclose(bounded.value_effect, bounded.effect, rtol=1e-9)


def test_batches_do_not_matter(monkeypatch):
    chain = drawn_chain(300, out=10, popular=True, seed=2)
    whole = own_visits(chain.transitions, chain.start)
    monkeypatch.setattr(large, "BATCH_ENTRIES", 2000)
    for one, other in zip(whole, own_visits(chain.transitions, chain.start), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-13)


def test_higher_orders_are_refused(count_transitions):
    chain = build_chain(count_transitions([([1, 2], 1, 1, 1.0)]), markov_order=2)
    with pytest.raises(ValueError, match="markov_order is 2; effects are bounded at order 1"):
        bounded_removal_effects(solve_chain(chain))


@pytest.mark.slow
def test_5000_states_are_exact_with_errors():
    chain = drawn_chain(5000, out=20, popular=True, seed=3)
    solution = solve_chain(chain)
    assert solution.fundamental is not None
    removals = remove_channels(solution, channels=chain.channels[:256])
    assert np.isfinite(standard_errors(solution, removals)).all()
    # One of them by leaving its state out.
    kept = np.arange(5000) != 7
    left = solve_chain(
        MarkovChain(
            chain.states[kept],
            chain.transitions[kept][:, kept],
            *(part[kept] for part in (chain.conversion, chain.value, chain.start, chain.visits)),
        ),
        dense=False,
    )
    expected = 1 - left.conversion_rate / solution.conversion_rate
    assert removals.effect[6] == pytest.approx(expected, abs=1e-12)


@pytest.mark.slow
def test_12000_states_are_bounded():
    chain = drawn_chain(12_000, out=20, popular=True, seed=4)
    solution = solve_chain(chain)
    assert solution.fundamental is None
    bounded = bounded_removal_effects(solution)
    some = [1, 10, 100, 1000, 10_000, 11_999]
    exact = remove_channels(solution, channels=some).effect
    places = np.searchsorted(bounded.channels, some)
    assert (bounded.lower[places] <= exact * (1 + ROUNDING)).all()
    assert (bounded.upper[places] >= exact * (1 - ROUNDING)).all()
    assert ((bounded.upper - bounded.lower) / bounded.effect).mean() < 0.01
