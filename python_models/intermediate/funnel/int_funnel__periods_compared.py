"""One row per funnel stage, channel, baseline and period of entry: what chance makes of it."""

from crm_attribution.survival.differences import compare_shares


def model(dbt, session):
    return compare_shares(dbt.ref("int_funnel__periods_counted").pl())
