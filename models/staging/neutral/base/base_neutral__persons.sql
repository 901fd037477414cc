-- One row per row of the neutral persons export, typed, with its rejections.
{{ crm_attribution.land_export(source('neutral', 'persons'), 'neutral', 'persons') }}
