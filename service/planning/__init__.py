"""A plan calculated, what is decided about it, its proposals answered, and the plan released."""
