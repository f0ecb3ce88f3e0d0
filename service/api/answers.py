"""What the interface answers as a whole: every field is named here, and what is not named here is not told."""

from datetime import date

from pydantic import BaseModel

from matching.domain.plan import Status
from matching.domain.policy import Mode
from matching.domain.reasons import Party, ReasonCode
from service.api.costs import Shown
from service.api.parts import (
    Assignment,
    Audit,
    Bounds,
    DecisionCost,
    EmptySeats,
    LimitUse,
    MappingQuestion,
    Proof,
    Reason,
    Reserve,
    SeatValue,
    Suggestion,
    Unassigned,
)


class Problem(BaseModel):
    """What is wrong with a request (RFC 9457)."""

    type: str
    status: int
    code: str
    title: str
    detail: str


class Plan(Shown):
    """The proposal as a whole (samlet forslag), without what the actor may not see."""

    digest: str
    status: Status
    mode: Mode
    programme: str
    on: date
    seed: int
    input_hash: str
    policy_hash: str
    algorithm: str
    schema_version: int
    causes: tuple[Reason, ...]
    assignments: tuple[Assignment, ...]
    unassigned: tuple[Unassigned, ...]
    empty_seats: tuple[EmptySeats, ...]
    reserves: dict[str, tuple[Reserve, ...]]
    refs: dict[str, str]
    """What stands in addresses for each person named here, by id."""
    seat_values: tuple[SeatValue, ...]
    most_helped: tuple[str, ...]
    """Openings where one more of their room would give most, most first."""
    decision_costs: tuple[DecisionCost, ...]
    limits: tuple[LimitUse, ...]
    proof: Proof | None
    bounds: Bounds | None
    audit: Audit | None
    notes: tuple[Reason, ...]


class Round(Shown):
    """The numbers of a round (runde)."""

    id: str
    name: str
    synthetic: bool
    persons: str
    """How many of the people the actor may see: none, agreed or all."""
    on: date
    mode: Mode
    status: Status
    people: int | None
    """Of the people the actor may see; null where a count would tell of few."""
    openings: int
    proposals: int | None
    left: int | None
    room: int | None
    digest: str


class Opening(Shown):
    """What is known of an opening (læreplass), in keys; `usual` names what is taken from its trade."""

    id: str
    firm: str
    training_office: str | None
    trades: tuple[str, ...]
    municipality: str
    seats: int
    extent: tuple[int, int] | None
    must: tuple[str, ...] | None
    nice: tuple[str, ...] | None
    slight: tuple[str, ...]
    learnable: tuple[str, ...]
    licence: tuple[str, ...] | None
    norwegian: str | None
    hours: tuple[str, ...] | None
    certificates: tuple[str, ...] | None
    start_from: date | None
    start_to: date | None
    approval: str
    need: str | None
    usual: tuple[str, ...]


class Person(Shown):
    """What is known of a candidate, in keys; null is not known, never a lack."""

    id: str
    ref: str
    """What stands for the person in addresses."""
    municipality: str
    in_round: bool | None
    norwegian: str | None
    licences: tuple[str, ...] | None
    extent: tuple[int, int] | None
    travel_mode: str | None
    travel_limit: int | None
    hours: tuple[str, ...] | None
    start_from: date | None
    skills: tuple[str, ...] | None
    slight: tuple[str, ...]
    practice: tuple[tuple[str, int], ...]
    occupations: tuple[tuple[str, int], ...]
    schooling: tuple[str, ...]
    likes: tuple[str, ...] | None
    dislikes: tuple[str, ...] | None
    wishes: tuple[str, ...]
    maybe: tuple[str, ...]
    unwanted: tuple[str, ...]
    areas: tuple[str, ...] | None
    leisure: tuple[str, ...] | None
    interests_known: bool


class OpeningInRound(Shown):
    """An opening with the people who suit it best, and what the plan says of it."""

    opening: Opening
    suggestions: tuple[Suggestion, ...]
    refs: dict[str, str]
    """What stands in addresses for each person named here, by id."""
    assignments: tuple[Assignment, ...]
    reserves: tuple[Reserve, ...]
    empty_seats: EmptySeats | None
    seat_value: SeatValue | None


class PersonInRound(Shown):
    """A person with the openings that suit her best, and what the plan says of her."""

    person: Person
    suggestions: tuple[Suggestion, ...]
    mapping_questions: tuple[MappingQuestion, ...]
    """What to map about her, what could move the fits of the suggestions most first."""
    assignments: tuple[Assignment, ...]
    unassigned: Unassigned | None


class RuleCount(Shown):
    """How many pairs one requirement stands in the way of."""

    rule: str
    reason: ReasonCode
    stopped: int
    alone: int
    unknown: int
    unknown_alone: int


class Funnel(Shown):
    """Every person with every opening (trakt), counted."""

    pairs: int
    eligible: int
    unknown: int
    ineligible: int
    rules: tuple[RuleCount, ...]


class OpenQuestion(Shown):
    """One line of the question list (spørreliste)."""

    question: ReasonCode
    party: Party
    about: str
    unlocks: int
    waits: int


class Questions(Shown):
    """The questions that open most, most first."""

    questions: tuple[OpenQuestion, ...]
