"""What people have limited in, limits of pairs by position out: one function for each kind."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from matching.allocation.limited.model import NO_MOST, Limit
from matching.blocks.decided import positions
from matching.catalogue.catalogue import Catalogue
from matching.domain.cohort import Cohort
from matching.domain.columns import Bool, Int32
from matching.domain.constraints import (
    Cap,
    ClassSize,
    Companions,
    EmployerTotal,
    Floor,
    LimitKind,
    OfficeTotal,
    SharedResource,
)
from matching.domain.errors import ErrorCode, PolicyFault
from matching.domain.naming import called
from matching.domain.openings import Openings
from matching.domain.people import People
from matching.domain.plan import LimitUse
from matching.domain.policy import Mode, Policy

Told = tuple[Limit, LimitUse]
"""A limit, and how it is told; nothing is counted yet."""

LEAST_TOLD: Final = 10
"""Fewer people of a group than this are never told as a number (source: the programme's rule for statistics)."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Limits:
    """Everything people have limited beside room and lists, by position."""

    limits: tuple[Limit, ...]
    told: tuple[LimitUse, ...]
    """How each limit is told, and then each two people together and apart."""
    together: Int32
    apart: Int32
    """Shape (rows, 2)."""


def limits_of(policy: Policy, cohort: Cohort, catalogue: Catalogue) -> Limits:
    """A policy and the cohort it is for in, its limits out, in the order of the policy.

    Numbers of places are meetings where meetings are proposed: people_per_seat for each place.

    Raises:
        PolicyFault: a firm, office, opening or person is not in the round, or a floor is set for meetings.
    """
    places = policy.people_per_seat if policy.mode is Mode.MEETINGS else 1
    people, openings = cohort.people, cohort.openings
    if policy.floors and policy.mode is Mode.MEETINGS:
        raise PolicyFault(ErrorCode.POLICY_VALUE, key="floors", value=None, expected="places_alone")
    both: list[Told] = [
        *(employer_total(one, cohort, places) for one in policy.employer_totals),
        *(office_total(one, cohort, places) for one in policy.office_totals),
        *(cap(one, openings, catalogue, places) for one in policy.caps),
        *(class_size(one, openings, places) for one in policy.classes),
        *(shared_resource(one, people, openings, catalogue, places) for one in policy.resources),
        *(floor(one, people) for one in policy.floors),
    ]
    pairs = (
        *((LimitKind.TOGETHER, one) for one in policy.together),
        *((LimitKind.APART, one) for one in policy.apart),
    )
    return Limits(
        limits=tuple(limit for limit, _ in both),
        told=(*(told for _, told in both), *(_two_people(*one) for one in pairs)),
        together=_rows(policy.together, people),
        apart=_rows(policy.apart, people),
    )


def employer_total(total: EmployerTotal, cohort: Cohort, places: int) -> Told:
    """All openings of one firm together take no more than this many (samlet tak for en bedrift)."""
    firms = called(total.employer, (one.names for one in cohort.employers))
    found = _only(firms, total.employer, "firm", "employer_totals", "organisation_number")
    openings = cohort.openings.employer == found
    return _most(LimitKind.EMPLOYER, cohort.employers[found].name, openings, total.most * places)


def office_total(total: OfficeTotal, cohort: Cohort, places: int) -> Told:
    """All openings of one training office together take no more than this many (tak for et opplæringskontor)."""
    offices = called(total.office, ([one.name] for one in cohort.training_offices))
    found = _only(offices, total.office, "office", "office_totals", "office_of_its_own_name")
    openings = cohort.openings.training_office == found
    return _most(LimitKind.OFFICE, cohort.training_offices[found].name, openings, total.most * places)


def cap(one: Cap, openings: Openings, catalogue: Catalogue, places: int) -> Told:
    """Openings of a trade in a region together take no more than this many (tak per fag og region)."""
    inside = np.array(
        [one.region in ("", place.key, place.county) for place in catalogue.municipalities], dtype=np.bool_
    )
    mine = _of_trades((one.trade,), openings, catalogue) & inside[openings.municipality]
    label = next(trade.label for trade in catalogue.trades if trade.key == one.trade)
    limit = Limit(
        kind=LimitKind.CAP, name=f"{label} {one.region}".strip(), openings=mine, most=one.most * places
    )
    return limit, LimitUse(kind=LimitKind.CAP, name=one.trade, region=one.region, most=limit.most)


def class_size(one: ClassSize, openings: Openings, places: int) -> Told:
    """An opening that is a class takes from least to most people, or nobody (klassestørrelse)."""
    mine = np.zeros(len(openings), dtype=np.bool_)
    mine[positions(openings.id, [one.opening], "opening")] = True
    most = one.most * places
    limit = Limit(
        kind=LimitKind.CLASS, name=one.opening, openings=mine, least=one.least, most=most, or_none=True
    )
    return limit, LimitUse(kind=LimitKind.CLASS, name=one.opening, least=one.least, most=most)


def shared_resource(
    one: SharedResource, people: People, openings: Openings, catalogue: Catalogue, places: int
) -> Told:
    """Those who need a course or a supervisor are no more than it has seats for (felles ressurs)."""
    mine = _of_trades(one.trades, openings, catalogue)
    mine[positions(openings.id, one.openings, "opening")] = True
    needing = ~_holders(one.unless_skill, people, catalogue) if one.unless_skill else None
    limit, told = _most(LimitKind.RESOURCE, one.name, mine, one.seats * places)
    return Limit(**{**vars(limit), "people": needing}), told


def floor(one: Floor, people: People) -> Told:
    """At least this many people of one group have a proposal (minstetall for en gruppe)."""
    limit = Limit(
        kind=LimitKind.FLOOR, name=one.name, people=np.isin(people.id, sorted(one.members)), least=one.least
    )
    told = LimitUse(
        kind=LimitKind.FLOOR, name=one.name, least=one.least, most=None, by=one.by, ground=one.ground
    )
    return limit, told


def _most(kind: LimitKind, name: str, openings: Bool, most: int) -> Told:
    most = min(most, NO_MOST)
    return Limit(kind=kind, name=name, openings=openings, most=most), LimitUse(
        kind=kind, name=name, most=most
    )


def _two_people(kind: LimitKind, one: Companions) -> LimitUse:
    return LimitUse(kind=kind, name=f"{one.first}, {one.second}", most=0, by=one.by, ground=one.reason)


def _rows(decided: Sequence[Companions], people: People) -> Int32:
    """The positions of the two people of each row, shape (rows, 2)."""
    names = [name for one in decided for name in (one.first, one.second)]
    return positions(people.id, names, "candidate").reshape(-1, 2)


def _of_trades(trades: Iterable[str], openings: Openings, catalogue: Catalogue) -> Bool:
    """Which openings offer one of the trades, alone or as an alternative, shape (openings,)."""
    wanted = set(trades)
    numbers = [number for number, trade in enumerate(catalogue.trades) if trade.key in wanted]
    found: Bool = np.any(np.isin(openings.trades, numbers), axis=1)
    return found


def _holders(skill: str, people: People, catalogue: Catalogue) -> Bool:
    """Who holds a skill, and more than a little of it, shape (people,)."""
    number = [one.key for one in catalogue.skills].index(skill)
    held = np.zeros(len(people), dtype=np.bool_)
    held[people.skills.row_of_each()[people.skills.values == number]] = True
    held[people.slight.row_of_each()[people.slight.values == number]] = False
    return held


def _only(found: Sequence[int], name: str, kind: str, key: str, expected: str) -> int:
    if not found:
        raise PolicyFault(ErrorCode.ID_UNKNOWN, id=name, kind=kind)
    if len(found) > 1:
        raise PolicyFault(ErrorCode.POLICY_VALUE, key=key, value=name, expected=expected)
    return found[0]
