"""Every example in the package's docstrings holds."""

import doctest

import pytest

from crm_attribution.summary import page, reconciliation, sections


@pytest.mark.parametrize("module", [page, reconciliation, sections])
def test_the_examples_in_the_docstrings_hold(module):
    tested = doctest.testmod(module)
    assert tested.attempted > 0
    assert tested.failed == 0
