"""One row per funnel stage, period of entry, segment and channel: how fast its entries advance."""

from crm_attribution.survival.advances import estimate_advances


def model(dbt, session):
    return estimate_advances(
        dbt.ref("int_funnel__durations_counted").pl(),
        keys=["funnel_stage", "segment_type", "segment_value", "channel", "period_start_date"],
        interval_level=dbt.config.meta_get("level"),
    )
