{#- The SHA-256 of a lower-cased e-mail address: what links persons, where no address is kept. -#}
{% macro hash_email(expression) %}
    {{- return('sha256(lower(' ~ expression ~ '))') -}}
{% endmacro %}
