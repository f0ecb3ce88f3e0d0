"""People's columns in, the skills each of them holds out: by herself, from work and from school."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from matching.audit.kinship import Numbers
from matching.audit.reading import Round
from matching.domain.columns import Ragged

IN_FULL, A_LITTLE = 2, 1
MONTHS = 3
"""Of work that give a skill in full."""


@dataclass(frozen=True, eq=False)
class Held:
    """The skills of each person, rising, and how well she has them."""

    skills: Ragged
    strength: Numbers
    """IN_FULL or A_LITTLE, in the order of the values."""

    def of(self, people: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """Of each skill of several people: which of them holds it, the skill, and how well."""
        offsets, sizes = self.skills.offsets[people], self.skills.lengths()[people]
        owner = np.repeat(np.arange(len(people)), sizes)
        entry = np.arange(len(owner)) + np.repeat(offsets - np.cumsum(sizes) + sizes, sizes)
        return owner, self.skills.values[entry], self.strength[entry]

    def by(self, person: int) -> dict[int, int]:
        """The skills of one person, and how well she has each."""
        some = slice(self.skills.offsets[person], self.skills.offsets[person + 1])
        return dict(zip(self.skills.values[some].tolist(), self.strength[some].tolist(), strict=True))


def held_by(round_: Round) -> Held:
    """The skills of everybody, each as well as anything tells."""
    person, skill, strength = (np.concatenate(several) for several in zip(*_told(round_), strict=True))
    skills, people = len(round_.catalogue.skills), len(round_.person_ids)
    told = np.sort((person * skills + skill) * (IN_FULL + 1) + strength)
    which = told // (IN_FULL + 1)
    best = np.diff(which, append=-1) != 0
    owner, held = np.divmod(which[best], max(1, skills))
    offsets = np.searchsorted(owner, np.arange(people + 1))
    return Held(Ragged(offsets, held.astype(np.int32)), told[best] % (IN_FULL + 1))


def _told(round_: Round) -> Iterator[tuple[Numbers, Numbers, Numbers]]:
    """Who is told to have which skill, and how well; the same one may be told of more than once."""
    people, catalogue = round_.cohort.people, round_.catalogue
    skills, slight = people.skills, people.slight
    named = (skills.row_of_each(), skills.values), (slight.row_of_each(), slight.values)
    all_of, little = (row * len(catalogue.skills) + skill for row, skill in named)
    in_full = ~np.isin(all_of, little)
    known = people.skills_known[skills.row_of_each()]
    yield skills.row_of_each()[known], skills.values[known], np.where(in_full, IN_FULL, A_LITTLE)[known]
    trades = [one.must for one in catalogue.trades]
    yield _given(people.practice_trades, trades, people.practice_months.values >= MONTHS)
    occupations = [one.must for one in catalogue.occupations]
    yield _given(people.occupations, occupations, people.occupation_months.values >= MONTHS)
    taught = np.array([one.in_full for one in catalogue.schooling], dtype=np.bool_)
    gives = [one.gives for one in catalogue.schooling]
    yield _given(people.schooling, gives, taught[people.schooling.values])


def _given(
    done: Ragged, gives: Sequence[Sequence[int]], in_full: Numbers
) -> tuple[Numbers, Numbers, Numbers]:
    """What people have done, the skills each gives and whether in full in, who is told to have which out."""
    skills = Ragged.of(gives).take(done.values.astype(np.intp))
    of_each = skills.row_of_each()
    return done.row_of_each()[of_each], skills.values, np.where(in_full, IN_FULL, A_LITTLE)[of_each]
