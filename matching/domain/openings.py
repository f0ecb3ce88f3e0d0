"""Places to learn a trade in a firm: employers, training offices, and the columns of openings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

import numpy as np

from matching.domain.answers import BLANK, Approval, NeedStatus, Sector, WorkHours
from matching.domain.cells import (
    answers,
    date_of,
    days,
    known,
    masks,
    members,
    numbers,
    padded,
    span,
    truth,
    unpadded,
)
from matching.domain.columns import Bool, Columns, Int8, Int16, Int32, Ragged

ALTERNATIVES = 3
"""How many alternative trades one opening may name."""


@dataclass(frozen=True, kw_only=True)
class Employer:
    """A firm that trains apprentices, one department of it (lærebedrift)."""

    name: str
    organisation_number: str = ""
    """Nine digits of the department (underenhet); empty when not given."""
    sector: Sector = Sector.NOT_KNOWN

    @property
    def names(self) -> tuple[str, ...]:
        """What it may be called: its name, and its organisation number where that is given."""
        return tuple(filter(None, (self.name, self.organisation_number)))


@dataclass(frozen=True, kw_only=True)
class TrainingOffice:
    """An office that pools and follows up places across member firms (opplæringskontor)."""

    name: str


@dataclass(frozen=True, kw_only=True)
class Opening:
    """One employer's offer in one trade, or alternative trades, at one place (læreplass). None is a blank.

    Numbers of employers and offices are positions in the cohort; of skills, trades, licences, certificates
    and municipalities, positions in the catalogue.
    """

    id: str
    employer: int
    trades: tuple[int, ...]
    municipality: int
    seats: int
    """Capacity in tenths of a full position (plasser)."""
    training_office: int | None = None
    extent: tuple[int, int] | None = None
    """Smallest and largest share of a full position offered, in percent (stillingsprosent)."""
    sharing: bool | None = None
    """Two people may share one position (kan deles)."""
    must: frozenset[int] | None = None
    nice: frozenset[int] | None = None
    """Skills asked for (må) and preferred (fordel). An empty set is an explicit «ingen»."""
    slight: frozenset[int] = frozenset()
    """Skills asked for of which a little is enough (litt er nok)."""
    learnable: frozenset[int] = frozenset()
    """Skills that can be learnt at the firm and do not count in the fit (kan læres)."""
    licence: frozenset[int] | None = None
    """Licence classes of which one is needed; an empty set needs none."""
    norwegian: int | None = None
    """Least rank of the language level; 0 asks for none."""
    hours: frozenset[WorkHours] | None = None
    """The kinds of hours the work may turn out to have; more than one means it is not settled which."""
    certificates: frozenset[int] | None = None
    """Certificates needed before start (attest)."""
    start_from: date | None = None
    start_to: date | None = None
    approval: Approval = Approval.NOT_KNOWN
    need: NeedStatus | None = None
    """How far the need it comes of has come (behov); None where it stands in its own right."""


@dataclass(frozen=True, eq=False)
class Openings(Columns):
    """Columns of openings (læreplasser), one row each; BLANK stands for what is not known."""

    employer: Int32
    training_office: Int32
    trades: Int16
    municipality: Int16
    seats: Int16
    extent_from: Int16
    extent_to: Int16
    sharing: Int8
    must: Ragged
    must_known: Bool
    nice: Ragged
    nice_known: Bool
    slight: Ragged
    learnable: Ragged
    licence: Int32
    norwegian: Int16
    hours: Int32
    certificates: Int32
    start_from: Int32
    start_to: Int32
    approval: Int8
    need: Int8

    @classmethod
    def of(cls, openings: Sequence[Opening]) -> Self:
        """Columns from row views, in the order given."""
        extents = [one.extent or (BLANK, BLANK) for one in openings]
        offices = [BLANK if one.training_office is None else one.training_office for one in openings]
        return cls(
            id=np.array([one.id for one in openings], dtype=np.str_),
            employer=np.array([one.employer for one in openings], dtype=np.int32),
            training_office=np.array(offices, dtype=np.int32),
            trades=padded([one.trades for one in openings], ALTERNATIVES),
            municipality=numbers(one.municipality for one in openings),
            seats=numbers(one.seats for one in openings),
            extent_from=numbers(low for low, _ in extents),
            extent_to=numbers(high for _, high in extents),
            sharing=answers(one.sharing for one in openings),
            must=Ragged.of(sorted(one.must or ()) for one in openings),
            must_known=np.array([one.must is not None for one in openings], dtype=np.bool_),
            nice=Ragged.of(sorted(one.nice or ()) for one in openings),
            nice_known=np.array([one.nice is not None for one in openings], dtype=np.bool_),
            slight=Ragged.of(sorted(one.slight) for one in openings),
            learnable=Ragged.of(sorted(one.learnable) for one in openings),
            licence=masks(one.licence for one in openings),
            norwegian=numbers(one.norwegian for one in openings),
            hours=masks(one.hours for one in openings),
            certificates=masks(one.certificates for one in openings),
            start_from=days(one.start_from for one in openings),
            start_to=days(one.start_to for one in openings),
            approval=np.array([one.approval for one in openings], dtype=np.int8),
            need=np.array([BLANK if one.need is None else one.need for one in openings], dtype=np.int8),
        )

    def opening(self, row: int) -> Opening:
        """The row view of one opening."""
        hours = members(self.hours[row])
        return Opening(
            id=str(self.id[row]),
            employer=int(self.employer[row]),
            training_office=known(int(self.training_office[row])),
            trades=unpadded(self.trades[row].tolist()),
            municipality=int(self.municipality[row]),
            seats=int(self.seats[row]),
            extent=span(self.extent_from[row], self.extent_to[row]),
            sharing=truth(self.sharing[row]),
            must=frozenset(self.must.row(row)) if self.must_known[row] else None,
            nice=frozenset(self.nice.row(row)) if self.nice_known[row] else None,
            slight=frozenset(self.slight.row(row)),
            learnable=frozenset(self.learnable.row(row)),
            licence=members(self.licence[row]),
            norwegian=known(self.norwegian[row]),
            hours=None if hours is None else frozenset(WorkHours(hour) for hour in hours),
            certificates=members(self.certificates[row]),
            start_from=date_of(int(self.start_from[row])),
            start_to=date_of(int(self.start_to[row])),
            approval=Approval(int(self.approval[row])),
            need=None if self.need[row] == BLANK else NeedStatus(int(self.need[row])),
        )
