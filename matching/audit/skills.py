"""People and lists of skills in, what is reached of them out: the skills of docs/fit.md a second time."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple, Self

import numpy as np

from matching.audit.holding import Held, held_by
from matching.audit.kinship import Kinship, Numbers
from matching.audit.memo import Memo
from matching.audit.reading import Offer, Round
from matching.domain.openings import ALTERNATIVES
from matching.domain.reference import Trade

Asked = tuple[tuple[int, int, bool], ...]
"""(skill, how much it counts, whether a little is enough), must skills first, each kind by position."""

FULL_GRADE: Final = 10_000


class Reached(NamedTuple):
    """What some people reach of a list each; in columns by the place in the list, 0 beyond its end."""

    reached: Numbers
    whole: Numbers
    row: Numbers
    """Of each skill that says something: the row of its person, the place it speaks for, how much, and which."""
    place: Numbers
    said: Numbers
    skill: Numbers

    def loudest_first(self) -> Self:
        """The same with who speaks in the order of rows and places, for each the loudest first."""
        order = np.lexsort((self.skill, -self.said, self.place, self.row))
        spoken = (one[order] for one in (self.row, self.place, self.said, self.skill))
        return type(self)(self.reached, self.whole, *spoken)


class Speaks(NamedTuple):
    """What skills say of lists: number of the list x all skills + the skill, rising; for which place; how much."""

    key: Numbers
    place: Numbers
    said: Numbers


@dataclass(frozen=True, eq=False)
class Abilities:
    """What people can do and openings ask for, each worked out once."""

    round: Round

    @cached_property
    def held(self) -> Held:
        """The skills of everybody."""
        return held_by(self.round)

    @cached_property
    def kinship(self) -> Kinship:
        """What skills weigh, and say of each other."""
        return Kinship(self.round.catalogue)

    @cached_property
    def asked(self) -> Memo[tuple[int, int], Asked]:
        """What an opening asks for in one trade."""
        trades = self.round.catalogue.trades
        return Memo(lambda key: asked_skills(self.round.offers[key[0]], trades[key[1]]))

    @property
    def number(self) -> Numbers:
        """The number of the list of each opening in each of its trades, shape (openings, alternatives)."""
        return self._listed[0]

    @property
    def lists(self) -> list[Asked]:
        """Every list that is asked for once, by its number."""
        return self._listed[1]

    @cached_property
    def _listed(self) -> tuple[Numbers, list[Asked]]:
        offers, numbers = self.round.offers, dict[Asked, int]()
        found = np.zeros((len(self.round.opening_ids), ALTERNATIVES), dtype=np.int64)
        for opening in range(len(found)):
            for place, trade in enumerate(offers[opening].trades):
                found[opening, place] = numbers.setdefault(self.asked[opening, trade], len(numbers))
        return found, list(numbers)

    @cached_property
    def wholes(self) -> Numbers:
        """The most that can be reached of each skill of each list, shape (lists, skills of the longest)."""
        found = np.zeros((len(self.lists), max(map(len, self.lists), default=0)), dtype=np.int64)
        for number, asked in enumerate(self.lists):
            found[number, : len(asked)] = [
                2 * count * self.kinship.weight[skill] for skill, count, _ in asked
            ]
        return found

    def reached(self, people: Numbers, lists: Numbers) -> Reached:
        """What people reach of lists, each of one, and who speaks for it."""
        row, place, said, skill = self._spoken(people, lists)
        whole = self.wholes[lists]
        heard = np.bincount(row * whole.shape[1] + place, said, minlength=whole.size).astype(np.int64)
        return Reached(np.minimum(heard.reshape(whole.shape), whole), whole, row, place, said, skill)

    def _spoken(self, people: Numbers, lists: Numbers) -> tuple[Numbers, ...]:
        """Of each skill that says something: row of who holds it, place it speaks for, how much, and which."""
        row, skill, strength = self.held.of(people)
        key, speaks = lists[row] * len(self.round.catalogue.skills) + skill, self._speaks
        at = np.searchsorted(speaks.key, key)
        loud = np.append(speaks.key, -1)[at] == key
        at = at[loud]
        return row[loud], speaks.place[at], speaks.said[at] * strength[loud], skill[loud]

    @cached_property
    def _speaks(self) -> Speaks:
        """What each skill says of each list: of itself, else where it says most, the first of equals."""
        flat = [
            (number, place, skill, count * (2 if enough else 1))
            for number, asked in enumerate(self.lists)
            for place, (skill, count, enough) in enumerate(asked)
        ]
        number, place, asked, times = np.array(flat, dtype=np.int64).reshape(-1, 4).T
        heard, worth = self.kinship.near
        kin = heard.take(asked)
        of, which = kin.row_of_each(), kin.values
        said = worth.take(asked).values * times[of]
        key = number[of] * len(self.round.catalogue.skills) + which
        order = np.lexsort((place[of], -said, which != asked[of], key))
        first = order[np.flatnonzero(np.diff(key[order], prepend=-1))]
        return Speaks(key[first], place[of][first], said[first])


def asked_skills(offer: Offer, trade: Trade) -> Asked:
    """What is asked for in one trade, a blank list being typical of it, less what can be learnt."""
    must = set(trade.must if offer.must is None else offer.must)
    nice = set(trade.nice if offer.nice is None else offer.nice) - must
    return tuple(
        (skill, count, skill in offer.slight)
        for count, kind in ((2, must), (1, nice))
        for skill in sorted(kind - offer.learnable)
    )


def skills_grade(reached: Numbers, whole: Numbers, neutral: int) -> Numbers:
    """Grades of what is reached of whole lists, known."""
    share = 10_000 * reached * (whole + 8000) // (whole * (reached + 8000) + (whole == 0))
    grade = np.where(reached == 0, neutral // 2, neutral + (FULL_GRADE - neutral) * share // 10_000)
    return np.where(whole == 0, FULL_GRADE, grade)
