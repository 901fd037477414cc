"""One row per attribution model of a hazard, conversion type and half-life: how well it fits."""

from crm_attribution.hazard.choices import score_half_lives


def model(dbt, session):
    half_lives = dbt.ref("int_attribution__half_lives_listed").pl()
    return score_half_lives(
        dbt.ref("int_attribution__hazard_events_listed").pl(),
        exposures=dbt.ref("int_attribution__hazard_exposures_summed").pl(),
        models=dbt.ref("int_attribution__models_configured").pl(),
        half_lives=half_lives["half_life_days"].to_list(),
    )
