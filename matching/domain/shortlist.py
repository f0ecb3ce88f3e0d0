"""What people for one opening are narrowed to, who is left, and what is true of them all together."""

from collections.abc import Mapping
from dataclasses import dataclass

from matching.domain.fit import EvidenceLevel
from matching.domain.suggestion import Suggestion


@dataclass(frozen=True, kw_only=True)
class Narrowing:
    """What is asked of people beside the requirements (utvalg). What is not known is no lack, so it stays."""

    minutes: int | None = None
    """Longest journey one way."""
    percent: int | None = None
    """Least share of a full position both accept."""
    level: EvidenceLevel = EvidenceLevel.LOW
    """How well the pair is to be mapped at least."""
    joined: bool = False
    """Only people who have said yes to joining the round (påmeldt)."""
    without: frozenset[str] = frozenset()
    """None of these, by id."""


EVERYBODY = Narrowing()
"""Nothing asked beside the requirements."""


@dataclass(frozen=True, kw_only=True)
class Crowd:
    """Everybody who may meet one opening, counted together (alle som kan passe); of nobody in particular."""

    people: int
    eligible: int
    """Those of them known to meet all requirements."""
    within: Mapping[int, int]
    """Minutes of travel one way, to those known to have no longer way."""
    skills: Mapping[str, int]
    """Each skill asked for, by key, to those recorded as holding it, in full or a little."""
    wished: int
    """Those who wish for one of the trades."""


@dataclass(frozen=True, kw_only=True)
class Shortlist:
    """The people who suit an opening best, best first, and how they stand among the rest (kortliste)."""

    suggestions: tuple[Suggestion, ...]
    left: int
    """People left by the narrowing, with those not shown."""
    crowd: Crowd
    """Everybody before the narrowing."""
    alike: Mapping[str, int]
    """Each of the suggested, by id, to how many more of those left nothing in the fit tells her from."""
