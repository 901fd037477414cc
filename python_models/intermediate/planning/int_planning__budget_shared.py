"""One row per channel with spend or bounds: what it gets of the planned budget."""

from crm_attribution.planning.budget import plan_budget


def model(dbt, session):
    return plan_budget(
        dbt.ref("int_planning__responses_fitted").order("channel").pl(),
        bounds=dbt.ref("budget_bounds").pl(),
        budget=dbt.config.meta_get("budget"),
        change_limit=dbt.config.meta_get("change_limit"),
        money_digits=dbt.config.meta_get("money_digits"),
        level=dbt.config.meta_get("level"),
    )
