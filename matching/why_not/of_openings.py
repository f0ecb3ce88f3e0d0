"""An opening in, the closed list of changes of it out: what the firm may answer, move or leave out; a seat more."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from matching.domain.answers import (
    BLANK,
    FULL_TIME,
    SHORTEST_APPRENTICE_EXTENT,
    TENTHS_IN_A_SEAT,
    Approval,
    WorkHours,
)
from matching.domain.cells import date_of, day_number
from matching.domain.change import ChangeCode
from matching.domain.openings import Opening
from matching.domain.people import People
from matching.eligibility.terms import Terms
from matching.why_not.trial import Step, Trial, change

MOST_DAYS = 6
"""Later days of start that are tried, the earliest first."""


def answers_of_firm(stated: Opening, asked: Opening, terms: Terms) -> list[Trial]:
    """What the firm may answer: one trial for each question that is open about the opening.

    `stated` is the opening as the firm has stated it, `asked` the same with what its trade usually demands.
    """
    return _trials(stated, _answers(asked, terms))


def trials_of_firm(stated: Opening, asked: Opening, people: People, terms: Terms) -> list[Trial]:
    """What the firm may answer, move or leave out, and a longer journey for everybody."""
    steps = [*_answers(asked, terms), *_moved(asked, people, terms), *_left_out(asked, terms)]
    longer = change(ChangeCode.LONGER_TRAVEL, {}, stated.id)
    return [*_trials(stated, iter(steps)), Trial(change=longer, opening=stated, longer_travel=True)]


def one_seat(stated: Opening, asked: Opening) -> Trial:
    """One more place at the opening, of the kind it has."""
    whole = max(stated.seats // TENTHS_IN_A_SEAT, min(stated.seats, 1))
    return Trial(
        change=change(ChangeCode.ONE_SEAT, {}, stated.id),
        opening=replace(stated, seats=(whole + 1) * TENTHS_IN_A_SEAT, extent=asked.extent),
    )


def _trials(stated: Opening, steps: Iterator[Step]) -> list[Trial]:
    return [
        Trial(change=change(code, facts, stated.id), opening=replace(stated, **fields))
        for code, facts, fields in steps
    ]


def _answers(asked: Opening, terms: Terms) -> Iterator[Step]:
    if asked.approval in (Approval.NOT_KNOWN, Approval.APPLIED):
        yield ChangeCode.FIRM_APPROVED, {}, {"approval": Approval.APPROVED}
    status = terms.needs_filled.least
    if asked.need is not None and asked.need < status:
        yield ChangeCode.FIRM_NEED, {"status": status.name.lower()}, {"need": status}
    if asked.hours is not None and len(asked.hours) > 1:
        for hours in sorted(asked.hours):
            yield ChangeCode.FIRM_HOURS, {"hours": hours.name.lower()}, {"hours": frozenset({hours})}
    if asked.extent is None:
        both = SHORTEST_APPRENTICE_EXTENT, FULL_TIME
        yield ChangeCode.FIRM_EXTENT, {"least": both[0], "most": both[1]}, {"extent": both}


def _moved(asked: Opening, people: People, terms: Terms) -> Iterator[Step]:
    """Later days of start, each as early as lets one more in; and every extent from half to full."""
    last = terms.last_start if asked.start_to is None else day_number(asked.start_to)
    if last != BLANK:
        for number in np.unique(people.start_from[people.start_from > last])[:MOST_DAYS].tolist():
            day = date_of(number)
            if day is not None:
                yield ChangeCode.LATER_START, {"day": day.isoformat()}, {"start_to": day}
    least, most = asked.extent or (0, 0)
    wide = min(least, SHORTEST_APPRENTICE_EXTENT), max(most, FULL_TIME)
    if asked.extent is not None and wide != asked.extent and asked.seats >= TENTHS_IN_A_SEAT:
        yield ChangeCode.WIDER_EXTENT, {"least": wide[0], "most": wide[1]}, {"extent": wide}


def _left_out(asked: Opening, terms: Terms) -> Iterator[Step]:
    if asked.licence:
        keys = " / ".join(terms.catalogue.licences[one].key for one in sorted(asked.licence))
        yield ChangeCode.DROP_LICENCE, {"licence": keys}, {"licence": frozenset()}
    if asked.norwegian:
        level = next(one.key for one in terms.catalogue.levels if one.rank == asked.norwegian)
        yield ChangeCode.DROP_NORWEGIAN, {"level": level}, {"norwegian": 0}
    if asked.hours is not None and asked.hours != {WorkHours.DAY}:
        yield ChangeCode.DROP_HOURS, {}, {"hours": frozenset({WorkHours.DAY})}
