"""Judgements in, every pair of the round counted out, a whole row of pairs as the bits of one whole number."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from typing import Final, NamedTuple, TypeVar

from matching.audit.judging import Judgements
from matching.audit.stopping import OFFER_TOLD, PAIR_TOLD, REQUIREMENTS, Answer, Told
from matching.domain.answers import NO, UNKNOWN
from matching.domain.funnel import MOST_QUESTIONS, OpenQuestion
from matching.domain.people import Candidate
from matching.domain.reasons import Party, ReasonCode

Thing = TypeVar("Thing")
Cells = Hashable
Alike = dict[Cells, tuple[Thing, int]]
"""One of all who are alike to a requirement, and the bits of all of them, by their cells."""
Answered = dict[Cells, tuple[int, int]]
"""The bits of those with whom the answer is no, and of those with whom it is unknown, by cells."""

Asked = tuple[ReasonCode | None, int]
"""A question, and the pairs it is open in."""

ASKED_OF_FIRMS: Final = frozenset(
    ({told.ask for told in OFFER_TOLD} | {told.ask_firm for told in PAIR_TOLD}) - {None}
)
ORDER: Final = {code: place for place, code in enumerate(ReasonCode)}
"""Questions in the order of docs/requirements.md."""


class Line(NamedTuple):
    """One question, so that the first in order opens most."""

    fewer_unlocks: int
    fewer_waits: int
    about_opening: bool
    position: int
    order: int
    question: ReasonCode


@dataclass(frozen=True, eq=False)
class Census:
    """All pairs of the round, counted row by row."""

    judgements: Judgements

    @cached_property
    def funnel(self) -> dict[str, list[int]]:
        """Pairs eligible, unknown and ineligible; by reason, pairs stopped, alone, unknown, and unknown alone."""
        told, rules = [0, 0, 0], {str(one.no): [0, 0, 0, 0] for one, _ in REQUIREMENTS}
        for rows in map(self._of_person, range(len(self._people))):
            stopped, twice = _once_and_twice(no for no, _ in rows)
            free = self._every_opening & ~stopped
            waiting, several = _once_and_twice(unknown & free for _, unknown in rows)
            _add(told, free & ~waiting, waiting, stopped)
            for found, (no, unknown) in zip(rules.values(), rows, strict=True):
                if no or unknown:
                    waits = unknown & free
                    _add(found, no, no & ~twice, waits, waits & ~several)
        return {"": told, **rules}

    @cached_property
    def questions(self) -> tuple[list[OpenQuestion], int]:
        """The question list, and how many questions are open in all."""
        lines = [*self._lines()]
        first = nsmallest(MOST_QUESTIONS, lines)
        return [self._told(one) for one in first], len(lines)

    def _lines(self) -> Iterator[Line]:
        offers = self.judgements.round.opening_ids
        for person, who in enumerate(self._people):
            for code, alone, more in _unlocking(self._asked_for_person(person, who)):
                if code not in ASKED_OF_FIRMS:
                    yield Line(-alone, -more, False, person, ORDER[code], code)
        for opening in range(len(offers)):
            for code, alone, more in _unlocking(self._asked_for_opening(opening)):
                if code in ASKED_OF_FIRMS:
                    yield Line(-alone, -more, True, opening, ORDER[code], code)

    def _asked_for_person(self, person: int, who: Candidate) -> Iterator[Asked]:
        for told, waits in _waiting(self._of_person(person), self._every_opening):
            yield told.question(who), waits

    def _asked_for_opening(self, opening: int) -> Iterator[Asked]:
        for told, waits in _waiting(self._of_opening(opening), (1 << len(self._people)) - 1):
            blank = self._blank[told] if told.ask_firm else waits
            yield told.ask, waits & blank
            yield told.ask_firm, waits & ~blank

    def _told(self, line: Line) -> OpenQuestion:
        round_, unlocks, waits = self.judgements.round, -line.fewer_unlocks, -line.fewer_waits
        about, others = round_.person_ids, round_.opening_ids
        party = Party.OFFICE if line.question is ReasonCode.ASK_EFFORT_GROUP else Party.CANDIDATE
        if line.about_opening:
            about, others, party = others, about, Party.EMPLOYER
        facts = (("among", unlocks + waits), ("count", unlocks or None), ("total", len(others)))
        return OpenQuestion(line.question, party, about[line.position], unlocks, waits, facts)

    def _of_person(self, person: int) -> list[tuple[int, int]]:
        """Of each requirement, the openings where it says no, and where it cannot say."""
        who = self._people[person]
        return [of_people[told.person(who)] for told, of_people, _ in self._spread]

    def _of_opening(self, opening: int) -> list[tuple[int, int]]:
        """Of each requirement, the people where it says no, and where it cannot say."""
        what = self.judgements.round.offers[opening]
        return [of_offers[told.offer(what)] for told, _, of_offers in self._spread]

    @cached_property
    def _every_opening(self) -> int:
        return (1 << len(self.judgements.round.opening_ids)) - 1

    @cached_property
    def _blank(self) -> dict[Told, int]:
        """The people who have not said what a requirement reads of them, where the firm may be asked instead."""
        return {
            told: _bits([place for place, who in enumerate(self._people) if told.person(who) is None])
            for told in PAIR_TOLD
            if told.ask_firm
        }

    @cached_property
    def _people(self) -> list[Candidate]:
        round_ = self.judgements.round
        return [round_.people[place] for place in range(len(round_.person_ids))]

    @cached_property
    def _spread(self) -> list[tuple[Told, Answered, Answered]]:
        """Each requirement, what it answers people by their cells, and what it answers openings by theirs."""
        return [(told, *self._answers(told, answer)) for told, answer in REQUIREMENTS]

    def _answers(self, told: Told, answer: Answer) -> tuple[Answered, Answered]:
        round_ = self.judgements.round
        people = _alike(self._people, told.person)
        offers = _alike((round_.offers[place] for place in range(len(round_.opening_ids))), told.offer)
        of_people: Answered = dict.fromkeys(people, (0, 0))
        of_offers: Answered = dict.fromkeys(offers, (0, 0))
        for hers, (who, them) in people.items():
            for its, (what, those) in offers.items():
                given = answer(who, what, self.judgements)
                of_people[hers] = _with(of_people[hers], given, those)
                of_offers[its] = _with(of_offers[its], given, them)
        return of_people, of_offers


def _with(found: tuple[int, int], given: int, bits: int) -> tuple[int, int]:
    no, unknown = found
    return no | (bits if given == NO else 0), unknown | (bits if given == UNKNOWN else 0)


def _alike(things: Iterable[Thing], reads: Callable[[Thing], Cells]) -> Alike[Thing]:
    first, places = dict[Cells, Thing](), defaultdict[Cells, list[int]](list)
    for place, thing in enumerate(things):
        cells = reads(thing)
        first.setdefault(cells, thing)
        places[cells].append(place)
    return {cells: (thing, _bits(places[cells])) for cells, thing in first.items()}


def _bits(places: list[int]) -> int:
    """The whole number with a bit at each of some places, given in rising order."""
    found = bytearray(places[-1] // 8 + 1 if places else 0)
    for place in places:
        found[place // 8] |= 1 << place % 8
    return int.from_bytes(found, "little")


def _once_and_twice(several: Iterable[int]) -> tuple[int, int]:
    """The bits that are in one of several numbers at least, and in two of them at least."""
    once = twice = 0
    for bits in several:
        twice |= once & bits
        once |= bits
    return once, twice


def _add(counts: list[int], *several: int) -> None:
    for place, bits in enumerate(several):
        counts[place] += bits.bit_count()


def _waiting(rows: list[tuple[int, int]], everywhere: int) -> Iterator[tuple[Told, int]]:
    """Each requirement that cannot say where none says no, and the pairs it cannot say of."""
    stopped, _ = _once_and_twice(no for no, _ in rows)
    free = everywhere & ~stopped
    for (told, _), (_, unknown) in zip(REQUIREMENTS, rows, strict=True):
        waits = unknown & free
        if waits:
            yield told, waits


def _unlocking(several: Iterable[Asked]) -> Iterator[tuple[ReasonCode, int, int]]:
    """Each question, the pairs it settles alone, and the other pairs it is open in."""
    asked = dict[ReasonCode, int]()
    for code, bits in several:
        if code is not None and bits:
            asked[code] = asked.get(code, 0) | bits
    _, twice = _once_and_twice(asked.values())
    for code, bits in asked.items():
        alone = (bits & ~twice).bit_count()
        yield code, alone, bits.bit_count() - alone
