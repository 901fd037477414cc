-- One row per member of a Dynamics marketing list.
with

export_rows as (
    select * from {{ source('dynamics', 'list_member') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.dynamics_key('listmemberid') }} as list_member_id,
        {{ crm_attribution.dynamics_key('listid') }} as list_id,
        {{ crm_attribution.dynamics_key('entityid') }} as person_record_id,
        createdon_is_date_only as is_added_at_date_only,
        createdon as added_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
