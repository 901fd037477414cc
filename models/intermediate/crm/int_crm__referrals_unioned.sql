-- One row per referral of any source system.
with

unioned as (
    {{ crm_attribution.union_conformed([
        'stg_neutral__referrals',
    ]) }}
),

listed as (
    select
        referral_id,
        source_system,
        referrer_person_record_id,
        referred_person_record_id,
        referred_email_hash,
        order_id,
        native_campaign_id,
        referral_code,
        currency_code,
        reward_amount,
        referred_at
    from unioned
)

select * from listed
