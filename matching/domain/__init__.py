"""The nouns of the field: frozen columns of people and openings, and their row views."""
