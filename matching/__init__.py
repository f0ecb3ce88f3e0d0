"""Innenfor: the pure core, from people and openings to a proven, explained plan."""
