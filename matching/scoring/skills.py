"""One pair in, how the skills asked for meet the skills held out."""

from dataclasses import dataclass

import numpy as np

from matching.catalogue.catalogue import SAME, Catalogue
from matching.domain.fit import SkillMatch
from matching.domain.openings import Openings
from matching.domain.people import People
from matching.scoring.profile import FULL_PRACTICE_MONTHS, MUST, NICE, asked_counts


@dataclass(frozen=True, eq=False)
class SkillReader:
    """Reads single pairs for the explanation; the grade itself is computed in blocks."""

    people: People
    openings: Openings
    catalogue: Catalogue

    def match(self, person: int, opening: int, alternative: int) -> SkillMatch:
        """Met, met by way of a kindred skill, missing, or unknown: the asked skills, must before nice."""
        asked, held = self._asked(opening, alternative), self._held(person)
        key = [skill.key for skill in self.catalogue.skills]
        if held is None:
            return SkillMatch(unknown=tuple(key[one] for one in asked))
        met, related, missing = [], [], []
        for one in asked:
            worth, best = max(
                ((self._worth(one, other, half), -other) for other, half in held.items()), default=(0, 0)
            )
            if worth == SAME:
                met.append(key[one])
            elif worth > 0:
                related.append((key[one], key[-best]))
            else:
                missing.append(key[one])
        return SkillMatch(tuple(met), tuple(related), tuple(missing))

    def _asked(self, opening: int, alternative: int) -> list[int]:
        counts = asked_counts(self.openings.take([opening]), self.catalogue, alternative)[0]
        return [*np.flatnonzero(counts == MUST).tolist(), *np.flatnonzero(counts == NICE).tolist()]

    def _held(self, person: int) -> dict[int, bool] | None:
        """Skills held or practised, and whether by short practice alone; None when nothing is recorded."""
        practice = list(
            zip(self.people.practice_trades.row(person), self.people.practice_months.row(person), strict=True)
        )
        if not self.people.skills_known[person] and not practice:
            return None
        held = dict.fromkeys(self.people.skills.row(person), False)
        for trade, months in practice:
            for skill in self.catalogue.trades[trade].must:
                held[skill] = held.get(skill, True) and months < FULL_PRACTICE_MONTHS
        return held

    def _worth(self, asked: int, held: int, half: bool) -> int:
        worth = int(self.catalogue.skill_worth[asked, held])
        return worth // 2 if half else worth
