{#- Rows of a model for which an expression is not true: false, or null, because what cannot be
    judged does not hold.
    Arguments: model, expression (SQL of a boolean), column_name (under a column, the expression is
    what follows the column's name).
    Example: expression_is_true with expression "credit > 0"; under the column credit, "> 0". -#}
{% test expression_is_true(model, expression, column_name=none) %}

select *
from {{ model }}
where ({{ column_name ~ ' ' if column_name }}{{ expression }}) is not true

{% endtest %}
