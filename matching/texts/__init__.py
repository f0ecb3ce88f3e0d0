"""Sentences people read, one folder per language."""
