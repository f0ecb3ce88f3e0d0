"""People who take part in a round: the columns, and the row view Candidate."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

import numpy as np

from matching.domain.answers import ANY_EFFORT_LEVEL, BLANK, TravelMode, WorkHours
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
from matching.domain.columns import Bool, Columns, Int8, Int16, Int32, Ragged, bits, mask

INTERESTS = 6
"""The six interest scores R I A S E C, in this order, each 1.0-7.0 and held in tenths."""

CODE = 3
"""Letters of a short code of interests."""

WISHES = 3
UNWANTED = 5
"""Trades a person can say no to."""


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One person in this round (kandidat). None is a blank: unknown, never a lack.

    Numbers of skills, trades, licences, contexts and municipalities are positions in the catalogue.
    """

    id: str
    municipality: int
    registered: bool | None = None
    """Registered as a job-seeker with Nav (registrert arbeidssøker)."""
    in_round: bool | None = None
    """Has said yes to joining this round (påmeldt)."""
    effort_levels: frozenset[int] | None = None
    """The levels 0-4 of innsatsgruppe a given code may mean; {5} is no valid decision."""
    birth_year: int | None = None
    licences: frozenset[int] | None = None
    norwegian: int | None = None
    """Rank of the language level, 1 (A1) to 7 (mother tongue)."""
    extent: tuple[int, int] | None = None
    """Smallest and largest wanted share of a full position, in percent (ønsket omfang)."""
    travel_mode: TravelMode | None = None
    travel_limit: int | None = None
    """Longest acceptable journey one way, in minutes."""
    shifts: frozenset[WorkHours] | None = None
    """Hours the person can work beside daytime; an empty set is daytime alone."""
    start_from: date | None = None
    skills: frozenset[int] | None = None
    """Skills held (ferdigheter). An empty set is an explicit «ingen»."""
    slight: frozenset[int] = frozenset()
    """Those of the skills that are held a little only (litt)."""
    practice: tuple[tuple[int, int], ...] = ()
    """(trade, months) of relevant work experience (relevant arbeidserfaring)."""
    occupations: tuple[tuple[int, int], ...] = ()
    """(occupation, months) of work experience in what is no trade (arbeidserfaring i yrke)."""
    schooling: tuple[int, ...] = ()
    """Schooling completed (utdanning)."""
    interests: tuple[int, ...] | None = None
    interest_code: tuple[int, ...] = ()
    """Three letters of R I A S E C (interessekode), as places among the six, the foremost first."""
    areas: frozenset[int] | None = None
    """Basic interests named (interesseområder). An empty set is an explicit «ingen»."""
    leisure: frozenset[int] | None = None
    """What the person does in her own time (fritid)."""
    likes: frozenset[int] | None = None
    dislikes: frozenset[int] | None = None
    """Liked and disliked work contexts (arbeidsmiljø); both None when nothing is recorded."""
    wishes: tuple[int, ...] = ()
    """Wished trades, most wanted first (ønsker)."""
    maybe: frozenset[int] = frozenset()
    """Those of the wishes that are no more than a maybe (kanskje)."""
    unwanted: frozenset[int] = frozenset()
    """Trades the person has said no to (ønsker ikke)."""


@dataclass(frozen=True, eq=False)
class People(Columns):
    """Columns of people (kandidater), one row each; BLANK stands for what is not known."""

    municipality: Int16
    registered: Int8
    in_round: Int8
    effort_levels: Int8
    birth_year: Int16
    licences: Int32
    norwegian: Int16
    extent_from: Int16
    extent_to: Int16
    travel_mode: Int16
    travel_limit: Int16
    shifts: Int32
    start_from: Int32
    skills: Ragged
    skills_known: Bool
    slight: Ragged
    practice_trades: Ragged
    practice_months: Ragged
    occupations: Ragged
    occupation_months: Ragged
    schooling: Ragged
    interests: Int16
    interest_code: Int16
    areas: Int32
    leisure: Int32
    likes: Int32
    dislikes: Int32
    wishes: Int16
    maybe: Bool
    """Whether the wish in the same place is a maybe, shape (people, WISHES)."""
    unwanted: Int16

    @classmethod
    def of(cls, candidates: Sequence[Candidate]) -> Self:
        """Columns from row views, in the order given."""
        extents = [one.extent or (BLANK, BLANK) for one in candidates]
        effort = [
            ANY_EFFORT_LEVEL if one.effort_levels is None else mask(one.effort_levels) for one in candidates
        ]
        return cls(
            id=np.array([one.id for one in candidates], dtype=np.str_),
            municipality=numbers(one.municipality for one in candidates),
            registered=answers(one.registered for one in candidates),
            in_round=answers(one.in_round for one in candidates),
            effort_levels=np.array(effort, dtype=np.int8),
            birth_year=numbers(one.birth_year for one in candidates),
            licences=masks(one.licences for one in candidates),
            norwegian=numbers(one.norwegian for one in candidates),
            extent_from=numbers(low for low, _ in extents),
            extent_to=numbers(high for _, high in extents),
            travel_mode=numbers(one.travel_mode for one in candidates),
            travel_limit=numbers(one.travel_limit for one in candidates),
            shifts=masks(one.shifts for one in candidates),
            start_from=days(one.start_from for one in candidates),
            skills=Ragged.of(sorted(one.skills or ()) for one in candidates),
            skills_known=np.array([one.skills is not None for one in candidates], dtype=np.bool_),
            slight=Ragged.of(sorted(one.slight) for one in candidates),
            practice_trades=Ragged.of([trade for trade, _ in one.practice] for one in candidates),
            practice_months=Ragged.of([months for _, months in one.practice] for one in candidates),
            occupations=Ragged.of([occupation for occupation, _ in one.occupations] for one in candidates),
            occupation_months=Ragged.of([months for _, months in one.occupations] for one in candidates),
            schooling=Ragged.of(one.schooling for one in candidates),
            interests=padded([one.interests for one in candidates], INTERESTS),
            interest_code=padded([one.interest_code for one in candidates], CODE),
            areas=masks(one.areas for one in candidates),
            leisure=masks(one.leisure for one in candidates),
            likes=masks(one.likes for one in candidates),
            dislikes=masks(one.dislikes for one in candidates),
            wishes=padded([one.wishes for one in candidates], WISHES),
            maybe=_maybe(candidates),
            unwanted=padded([sorted(one.unwanted) for one in candidates], UNWANTED),
        )

    def candidate(self, row: int) -> Candidate:
        """The row view of one person."""
        effort = int(self.effort_levels[row])
        mode, hours = known(self.travel_mode[row]), members(self.shifts[row])
        return Candidate(
            id=str(self.id[row]),
            municipality=int(self.municipality[row]),
            registered=truth(self.registered[row]),
            in_round=truth(self.in_round[row]),
            effort_levels=None if effort == ANY_EFFORT_LEVEL else bits(effort),
            birth_year=known(self.birth_year[row]),
            licences=members(self.licences[row]),
            norwegian=known(self.norwegian[row]),
            extent=span(self.extent_from[row], self.extent_to[row]),
            travel_mode=None if mode is None else TravelMode(mode),
            travel_limit=known(self.travel_limit[row]),
            shifts=None if hours is None else frozenset(WorkHours(hour) for hour in hours),
            start_from=date_of(int(self.start_from[row])),
            skills=frozenset(self.skills.row(row)) if self.skills_known[row] else None,
            slight=frozenset(self.slight.row(row)),
            practice=tuple(zip(self.practice_trades.row(row), self.practice_months.row(row), strict=True)),
            occupations=tuple(zip(self.occupations.row(row), self.occupation_months.row(row), strict=True)),
            schooling=self.schooling.row(row),
            interests=unpadded(self.interests[row].tolist()) or None,
            interest_code=unpadded(self.interest_code[row].tolist()),
            areas=members(self.areas[row]),
            leisure=members(self.leisure[row]),
            likes=members(self.likes[row]),
            dislikes=members(self.dislikes[row]),
            wishes=unpadded(self.wishes[row].tolist()),
            maybe=frozenset(self.wishes[row, self.maybe[row]].tolist()),
            unwanted=frozenset(unpadded(self.unwanted[row].tolist())),
        )


def _maybe(candidates: Sequence[Candidate]) -> Bool:
    table = np.zeros((len(candidates), WISHES), dtype=np.bool_)
    for row, one in enumerate(candidates):
        table[row, : len(one.wishes)] = [wish in one.maybe for wish in one.wishes]
    return table
