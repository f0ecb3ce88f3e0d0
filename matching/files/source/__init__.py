"""What stands in a file: its cells as text, and what must not come in."""
