"""A whole list in, columns and faults out."""
