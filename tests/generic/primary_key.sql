{#- Values of a column that do not identify one row alone: null, or shared by several rows. One scan
    and one node where unique and not_null would be two.
    Arguments: model, column_name.
    Example: primary_key under the column conversion_id. -#}
{% test primary_key(model, column_name) %}

select
    {{ column_name }},
    count(*) as row_count
from {{ model }}
group by {{ column_name }}
having count(*) > 1 or {{ column_name }} is null

{% endtest %}
