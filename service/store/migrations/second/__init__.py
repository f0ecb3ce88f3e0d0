"""The tables the second step makes."""
