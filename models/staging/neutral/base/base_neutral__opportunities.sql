-- One row per row of the neutral opportunities export: typed, with why it cannot be staged.
{{ crm_attribution.land_export(source('neutral', 'opportunities'), 'neutral', 'opportunities') }}
