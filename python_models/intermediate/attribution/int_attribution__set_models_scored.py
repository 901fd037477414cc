"""One row per attribution model by channel sets and conversion type: how well it predicts."""

from crm_attribution.channel_sets.scores import score_set_models


def model(dbt, session):
    return score_set_models(
        dbt.ref("int_attribution__state_sets_counted").pl(),
        models=dbt.ref("int_attribution__models_configured").pl(),
    )
