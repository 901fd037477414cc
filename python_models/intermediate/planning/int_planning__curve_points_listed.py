"""One row per channel with spend and point of its response curve."""

from crm_attribution.planning.points import list_points


def model(dbt, session):
    return list_points(
        dbt.ref("int_planning__responses_fitted").order("channel").pl(),
        level=dbt.config.meta_get("level"),
    )
