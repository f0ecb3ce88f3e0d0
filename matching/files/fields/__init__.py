"""A cell's text to a value, and back."""
