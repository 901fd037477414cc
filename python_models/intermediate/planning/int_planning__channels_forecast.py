"""One row per metric, channel, method and period ahead: its forecast."""

from crm_attribution.forecasting.forecast import forecast_channels


def model(dbt, session):
    return forecast_channels(
        dbt.ref("int_planning__periods_summed").order("all").pl(),
        period=dbt.config.meta_get("period"),
        steps=dbt.config.meta_get("steps"),
        most_channels=dbt.config.meta_get("most_channels"),
        level=dbt.config.meta_get("level"),
    )
