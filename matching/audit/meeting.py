"""Judgements in, who may meet whom out: everybody an opening may meet, every opening a person may."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from matching.audit.judging import Judgements, Way
from matching.audit.memo import Memo
from matching.audit.reading import Round
from matching.domain.answers import BLANK, NO, UNKNOWN, YES, TravelMode

Pair = tuple[int, int]
"""Positions of a person and an opening."""


class Meetable(NamedTuple):
    """Those whose verdict with one opening (or person) is yes, and is unknown, vetoed pairs left out."""

    eligible: list[int]
    unknown: list[int]


@dataclass(frozen=True, eq=False)
class Meetings:
    """Who may meet whom, asked for one opening or one person at a time."""

    judgements: Judgements
    vetoes: frozenset[Pair]

    @property
    def round(self) -> Round:
        """What the pairs are judged by."""
        return self.judgements.round

    @cached_property
    def of_opening(self) -> Memo[int, Meetable]:
        """The people each opening may meet."""
        return Memo(lambda opening: _sorted_out(self._people_for(opening)))

    @cached_property
    def of_person(self) -> Memo[int, Meetable]:
        """The openings each person may meet."""
        return Memo(lambda person: _sorted_out(self._openings_for(person)))

    @cached_property
    def near(self) -> Memo[int, list[tuple[int, list[int]]]]:
        """For a municipality: (answer of travel, people) of those who may travel there and be in the round."""
        return Memo(self._near)

    @property
    def least(self) -> int:
        """The answer with which a pair may be proposed."""
        return UNKNOWN if self.round.policy.allow_unknown else YES

    def may_meet(self, person: int, opening: int) -> bool:
        """Whether the pair may be proposed as far as its requirements and people's vetoes go."""
        return (person, opening) not in self.vetoes and self.judgements.answer(person, opening) >= self.least

    @cached_property
    def _by_way(self) -> dict[Way, list[int]]:
        """People by where they live, how they travel and how far they accept."""
        people = self.round.cohort.people
        found: dict[Way, list[int]] = {}
        ways = zip(
            people.municipality.tolist(),
            people.travel_mode.tolist(),
            people.travel_limit.tolist(),
            strict=True,
        )
        for person, (home, mode, limit) in enumerate(ways):
            way = (home, None if mode == BLANK else TravelMode(mode), None if limit == BLANK else limit)
            found.setdefault(way, []).append(person)
        return found

    @cached_property
    def _willing(self) -> Memo[Way, list[int]]:
        """Of those who travel alike, the people whom no rule of their own stops."""
        of_person = self.judgements.of_person
        return Memo(lambda way: [person for person in self._by_way[way] if of_person[person] != NO])

    @cached_property
    def _open_in(self) -> dict[int, list[int]]:
        """For each municipality, its openings that no rule of their own stops."""
        found: dict[int, list[int]] = {}
        for opening, municipality in enumerate(self.round.cohort.openings.municipality.tolist()):
            if self.judgements.of_offer[opening] != NO:
                found.setdefault(municipality, []).append(opening)
        return found

    def _near(self, municipality: int) -> list[tuple[int, list[int]]]:
        answers = ((way, self.judgements.of_travel[way, municipality]) for way in self._by_way)
        return [(answer, self._willing[way]) for way, answer in answers if answer != NO]

    def _people_for(self, opening: int) -> Iterator[tuple[int, int]]:
        of_person, of_offer = self.judgements.of_person, self.judgements.of_offer[opening]
        if of_offer == NO:
            return
        for of_travel, people in self.near[self.round.offers[opening].municipality]:
            so_far = min(of_offer, of_travel)
            for person in people:
                if (person, opening) not in self.vetoes:
                    yield person, self.judgements.of_pair(min(so_far, of_person[person]), person, opening)

    def _openings_for(self, person: int) -> Iterator[tuple[int, int]]:
        who = self.round.people[person]
        way = (who.municipality, who.travel_mode, who.travel_limit)
        for municipality, openings in self._open_in.items():
            if self.judgements.of_travel[way, municipality] != NO:
                for opening in openings:
                    if (person, opening) not in self.vetoes:
                        yield opening, self.judgements.answer(person, opening)


def _sorted_out(answers: Iterator[tuple[int, int]]) -> Meetable:
    found = Meetable([], [])
    for position, answer in answers:
        if answer == YES:
            found.eligible.append(position)
        elif answer == UNKNOWN:
            found.unknown.append(position)
    return found
