"""What a build made: rows read, conversions, journeys, and whether credits reconcile."""
