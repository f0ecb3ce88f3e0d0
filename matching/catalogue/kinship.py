"""Skills in, how much each weighs and how much one says of another out: hundredths of a bit, whole numbers."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import ClassVar, Final, Protocol

import numpy as np

from matching.domain.columns import Int64, Rows
from matching.domain.reference import Occupation, Skill, Trade

BIT: Final = 100
NEAR: Final = 360
"""What a kindred skill says less than the skill itself, before the size of the family (source: trial)."""
LEAST_KINDRED: Final = 10
"""A kindred skill says at least one part in so many of its weight (source: trial)."""

Near = tuple[Rows, Int64]
"""Skills that say something of one asked for, rising and without itself, and how much each says."""


class SkillSimilarity(Protocol):
    """How much skills say of each other (ferdighetslikhet); the tree of the catalogue, or what a user brings."""

    def near(self, asked: int) -> Near:
        """What says something of one skill, more than 0 and at most the weight of the skill itself."""

    @property
    def version(self) -> str:
        """What tells it from others, for a plan to be made again; empty where the catalogue itself is enough."""


def skill_weights(skills: Sequence[Skill], asking: Iterable[Trade | Occupation]) -> Int64:
    """The rarer, the more: 100 + 100 log2(all that ask / those that ask for it), rounded down, shape (skills,).

    `asking` are the trades and occupations. A group counts as asked for wherever something below it is. A skill
    nobody asks for weighs as one that is asked for once.
    """
    demands = [{*one.must, *one.nice} for one in asking]
    groups = {skill: _groups_above(skill, skills) for skill in frozenset().union(*demands)}
    count = np.zeros(len(skills), dtype=np.int64)
    for demand in demands:
        count[sorted(demand.union(*(groups[skill] for skill in demand)))] += 1
    return np.array([BIT + log2(max(len(demands), 1), max(times, 1), BIT) for times in count.tolist()])


def _groups_above(skill: int, skills: Sequence[Skill]) -> set[int]:
    found: set[int] = set()
    left = [skill]
    while left:
        new = set(straight_above(skills[left.pop()])) - found
        found |= new
        left += new
    return {one for one in found if skills[one].is_group}


@cache
def log2(over: int, under: int, parts: int) -> int:
    """parts · log2(over / under) rounded down, exactly: logarithms of floats differ between machines."""
    return int((over**parts // under**parts).bit_length() - 1)


@dataclass(frozen=True, eq=False)
class Tree:
    """The similarity the catalogue's tree of skills gives; docs/fit.md has the rule in words."""

    skills: Sequence[Skill]
    weights: Int64
    version: ClassVar[str] = ""
    _found: dict[int, Near] = field(default_factory=dict, init=False)

    def near(self, asked: int) -> Near:
        """Below it: half its weight. Of one family: less, the less the larger the family. The greater counts."""
        if asked not in self._found:
            self._found[asked] = self._near(asked)
        return self._found[asked]

    def _near(self, asked: int) -> Near:
        full = int(self.weights[asked])
        worth = dict.fromkeys(self._below(asked), full // 2)
        for above in straight_above(self.skills[asked]):
            family = self._children[above]
            size = max(1, sum(not self.skills[one].is_group for one in family))
            for held in (above, *family):
                own = int(self.weights[held])
                said = max(own // LEAST_KINDRED, own - NEAR - log2(size, 1, BIT // 2))
                worth[held] = max(worth.get(held, 0), min(full, said))
        worth.pop(asked, None)
        found = sorted(worth)
        return np.array(found, dtype=np.intp), np.array([worth[one] for one in found], dtype=np.int64)

    def _below(self, asked: int) -> Collection[int]:
        found: set[int] = set()
        left = [asked]
        while left:
            new = set(self._children[left.pop()]) - found
            found |= new
            left += new
        return found

    @cached_property
    def _children(self) -> tuple[tuple[int, ...], ...]:
        """What is straight below each skill."""
        children: list[list[int]] = [[] for _ in self.skills]
        for place, skill in enumerate(self.skills):
            for above in straight_above(skill):
                children[above].append(place)
        return tuple(map(tuple, children))


def straight_above(skill: Skill) -> tuple[int, ...]:
    """The skills and groups one step above."""
    return skill.beside if skill.broader is None else (skill.broader, *skill.beside)
