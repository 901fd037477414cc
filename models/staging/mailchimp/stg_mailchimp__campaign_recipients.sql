-- One row per Mailchimp campaign and person it was sent to.
with

export_rows as (
    select * from {{ source('mailchimp', 'campaign_recipient') }}
    where is_staged
),

renamed as (
    select
        source_system,
        campaign_id as native_campaign_id,
        {{ crm_attribution.system_key(
            'source_system', "member_id || ':' || coalesce(list_id, '')"
        ) }} as person_record_id,
        file_name,
        row_number
    from export_rows
)

select * from renamed
