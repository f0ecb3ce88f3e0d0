"""The skills of the catalogue in, what each says of each out: kinship in docs/fit.md a second time."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from matching.audit.memo import Memo
from matching.catalogue.catalogue import Catalogue
from matching.catalogue.vectors import Vectors
from matching.domain.columns import Ragged
from matching.domain.reference import Occupation, Skill, Trade

Numbers = npt.NDArray[Any]


@dataclass(frozen=True, eq=False)
class Kinship:
    """What each skill weighs, and what it says of others, worked out once."""

    catalogue: Catalogue

    @cached_property
    def near(self) -> tuple[Ragged, Ragged]:
        """For each skill, those that say something of it, itself among them, and how much they say."""
        said = [self.says(skill) for skill in range(len(self.catalogue.skills))]
        who = [one.nonzero()[0] for one in said]
        worth = [one[some] for one, some in zip(said, who, strict=True)]
        return Ragged.of(one.tolist() for one in who), Ragged.of(one.tolist() for one in worth)

    def says(self, asked: int) -> Numbers:
        """What each skill held says of one asked for: itself all, others by the tree, or by vectors where more."""
        found = np.zeros(len(self.catalogue.skills), dtype=np.int64)
        for held, said in self._near[asked].items():
            found[held] = said
        brought = self.catalogue.brought
        if isinstance(brought, Vectors) and asked in brought.skills:
            steps = brought.steps.astype(np.int64)
            products = steps @ steps[np.searchsorted(brought.skills, asked)]
            lesser = np.array([min(self.weight[one], self.weight[asked]) for one in brought.skills.tolist()])
            above = np.minimum(1000, 1000 * products // 2048**2) - 700
            found[brought.skills] = np.maximum(found[brought.skills], lesser * above // 600)
        found[asked] = self.weight[asked]
        return found

    @cached_property
    def weight(self) -> Memo[int, int]:
        """Hundredths of a bit: 100 and 100 for each time that the number of those who ask doubles up to all."""
        return Memo(lambda skill: 100 + hundredths(self._all, max(1, self._times.get(skill, 0)), 100))

    @cached_property
    def _all(self) -> int:
        return max(1, len(self.catalogue.trades) + len(self.catalogue.occupations))

    @cached_property
    def _times(self) -> dict[int, int]:
        """How many trades and occupations ask for each skill, or for something below each group."""
        times: dict[int, int] = {}
        skills = self.catalogue.skills
        asking: list[Trade | Occupation] = [*self.catalogue.trades, *self.catalogue.occupations]
        for one in asking:
            wanted = set(one.must) | set(one.nice)
            above = {
                group for skill in wanted for group in ancestors(skill, skills) if skills[group].is_group
            }
            for skill in wanted | above:
                times[skill] = times.get(skill, 0) + 1
        return times

    @cached_property
    def _near(self) -> Memo[int, dict[int, int]]:
        """For a skill asked for, what each other skill says of it."""
        return Memo(self._relatives)

    def _relatives(self, asked: int) -> dict[int, int]:
        brought, skills = self.catalogue.brought, self.catalogue.skills
        if brought is not None and not isinstance(brought, Vectors):
            held, worth = brought.near(asked)
            return dict(zip(held.tolist(), worth.tolist(), strict=True))
        said = dict.fromkeys(self._all_below(asked), self.weight[asked] // 2)
        for group in parents(skills[asked]):
            family = self._children.get(group, [])
            smaller = hundredths(max(1, sum(not skills[one].is_group for one in family)), 1, 50)
            for one in (group, *family):
                kin = max(self.weight[one] // 10, self.weight[one] - 360 - smaller)
                said[one] = max(said.get(one, 0), min(kin, self.weight[asked]))
        said.pop(asked, None)
        return said

    @cached_property
    def _children(self) -> dict[int, list[int]]:
        children: dict[int, list[int]] = {}
        for place, skill in enumerate(self.catalogue.skills):
            for above in parents(skill):
                children.setdefault(above, []).append(place)
        return children

    def _all_below(self, skill: int) -> set[int]:
        found, left = set[int](), [skill]
        while left:
            new = set(self._children.get(left.pop(), ())) - found
            found |= new
            left += new
        return found


def hundredths(over: int, under: int, parts: int) -> int:
    """The greatest k for which 2 to the power of k / parts is no more than over / under."""
    found, reached, bound = 0, under**parts, over**parts
    while reached * 2 <= bound:
        found, reached = found + 1, reached * 2
    return found


def parents(skill: Skill) -> tuple[int, ...]:
    """What stands straight above a skill."""
    return (*(() if skill.broader is None else (skill.broader,)), *skill.beside)


def ancestors(skill: int, skills: Sequence[Skill]) -> set[int]:
    """What stands above a skill, in the tree or beside it, up to the top."""
    found, above = set[int](), set(parents(skills[skill]))
    while above - found:
        found |= above
        above = {higher for one in above for higher in parents(skills[one])}
    return found
