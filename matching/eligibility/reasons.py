"""A rule and one pair in, its reason with the person's value against the demand out."""

from collections.abc import Callable

import numpy as np

from matching.domain.answers import BLANK, FULL_TIME, Approval, TravelMode
from matching.domain.cells import date_of, overlap
from matching.domain.columns import Bool
from matching.domain.errors import Fact
from matching.domain.openings import Opening
from matching.domain.people import Candidate, People
from matching.domain.reasons import Reason, ReasonCode
from matching.eligibility.rule import Rule
from matching.eligibility.terms import Terms

Facts = dict[str, Fact]


def _age(candidate: Candidate, opening: Opening, terms: Terms) -> Facts:
    return {"year": terms.start_year, "least": terms.least_age, "greatest": terms.greatest_age}


def _travel(candidate: Candidate, opening: Opening, terms: Terms) -> Facts:
    ways = TravelMode if candidate.travel_mode is None else (candidate.travel_mode,)
    between = terms.catalogue.travel.between
    times = [(between(way, candidate.municipality, opening.municipality), way) for way in ways]
    minutes, way = min(times, key=lambda time: (time[0] is None, time[0] or 0))
    limit = terms.longest if candidate.travel_limit is None else candidate.travel_limit
    return {"minutes": minutes, "limit": limit, "mode": way.name.lower()}


def _need(candidate: Candidate, opening: Opening, terms: Terms) -> Facts:
    status = opening.need.name.lower() if opening.need else None
    return {"status": status, "least": terms.needs_filled}


def _licence(candidate: Candidate, opening: Opening, terms: Terms) -> Facts:
    return {"asked": " / ".join(terms.catalogue.licences[one].key for one in sorted(opening.licence or ()))}


def _norwegian(candidate: Candidate, opening: Opening, terms: Terms) -> Facts:
    levels = {level.rank: level.key for level in terms.catalogue.levels}
    return {"held": levels.get(candidate.norwegian or 0), "asked": levels.get(opening.norwegian or 0)}


def _start(candidate: Candidate, opening: Opening, terms: Terms) -> Facts:
    last = opening.start_to or date_of(terms.last_start)
    first = candidate.start_from
    return {"first": first.isoformat() if first else None, "last": last.isoformat() if last else None}


def _extent(candidate: Candidate, opening: Opening, terms: Terms) -> Facts:
    wanted, offered = candidate.extent or (None, None), opening.extent or (None, None)
    return {"least": wanted[0], "most": wanted[1], "offered_least": offered[0], "offered_most": offered[1]}


_FACTS: dict[ReasonCode, Callable[[Candidate, Opening, Terms], Facts]] = {
    ReasonCode.TOO_YOUNG: _age,
    ReasonCode.TOO_OLD: _age,
    ReasonCode.SEAT_NOT_CONFIRMED: _need,
    ReasonCode.TRAVEL_TOO_LONG: _travel,
    ReasonCode.ASK_TRAVEL: _travel,
    ReasonCode.LICENCE_MISSING: _licence,
    ReasonCode.NORWEGIAN_TOO_LOW: _norwegian,
    ReasonCode.START_TOO_LATE: _start,
    ReasonCode.EXTENT_APART: _extent,
}


def told(code: ReasonCode, candidate: Candidate, opening: Opening, terms: Terms) -> Reason:
    """The reason of that code with the facts of this pair."""
    facts = _FACTS.get(code)
    return Reason.of(code, **(facts(candidate, opening, terms) if facts else {}))


def questions_in(rule: Rule, people: People, unknown: Bool) -> list[tuple[ReasonCode, Bool]]:
    """The questions that settle the pairs where a rule is unknown, each with its pairs, shape (people, openings).

    The person is asked where a cell of hers that the rule reads is blank, else the firm where it can tell.
    """
    if rule.ask is None or rule.ask_employer is None:
        return [(code, unknown) for code in (rule.ask, rule.ask_employer) if code is not None]
    blank = np.any([getattr(people, column) == BLANK for column in rule.people], axis=0)[:, None]
    return [(rule.ask, unknown & blank), (rule.ask_employer, unknown & ~blank)]


def notes_of(candidate: Candidate, opening: Opening, terms: Terms) -> tuple[Reason, ...]:
    """What to have in mind about a pair that may meet."""
    notes = []
    if candidate.in_round is None:
        notes.append(Reason(ReasonCode.NOTE_NOT_ASKED))
    if not terms.for_places and opening.approval is not Approval.APPROVED:
        notes.append(Reason(ReasonCode.NOTE_APPROVAL))
    if not terms.for_places and opening.need is not None and opening.need < terms.needs_filled.least:
        notes.append(Reason.of(ReasonCode.NOTE_NEED, **_need(candidate, opening, terms)))
    keys = [terms.catalogue.certificates[one].key for one in sorted(opening.certificates or ())]
    notes += [Reason.of(ReasonCode.NOTE_CERTIFICATE, certificate=key) for key in keys]
    extent = overlap(candidate.extent, opening.extent) if candidate.extent and opening.extent else None
    if extent is not None and extent[1] < FULL_TIME:
        notes.append(Reason.of(ReasonCode.NOTE_PART_TIME, percent=extent[1]))
    return tuple(notes)
