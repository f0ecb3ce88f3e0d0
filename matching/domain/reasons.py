"""Reasons as codes and facts; `texts/` has the sentences."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from matching.domain.errors import Fact


class Party(StrEnum):
    """Who can answer a question."""

    CANDIDATE = "candidate"
    EMPLOYER = "employer"
    OFFICE = "office"


class ReasonCode(StrEnum):
    """Why something is as it is: a rule that says no, a note, or the outcome of the whole plan."""

    # a hard rule says no
    NOT_IN_ROUND = "not_in_round"
    NOT_REGISTERED = "not_registered"
    EFFORT_GROUP_TOO_LOW = "effort_group_too_low"
    TOO_YOUNG = "too_young"
    TOO_OLD = "too_old"
    TRADE_OUTSIDE_PROGRAMME = "trade_outside_programme"
    REGION_OUTSIDE_PROGRAMME = "region_outside_programme"
    NOT_APPROVED = "not_approved"
    SEAT_NOT_CONFIRMED = "seat_not_confirmed"
    TRAVEL_TOO_LONG = "travel_too_long"
    NO_EARLY_TRANSIT = "no_early_transit"
    LICENCE_MISSING = "licence_missing"
    NORWEGIAN_TOO_LOW = "norwegian_too_low"
    HOURS_NOT_POSSIBLE = "hours_not_possible"
    START_TOO_LATE = "start_too_late"
    EXTENT_APART = "extent_apart"
    # a hard rule cannot say: the question that would settle it
    ASK_REGISTERED = "ask_registered"
    ASK_EFFORT_GROUP = "ask_effort_group"
    ASK_BIRTHDAY = "ask_birthday"
    ASK_APPROVAL = "ask_approval"
    ASK_NEED = "ask_need"
    ASK_TRAVEL = "ask_travel"
    ASK_EARLY_TRAVEL = "ask_early_travel"
    ASK_LICENCE = "ask_licence"
    ASK_NORWEGIAN = "ask_norwegian"
    ASK_HOURS = "ask_hours"
    ASK_EMPLOYER_HOURS = "ask_employer_hours"
    ASK_START = "ask_start"
    ASK_EXTENT = "ask_extent"
    ASK_EMPLOYER_EXTENT = "ask_employer_extent"
    # a note on an eligible pair
    NOTE_NOT_ASKED = "note_not_asked"
    NOTE_APPROVAL = "note_approval"
    NOTE_NEED = "note_need"
    NOTE_CERTIFICATE = "note_certificate"
    NOTE_PART_TIME = "note_part_time"
    TRADE_UNWANTED = "trade_unwanted"
    NOTE_PINNED = "note_pinned"
    NOTE_VETOED = "note_vetoed"
    # a note on the plan as a whole
    NOTE_TENTHS_UNUSED = "note_tenths_unused"
    NOTE_CLASS_SIZE = "note_class_size"
    NOTE_ORDINARY = "note_ordinary"
    NOTE_LEARNED_WEIGHTS = "note_learned_weights"
    NOTE_STABLE = "note_stable"
    NOTE_BLOCKING = "note_blocking"
    NOTE_NOT_PROVEN = "note_not_proven"
    NOTE_SOLVER_SAYS = "note_solver_says"
    NOTE_NOT_RESOLVED = "note_not_resolved"
    # why a person has no proposal, or a seat stays empty
    COMPETITION = "competition"
    SEATS_TAKEN_BY_PINS = "seats_taken_by_pins"
    VETOED = "vetoed"
    NO_SEATS = "no_seats"
    NO_OPENINGS = "no_openings"
    PROPOSED_ELSEWHERE = "proposed_elsewhere"
    NOBODY_ELIGIBLE = "nobody_eligible"
    BELOW_MINIMUM = "below_minimum"
    CONSTRAINED = "constrained"
    LIMIT_REACHED = "limit_reached"
    CLASS_NOT_HELD = "class_not_held"
    # why there is no plan at all
    PINNED_TWICE = "pinned_twice"
    PINS_EXCEED_SEATS = "pins_exceed_seats"
    PINNED_INELIGIBLE = "pinned_ineligible"
    PINNED_AND_VETOED = "pinned_and_vetoed"
    NOT_DECIDED = "not_decided"
    CONFLICT = "conflict"
    CONFLICT_UNVERIFIED = "conflict_unverified"
    CONFLICT_PIN = "conflict_pin"
    CONFLICT_TOGETHER = "conflict_together"
    CONFLICT_APART = "conflict_apart"
    CONFLICT_FLOOR = "conflict_floor"
    CONFLICT_CLASS = "conflict_class"
    CONFLICT_MOST = "conflict_most"
    # what stands out in a fit
    SKILLS_MET = "skills_met"
    SKILLS_A_LITTLE = "skills_a_little"
    SKILLS_RELATED = "skills_related"
    SKILLS_MISSING = "skills_missing"
    SKILLS_UNKNOWN = "skills_unknown"
    INTERESTS_LIKE = "interests_like"
    INTEREST_LIKED = "interest_liked"
    WISHED_TRADE = "wished_trade"
    WISHED_MAYBE = "wished_maybe"
    CONTEXT_LIKED = "context_liked"
    SHORT_TRAVEL = "short_travel"
    FULL_EXTENT = "full_extent"


@dataclass(frozen=True)
class Reason:
    """A code and the facts of the case, ordered by name."""

    code: ReasonCode
    facts: tuple[tuple[str, Fact], ...] = ()

    @classmethod
    def of(cls, code: ReasonCode, **facts: Fact) -> Self:
        """A reason with its facts given by name."""
        return cls(code, tuple(sorted(facts.items())))

    def fact(self, name: str) -> Fact:
        """The fact of that name.

        Raises:
            KeyError: the reason has no such fact.
        """
        return dict(self.facts)[name]
