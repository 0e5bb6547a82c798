"""Results: what was answered, counted, and shown only as far as no small group can be made out."""
