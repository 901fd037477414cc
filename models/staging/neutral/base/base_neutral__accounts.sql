-- One row per row of the neutral accounts export, typed, with its rejections.
{{ crm_attribution.land_export(source('neutral', 'accounts'), 'neutral', 'accounts') }}
