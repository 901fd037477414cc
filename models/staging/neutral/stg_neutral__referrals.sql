-- One row per neutral referral.
with

export_rows as (
    select * from {{ source('neutral', 'referrals') }}
    where is_staged
),

renamed as (
    select
        source_system,
        source_system
        || '|'
        || coalesce(referral_id, file_name || ':' || row_number) as referral_id,
        {{ crm_attribution.system_key('source_system', 'referrer_person_id') }}
            as referrer_person_record_id,
        {{ crm_attribution.system_key('source_system', 'referred_person_id') }}
            as referred_person_record_id,
        referred_email as referred_email_hash,
        {{ crm_attribution.system_key('source_system', 'order_id') }} as order_id,
        campaign_id as native_campaign_id,
        referral_code,
        currency_code,
        reward_amount,
        referred_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
