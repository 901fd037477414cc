"""The examples of the docstrings hold."""

import doctest
import importlib
import pkgutil

import pytest

from crm_attribution.landing import reading

MODULES = [module.name for module in pkgutil.iter_modules(reading.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name):
    tested = doctest.testmod(importlib.import_module(f"{reading.__name__}.{name}"))

    assert tested.failed == 0
