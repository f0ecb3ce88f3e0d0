"""Reference data with source and date, and the one loader of it."""
