"""The hard requirements of a pair, one function each; docs/requirements.md states them in words."""

from typing import Final

import numpy as np

from matching.domain.answers import (
    BLANK,
    FULL_TIME,
    NO,
    NONE,
    SHORTEST_APPRENTICE_EXTENT,
    Answers,
    Approval,
    NeedStatus,
    TravelMode,
    WorkHours,
)
from matching.domain.columns import Bool, Int16
from matching.domain.openings import Openings
from matching.domain.people import People
from matching.domain.reasons import Party, ReasonCode
from matching.eligibility.rule import Rule, agreed, answers, rule
from matching.eligibility.terms import Terms


@rule(people=("in_round",), no=ReasonCode.NOT_IN_ROUND)
def in_round(people: People, openings: Openings, terms: Terms) -> Answers:
    """The person has not said no to joining the round (påmeldt); not asked yet is no hindrance."""
    return answers(yes=people.in_round != NO)[:, None]


@rule(people=("registered",), no=ReasonCode.NOT_REGISTERED, ask=ReasonCode.ASK_REGISTERED)
def registered(people: People, openings: Openings, terms: Terms) -> Answers:
    """The person is registered with Nav, where the programme demands it."""
    return np.maximum(people.registered, answers(yes=not terms.registered))[:, None]


@rule(
    people=("effort_levels",),
    no=ReasonCode.EFFORT_GROUP_TOO_LOW,
    ask=ReasonCode.ASK_EFFORT_GROUP,
    ask_of=Party.OFFICE,
)
def enough_effort(people: People, openings: Openings, terms: Terms) -> Answers:
    """Innsatsgruppe is at least the programme's; an ambiguous code is unknown only where its levels disagree."""
    enough, short = people.effort_levels & terms.enough_effort, people.effort_levels & ~terms.enough_effort
    return answers(yes=short == NONE, unknown=enough != NONE)[:, None]


@rule(people=("birth_year",), no=ReasonCode.TOO_YOUNG, ask=ReasonCode.ASK_BIRTHDAY)
def old_enough(people: People, openings: Openings, terms: Terms) -> Answers:
    """The person has turned the least age at start; by birth year alone the boundary year is unknown."""
    if terms.least_age is None:
        return answers(yes=np.ones((len(people), 1)))
    blank, age = people.birth_year == BLANK, terms.start_year - people.birth_year
    return answers(yes=~blank & (age > terms.least_age), unknown=blank | (age == terms.least_age))[:, None]


@rule(people=("birth_year",), no=ReasonCode.TOO_OLD, ask=ReasonCode.ASK_BIRTHDAY)
def young_enough(people: People, openings: Openings, terms: Terms) -> Answers:
    """The person has not passed the greatest age at start; the boundary year is unknown."""
    if terms.greatest_age is None:
        return answers(yes=np.ones((len(people), 1)))
    blank, age = people.birth_year == BLANK, terms.start_year - people.birth_year
    limit = terms.greatest_age
    return answers(yes=~blank & (age <= limit), unknown=blank | (age == limit + 1))[:, None]


@rule(openings=("trades",), no=ReasonCode.TRADE_OUTSIDE_PROGRAMME)
def trade_of_programme(people: People, openings: Openings, terms: Terms) -> Answers:
    """One of the opening's alternative trades is the programme's."""
    return answers(yes=((openings.trades != BLANK) & terms.trades[openings.trades]).any(axis=1))[None, :]


@rule(openings=("municipality",), no=ReasonCode.REGION_OUTSIDE_PROGRAMME)
def region_of_programme(people: People, openings: Openings, terms: Terms) -> Answers:
    """The place lies in the programme's region."""
    return answers(yes=terms.municipalities[openings.municipality])[None, :]


@rule(openings=("approval",), no=ReasonCode.NOT_APPROVED, ask_employer=ReasonCode.ASK_APPROVAL)
def approved(people: People, openings: Openings, terms: Terms) -> Answers:
    """The firm is approved in the trade; it blocks a contract, not a meeting or work practice."""
    settled = openings.approval == Approval.APPROVED
    pending = openings.approval != Approval.NOT_APPROVED
    return answers(yes=settled | (not terms.for_places), unknown=pending)[None, :]


@rule(openings=("need",), no=ReasonCode.SEAT_NOT_CONFIRMED, ask_employer=ReasonCode.ASK_NEED)
def seat_confirmed(people: People, openings: Openings, terms: Terms) -> Answers:
    """The need the place comes of has come far enough; one that comes of none stands in its own right."""
    settled = (openings.need == BLANK) | (openings.need >= terms.needs_filled.least)
    pending = openings.need == NeedStatus.NOT_KNOWN
    return answers(yes=settled | (not terms.for_places), unknown=pending)[None, :]


@rule(
    people=("municipality", "travel_mode", "travel_limit"),
    openings=("municipality",),
    no=ReasonCode.TRAVEL_TOO_LONG,
    ask=ReasonCode.ASK_TRAVEL,
)
def within_travel_limit(people: People, openings: Openings, terms: Terms) -> Answers:
    """The journey is within the person's limit; near an estimated limit, or with no way given, it is unknown."""
    return agreed([_by_way(people, openings, terms, way) for way in TravelMode], _ways(people))


@rule(
    people=("municipality", "travel_mode"),
    openings=("municipality", "hours"),
    no=ReasonCode.NO_EARLY_TRANSIT,
    ask=ReasonCode.ASK_EARLY_TRAVEL,
)
def reaches_early_shift(people: People, openings: Openings, terms: Terms) -> Answers:
    """No bus goes before six: a shift in another municipality is unknown for those not known to drive."""
    away = people.municipality[:, None] != openings.municipality[None, :]
    shift = (openings.hours == 1 << WorkHours.SHIFT)[None, :]
    by_bus = (people.travel_mode != TravelMode.CAR)[:, None]
    return answers(yes=~(away & shift & by_bus), unknown=True)


@rule(people=("licences",), openings=("licence",), no=ReasonCode.LICENCE_MISSING, ask=ReasonCode.ASK_LICENCE)
def holds_licence(people: People, openings: Openings, terms: Terms) -> Answers:
    """The person holds one of the licence classes asked for, or one above it (førerkort)."""
    satisfying = np.zeros(len(openings), dtype=np.int32)
    for place, holders in enumerate(terms.licence_covers):
        satisfying |= np.where(openings.licence >> place & 1, holders, 0).astype(np.int32)
    held, unknown = people.licences[:, None], (people.licences == BLANK)[:, None]
    nothing_asked = (openings.licence == NONE)[None, :]
    return answers(yes=nothing_asked | (~unknown & ((held & satisfying[None, :]) != NONE)), unknown=unknown)


@rule(
    people=("norwegian",),
    openings=("norwegian",),
    no=ReasonCode.NORWEGIAN_TOO_LOW,
    ask=ReasonCode.ASK_NORWEGIAN,
)
def enough_norwegian(people: People, openings: Openings, terms: Terms) -> Answers:
    """The person's Norwegian is at the level asked for or above."""
    held, asked = people.norwegian[:, None], openings.norwegian[None, :]
    return answers(yes=(asked == NONE) | ((held != BLANK) & (held >= asked)), unknown=held == BLANK)


@rule(
    people=("shifts",),
    openings=("hours",),
    no=ReasonCode.HOURS_NOT_POSSIBLE,
    ask=ReasonCode.ASK_HOURS,
    ask_employer=ReasonCode.ASK_EMPLOYER_HOURS,
)
def can_work_the_hours(people: People, openings: Openings, terms: Terms) -> Answers:
    """The person can work evenings or shifts where the opening has them; daytime is possible for all."""
    unknown = people.shifts == BLANK
    given, possible = [], []
    for hours in WorkHours:
        can = (people.shifts >> hours & 1) == 1
        settled = np.full(len(people), hours is WorkHours.DAY)
        given.append(answers(yes=settled | (~unknown & can), unknown=unknown)[:, None])
        possible.append((openings.hours >> hours & 1 == 1)[None, :])
    return agreed(given, possible)


@rule(people=("start_from",), openings=("start_to",), no=ReasonCode.START_TOO_LATE, ask=ReasonCode.ASK_START)
def can_start_in_time(people: People, openings: Openings, terms: Terms) -> Answers:
    """The person can start no later than the opening's last day of start."""
    last = np.where(openings.start_to == BLANK, terms.last_start, openings.start_to)[None, :]
    first = people.start_from[:, None]
    return answers(yes=(last == BLANK) | ((first != BLANK) & (first <= last)), unknown=first == BLANK)


@rule(
    people=("extent_from", "extent_to"),
    openings=("extent_from", "extent_to"),
    no=ReasonCode.EXTENT_APART,
    ask=ReasonCode.ASK_EXTENT,
    ask_employer=ReasonCode.ASK_EMPLOYER_EXTENT,
)
def extents_overlap(people: People, openings: Openings, terms: Terms) -> Answers:
    """Some share of a full position suits both; one who is open to half and full matches either."""
    low, high = people.extent_from[:, None], people.extent_to[:, None]
    least, most = openings.extent_from[None, :], openings.extent_to[None, :]
    said, stated = low != BLANK, least != BLANK
    both = said & stated & (np.maximum(low, least) <= np.minimum(high, most))
    # A firm that has not said is taken to offer full time at least.
    full_time = said & ~stated & (high >= FULL_TIME)
    anything = ~said & stated & (least <= SHORTEST_APPRENTICE_EXTENT) & (most >= FULL_TIME)
    return answers(yes=both | full_time | anything, unknown=~(said & stated))


RULES: Final[tuple[Rule, ...]] = (
    in_round,
    registered,
    enough_effort,
    old_enough,
    young_enough,
    trade_of_programme,
    region_of_programme,
    approved,
    seat_confirmed,
    within_travel_limit,
    reaches_early_shift,
    holds_licence,
    enough_norwegian,
    can_work_the_hours,
    can_start_in_time,
    extents_overlap,
)
"""In the order of docs/requirements.md; the order changes no verdict."""


def _ways(people: People) -> list[Bool]:
    """For each way of travel, whether it may be the person's, shape (people, 1)."""
    return [((people.travel_mode == way) | (people.travel_mode == BLANK))[:, None] for way in TravelMode]


def _by_way(people: People, openings: Openings, terms: Terms, way: TravelMode) -> Answers:
    minutes = terms.catalogue.travel.minutes[way][
        people.municipality[:, None], openings.municipality[None, :]
    ].astype(int)
    said = people.travel_limit != BLANK
    limit, longest = _limits(people.travel_limit, said, terms)
    blank = minutes == BLANK
    return answers(yes=~blank & (minutes <= limit), unknown=blank | (100 * minutes <= longest))


def _limits(stated: Int16, said: Bool, terms: Terms) -> tuple[Int16, Int16]:
    """Minutes that are a yes, and hundredths of minutes that are not yet a no, each of shape (people, 1)."""
    wide = stated.astype(int) * (terms.uncertainty if terms.catalogue.travel.estimated else 100)
    limit = np.where(said, stated, terms.assumed_limit)
    return limit[:, None], np.where(said, wide, 100 * terms.longest)[:, None]
