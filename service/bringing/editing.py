"""One person's row as it stands, and what is said of her kept: a list of one row, merged like any other."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from matching.catalogue.catalogue import Catalogue
from matching.domain.people import Candidate
from matching.files.lists.people import ID
from matching.files.lists.person import person_in, person_out
from service.shown.sight import Sight
from service.store.lists import JOINED, difference, merge
from service.store.rows import PEOPLE, ListFault, ListRow
from service.store.tables.rounds import person, taking_part


class Changed(Exception):
    """Somebody else has changed the same cells since they were shown; nothing is kept."""


@dataclass(frozen=True, eq=False)
class Standing:
    """A person as she stands in the store."""

    person: Candidate
    cells: Mapping[str, str]
    """Every cell of her row, empty for what is not known."""

    @classmethod
    def of(cls, person: Candidate, catalogue: Catalogue) -> "Standing":
        """A person with the cells that tell of her."""
        return cls(person, person_out(person, catalogue))

    def seen(self, headings: Sequence[str]) -> str:
        """What was shown of some cells, in short: an answer to them is kept only where it is still the same."""
        return hashlib.sha256(json.dumps([self.cells[one] for one in headings]).encode()).hexdigest()


def standing(sight: Sight, name: str) -> Standing:
    """A person of a kept round as she stands now.

    Raises:
        KeptFault: her row can no longer be read.
        LookupError: she is no longer in the round.
    """
    desk, _ = sight.kept
    with desk.database.reading() as connection:
        return _standing(connection, sight, name)


def change(sight: Sight, other: Candidate, headings: Sequence[str], seen: str) -> None:
    """What somebody has said under some headings kept; `seen`: what stood there when it was shown.

    Raises:
        Changed: somebody else has changed one of them since.
        KeptFault, LookupError: as `standing` does.
    """
    desk, round_key = sight.kept
    said = person_out(other, desk.catalogue)
    row = ListRow(other.id, {ID: other.id, **{heading: said[heading] for heading in headings}})
    with desk.database.writing() as connection:
        if _standing(connection, sight, other.id).seen(headings) != seen:
            raise Changed
        shown, by = difference(connection, round_key, PEOPLE, [row]), desk.by(sight.actor)
        try:
            merge(connection, round_key, PEOPLE, [row], by, expected=shown.digest, corrects=True)
        except ListFault:
            raise Changed from None


def _standing(connection: Connection, sight: Sight, name: str) -> Standing:
    desk, round_key = sight.kept
    hers = (
        select(person.c.cells, taking_part.c.joined)
        .join(taking_part)
        .where(taking_part.c.round == round_key, person.c.id == name, ~person.c.hidden)
    )
    row = connection.execute(hers).one_or_none()
    if row is None:
        raise LookupError("not in the round")
    joined = {True: "ja", False: "nei", None: ""}[row.joined]
    return Standing.of(person_in({**row.cells, JOINED: joined}, desk.catalogue), desk.catalogue)
