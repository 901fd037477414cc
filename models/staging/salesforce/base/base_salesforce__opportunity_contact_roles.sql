-- One row per row of the Salesforce opportunity_contact_role export, typed, with its rejections.
{{ crm_attribution.land_export(
    source('salesforce', 'opportunity_contact_role'), 'salesforce', 'opportunity_contact_role'
) }}
