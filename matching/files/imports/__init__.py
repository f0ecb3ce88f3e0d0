"""Official downloads in, an office's own catalogue out."""
