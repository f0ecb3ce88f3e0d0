"""Fits and a policy in, a proven allocation out."""
