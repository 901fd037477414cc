-- One row per row of the neutral campaigns export, typed, with its rejections.
{{ crm_attribution.land_export(source('neutral', 'campaigns'), 'neutral', 'campaigns') }}
