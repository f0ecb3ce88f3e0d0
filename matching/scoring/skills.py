"""One pair in, what each skill asked for brings out."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matching.catalogue.catalogue import Catalogue
from matching.domain.columns import Int32
from matching.domain.fit import SkillMatch, SkillPart
from matching.domain.openings import Openings
from matching.domain.people import People
from matching.scoring.demands import MUST, Demands, demands
from matching.scoring.held import IN_FULL, Held, held_skills


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
        number = int(self.demand[alternative, opening])
        who = self.people.take([person])
        held, learnable = held_skills(who, self.catalogue), self.openings.learnable.row(opening)
        reached = self.demands.reached(held, np.array([number])).toarray()[0]
        start = int(self.demands.asked.offsets[number])
        caps = self.demands.caps[start : start + len(reached)]
        speakers = self._speakers(held, number)
        asked = zip(
            *(
                column.row(number)
                for column in (self.demands.asked, self.demands.counts, self.demands.slight)
            ),
            strict=True,
        )
        strength = dict(zip(held.skills.row(0), held.strength.row(0), strict=True))
        return SkillMatch(
            parts=tuple(
                SkillPart(
                    asked=self._keys[skill],
                    must=count == MUST,
                    held=_enough(strength.get(skill, 0), enough),
                    by=tuple(self._keys[one] for one in speakers.get(place, ())),
                    reached=int(reached[place]),
                    full=int(caps[place]),
                )
                for place, (skill, count, enough) in enumerate(asked)
            ),
            learnable=tuple(self._keys[skill] for skill in learnable),
            known=bool(who.skills_known[0]) or bool(reached.any()),
        )

    def _speakers(self, held: Held, number: int) -> dict[int, list[int]]:
        """The skills held that speak for each skill asked for, by its place: those that say most first."""
        skills, targets, said = (column.row(number) for column in self.demands.said)
        speaks = dict(zip(skills, zip(targets, said, strict=True), strict=True))
        found: dict[int, list[tuple[int, int]]] = {}
        for skill, strength in zip(held.skills.row(0), held.strength.row(0), strict=True):
            if skill in speaks:
                place, worth = speaks[skill]
                found.setdefault(place, []).append((-strength * worth, skill))
        return {place: [skill for _, skill in sorted(several)] for place, several in found.items()}

    @cached_property
    def _keys(self) -> tuple[str, ...]:
        return tuple(skill.key for skill in self.catalogue.skills)


def _enough(strength: int, a_little_is_enough: int) -> int:
    """How a skill asked for is itself held: IN_FULL also where a little is enough."""
    return IN_FULL if strength and a_little_is_enough else strength
