"""Some of people's decisions in, whether any plan of places keeps them out, by trying one person after another."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Final, Self

from matching.audit.case import Case
from matching.audit.limits import Counted
from matching.audit.meeting import Pair
from matching.domain.constraints import LimitKind

TRIES: Final = 20_000
"""Choices tried before it is given up."""

Two = tuple[int, int]


@dataclass(frozen=True)
class Attempt:
    """Decisions to be kept at once."""

    pins: tuple[Pair, ...] = ()
    together: tuple[Two, ...] = ()
    apart: tuple[Two, ...] = ()
    limits: tuple[Counted, ...] = ()

    @classmethod
    def joined(cls, several: Iterable["Attempt"]) -> Self:
        """All of several at once."""
        parts = list(several)
        names = [field.name for field in fields(cls)]
        return cls(**{name: tuple(row for one in parts for row in getattr(one, name)) for name in names})


class _GivenUp(Exception):
    """Too much was tried."""


def possible(case: Case, attempt: Attempt) -> bool | None:
    """Whether a plan keeps all decisions of an attempt; None where that takes too long to try."""
    search = _Search(case, attempt)
    try:
        return search.goes_on(0)
    except _GivenUp:
        return None


class _Search:
    """Gives one person after the other a place or none, and goes back where that cannot end well."""

    def __init__(self, case: Case, attempt: Attempt) -> None:
        self.case, self.attempt, self.tries = case, attempt, 0
        self.pinned = dict(attempt.pins)
        self.people = sorted(self._who_matter())
        self.options = [self._options(person) for person in self.people]
        self.plan: dict[int, int] = {}
        self.taken: Counter[int] = Counter()

    def goes_on(self, at: int) -> bool:
        """Whether those from `at` on can be given places so that all is kept."""
        self.tries += 1
        if self.tries > TRIES:
            raise _GivenUp
        if not self._may_still(at):
            return False
        if at == len(self.people):
            return self._is_kept()
        person = self.people[at]
        for opening in self.options[at]:
            size = self.case.shares.size((person, opening))
            if self.taken[opening] + size > self.case.shares.capacity(opening):
                continue
            self.plan[person] = opening
            self.taken[opening] += size
            ends_well = self.goes_on(at + 1)
            del self.plan[person]
            self.taken[opening] -= size
            if ends_well:
                return True
        return person not in self.pinned and self.goes_on(at + 1)

    def _who_matter(self) -> set[int]:
        """People pinned, of a floor, in company, or who could fill a class one of these may come to."""
        found = set(self.pinned) | {person for two in self.attempt.together for person in two}
        everybody = range(len(self.case.round.person_ids))
        for one in self.attempt.limits:
            if one.kind is LimitKind.FLOOR:
                found |= {person for person in everybody if one.counts((person, 0))}
        classes = [one for one in self.attempt.limits if one.kind is LimitKind.CLASS]
        reached = {opening for person in found for opening in self._options(person)}
        for one in classes:
            for opening in reached:
                if one.counts((0, opening)):
                    found |= {person for person in everybody if opening in self._options(person)}
        return found

    def _options(self, person: int) -> list[int]:
        """The openings a person may be given."""
        if person in self.pinned:
            return [self.pinned[person]]
        openings = self.case.meetings.allowed_for(person)
        found: list[int] = openings[self.case.enough(person, openings)].tolist()
        return found

    def _may_still(self, at: int) -> bool:
        """Whether no most is passed, nobody is beside one she must not be, and leasts can still be reached."""
        rest = len(self.people) - at
        for one in self.attempt.limits:
            used = self._used(one)
            if one.most is not None and used > one.most:
                return False
            if one.kind is LimitKind.FLOOR and used + rest < one.least:
                return False
        return not any(self._at_one_firm(*two) for two in self.attempt.apart)

    def _is_kept(self) -> bool:
        """Whether all that must be is."""
        together = all(self._firm(one) == self._firm(other) for one, other in self.attempt.together)
        return together and all(one.is_kept(self._used(one)) for one in self.attempt.limits)

    def _used(self, one: Counted) -> int:
        return sum(one.counts(pair) for pair in self.plan.items())

    def _firm(self, person: int) -> int | None:
        return self.case.firm_of[self.plan[person]] if person in self.plan else None

    def _at_one_firm(self, one: int, other: int) -> bool:
        return self._firm(one) is not None and self._firm(one) == self._firm(other)
