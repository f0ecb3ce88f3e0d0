"""Rows of lists as the store keeps them, the kinds of list there are, and what a new list would change."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Table

from matching.files.lists import needs, openings, people
from service.store.tables.rounds import need, on_offer, opening, person, taking_part

Cells = Mapping[str, str]
"""What stands in the row of a list, by heading, in the words it was understood in; blanks left out."""

UNSHOWN: Final = frozenset({"innsatsgruppe"})
"""Headings of cells that are shown to nobody (docs/decisions/007); they are handed out to who they are about."""


class ListFault(Exception):
    """A list that cannot be kept; nothing has changed."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class ListRow:
    """One row of a list."""

    id: str
    cells: Cells
    beside: Mapping[str, Any] = field(default_factory=dict)
    """Columns of its table that are kept beside the cells, since the database itself needs them."""


@dataclass(frozen=True)
class CellChange:
    """A cell that a new list says something else of."""

    id: str
    heading: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class Difference:
    """What a new list would change (forskjell)."""

    added: tuple[str, ...]
    changed: tuple[CellChange, ...]
    unchanged: int
    absent: tuple[str, ...]
    """Rows of the round that the new list does not have; they stay."""

    @property
    def digest(self) -> str:
        """What was shown, in short: it is kept only where it is still the same."""
        told = [self.added, [list(vars(one).values()) for one in self.changed], self.absent]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()


@dataclass(frozen=True)
class Kind:
    """A kind of list: its table, and how its rows belong to a round."""

    table: Table
    joined: Table | None
    """The table that says which rows are in a round; None where they belong to one."""
    heading: str
    """What its ids stand under in a list."""


PEOPLE: Final = Kind(person, taking_part, people.ID)
OPENINGS: Final = Kind(opening, on_offer, openings.ID)
NEEDS: Final = Kind(need, None, needs.ID)
