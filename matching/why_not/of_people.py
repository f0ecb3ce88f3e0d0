"""A person and what stands in her way in, the closed list of changes of hers out.

A single change can only help where a single thing stands in the way, so values are taken from the openings where
all other requirements are met. Docs/allocation.md has the list.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

import numpy as np

from matching.domain.answers import BLANK, FULL_TIME, SHORTEST_APPRENTICE_EXTENT, TravelMode, WorkHours
from matching.domain.cells import date_of
from matching.domain.change import ChangeCode
from matching.domain.columns import Bool, Int8, Int16, bits
from matching.domain.openings import Openings
from matching.domain.people import Candidate
from matching.eligibility.terms import Terms
from matching.why_not.trial import Step, Trial, change, within_reach

STEPS_OF_TRAVEL: Final = (30, 45, 60, 75, 90)
"""Minutes one way a travel limit is raised to, one step at a time (source: assumption)."""

FULL_AND_HALF: Final = (
    (FULL_TIME, FULL_TIME),
    (SHORTEST_APPRENTICE_EXTENT, FULL_TIME),
    (SHORTEST_APPRENTICE_EXTENT, SHORTEST_APPRENTICE_EXTENT),
)

Steps = Callable[[Candidate, Openings, Terms], Iterator[Step]]


def trials_of(
    candidate: Candidate, answers: Int8, openings: Openings, terms: Terms, least: int
) -> list[Trial]:
    """Every change of the person that could lift her over what her own columns stop, in the order of the rules.

    `answers` of all rules at all openings, of shape (rules, openings); `least` is the answer that will do.
    """
    found = []
    for columns, steps in _STEPS:
        near = np.flatnonzero(within_reach(answers, set(columns), least))
        for code, facts, fields in steps(candidate, openings.take(near), terms) if len(near) else ():
            found.append(Trial(change=change(code, facts), person=replace(candidate, **fields)))
    return found


def skills_of(candidate: Candidate, openings: Openings, terms: Terms) -> list[Trial]:
    """One skill more, of those asked for at the openings given, in the order of the catalogue."""
    held = (candidate.skills or frozenset()) - candidate.slight
    asked: set[int] = set()
    for row in range(len(openings)):
        one = openings.opening(row)
        trades = [terms.catalogue.trades[trade] for trade in one.trades]
        for said, usual in ((one.must, "must"), (one.nice, "nice")):
            stated = {skill for trade in trades for skill in getattr(trade, usual)} if said is None else said
            asked |= stated
        asked -= one.learnable
    found = []
    for skill in sorted(asked - held):
        more = replace(
            candidate, skills=(candidate.skills or frozenset()) | {skill}, slight=candidate.slight - {skill}
        )
        facts = {"skill": terms.catalogue.skills[skill].key}
        found.append(Trial(change=change(ChangeCode.HOLD_SKILL, dict(facts)), person=more))
    return found


def step_above(limit: int) -> int | None:
    """The next step of travel above a limit; None above the last."""
    return next((step for step in STEPS_OF_TRAVEL if step > limit), None)


def _registered(candidate: Candidate, openings: Openings, terms: Terms) -> Iterator[Step]:
    if candidate.registered is None:
        yield ChangeCode.SAY_REGISTERED, {}, {"registered": True}


def _effort(candidate: Candidate, openings: Openings, terms: Terms) -> Iterator[Step]:
    enough = bits(terms.enough_effort & (1 << 5) - 1)
    possible = enough if candidate.effort_levels is None else enough & candidate.effort_levels
    if possible:
        yield ChangeCode.SAY_EFFORT_GROUP, {}, {"effort_levels": possible}


def _age(candidate: Candidate, openings: Openings, terms: Terms) -> Iterator[Step]:
    """A year in which the age is right whatever the birthday, where the year is not known or is on the border."""
    least, greatest, born = terms.least_age, terms.greatest_age, candidate.birth_year
    age = None if born is None else terms.start_year - born
    if least is not None and age in (None, least):
        facts = {"least": least, "greatest": greatest}
        yield ChangeCode.SAY_AGE, dict(facts), {"birth_year": terms.start_year - least - 1}
    elif greatest is not None and (age is None or age == greatest + 1):
        facts = {"least": least, "greatest": greatest}
        yield ChangeCode.SAY_AGE, dict(facts), {"birth_year": terms.start_year - greatest}


def _journey(candidate: Candidate, openings: Openings, terms: Terms) -> Iterator[Step]:
    """The way she travels and how far is fine, where that is open; then a limit one step higher."""
    said = candidate.travel_limit
    limit = terms.assumed_limit if said is None else said
    for way in TravelMode if candidate.travel_mode is None else (candidate.travel_mode,):
        minutes = _minutes(candidate, openings, way, terms)
        if candidate.travel_mode is None and (minutes <= limit).any():
            yield ChangeCode.SAY_JOURNEY, {"mode": way.name.lower()}, {"travel_mode": way}
        for far in np.unique(minutes[(minutes > limit) & _may_ask(minutes, said, terms)]).tolist():
            facts = {"mode": way.name.lower(), "minutes": far}
            yield ChangeCode.SAY_JOURNEY, dict(facts), {"travel_mode": way, "travel_limit": far}
    early = (openings.municipality != candidate.municipality) & (openings.hours == 1 << WorkHours.SHIFT)
    if candidate.travel_mode is TravelMode.TRANSIT and early.any():
        yield ChangeCode.SAY_EARLY, {}, {"travel_mode": TravelMode.CAR}
    step = step_above(limit)
    if step is not None:
        yield ChangeCode.TRAVEL_LIMIT, {"limit": limit, "minutes": step}, {"travel_limit": step}


def _minutes(candidate: Candidate, openings: Openings, way: TravelMode, terms: Terms) -> Int16:
    minutes: Int16 = terms.catalogue.travel.minutes[way][candidate.municipality, openings.municipality]
    known: Int16 = minutes[minutes != BLANK]
    return known


def _may_ask(minutes: Int16, said: int | None, terms: Terms) -> Bool:
    """Whether a journey above the limit is a question and not a no."""
    percent = terms.uncertainty if terms.catalogue.travel.estimated else 100
    most = 100 * terms.longest if said is None else percent * said
    ask: Bool = 100 * minutes.astype(np.int64) <= most
    return ask


def _licence(candidate: Candidate, openings: Openings, terms: Terms) -> Iterator[Step]:
    code = ChangeCode.SAY_LICENCE if candidate.licences is None else ChangeCode.HOLD_LICENCE
    held = candidate.licences or frozenset()
    asked = {one for demand in openings.licence.tolist() if demand > 0 for one in bits(demand)}
    for one in sorted(asked - held):
        yield code, {"licence": terms.catalogue.licences[one].key}, {"licences": held | {one}}


def _norwegian(candidate: Candidate, openings: Openings, terms: Terms) -> Iterator[Step]:
    code = ChangeCode.SAY_NORWEGIAN if candidate.norwegian is None else ChangeCode.HOLD_NORWEGIAN
    keys = {level.rank: level.key for level in terms.catalogue.levels}
    for rank in np.unique(openings.norwegian).tolist():
        if rank > (candidate.norwegian or 0):
            yield code, {"level": keys[rank]}, {"norwegian": rank}


def _hours(candidate: Candidate, openings: Openings, terms: Terms) -> Iterator[Step]:
    if candidate.shifts is None:
        for hours in ({WorkHours.EVENING}, {WorkHours.SHIFT}, {WorkHours.EVENING, WorkHours.SHIFT}):
            named = {one.name.lower(): one.name.lower() for one in hours}
            yield ChangeCode.SAY_HOURS, dict(named), {"shifts": frozenset(hours)}


def _start(candidate: Candidate, openings: Openings, terms: Terms) -> Iterator[Step]:
    """The latest days of start that are early enough."""
    if candidate.start_from is not None:
        return
    last = np.where(openings.start_to == BLANK, terms.last_start, openings.start_to)
    for number in np.unique(last[last != BLANK])[::-1].tolist():
        day = date_of(number)
        if day is not None:
            yield ChangeCode.SAY_START, {"day": day.isoformat()}, {"start_from": day}


def _extent(candidate: Candidate, openings: Openings, terms: Terms) -> Iterator[Step]:
    if candidate.extent is None:
        for least, most in FULL_AND_HALF:
            yield ChangeCode.SAY_EXTENT, {"least": least, "most": most}, {"extent": (least, most)}


_STEPS: Final[tuple[tuple[tuple[str, ...], Steps], ...]] = (
    (("registered",), _registered),
    (("effort_levels",), _effort),
    (("birth_year",), _age),
    (("travel_mode", "travel_limit"), _journey),
    (("licences",), _licence),
    (("norwegian",), _norwegian),
    (("shifts",), _hours),
    (("start_from",), _start),
    (("extent_from", "extent_to"), _extent),
)
"""Columns of a person that requirements read, and what may be other in them."""
