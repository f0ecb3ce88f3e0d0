"""The catalogue: everything a run looks up, read once from the data files of this package."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matching.catalogue.travel import Travel
from matching.domain.columns import Int8
from matching.domain.errors import CatalogueFault, ErrorCode
from matching.domain.programme import Programme
from matching.domain.reference import Entry, Level, Licence, Municipality, Skill, Trade

SAME = 10
KINDRED = 5
"""Worth of a held skill for an asked one, tenths: same or narrower, and kindred (source: assumption)."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Catalogue:
    """Trades, skills, municipalities, code lists, programmes and travel times.

    Positions in these tuples are the numbers that stand in the columns of people and openings.
    """

    trades: tuple[Trade, ...]
    skills: tuple[Skill, ...]
    municipalities: tuple[Municipality, ...]
    licences: tuple[Licence, ...]
    levels: tuple[Level, ...]
    contexts: tuple[Entry, ...]
    certificates: tuple[Entry, ...]
    effort_groups: Mapping[str, frozenset[int]]
    """Text of an innsatsgruppe, casefolded, to the levels it may mean."""
    programmes: Mapping[str, Programme]
    travel: Travel

    @cached_property
    def skill_worth(self) -> Int8:
        """What a held skill is worth for an asked one, tenths, shape (asked, held).

        SAME when it is the skill itself or one below it in the tree, KINDRED when the two share their nearest
        broader skill or the held one is the nearest broader of the asked.
        """
        size = len(self.skills)
        broader = np.array(
            [-1 if skill.broader is None else skill.broader for skill in self.skills], dtype=int
        )
        worth = np.zeros((size, size), dtype=np.int8)
        worth[(broader[:, None] == broader[None, :]) & (broader >= 0)[:, None]] = KINDRED
        below = np.flatnonzero(broader >= 0)
        worth[below, broader[below]] = KINDRED
        for held in range(size):
            asked = held
            while asked >= 0:
                worth[asked, held] = SAME
                asked = broader[asked]
        return worth

    @cached_property
    def licence_covers(self) -> tuple[frozenset[int], ...]:
        """For each licence class, the classes a holder may drive, itself included."""
        return tuple(licence.covers | {place} for place, licence in enumerate(self.licences))


def by_text(entries: Sequence[Entry]) -> dict[str, int]:
    """Every key, label and synonym, casefolded, to the position of its entry.

    Raises:
        CatalogueFault: one text names two entries.
    """
    found: dict[str, int] = {}
    for place, entry in enumerate(entries):
        for text in {entry.key, entry.label, *entry.synonyms}:
            if found.setdefault(text.casefold(), place) != place:
                raise CatalogueFault(
                    ErrorCode.CATALOGUE, text=text, first=entries[found[text.casefold()]].key
                )
    return found
