-- One row per row of the neutral opportunity_contact_roles export, typed, with its rejections.
{{ crm_attribution.land_export(
    source('neutral', 'opportunity_contact_roles'), 'neutral', 'opportunity_contact_roles'
) }}
