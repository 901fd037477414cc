-- One row per row of the neutral conversions export, typed, with its rejections.
{{ crm_attribution.land_export(source('neutral', 'conversions'), 'neutral', 'conversions') }}
