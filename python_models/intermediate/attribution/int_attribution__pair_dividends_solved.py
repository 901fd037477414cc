"""One row per grouping, conversion type and pair of states: what they bring only together."""

from crm_attribution.channel_sets.pair_dividends import pair_dividends


def model(dbt, session):
    return pair_dividends(dbt.ref("int_attribution__state_sets_counted").pl())
