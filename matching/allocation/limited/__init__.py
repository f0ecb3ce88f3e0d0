"""The plan under constraints: what people limit beside room and lists, as limits that count pairs."""
