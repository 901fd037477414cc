-- One row per row of the neutral persons export: typed, with why it cannot be staged.
{{ crm_attribution.land_export(source('neutral', 'persons'), 'neutral', 'persons') }}
