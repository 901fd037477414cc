"""What the source YAML may declare."""

import doctest

import pytest

from crm_attribution.landing import declarations as module
from crm_attribution.landing.contracts import LOADER_COLUMNS, ContractError
from crm_attribution.landing.declarations import read_contracts


def source(adapter, entity, *columns, **meta):
    return {"adapter": adapter, "entity": entity, "meta": meta, "columns": list(columns)}


def test_the_examples_in_the_docstrings_hold():
    tested = doctest.testmod(module)
    assert tested.attempted > 0
    assert tested.failed == 0


def test_a_type_that_is_none_is_refused():
    with pytest.raises(ContractError, match=r"crm\.deal\.at: data_type 'datetime' is unknown"):
        read_contracts([source("crm", "deal", {"name": "at", "data_type": "datetime"})])


def test_a_column_that_is_not_declared_dates_nothing():
    declared = source("crm", "deal", {"name": "id"}, dated_by="closed_at")
    with pytest.raises(ContractError, match=r"dated_by names the column 'closed_at'\. Allowed: id"):
        read_contracts([declared])


def test_columns_of_loaders_are_read_unless_they_are_declared():
    mine = LOADER_COLUMNS[0].name.upper()
    (deal,) = read_contracts([source("crm", "deal", {"name": mine})]).entities
    assert [column.name for column in deal.columns] == [mine, LOADER_COLUMNS[1].name]
