-- One row per row of the neutral touchpoints export: typed, with why it cannot be staged.
{{ crm_attribution.land_export(source('neutral', 'touchpoints'), 'neutral', 'touchpoints') }}
