"""One person for an opening, or one opening for a person."""

from dataclasses import dataclass

from matching.domain.fit import Fit, Verdict
from matching.domain.reasons import Reason


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """A pair worth a talk (forslag): ranked, not exclusive, and decided by people."""

    candidate: str
    opening: str
    verdict: Verdict
    fit: Fit | None
    """None for a pair that may not meet."""
    extent: tuple[int, int] | None
    minutes: int | None
    why: tuple[Reason, ...] = ()
