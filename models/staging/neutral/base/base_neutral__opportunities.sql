-- One row per row of the neutral opportunities export, typed, with its rejections.
{{ crm_attribution.land_export(source('neutral', 'opportunities'), 'neutral', 'opportunities') }}
