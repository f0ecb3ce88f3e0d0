"""The tables the store was first made with."""
