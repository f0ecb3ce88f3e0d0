"""What a check of the data files may find: codes and facts; the sentences stand in texts/."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from matching.domain.errors import Fact


class CatalogueCode(StrEnum):
    """What is wrong with a data file, or worth a look."""

    # the file
    FILE_MISSING = "file_missing"
    FILE_UNREADABLE = "file_unreadable"
    COLUMN_MISSING = "column_missing"
    ROW_CELLS = "row_cells"
    ROWS_TOO_MANY = "rows_too_many"
    # one cell
    CELL_BLANK = "cell_blank"
    CELL_FORM = "cell_form"
    CELL_COUNT = "cell_count"
    CELL_RANGE = "cell_range"
    CELL_CHOICE = "cell_choice"
    VALUE_TWICE = "value_twice"
    REFERENCE_UNKNOWN = "reference_unknown"
    ASSUMED_UNKNOWN = "assumed_unknown"
    # rows beside each other
    KEY_TWICE = "key_twice"
    TEXT_TWICE = "text_twice"
    TREE_CYCLE = "tree_cycle"
    BROADER_NO_GROUP = "broader_no_group"
    BESIDE_AGAIN = "beside_again"
    SKILL_IS_GROUP = "skill_is_group"
    SKILL_ASKED_TWICE = "skill_asked_twice"
    COUNTY_DIFFERS = "county_differs"
    OLD_NUMBER_IN_USE = "old_number_in_use"
    SPLIT_FORGOTTEN = "split_forgotten"
    MEASURES_OVERLAP = "measures_overlap"
    INTERESTS_UNEVEN = "interests_uneven"
    PROGRAMME_UNREADABLE = "programme_unreadable"
    # worth a look
    SKILL_UNUSED = "skill_unused"


NOTES = frozenset({CatalogueCode.SKILL_UNUSED})
"""Codes that are no fault: the catalogue works all the same."""


@dataclass(frozen=True)
class CatalogueFinding:
    """One thing found in a data file: where, and the facts of the case."""

    code: CatalogueCode
    file: str
    line: int | None = None
    """Line of the file, the heading being line 1."""
    key: str = ""
    """Key of the row."""
    facts: tuple[tuple[str, Fact], ...] = ()

    @classmethod
    def of(
        cls, code: CatalogueCode, file: str, line: int | None = None, key: str = "", /, **facts: Fact
    ) -> Self:
        """A finding with its facts by name."""
        return cls(code, file, line, key, tuple(facts.items()))

    @property
    def is_note(self) -> bool:
        """Whether it is worth a look, but no fault."""
        return self.code in NOTES
