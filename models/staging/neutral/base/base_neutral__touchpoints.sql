-- One row per row of the neutral touchpoints export, typed, with its rejections.
{{ crm_attribution.land_export(source('neutral', 'touchpoints'), 'neutral', 'touchpoints') }}
