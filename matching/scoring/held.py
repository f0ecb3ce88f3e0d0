"""People in, the skills they hold out: what is recorded, and what work and school have taught."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from matching.catalogue.catalogue import Catalogue
from matching.domain.columns import Int64, Ragged, Rows
from matching.domain.people import People

FULL_PRACTICE_MONTHS: Final = 3
"""Work this long gives what it asks for in full; less gives a little of it (source: assumption)."""

IN_FULL, A_LITTLE = 2, 1
"""How strongly a skill is held; a little speaks half as loud (source: assumption)."""


@dataclass(frozen=True, eq=False)
class Held:
    """Skills held by people, each once, rising; and how strongly."""

    skills: Ragged
    strength: Ragged

    def __len__(self) -> int:
        return len(self.skills)

    def take(self, rows: Rows) -> "Held":
        """The people asked for, in the order asked."""
        return Held(self.skills.take(rows), self.strength.take(rows))


def held_skills(people: People, catalogue: Catalogue) -> Held:
    """The skills of each person, with the greatest of the strengths it is held with."""
    sources = (
        _recorded(people),
        _taught(
            people.practice_trades,
            Ragged.of(one.must for one in catalogue.trades),
            _enough(people.practice_months),
        ),
        _taught(
            people.occupations,
            Ragged.of(one.must for one in catalogue.occupations),
            _enough(people.occupation_months),
        ),
        _taught(
            people.schooling, Ragged.of(one.gives for one in catalogue.schooling), _school(people, catalogue)
        ),
    )
    person, skill, strength = np.concatenate(sources, axis=1)
    # One number for each, the greatest strength of each skill first: sorted far sooner than three columns.
    kinds, most = len(catalogue.skills), IN_FULL + 1
    key = np.sort((person * kinds + skill) * most + (IN_FULL - strength))
    of_one = key // most
    first = np.ones(len(key), dtype=np.bool_)
    first[1:] = of_one[1:] != of_one[:-1]
    key, of_one = key[first], of_one[first]
    person, strength = of_one // kinds, IN_FULL - (key - of_one * most)
    skill = of_one - person * kinds
    offsets = np.searchsorted(person, np.arange(len(people) + 1)).astype(np.int64)
    return Held(Ragged(offsets, skill.astype(np.int32)), Ragged(offsets, strength.astype(np.int32)))


def _recorded(people: People) -> Int64:
    """(person, skill, strength) of what is recorded; a little where it stands among the slight."""
    person, skill = people.skills.row_of_each(), people.skills.values
    most = np.int64(max(skill.max(initial=0), people.slight.values.max(initial=0)) + 1)
    slight = people.slight.row_of_each() * most + people.slight.values
    little = np.isin(person * most + skill, slight)
    return np.stack([person, skill, np.where(little, A_LITTLE, IN_FULL)]).astype(np.int64)


def _taught(done: Ragged, gives: Ragged, strength: Int64) -> Int64:
    """(person, skill, strength) of everything that what people have done gives, each with its strength."""
    given = gives.take(done.values.astype(np.intp))
    each = given.row_of_each()
    return np.stack([done.row_of_each()[each], given.values, strength[each]]).astype(np.int64)


def _enough(months: Ragged) -> Int64:
    return np.where(months.values >= FULL_PRACTICE_MONTHS, IN_FULL, A_LITTLE)


def _school(people: People, catalogue: Catalogue) -> Int64:
    strength = np.array([IN_FULL if one.in_full else A_LITTLE for one in catalogue.schooling], dtype=np.int64)
    return strength[people.schooling.values]
