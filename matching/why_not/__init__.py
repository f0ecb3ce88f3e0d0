"""Why not, and the cheapest single change that would do: questions that run the line again on changed input."""
