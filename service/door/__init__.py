"""Who asks, and whether and how she is answered: hosts, tokens, limits, language, faults."""
