"""The rounds that come with the package, as the files an office would have."""

from importlib.resources import files
from typing import Final

SAMPLES: Final = ("cnc-vestre-toten", "innherred", "uryddig")
"""Folders of matching/sample; the last is a pair of lists with faults in them."""


def sample_files(name: str) -> dict[str, bytes]:
    """The name of a sample in, its files by name out."""
    folder = files("matching.sample") / name
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir(), key=lambda one: one.name)}
