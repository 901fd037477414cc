-- One row per page that began a visit of a Marketo lead.
with

page_views as (
    select
        *,
        lag(happened_at) over (
            partition by person_record_id order by happened_at, activity_id
        ) as previous_at
    from {{ ref('int_marketo__activities_stacked') }}
    where activity_type_id = '1'
),

-- A visit ends with a pause of more than 30 minutes, as in GA4.
begun as (
    select * exclude (previous_at)
    from page_views
    where previous_at is null or happened_at > previous_at + interval 30 minutes
)

select * from begun
