{#- The campaign under which reports by campaign show a credit; what stands for no touchpoint keeps
    its name. prefix: of the columns channel and campaign_id, such as "credits.".
    Singular tests say the same in words of their own, or they would repeat a mistake made here. -#}
{% macro campaign_group(prefix='') -%}
    case
        when {{ prefix }}channel in ('(unattributed)', '(baseline)') then {{ prefix }}channel
        else coalesce({{ prefix }}campaign_id, '(no campaign)')
    end
{%- endmacro %}
