"""People, openings and trades in, a grade of 0-10,000 for each pair or NOT_KNOWN out: docs/fit.md a second time."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from matching.audit.kinship import Numbers
from matching.audit.reading import Round
from matching.domain.answers import BLANK
from matching.domain.columns import mask

FULL_GRADE: Final = 10_000
NOT_KNOWN: Final = -1
"""The grade where what the criterion asks about is not known."""
FLAT: Final = 324
"""Six numbers that differ less than this say nothing."""


@dataclass(frozen=True, eq=False)
class Grading:
    """Grades of pairs of a person with a trade or an opening, each pair in the same place of two columns."""

    round: Round

    def interests(self, who: Numbers, trade: Numbers, neutral: int) -> Numbers:
        """How alike interests and the trade's run, moved by the areas people name or show in leisure."""
        alike = _alike(self._six[who], self._of_trades[trade])
        pure = np.where(alike == NOT_KNOWN, neutral, (50 * alike + 50 * neutral) // 100)
        grade = np.where(self._numbers[who] & (alike != NOT_KNOWN), alike, pure)
        likes, areas, main = self._likes[who], self._areas[trade], self._main_area[trade]
        up = np.where(likes & main, 50, 30)
        hit = ((100 - up) * grade + up * FULL_GRADE) // 100
        missed = (self.round.cohort.people.areas[who] != BLANK) & (areas != 0)
        known = np.where(alike == NOT_KNOWN, NOT_KNOWN, grade)
        return np.where(likes & areas, hit, np.where(missed, 75 * grade // 100, known))

    def interests_share(self, who: Numbers, grade: Numbers) -> Numbers:
        """Hundredths of the weight of interests that rest on what is known: half where six numbers say nothing."""
        x = self.round.cohort.people.interests[who].astype(np.int64)
        speak = self._numbers[who] & (6 * (x * x).sum(axis=1) - x.sum(axis=1) ** 2 >= FLAT)
        return np.where(grade == NOT_KNOWN, 0, np.where(speak, 100, 50))

    def wishes(self, who: Numbers, trade: Numbers) -> Numbers:
        """How high people have wished the trade, or one of its family; nothing for a trade they have said no to."""
        people = self.round.cohort.people
        wished = people.wishes[who]
        stated, family = wished != BLANK, self._family
        kin = (stated & (family[wished] == family[trade][:, None])).any(axis=1)
        grade = np.where(kin, 4_000, np.where(stated.any(axis=1), 0, NOT_KNOWN))
        same = wished == trade[:, None]
        first = same.any(axis=1).nonzero()[0]
        place = (np.cumsum(stated, axis=1) - 1)[first, same[first].argmax(axis=1)]
        maybe = (same & people.maybe[who]).any(axis=1)[first]
        levels = np.array([(10_000, 7_000), (8_000, 6_000), (6_000, 5_000)])
        grade[first] = levels[place, maybe.astype(np.intp)]
        return np.where((people.unwanted[who] == trade[:, None]).any(axis=1), 0, grade)

    def context(self, who: Numbers, trade: Numbers) -> Numbers:
        """How much of what people like the trade has, and lacks of what they dislike."""
        people, has = self.round.cohort.people, self._contexts[trade]
        likes, dislikes = _set(people.likes)[who], _set(people.dislikes)[who]
        suits = np.bitwise_count(likes & has).astype(np.int64) + np.bitwise_count(dislikes & ~has)
        named = np.bitwise_count(likes).astype(np.int64) + np.bitwise_count(dislikes)
        return np.where(named == 0, NOT_KNOWN, FULL_GRADE * suits // np.maximum(named, 1))

    def travel(self, who: Numbers, opening: Numbers) -> Numbers:
        """How short the journey is by people's own way of travel."""
        people, openings = self.round.cohort.people, self.round.cohort.openings
        mode, home = people.travel_mode[who], people.municipality[who]
        minutes = self.round.catalogue.travel.minutes[mode, home, openings.municipality[opening]].astype(
            np.int64
        )
        known = (mode != BLANK) & (minutes != BLANK)
        return np.where(known, FULL_GRADE * np.maximum(0, 90 - minutes) // 90, NOT_KNOWN)

    def extent(self, who: Numbers, opening: Numbers) -> Numbers:
        """How much of what people want at most both accept."""
        wanted, offered = self.round.cohort.people.extent_to[who].astype(np.int64), self._offered[opening]
        known = (wanted != BLANK) & (offered != BLANK)
        return np.where(known, FULL_GRADE * np.minimum(wanted, offered) // np.maximum(wanted, 1), NOT_KNOWN)

    @cached_property
    def _numbers(self) -> Numbers:
        """Who has all six numbers."""
        return np.asarray((self.round.cohort.people.interests != BLANK).all(axis=1))

    @cached_property
    def _six(self) -> Numbers:
        """The six numbers, or those that three letters stand for; all alike where there is neither."""
        people = self.round.cohort.people
        letters = ~self._numbers & (people.interest_code != BLANK).all(axis=1)
        six = np.where(self._numbers[:, None], people.interests, np.where(letters[:, None], 20, 0))
        for place, points in enumerate((60, 50, 40)):
            six[letters, people.interest_code[letters, place]] = points
        return six.astype(np.int64)

    @cached_property
    def _likes(self) -> Numbers:
        """The areas people name or show in leisure."""
        people, found = self.round.cohort.people, _set(self.round.cohort.people.areas)
        for place, one in enumerate(self.round.catalogue.leisure):
            found = found | np.where(_set(people.leisure) >> place & 1, mask(one.areas), 0)
        return found

    @cached_property
    def _of_trades(self) -> Numbers:
        return np.array([one.interests for one in self.round.catalogue.trades], dtype=np.int64)

    @cached_property
    def _areas(self) -> Numbers:
        return _masks([one.areas for one in self.round.catalogue.trades])

    @cached_property
    def _main_area(self) -> Numbers:
        return _masks([one.areas[:1] for one in self.round.catalogue.trades])

    @cached_property
    def _contexts(self) -> Numbers:
        return _masks([tuple(one.context) for one in self.round.catalogue.trades])

    @cached_property
    def _family(self) -> Numbers:
        names = [one.family for one in self.round.catalogue.trades]
        return np.array([names.index(name) for name in names])

    @cached_property
    def _offered(self) -> Numbers:
        """The greatest extent each opening offers."""
        offers = (self.round.offers[place] for place in range(len(self.round.opening_ids)))
        return np.array([one.extent[1] if one.extent else BLANK for one in offers], dtype=np.int64)


def _alike(x: Numbers, y: Numbers) -> Numbers:
    """The concordance of six numbers and six, as a grade."""
    vx, vy = (6 * (one * one).sum(axis=1) - one.sum(axis=1) ** 2 for one in (x, y))
    c = 6 * (x * y).sum(axis=1) - x.sum(axis=1) * y.sum(axis=1)
    d = 4 * (vx + vy) + (x.sum(axis=1) - y.sum(axis=1)) ** 2
    known = (vx >= FLAT) & (vy != 0)
    return np.where(known, (5000 * (d + 8 * c) * 2 + d) // np.maximum(2 * d, 1), NOT_KNOWN)


def _set(column: Numbers) -> Numbers:
    """A column of sets as bits, nothing in those that are not known."""
    return np.where(column == BLANK, 0, column).astype(np.int64)


def _masks(sets: Sequence[Sequence[int]]) -> Numbers:
    return np.array([mask(one) for one in sets], dtype=np.int64)
