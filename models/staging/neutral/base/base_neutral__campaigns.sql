-- One row per row of the neutral campaigns export: typed, with why it cannot be staged.
{{ crm_attribution.land_export(source('neutral', 'campaigns'), 'neutral', 'campaigns') }}
