-- One row per opportunity and contact role of any source system.
with

unioned as (
    {{ crm_attribution.union_conformed([
        'stg_neutral__opportunity_contact_roles',
        'stg_salesforce__opportunity_contact_roles',
        'int_hubspot__opportunity_contact_roles_conformed',
        'int_zoho__opportunity_contact_roles_conformed',
        'int_fxiaoke__opportunity_contact_roles_conformed',
        'int_dynamics__opportunity_contact_roles_conformed',
        'stg_marketo__opportunity_roles',
        'int_pardot__opportunity_contact_roles_conformed',
    ]) }}
),

listed as (
    select
        opportunity_id,
        person_record_id,
        source_system,
        role,
        is_primary_contact
    from unioned
)

select * from listed
