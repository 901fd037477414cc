{#- The SHA-256 of a lower-cased e-mail address: what links persons past staging, where no address is
    kept. Arguments: expression (SQL of text). -#}
{% macro hash_email(expression) %}
    {{- return('sha256(lower(' ~ expression ~ '))') -}}
{% endmacro %}
