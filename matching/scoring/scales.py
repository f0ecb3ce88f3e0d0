"""What grades are measured on, from 0 to FULL or not known, and what the criteria compare with."""

from dataclasses import dataclass
from typing import Final

from matching.catalogue.catalogue import Catalogue
from matching.domain.policy import Policy
from matching.scoring.demands import Demands

FULL: Final = 10_000
UNKNOWN_GRADE: Final = -1
"""A grade is 0-10,000, or this where nothing is known to grade by."""


@dataclass(frozen=True, eq=False)
class Scales:
    """What the criteria compare with: the catalogue, the lists of skills asked for, and the neutral grades."""

    catalogue: Catalogue
    demands: Demands
    neutral_skills: int
    neutral_others: int

    @classmethod
    def of(cls, catalogue: Catalogue, demands: Demands, policy: Policy) -> "Scales":
        """The scales of a policy."""
        percents = policy.neutral_skills, policy.neutral_others
        return cls(catalogue, demands, *(percent * FULL // 100 for percent in percents))
