-- One row per neutral touchpoint.
with

export_rows as (
    select * from {{ source('neutral', 'touchpoints') }}
    where is_staged
),

renamed as (
    select
        source_system,
        source_system
        || '|'
        || coalesce(touchpoint_id, file_name || ':' || row_number) as touchpoint_id,
        {{ crm_attribution.system_key('source_system', 'person_id') }} as person_record_id,
        {{ crm_attribution.system_key('source_system', 'account_id') }} as account_id,
        {{ crm_attribution.system_key('source_system', 'opportunity_id') }} as opportunity_id,
        -- Whoever tags links may know the campaign by its name alone.
        coalesce(campaign_id, campaign_name) as native_campaign_id,
        email as email_hash,
        cookie_id,
        touchpoint_type,
        channel,
        source,
        medium,
        campaign_name,
        term,
        content,
        landing_page,
        referrer,
        coalesce(click_id, gclid, fbclid, msclkid, li_fat_id, ttclid, twclid) as click_id,
        case
            when gclid is not null then 'gclid'
            when fbclid is not null then 'fbclid'
            when msclkid is not null then 'msclkid'
            when li_fat_id is not null then 'li_fat_id'
            when ttclid is not null then 'ttclid'
            when twclid is not null then 'twclid'
            else click_id_type
        end as click_id_type,
        is_online,
        has_responded,
        touched_at_is_date_only as is_touched_at_date_only,
        touched_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
