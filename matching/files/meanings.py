"""What an office has chosen its own columns and words to mean."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

IGNORED: Final = "ignorer"
"""Chosen for a column that must not be read."""


@dataclass(frozen=True, eq=False)
class Meanings:
    """Choices remembered from reading to reading, by texts in plain form (vocabulary.plain)."""

    columns: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """A sheet and a column of theirs in it, to the heading it stands for, or IGNORED."""
    words: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """A kind of concept (skill, trade, certificate, municipality) and a word of theirs, to the key it stands for."""


NOTHING_CHOSEN: Final = Meanings()
