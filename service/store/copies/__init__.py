"""Copies of the store: taken, checked, and put back without those who were erased."""
