"""Synthetic cohorts, the shipped sample, and measurements of speed and quality."""
