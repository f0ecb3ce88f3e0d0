"""The office of the rounds that are shipped."""

from typing import Final

SAMPLES: Final = "samples"
"""The office the shipped rounds belong to."""
