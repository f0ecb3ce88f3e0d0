"""One pair in, what each skill asked for brings out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matching.catalogue.catalogue import Catalogue
from matching.domain.columns import Int32, Ragged, Rows
from matching.domain.fit import SkillMatch, SkillPart
from matching.domain.openings import Openings
from matching.domain.people import People
from matching.scoring.demands import MUST, Demands, demands
from matching.scoring.held import IN_FULL, held_skills


@dataclass(frozen=True, eq=False)
class SkillReader:
    """Reads single pairs for the explanation, from the same tables the grades of blocks are made of."""

    people: People
    openings: Openings
    catalogue: Catalogue
    demands: Demands
    demand: Int32
    """The list of each opening in each of its trades, shape (alternatives, openings)."""

    @classmethod
    def of(cls, people: People, openings: Openings, catalogue: Catalogue) -> "SkillReader":
        """A reader of these people and openings; `openings` have no blanks a trade can fill."""
        return cls(people, openings, catalogue, *demands(openings, catalogue))

    def match(self, person: int, opening: int, alternative: int) -> SkillMatch:
        """Every skill asked for, must before nice, with what is reached of it and what speaks for it."""
        (found,) = self.matches(np.array([person]), np.array([opening]), np.array([alternative]))
        return found

    def matches(self, person: Rows, opening: Rows, alternative: Rows) -> list[SkillMatch]:
        """The same of some pairs, read together: the people and the lists among them should be few."""
        people, row = np.unique(person, return_inverse=True)
        lists, place = np.unique(self.demand[alternative, opening].astype(np.intp), return_inverse=True)
        who = self.people.take(people)
        held = held_skills(who, self.catalogue)
        table = self.demands.reached(held, lists).toarray()
        starts = self.demands.asked.take(lists).offsets
        strengths = [
            dict(zip(held.skills.row(one), held.strength.row(one), strict=True)) for one in range(len(held))
        ]
        pairs = zip(opening.tolist(), row.tolist(), place.tolist(), lists[place].tolist(), strict=True)
        return [
            self._match(
                strengths[at],
                table[at, starts[number] : starts[number + 1]].tolist(),
                self._lists[asked],
                learnable=tuple(self._keys[skill] for skill in self.openings.learnable.row(where)),
                recorded=bool(who.skills_known[at]),
            )
            for where, at, number, asked in pairs
        ]

    def _match(
        self,
        strength: Mapping[int, int],
        reached: Sequence[int],
        asked: "_List",
        *,
        learnable: tuple[str, ...],
        recorded: bool,
    ) -> SkillMatch:
        speakers = asked.speakers(strength)
        return SkillMatch(
            parts=tuple(
                SkillPart(
                    asked=self._keys[skill],
                    must=count == MUST,
                    held=_enough(strength.get(skill, 0), enough),
                    by=tuple(self._keys[one] for one in speakers.get(place, ())),
                    reached=reached[place],
                    full=cap,
                )
                for place, (skill, count, enough, cap) in enumerate(asked.skills)
            ),
            learnable=learnable,
            known=recorded or any(reached),
        )

    @cached_property
    def _lists(self) -> "_Lists":
        return _Lists(self.demands)

    @cached_property
    def _keys(self) -> tuple[str, ...]:
        return tuple(skill.key for skill in self.catalogue.skills)


@dataclass(frozen=True, eq=False)
class _List:
    """One list of skills asked for."""

    skills: list[tuple[int, int, int, int]]
    """Skill, count, whether a little is enough, and the most that can be reached of it."""
    said: dict[int, tuple[int, int]]
    """Of each skill that speaks for something asked for: the place of it, and how much it says."""

    def speakers(self, strength: Mapping[int, int]) -> dict[int, list[int]]:
        """The skills held that speak for each skill asked for, by its place: those that say most first."""
        found: dict[int, list[tuple[int, int]]] = {}
        for skill, loud in strength.items():
            if skill in self.said:
                place, worth = self.said[skill]
                found.setdefault(place, []).append((-loud * worth, skill))
        return {place: [skill for _, skill in sorted(several)] for place, several in found.items()}


class _Lists(dict[int, _List]):
    """Each list of skills asked for, by number, read when it is first asked about."""

    def __init__(self, demands: Demands) -> None:
        super().__init__()
        self._demands = demands
        self._caps = Ragged(demands.asked.offsets, demands.caps)

    def __missing__(self, number: int) -> _List:
        one = self._demands
        columns = (one.asked, one.counts, one.slight, self._caps)
        skills = list(zip(*(column.row(number) for column in columns), strict=True))
        held, places, said = (column.row(number) for column in one.said)
        found = self[number] = _List(skills, dict(zip(held, zip(places, said, strict=True), strict=True)))
        return found


def _enough(strength: int, a_little_is_enough: int) -> int:
    """How a skill asked for is itself held: IN_FULL also where a little is enough."""
    return IN_FULL if strength and a_little_is_enough else strength
