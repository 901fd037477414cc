{#- CTEs that shrink the rates of groups towards the rate of all, the more the fewer trials a group
    has: empirical Bayes of a beta-binomial whose prior is found by the method of moments (Kleinman
    1973, weights n). With k groups, n trials and x hits in each, N and X in all, m = X / N:
    S = sum n (x / n - m)^2, rho = (S / (m (1 - m)) - (k - 1)) / sum (n - 1)(1 - n / N), prior weight
    M = 1 / rho - 1 trials, shrunk rate (x + M m) / (n + M). Where rho is not above 0 the rates differ
    no more than chance would have it: M is infinite (null) and each shrunk rate is m.
    The last CTE is shrunk_rates: the columns of counted, mean_rate, prior_trials and shrunk_rate.
    Example: hits 3 and 1 of 4 each -> rho 1/3, M 2, shrunk rates 4/6 and 2/6. -#}
{% macro shrunk_rates(counted, hits, trials, partition_by) %}
{%- set n = 'cast(' ~ trials ~ ' as double)' -%}
group_rates as (
    select
        *,
        cast(sum({{ hits }}) over of_all as double)
        / nullif(cast(sum({{ trials }}) over of_all as double), 0) as mean_rate,
        cast(sum({{ trials }}) over of_all as double) as all_trials
    from {{ counted }}
    window of_all as (partition by {{ partition_by }})
),

group_moments as (
    select
        {{ partition_by }},
        {{ crm_attribution.sum_doubles(
            n ~ ' * (' ~ hits ~ ' / nullif(' ~ n ~ ', 0) - mean_rate) ** 2'
            ~ ' / nullif(mean_rate * (1 - mean_rate), 0)', 'hugeint'
        ) }} - (count(*) - 1) as excess,
        {{ crm_attribution.sum_doubles(
            '(' ~ n ~ ' - 1) * (1 - ' ~ n ~ ' / all_trials)', 'hugeint'
        ) }} as scale
    from group_rates
    group by {{ partition_by }}
),

group_priors as (
    select
        {{ partition_by }},
        case when excess > 0 then greatest(scale / excess - 1, 0) end as prior_trials
    from group_moments
),

shrunk_rates as (
    select
        group_rates.*,
        group_priors.prior_trials,
        coalesce(
            ({{ hits }} + group_priors.prior_trials * mean_rate)
            / nullif({{ trials }} + group_priors.prior_trials, 0),
            mean_rate
        ) as shrunk_rate
    from group_rates
    inner join group_priors
        on group_rates.{{ partition_by }} is not distinct from group_priors.{{ partition_by }}
)
{%- endmacro %}
