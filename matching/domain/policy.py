"""What people have decided for a round: mode, weights, travel assumptions, pins and vetoes."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from matching.domain.answers import NeedStatus
from matching.domain.constraints import (
    Cap,
    ClassSize,
    Companions,
    EmployerTotal,
    Floor,
    OfficeTotal,
    SharedResource,
)
from matching.domain.fit import FULL_POINTS, Criterion, Side

POLICY_SCHEMA_VERSION: Final = 1
SIDE_WEIGHT: Final = 100
"""The whole-number weights of the criteria of one side sum to this."""


class Mode(StrEnum):
    """What the plan proposes: one place each, or meetings between people and firms."""

    PLACES = "places"
    MEETINGS = "meetings"


class Objective(StrEnum):
    """What makes one plan better than another (hva som er best)."""

    PEOPLE = "people"
    """Most people with a proposal, then most proposals, then most points."""
    POINTS = "points"
    """Most points alone."""
    STABLE = "stable"
    """No two who would rather have each other than what they are proposed (stabilt), by what each side gives."""


class Alternatives(StrEnum):
    """In which of an opening's alternative trades a pair is fitted (alternative lærefag)."""

    BEST = "best"
    """The one that gives most points, the one named first of equals."""
    FIRST = "first"
    """The one named first, whatever the others would give."""


class NeedsFilled(StrEnum):
    """How far a firm's need must have come before its seats are filled (hvilke behov som fylles)."""

    REPORTED = "reported"
    CLARIFIED = "clarified"
    CONFIRMED = "confirmed"

    @property
    def least(self) -> NeedStatus:
        """The least status whose seats are filled; where every one will do, one that is not known will too."""
        return NeedStatus.NOT_KNOWN if self is NeedsFilled.REPORTED else NeedStatus[self.name]


OPENING_SIDE: Mapping[Criterion, int] = MappingProxyType({Criterion.SKILLS: 100})
CANDIDATE_SIDE: Mapping[Criterion, int] = MappingProxyType(
    {
        Criterion.INTERESTS: 30,
        Criterion.WISHES: 30,
        Criterion.CONTEXT: 15,
        Criterion.TRAVEL: 15,
        Criterion.EXTENT: 10,
    }
)
"""Weights of the criteria in the fit of each side (source: assumption, see docs/fit.md)."""


@dataclass(frozen=True, kw_only=True)
class Decision:
    """A choice a named person has made about one pair, which wins over the optimiser.

    As a pin the pair is kept (låst); as a veto it is not proposed (ikke aktuell her).
    """

    candidate: str
    opening: str
    by: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Learned:
    """Where weights that are learned from outcomes come from (lærte vekter)."""

    scorecard: str
    """Digest of the scorecard (vektkort) two people have taken into use."""
    ground: str
    """The written legal ground for using them in the round (rettslig grunnlag)."""
    instead_of: Mapping[Criterion, int]
    """The weights they replace, which people have set."""


@dataclass(frozen=True, kw_only=True)
class Policy:
    """All that people decide and that could change a result (source of every default: assumption)."""

    mode: Mode = Mode.PLACES
    objective: Objective = Objective.PEOPLE
    minimum_fit: int = 0
    """Points below which no pair is proposed; 0 for none (minste samsvar)."""
    share_seats: bool = False
    """Two people at half time share a seat where the opening allows it, mode places.

    Off by default: where it matters there are no prices, so no exact distance for those left.
    """
    people_per_seat: int = 3
    """Meetings per seat, mode meetings."""
    lists_per_person: int = 2
    """Meetings per person at most, mode meetings."""
    reserves: int = 3
    """Length of the ordered reserve list of each opening."""
    allow_unknown: bool = False
    """Propose pairs whose requirements are not all known."""
    needs_filled: NeedsFilled = NeedsFilled.CONFIRMED
    """How far a need must have come before its seats are filled."""
    weights: Mapping[Criterion, int] = field(
        default_factory=lambda: MappingProxyType({**OPENING_SIDE, **CANDIDATE_SIDE})
    )
    learning: Learned | None = None
    """Where the weights are learned; None where people have set them."""
    neutral_skills: int = 30
    neutral_others: int = 50
    """Grade in percent given to a criterion about which nothing is known: skills, and every other."""
    one_sided: int = 50
    """How much a one-sided pair is drawn down, in percent of the way to the harmonic mean."""
    alternatives: Alternatives = Alternatives.BEST
    """How the alternative trades of an opening count."""
    assumed_travel_limit: int = 45
    """Minutes a person who has not said is taken to accept."""
    longest_travel: int = 90
    """Minutes nobody is asked about unless they have said they accept it."""
    travel_uncertainty: int = 130
    """An estimated time up to this percentage of the limit is unknown, not a no."""
    pins: tuple[Decision, ...] = ()
    vetoes: tuple[Decision, ...] = ()
    employer_totals: tuple[EmployerTotal, ...] = ()
    office_totals: tuple[OfficeTotal, ...] = ()
    caps: tuple[Cap, ...] = ()
    classes: tuple[ClassSize, ...] = ()
    resources: tuple[SharedResource, ...] = ()
    together: tuple[Companions, ...] = ()
    """Pairs of people of whom neither is proposed at a firm without the other (sammen)."""
    apart: tuple[Companions, ...] = ()
    """Pairs of people who are not proposed at the same firm (ikke sammen)."""
    floors: tuple[Floor, ...] = ()
    effort: int = 0
    """Work the search for the best plan under constraints may do, in thousands of operations; 0 for the usual.

    It counts operations and not seconds, so that the same input gives the same plan on any machine.
    """

    @property
    def limited(self) -> bool:
        """Whether people have set any limit beside room and lists.

        Seats shared at half time limit a plan too, and whether they do depends on the lists: Plan.bounds tells.
        """
        limits = (self.employer_totals, self.office_totals, self.caps, self.classes, self.resources)
        return any((*limits, self.together, self.apart, self.floors))

    @property
    def as_set(self) -> "Policy":
        """The same with the weights people have set, whether or not learned ones are used in their place."""
        if self.learning is None:
            return self
        return replace(self, weights=self.learning.instead_of, learning=None)

    def without(self, openings: Collection[str]) -> "Policy":
        """The same without what is decided about openings that drop out."""
        left = [tuple(name for name in one.openings if name not in openings) for one in self.resources]
        kept = (replace(one, openings=names) for one, names in zip(self.resources, left, strict=True))
        return replace(
            self,
            pins=tuple(one for one in self.pins if one.opening not in openings),
            vetoes=tuple(one for one in self.vetoes if one.opening not in openings),
            classes=tuple(one for one in self.classes if one.opening not in openings),
            resources=tuple(one for one in kept if one.openings or one.trades),
        )

    def digest(self) -> str:
        """SHA-256 of every decision in it; the same for equal policies."""
        values = {one.name: getattr(self, one.name) for one in fields(self)}
        values["weights"] = sorted(self.weights.items())
        if self.learning is not None:
            learned = {**vars(self.learning), "instead_of": sorted(self.learning.instead_of.items())}
            values["learning"] = sorted(learned.items())
        values["floors"] = [{**vars(one), "members": sorted(one.members)} for one in self.floors]
        return hashlib.sha256(repr(sorted(values.items())).encode()).hexdigest()

    def __post_init__(self) -> None:
        if set(self.weights) != set(Criterion):
            raise ValueError("every criterion has a weight, if only 0")
        for side in Side:
            total = sum(weight for criterion, weight in self.weights.items() if criterion.side is side)
            if total != SIDE_WEIGHT:
                raise ValueError(f"weights of {side} sum to {total}, not {SIDE_WEIGHT}")
        if any(weight < 0 for weight in self.weights.values()):
            raise ValueError("a weight is below 0")
        shares = (self.neutral_skills, self.neutral_others, self.one_sided)
        if not all(0 <= share <= 100 for share in shares):
            raise ValueError("a share in percent is outside 0-100")
        if not 0 <= self.minimum_fit <= FULL_POINTS or self.effort < 0:
            raise ValueError("minimum_fit is 0-1000, effort at least 0")
        if any(not one.ground for one in self.floors):
            raise ValueError("a floor needs its written ground")
        if min(self.people_per_seat, self.lists_per_person) < 1 or self.reserves < 0:
            raise ValueError("people_per_seat and lists_per_person are at least 1, reserves at least 0")
        if not 0 < self.assumed_travel_limit <= self.longest_travel or self.travel_uncertainty < 100:
            raise ValueError("0 < assumed_travel_limit <= longest_travel, and travel_uncertainty >= 100")
