-- One row per row of the neutral stage_changes export: typed, with why it cannot be staged.
{{ crm_attribution.land_export(source('neutral', 'stage_changes'), 'neutral', 'stage_changes') }}
