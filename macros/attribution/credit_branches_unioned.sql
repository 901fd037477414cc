{#- All rows of the CTEs credits_of_<model>, unattributed_of_<model> and, where a model has a
    baseline, baseline_of_<model>.
    models: attribution models as additive_attribution_models gives them. -#}
{% macro credit_branches_unioned(models) -%}
    {% for model in models -%}
    select * from credits_of_{{ model.name }}
    union all
    select * from unattributed_of_{{ model.name }}
    {% if model.family == 'additive_hazard' -%}
    union all
    select * from baseline_of_{{ model.name }}
    {% endif -%}
    {{ 'union all' if not loop.last }}
    {% endfor -%}
{%- endmacro %}
