"""The candidates and openings that compete in one run."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from matching.domain.answers import BLANK, FULL_TIME, TENTHS_IN_A_SEAT
from matching.domain.columns import Bool, Columns, Rows
from matching.domain.errors import CohortFault, ErrorCode
from matching.domain.needs import Need
from matching.domain.openings import Employer, Opening, Openings, TrainingOffice
from matching.domain.people import Candidate, People
from matching.domain.programme import OPEN_PROGRAMME, Programme


@dataclass(frozen=True, eq=False)
class Cohort:
    """People and openings of one round (runde), sorted by id, checked once when built by `of`."""

    people: People
    openings: Openings
    employers: tuple[Employer, ...]
    training_offices: tuple[TrainingOffice, ...] = ()
    programme: Programme = OPEN_PROGRAMME
    needs: tuple[Need, ...] = ()
    """What the firms need (behov), sorted by id; see Need.opening for those that are openings too."""

    @classmethod
    def of(
        cls,
        people: People | Sequence[Candidate],
        openings: Openings | Sequence[Opening],
        employers: Sequence[Employer],
        training_offices: Sequence[TrainingOffice] = (),
        programme: Programme = OPEN_PROGRAMME,
        needs: Sequence[Need] = (),
    ) -> Self:
        """Columns or row views in any order, a cohort sorted by id out.

        Raises:
            CohortFault: an id stands twice or is empty, a range is reversed, a number points nowhere.
        """
        people = people if isinstance(people, People) else People.of(people)
        openings = openings if isinstance(openings, Openings) else Openings.of(openings)
        people, openings = people.take(_by_id(people)), openings.take(_by_id(openings))
        _check_ids(people)
        _check_ids(openings)
        for table in (people, openings):
            _check(table.extent_from <= table.extent_to, table, "extent")
            _check((table.extent_from > 0) | (table.extent_from == BLANK), table, "extent")
        _check(openings.seats >= 0, openings, "seats")
        part_position = (openings.seats > 0) & (openings.seats < TENTHS_IN_A_SEAT)
        room = openings.seats.astype(int) * (FULL_TIME // TENTHS_IN_A_SEAT)
        _check(~part_position | (openings.extent_to <= room), openings, "extent")
        _check(openings.trades[:, 0] != BLANK, openings, "trades")
        _check((openings.employer >= 0) & (openings.employer < len(employers)), openings, "employer")
        office = openings.training_office
        _check((office >= BLANK) & (office < len(training_offices)), openings, "training_office")
        needs = sorted(needs, key=lambda need: need.id)
        _check_needs(needs, len(employers))
        return cls(people, openings, tuple(employers), tuple(training_offices), programme, tuple(needs))

    def digest(self) -> str:
        """SHA-256 of everything in the cohort; the same for the same content whatever the row order was."""
        total = hashlib.sha256()
        for table in (self.people, self.openings):
            for name, column in table.parts():
                total.update(f"{name}:{column.shape}:".encode())
                text = column.dtype.kind == "U"
                data = "\x1f".join(column.tolist()).encode() if text else column.astype("<i8").tobytes()
                total.update(data)
        total.update(repr((self.employers, self.training_offices, self.programme)).encode())
        total.update(repr(self.needs).encode() if self.needs else b"")
        return total.hexdigest()


def _by_id(table: Columns) -> Rows:
    return np.argsort(table.id, kind="stable")


def _check_ids(table: Columns) -> None:
    _check(table.id != "", table, "id")
    _check(np.append(table.id[1:] != table.id[:-1], True), table, "id")


def _check_needs(needs: Sequence[Need], employers: int) -> None:
    before = ""  # so that an empty id is found as one that stands twice is
    for need in needs:
        if need.id == before:
            raise CohortFault(ErrorCode.COHORT, id=need.id, column="id")
        if not 0 <= need.employer < employers:
            raise CohortFault(ErrorCode.COHORT, id=need.id, column="employer")
        before = need.id


def _check(holds: Bool, table: Columns, column: str) -> None:
    if not holds.all():
        first = int(np.argmin(holds))
        raise CohortFault(ErrorCode.COHORT, id=str(table.id[first]), column=column)
