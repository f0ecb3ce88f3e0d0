"""What an office has chosen its own columns and words to mean."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final, Self

from matching.files.source.vocabulary import plain

IGNORED: Final = "ignorer"
"""Chosen for a column that must not be read."""


CHOSEN_IN: Final = ("Kandidater", "Læreplasser", "Behov")
"""The kinds of lists in which an office may choose what a column means."""


class Kind(StrEnum):
    """A kind of concept of the catalogue; a word of one kind never means an entry of another."""

    SKILL = "skill"
    TRADE = "trade"
    OCCUPATION = "occupation"
    SCHOOLING = "schooling"
    CERTIFICATE = "certificate"
    MUNICIPALITY = "municipality"


@dataclass(frozen=True, eq=False)
class Meanings:
    """Choices remembered from reading to reading, by texts in plain form (vocabulary.plain)."""

    columns: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """A sheet, such as «kandidater», and a column of theirs in it, to the heading it stands for, or IGNORED."""
    words: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """A Kind and a word of theirs, to the key it stands for."""

    def with_column(self, sheet: str, column: str, heading: str) -> Self:
        """These choices and one more: a column of a sheet, and the heading it stands for or IGNORED."""
        return replace(self, columns={**self.columns, (plain(sheet), plain(column)): heading})

    def with_word(self, kind: Kind, word: str, key: str) -> Self:
        """These choices and one more: a word, and the key of the entry it stands for."""
        return replace(self, words={**self.words, (kind, plain(word)): key})


NOTHING_CHOSEN: Final = Meanings()
