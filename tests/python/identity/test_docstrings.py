"""The examples in the docstrings of identity hold."""

import doctest
import importlib
import pkgutil

import pytest

from crm_attribution import identity

MODULES = [module.name for module in pkgutil.iter_modules(identity.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_the_docstrings_hold(name):
    tested = doctest.testmod(importlib.import_module(f"crm_attribution.identity.{name}"))
    assert tested.failed == 0


def test_there_are_examples():
    assert {"components", "conflicts", "guards", "resolution", "rules", "scores"} <= set(MODULES)
    modules = [importlib.import_module(f"crm_attribution.identity.{name}") for name in MODULES]
    assert sum(doctest.testmod(module).attempted for module in modules) >= 15
