"""The kernel, its integral and the likelihood, against quadrature and sums by hand."""

import doctest
import importlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.sparse import csr_array

from crm_attribution.hazard.likelihood import (
    HazardData,
    information,
    kernel,
    kernel_integral,
    log_likelihood,
)

MODULES = (
    "choices estimate fit frames half_life layout likelihood person_time precision quadratic"
).split()


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_the_docstrings_hold(name):
    tested = doctest.testmod(importlib.import_module(f"crm_attribution.hazard.{name}"))
    assert tested.attempted > 0
    assert tested.failed == 0


@settings(deadline=None)
@given(st.floats(0.01, 400), st.floats(0.1, 120))
def test_the_integral_of_the_kernel_is_that_of_numeric_quadrature(days, half_life):
    # Beyond 60 half-lives less than 1e-18 is left, and quadrature would miss the start.
    end = min(days, 60 * half_life)
    numeric, _ = quad(lambda elapsed: 2 ** (-elapsed / half_life), 0, end, epsabs=0, limit=200)
    assert kernel_integral(days, half_life_days=half_life) == pytest.approx(numeric, rel=1e-9)


def test_the_integral_keeps_its_digits_seconds_after_a_touchpoint():
    # κ falls by a share of ln 2 · 1e-9 / 7 over the time: to first order it is half of that lower.
    elapsed = 1e-9
    expected = elapsed * (1 - np.log(2) * elapsed / 7 / 2)
    assert kernel_integral(elapsed, half_life_days=7) == pytest.approx(expected, rel=1e-14, abs=0)


def test_touchpoints_have_no_effect_before_they_happen():
    assert kernel([-0.001, -5], half_life_days=7).tolist() == [0, 0]
    assert kernel_integral([-0.001, -5], half_life_days=7).tolist() == [0, 0]


@pytest.fixture
def data():
    return HazardData(
        kernels=csr_array([[1, 0, 0.5], [0, 1, 0], [1, 0, 0]]),
        event_counts=np.array([1.0, 4.0, 2.0]),
        event_groups=np.array([0, 1, 1]),
        exposure_days=np.array([[100.0, 0.0, 20.0], [50.0, 80.0, 0.0]]),
    )


def test_the_likelihood_is_the_sum_over_conversions_less_the_expected_number(data):
    rates = np.array([0.02, 0.05, 0.1])
    # Hazards .02 + .5 · .1 = .07, .05, .02; expected .02 · 150 + .05 · 80 + .1 · 20 = 9.
    by_hand = np.log(0.07) + 4 * np.log(0.05) + 2 * np.log(0.02) - 9
    assert log_likelihood(data, rates=rates) == pytest.approx(by_hand, rel=1e-14)


def test_conversions_without_hazard_are_left_out(data):
    # Only the second row has a hazard: 4 ln .05 − .05 · 80.
    found = log_likelihood(data, rates=np.array([0, 0.05, 0]))
    assert found == pytest.approx(4 * np.log(0.05) - 4, rel=1e-14)


def test_the_likelihood_of_groups_adds_up(data):
    rates = np.array([0.02, 0.05, 0.1])
    parts = [data.of_groups(np.arange(2) == group) for group in range(2)]
    assert [part.event_counts.sum() for part in parts] == [1, 6]
    assert sum(log_likelihood(part, rates=rates) for part in parts) == pytest.approx(
        log_likelihood(data, rates=rates), rel=1e-14
    )


def test_information_is_the_negative_second_difference_of_the_likelihood(data):
    rates, width = np.array([0.02, 0.05, 0.1]), 1e-4
    steps = np.eye(3) * width

    def second_difference(first, second):
        return sum(
            left * right * log_likelihood(data, rates=rates + left * first + right * second)
            for left in (1, -1)
            for right in (1, -1)
        ) / (4 * width**2)

    numeric = [[-second_difference(one, other) for other in steps] for one in steps]
    found = information(data.kernels, counts=data.event_counts, hazards=data.kernels @ rates)
    # The error of a second difference is of the order of (width / rate)², 2.5e-5.
    np.testing.assert_allclose(found, numeric, rtol=2e-4, atol=0.05)
