"""Pairs in, what each skill asked for brings out."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from typing import TypeVar

import numpy as np

from matching.catalogue.catalogue import Catalogue
from matching.domain.columns import Bool, Int32, Int64, Ragged, Rows
from matching.domain.fit import SkillMatch, SkillPart
from matching.domain.openings import Openings
from matching.domain.people import People
from matching.scoring.demands import MUST, Demands, demands
from matching.scoring.held import IN_FULL, Held, held_skills

Kind = TypeVar("Kind")


@dataclass(frozen=True, eq=False)
class SkillReader:
    """Reads named pairs for the explanation, from the same tables the grades of blocks are made of."""

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
        asked = self.asked(np.array([person]), np.array([opening]), np.array([alternative]))
        (found,) = self.matches(asked, np.zeros_like(asked.full))
        return found

    def asked(self, person: Rows, opening: Rows, alternative: Rows) -> "Asked":
        """All that is asked for in some pairs, and what is said for it."""
        people, row = np.unique(person, return_inverse=True)
        who = self.people.take(people)
        held = held_skills(who, self.catalogue).take(row)
        lists = self.demand[alternative, opening].astype(np.intp)
        columns = self.demands.asked, self.demands.counts, self.demands.slight
        skills, counts, slight = (column.take(lists) for column in columns)
        caps = Ragged(self.demands.asked.offsets, self.demands.caps).take(lists).values.astype(np.int64)
        speakers, loud = self.demands.heard(held, lists)
        heard = np.bincount(speakers.row_of_each(), loud, len(caps)).astype(np.int64)
        strength = self._strength(held, skills)
        return Asked(
            opening=opening,
            recorded=who.skills_known[row],
            skills=skills,
            must=counts.values == MUST,
            # How a skill asked for is itself held: in full also where a little is enough.
            held=np.where((strength > 0) & (slight.values == 1), IN_FULL, strength),
            speakers=speakers,
            reached=np.minimum(heard, caps),
            full=caps,
        )

    def matches(self, asked: "Asked", gain: Int64) -> Iterator[SkillMatch]:
        """The same pair by pair, with the points that each skill would bring, were it held in full."""
        part = cache(SkillPart)
        told = map(
            part,
            self._named(asked.skills.values),
            asked.must.tolist(),
            asked.held.tolist(),
            _rows(asked.speakers.offsets, self._named(asked.speakers.values)),
            asked.reached.tolist(),
            asked.full.tolist(),
            gain.tolist(),
        )
        learnable = self.openings.learnable.take(asked.opening)
        known = asked.recorded | (asked.in_each(asked.reached) > 0)
        return map(
            SkillMatch,
            _rows(asked.skills.offsets, list(told)),
            _rows(learnable.offsets, self._named(learnable.values)),
            known.tolist(),
        )

    def _strength(self, held: Held, skills: Ragged) -> Int32:
        """How strongly each skill asked for is itself held, 0 where it is not."""
        size = len(self.catalogue.skills)
        own = held.skills.row_of_each() * size + held.skills.values
        wanted = skills.row_of_each() * size + skills.values
        place = np.searchsorted(own, wanted)
        found = np.append(own, -1)[place] == wanted
        return np.where(found, np.append(held.strength.values, 0)[place], 0)

    def _named(self, skills: Int32) -> list[str]:
        keys = self._keys
        return [keys[skill] for skill in skills.tolist()]

    @cached_property
    def _keys(self) -> tuple[str, ...]:
        return tuple(skill.key for skill in self.catalogue.skills)


@dataclass(frozen=True, eq=False)
class Asked:
    """The skills asked for in some pairs, those of one pair after those of another."""

    opening: Rows
    recorded: Bool
    """Of each pair: its opening, and whether the person's skills are recorded."""
    skills: Ragged
    """The skills asked for of each pair, must before nice. All that follows stands beside its values."""
    must: Bool
    held: Int32
    speakers: Ragged
    """The skills held that speak for each: those that say most first."""
    reached: Int64
    full: Int64
    """What is reached of each, and the most that can be."""

    def in_each(self, values: Int64) -> Int64:
        """The sum of the values beside the skills of each pair, shape (pairs,)."""
        return np.bincount(self.skills.row_of_each(), values, len(self.skills)).astype(np.int64)


def _rows(offsets: Int64, values: list[Kind]) -> Iterator[tuple[Kind, ...]]:
    """The values of each row."""
    return (tuple(values[first:last]) for first, last in pairwise(offsets.tolist()))
