-- One row per row of the neutral conversions export: typed, with why it cannot be staged.
{{ crm_attribution.land_export(source('neutral', 'conversions'), 'neutral', 'conversions') }}
