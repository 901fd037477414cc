{#- A link or text with each e-mail address in it replaced by (email).
    Example: https://site.example/?to=ann%40a.example -> https://site.example/?to=(email). -#}
{% macro mask_addresses(expression) %}
    case
        when regexp_matches({{ expression }}, '@|%40')
            then regexp_replace(
                {{ expression }}, '[^/?&=#;:,\s]*(@|%40)[^/?&=#;:,\s]*', '(email)', 'g'
            )
        else {{ expression }}
    end
{%- endmacro %}
