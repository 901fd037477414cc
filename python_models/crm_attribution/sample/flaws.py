"""Flaws that every CRM has and that must be read correctly, planted in the text tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce

import polars as pl

from crm_attribution.sample.flawed_cells import edit_cells, repeat_spend_as_actual_cost
from crm_attribution.sample.flawed_records import (
    delete_rows,
    double_contacts_as_leads,
    merge_contacts,
    merge_leads,
)
from crm_attribution.sample.rows import Tables


def plant_flaws(tables: Mapping[str, pl.DataFrame]) -> Tables:
    """The tables with merged, doubled, deleted and badly filled rows.

    Which rows are changed follows from the tables alone. Small tables get fewer flaws.

    Args:
        tables: text tables by path.
    """
    steps: Sequence[Callable[[Tables], Tables]] = (
        merge_leads,
        merge_contacts,
        double_contacts_as_leads,
        edit_cells,
        repeat_spend_as_actual_cost,
        delete_rows,
    )
    return reduce(lambda planted, step: step(planted), steps, dict(tables))
