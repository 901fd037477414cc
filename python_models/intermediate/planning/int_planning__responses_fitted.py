"""One row per channel with spend: its response curve, or why there is none."""

from crm_attribution.planning.estimate import fit_responses


def model(dbt, session):
    return fit_responses(
        dbt.ref("int_planning__weeks_summed").order("all").pl(),
        families=dbt.config.meta_get("families"),
        decays=dbt.config.meta_get("decays"),
        minimum_weeks=dbt.config.meta_get("minimum_weeks"),
        recent_weeks=dbt.config.meta_get("recent_weeks"),
        replicates=dbt.config.meta_get("replicates"),
        seed=dbt.config.meta_get("seed"),
        level=dbt.config.meta_get("level"),
    )
