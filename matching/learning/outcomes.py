"""What happened to people who started in, courses and how each had gone after a given time out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby
from types import MappingProxyType
from typing import Final

HORIZON: Final = 365
"""Days after the start at which a course is looked at (source: assumption)."""


class Happening(StrEnum):
    """One thing that happens in a course (hendelse), in the order things of one day count."""

    STARTED = "started"
    RETURNED = "returned"
    PAUSED = "paused"
    MOVED = "moved"
    PASSED = "passed"
    FIXED_JOB = "fixed_job"
    ENDED = "ended"


class EndReason(StrEnum):
    """Why a course ended (årsak); none of them tells of health, and who does not want to say need not."""

    TRADE = "trade"
    WORKPLACE = "workplace"
    TRAVEL = "travel"
    HOURS = "hours"
    FIRM = "firm"
    OTHER_WORK = "other_work"
    SCHOOL = "school"
    MOVED_AWAY = "moved_away"
    NOT_SAID = "not_said"

    @property
    def counts(self) -> bool:
        """Whether it speaks of how the pair suited each other (source: assumption)."""
        return self in {EndReason.TRADE, EndReason.WORKPLACE, EndReason.TRAVEL, EndReason.HOURS}


_UNDER_WAY: Final = frozenset({Happening.PAUSED, Happening.MOVED, Happening.PASSED, Happening.ENDED})
_MAY_FOLLOW: Final[Mapping[Happening | None, frozenset[Happening]]] = MappingProxyType(
    {
        None: frozenset({Happening.STARTED}),
        **dict.fromkeys((Happening.STARTED, Happening.RETURNED, Happening.MOVED), _UNDER_WAY),
        Happening.PAUSED: frozenset({Happening.RETURNED, Happening.MOVED, Happening.ENDED}),
        Happening.PASSED: frozenset({Happening.STARTED}),
        Happening.ENDED: frozenset({Happening.STARTED}),
    }
)
"""What may follow what; a fixed job changes nothing, and may come whenever a course is begun and not ended."""


@dataclass(frozen=True, kw_only=True)
class Event:
    """One thing that happened to one person at one opening; of a move, the opening moved to."""

    candidate: str
    opening: str
    happening: Happening
    day: date
    reason: EndReason | None = None

    @property
    def order(self) -> tuple[str, date, int, str]:
        """The place among all events, whatever the order they are told in."""
        return self.candidate, self.day, list(Happening).index(self.happening), self.opening


@dataclass(frozen=True)
class Course:
    """One person's way from a start to its end (løp), through every pause and move."""

    events: tuple[Event, ...]

    @property
    def candidate(self) -> str:
        """The person."""
        return self.events[0].candidate

    @property
    def start(self) -> date:
        """The first day; a move does not change it, so what is served is kept."""
        return self.events[0].day

    def opening(self, horizon: int = HORIZON) -> str:
        """The opening the person is with at the horizon, or was with last."""
        return self._until(horizon)[-1].opening

    def outcome(self, *, on: date, horizon: int = HORIZON) -> bool | None:
        """How it had gone `horizon` days after the start, as known on a day.

        True: passed, or not ended; a pause is no end. False: ended for a reason that counts. None: the day is not
        reached (those who end early would be the only ones known), or it ended for a reason that does not count.
        """
        if self.start + timedelta(days=horizon) > on:
            return None
        ends = [event.reason for event in self._until(horizon) if event.happening is Happening.ENDED]
        if not ends:
            return True
        return False if ends[0] is not None and ends[0].counts else None

    def _until(self, horizon: int) -> list[Event]:
        last = self.start + timedelta(days=horizon)
        return [event for event in self.events if event.day <= last]


@dataclass(frozen=True)
class Contradiction:
    """An event that cannot have happened after what happened before it."""

    event: Event
    after: Event | None
    """What came before, None where nothing did."""


def contradictions(events: Iterable[Event]) -> tuple[Contradiction, ...]:
    """Events in any order in, those that cannot follow what came before out; they are passed over."""
    return tuple(Contradiction(event, before) for event, before, follows in _steps(events) if not follows)


def courses(events: Iterable[Event]) -> tuple[Course, ...]:
    """Events in any order in, the courses they make out, by person and start.

    Raises:
        ValueError: events contradict each other.
    """
    found: list[list[Event]] = []
    for event, _, follows in _steps(events):
        if not follows:
            raise ValueError(f"{event.happening} cannot follow what came before it")
        if event.happening is Happening.STARTED:
            found.append([])
        found[-1].append(event)
    return tuple(Course(tuple(one)) for one in found)


def _steps(events: Iterable[Event]) -> Iterator[tuple[Event, Event | None, bool]]:
    """Each event in order, the one it follows, and whether it can."""
    for _, mine in groupby(sorted(events, key=_order), key=_candidate):
        before: Event | None = None
        for event in mine:
            follows = _follows(event, before)
            yield event, before, follows
            if follows and event.happening is not Happening.FIXED_JOB:
                before = event


def _follows(event: Event, before: Event | None) -> bool:
    if event.happening is Happening.FIXED_JOB:
        begun = before is not None and before.happening is not Happening.ENDED
        return begun and before is not None and event.opening == before.opening
    if event.happening not in _MAY_FOLLOW[before.happening if before else None]:
        return False
    if before is None or event.happening is Happening.STARTED:
        return True
    return (event.opening != before.opening) == (event.happening is Happening.MOVED)


def _order(event: Event) -> tuple[str, date, int, str]:
    return event.order


def _candidate(event: Event) -> str:
    return event.candidate


def counted(courses: Sequence[Course], *, on: date, horizon: int = HORIZON) -> tuple[Course, ...]:
    """The courses whose outcome is known and counts."""
    return tuple(one for one in courses if one.outcome(on=on, horizon=horizon) is not None)
