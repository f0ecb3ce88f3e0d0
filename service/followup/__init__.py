"""Those who hold a place: time served, talks, steps, and whom to reach."""
