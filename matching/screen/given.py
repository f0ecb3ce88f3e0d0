"""The files a command was given in, the lists of a round out."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from matching.catalogue.catalogue import Catalogue
from matching.domain.errors import FileFault, FileFaults, RowFault
from matching.domain.policy import NeedsFilled
from matching.domain.rows import RowCounts
from matching.files.fields.lexicon import Link
from matching.files.fields.rows import Reading
from matching.files.headings.meanings import NOTHING_CHOSEN, Meanings
from matching.files.lists.people import PeopleList, read_people
from matching.files.lists.remembered import read_meanings
from matching.files.lists.seats import Seats, read_seats

List = TypeVar("List", PeopleList, Seats)


@dataclass(frozen=True, kw_only=True)
class RoundFiles:
    """The files of a round, as a command is given them."""

    people: Path
    openings: Path
    needs: Path | None = None
    policy: Path | None = None
    travel: Path | None = None
    meanings: Path | None = None
    catalogue: Path | None = None
    """A folder laid out as the data files of the catalogue; None for our own."""
    skill_vectors: Path | None = None
    groups: Path | None = None
    """Who is of which group; opened only where the policy asks for a floor, and for nothing else."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Lists:
    """The lists of a round as they were read, faults and all."""

    people: PeopleList
    seats: Seats

    @property
    def readings(self) -> tuple[Reading, ...]:
        """Each list that was read."""
        needed = self.seats.needed
        return (self.people, self.seats.listed, *([needed] if needed else []))

    @property
    def faults(self) -> tuple[RowFault, ...]:
        """Every fault, those found by looking at two lists included."""
        return (*self.people.faults, *self.seats.faults)

    def faults_of(self, reading: Reading) -> tuple[RowFault, ...]:
        """The faults of one of the lists, those found by looking at another list too included."""
        return (*reading.faults, *(self.between if reading is self.seats.needed else ()))

    @property
    def between(self) -> tuple[RowFault, ...]:
        """Faults found by looking at two lists; the rows they name are not left out of either."""
        return self.seats.between

    @property
    def counts(self) -> tuple[RowCounts, ...]:
        """How many rows of each list were read, and what became of them."""
        return tuple(reading.counted(self.faults_of(reading)) for reading in self.readings)

    @property
    def links(self) -> tuple[Link, ...]:
        """Every word that was read as another one, in any of the lists."""
        return tuple(sorted({link for reading in self.readings for link in reading.links}))

    @property
    def passed_over(self) -> tuple[RowFault, ...]:
        """Rows that are not read: examples, and rows that stand there twice."""
        return tuple(fault for reading in self.readings for fault in reading.passed_over)


def read_lists(files: RoundFiles, catalogue: Catalogue, filled: NeedsFilled) -> Lists:
    """The lists among the files of a round in, what was read of them out.

    Raises:
        FileFault: a list as a whole cannot be read.
        FileFaults: several cannot.
    """
    chosen = meanings_of(files.meanings, catalogue)
    faults: list[FileFault] = []
    people = _read(lambda: read_people(files.people, catalogue, chosen), faults)
    seats = _read(lambda: read_seats(files.openings, files.needs, catalogue, filled, chosen), faults)
    if people is None or seats is None:
        raise faults[0] if len(faults) == 1 else FileFaults(*faults)
    return Lists(people=people, seats=seats)


def _read(read: Callable[[], List], faults: list[FileFault]) -> List | None:
    """What is read; None where it cannot be, and why among the faults."""
    try:
        return read()
    except FileFault as fault:
        faults.append(fault)
        return None


def meanings_of(path: Path | None, catalogue: Catalogue) -> Meanings:
    """What is chosen in a file of meanings, if there is one.

    Raises:
        FileFault: the file cannot be read.
    """
    return read_meanings(path, catalogue) if path else NOTHING_CHOSEN
