-- One row per row of the neutral campaign_members export, typed, with its rejections.
{{ crm_attribution.land_export(
    source('neutral', 'campaign_members'), 'neutral', 'campaign_members'
) }}
