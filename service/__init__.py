"""The shell around the core: pages and an API that show a round, read-only, to those who may see it."""
