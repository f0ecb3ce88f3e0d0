"""What a data file of the catalogue is: the columns it has, and what a cell of each may hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, kw_only=True)
class Column:
    """What a cell may hold. A blank is refused only where the column is `required`."""

    required: bool = False
    apart: str = ""
    """What stands between several values; nothing where the cell is one value."""
    repeats: bool = False
    """Whether a value may stand twice."""
    exactly: int | None = None
    """How many values there must be."""
    refers: str | None = None
    """The table whose keys the values are."""
    form: str | None = None
    """Regular expression a whole value matches."""
    within: tuple[float, float] | None = None
    """The least and the greatest number a value may be."""
    choices: tuple[str, ...] = ()
    day: bool = False

    def values(self, cell: str) -> tuple[str, ...]:
        """The values of a cell, without blanks."""
        if not cell or not self.apart:
            return (cell,) if cell else ()
        return tuple(part.strip() for part in cell.split(self.apart) if part.strip())


@dataclass(frozen=True, kw_only=True)
class Table:
    """One data file: the column that identifies a row, those whose texts name it, and what its cells may hold."""

    columns: Mapping[str, Column]
    key: str = "key"
    names: tuple[str, ...] = ("key", "label_nb", "synonyms")
    """Columns whose texts lead to a row, and may lead to no other; none where texts are not looked up."""
    room: int | None = None
    """How many rows there may be."""


KEY: Final = Column(required=True, form=r"[a-z0-9]+(-[a-z0-9]+)*")
TEXT: Final = Column(required=True)
FREE: Final = Column()
TEXTS: Final = Column(apart=";")
DAY: Final = Column(required=True, day=True)
NUMBER: Final = Column(required=True, form="[0-9]{4}")
ORIGIN: Final = MappingProxyType({"assumed": TEXTS, "source": TEXT, "valid_from": DAY})
"""Of every table: columns of the row that are assumptions, where the others come from, and from which day."""
