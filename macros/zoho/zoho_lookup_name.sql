{#- Folded name of the record that a lookup means, where it is exported by name. -#}
{% macro zoho_lookup_name(lookup) %}
    {%- set name -%}
        case
            when not regexp_full_match({{ lookup }}, '(zcrm_)?[0-9]{10,}')
                then lower(trim({{ lookup }}))
        end
    {%- endset -%}
    {{- return(name) -}}
{% endmacro %}
