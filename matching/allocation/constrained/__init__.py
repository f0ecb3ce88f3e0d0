"""The allocation under constraints: a certified bound by Lagrangian relaxation, a plan by neighbourhood search."""
