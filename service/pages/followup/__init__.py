"""Follow-up of those who hold a place: the round, one person's way, and the talks of the week."""
