"""How the tests are shared out among processes."""

from pathlib import Path

import pytest


def pytest_itemcollected(item: pytest.Item) -> None:
    """Keep the tests of a file in one process, and those that share a build of several files.

    What a file's fixtures have built would otherwise be built once per process. The mark is set
    here because pytest-xdist reads it as soon as all tests are collected.
    """
    fixtures = getattr(item, "fixturenames", ())
    group = "crm_samples" if "crm_samples" in fixtures else Path(item.path).as_posix()
    item.add_marker(pytest.mark.xdist_group(group))
