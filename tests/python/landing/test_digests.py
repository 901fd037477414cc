"""What changes a digest: whatever decides what lands, of the same source system alone."""

import doctest
from dataclasses import replace

import pytest

from crm_attribution.landing import digests as module
from crm_attribution.landing.contracts import Contracts, Entity
from crm_attribution.landing.digests import system_digests, unit_digest
from crm_attribution.landing.exports import Export
from crm_attribution.landing.settings import ExportMapping, LandingSettings

SALES = Entity(adapter="neutral", name="sales", columns=())
SHOP, OTHER = (Export(system=system, name="sales.csv") for system in ("shop", "other"))
HASHES = {SHOP: "a", OTHER: "b"}
SETTINGS = LandingSettings(exports_path="exports")


def digested(hashes=HASHES, entity=SALES, settings=SETTINGS):
    """Digest of each system, and of the shop's sales."""
    systems = system_digests(hashes, contracts=Contracts((entity,)), settings=settings)
    unit = unit_digest(entity, exports=[SHOP], hashes=hashes, settings=settings)
    return systems["shop"], systems["other"], unit


def changed(**options):
    pairs = zip(digested(), digested(**options), strict=True)
    return tuple(before != after for before, after in pairs)


def test_the_examples_in_the_docstrings_hold():
    tested = doctest.testmod(module)
    assert tested.attempted > 0
    assert tested.failed == 0


def test_content_changes_its_system_alone():
    assert changed() == (False, False, False)
    assert changed(hashes=HASHES | {SHOP: "c"}) == (True, False, True)
    assert changed(hashes=HASHES | {OTHER: "c"}) == (False, True, False)


def test_the_contract_changes_every_system_of_its_adapter():
    assert changed(entity=replace(SALES, dated_by="sold_at")) == (True, True, True)


@pytest.mark.parametrize(
    "told",
    [{"local_timezone": "Asia/Tokyo"}, {"date_order": "dmy"}, {"secret": "x"}],
)
def test_what_the_build_is_told_changes_every_system(told):
    assert changed(settings=replace(SETTINGS, **told)) == (True, True, True)


def test_a_mapping_changes_its_system_alone_and_the_folder_changes_nothing():
    mapping = ExportMapping(system="shop", object="sales", entity="sales")
    mapped = replace(SETTINGS, export_mappings=(mapping,))
    assert changed(settings=mapped) == (True, False, True)
    assert changed(settings=replace(SETTINGS, exports_path="elsewhere")) == (False, False, False)
