"""A plan anew with few changes: the frontier of changes against points, and the plan of one point of it."""
