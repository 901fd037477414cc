{#- Combinations of values that several rows of a model share. Nulls are equal to each other: two
    rows with the same key and a null in the same place are a duplicate.
    Arguments: model, combination_of_columns (list of column names).
    Example: unique_combination_of_columns with
    [attribution_model, conversion_id, touchpoint_id]. -#}
{% test unique_combination_of_columns(model, combination_of_columns) %}

select
    {{ combination_of_columns | join(',\n    ') }},
    count(*) as row_count
from {{ model }}
group by {{ combination_of_columns | join(', ') }}
having count(*) > 1

{% endtest %}
