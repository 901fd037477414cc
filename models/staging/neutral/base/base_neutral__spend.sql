-- One row per row of the neutral spend export, typed, with its rejections.
{{ crm_attribution.land_export(source('neutral', 'spend'), 'neutral', 'spend') }}
