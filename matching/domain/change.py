"""Single changes that could give a person a proposal or fill a seat, and what stands in the way without them."""

from dataclasses import dataclass
from enum import StrEnum

from matching.domain.errors import Fact
from matching.domain.proof import Total
from matching.domain.reasons import Reason


class ChangeKind(StrEnum):
    """What a change asks of people, the least costly first (source: assumption, see docs/allocation.md)."""

    ANSWER = "answer"
    """Something nobody has said yet is said (et svar)."""
    START = "start"
    """The firm takes people who can start later (oppstart)."""
    EXTENT = "extent"
    """The firm offers more shares of a full position (omfang)."""
    TRAVEL = "travel"
    """A longer journey is accepted, one step (reisetid)."""
    SKILL = "skill"
    """A skill, a licence class or a level of Norwegian is held (ferdighet, førerkort, norsk)."""
    DEMAND = "demand"
    """The firm no longer asks for something (krav)."""
    SEAT = "seat"
    """One more place at an opening (læreplass)."""


class ChangeCode(StrEnum):
    """The closed list of changes that are tried; `texts/` has a sentence for each."""

    SAY_REGISTERED = "say_registered"
    SAY_EFFORT_GROUP = "say_effort_group"
    SAY_AGE = "say_age"
    SAY_JOURNEY = "say_journey"
    SAY_EARLY = "say_early"
    SAY_LICENCE = "say_licence"
    SAY_NORWEGIAN = "say_norwegian"
    SAY_HOURS = "say_hours"
    SAY_START = "say_start"
    SAY_EXTENT = "say_extent"
    FIRM_APPROVED = "firm_approved"
    FIRM_NEED = "firm_need"
    FIRM_HOURS = "firm_hours"
    FIRM_EXTENT = "firm_extent"
    LATER_START = "later_start"
    WIDER_EXTENT = "wider_extent"
    TRAVEL_LIMIT = "travel_limit"
    LONGER_TRAVEL = "longer_travel"
    HOLD_SKILL = "hold_skill"
    HOLD_LICENCE = "hold_licence"
    HOLD_NORWEGIAN = "hold_norwegian"
    DROP_LICENCE = "drop_licence"
    DROP_NORWEGIAN = "drop_norwegian"
    DROP_HOURS = "drop_hours"
    ONE_SEAT = "one_seat"

    @property
    def kind(self) -> ChangeKind:
        """What it asks of people."""
        return _KINDS.get(self, ChangeKind.ANSWER)


_KINDS = {
    ChangeCode.LATER_START: ChangeKind.START,
    ChangeCode.WIDER_EXTENT: ChangeKind.EXTENT,
    ChangeCode.TRAVEL_LIMIT: ChangeKind.TRAVEL,
    ChangeCode.LONGER_TRAVEL: ChangeKind.TRAVEL,
    ChangeCode.HOLD_SKILL: ChangeKind.SKILL,
    ChangeCode.HOLD_LICENCE: ChangeKind.SKILL,
    ChangeCode.HOLD_NORWEGIAN: ChangeKind.SKILL,
    ChangeCode.DROP_LICENCE: ChangeKind.DEMAND,
    ChangeCode.DROP_NORWEGIAN: ChangeKind.DEMAND,
    ChangeCode.DROP_HOURS: ChangeKind.DEMAND,
    ChangeCode.ONE_SEAT: ChangeKind.SEAT,
}


@dataclass(frozen=True, kw_only=True)
class Change:
    """One thing that is other than it is (enkeltendring): a code, and the facts of the case ordered by name."""

    code: ChangeCode
    opening: str = ""
    """The opening that is changed; empty where it is the person who is."""
    facts: tuple[tuple[str, Fact], ...] = ()

    @property
    def kind(self) -> ChangeKind:
        """What it asks of people."""
        return self.code.kind


class Effect(StrEnum):
    """What the best plan under a change says of the one it was sought for."""

    PROPOSED = "proposed"
    """The best plan has the proposal."""
    NO_LOSS = "no_loss"
    """Some plan that is as good as the best has it: people may pin it without loss."""


class ProvenBy(StrEnum):
    """How it is known what a change does."""

    SOLVED = "solved"
    """The round was allocated again with the change."""
    PRICES = "prices"
    """The plan's own prices prove it; the round is too large to be allocated again in passing."""


@dataclass(frozen=True, kw_only=True)
class Helping:
    """A change that helps, and what it does to the whole; of others only how many."""

    change: Change
    effect: Effect
    opening: str
    """Where the proposal would be."""
    gain: Total
    """What the whole gains: never less than nothing in what the plan is best in, but where it is to be stable."""
    lose: int | None
    """How many others would no longer have a proposal; None where prices alone cannot tell."""
    proven_by: ProvenBy


class ObstacleKind(StrEnum):
    """What stands between a person and an opening."""

    RULE = "rule"
    """A requirement says no (krav)."""
    UNKNOWN = "unknown"
    """Something is not known (mangler svar)."""
    VETO = "veto"
    """People have ruled it out (ikke aktuell her)."""
    MINIMUM_FIT = "minimum_fit"
    """The fit is below the least people have set (minste samsvar)."""
    CAPACITY = "capacity"
    """There is no room, or pins have taken it (ingen plass)."""
    COMPETITION = "competition"
    """Others are proposed there, and the whole would lose (andre er foreslått)."""


@dataclass(frozen=True, kw_only=True)
class Obstacle:
    """What stands between one person and one opening."""

    opening: str
    kind: ObstacleKind
    reasons: tuple[Reason, ...] = ()
    """Every requirement that says no and every question that is open; none for the other kinds."""
    loss: Total | None = None
    """What the whole would lose by proposing her there, exactly; None where it is not known or cannot be."""


@dataclass(frozen=True, kw_only=True)
class WhyLeft:
    """Why a person is without a proposal, and the cheapest change of each kind that would give one (hva skal til).

    It can be shown to her: nothing in it tells who anybody else is.
    """

    candidate: str
    reasons: tuple[Reason, ...]
    """In sum, as in the plan."""
    nearest: tuple[Obstacle, ...]
    """Of the openings nearest to be possible, nearest first."""
    changes: tuple[Helping, ...]
    """At most one of each kind, the cheapest kind first; empty where nothing in the list helps."""
    tried: int
    whole: bool
    """Whether every change in the list was tried; where not, none may be told though one would help."""


@dataclass(frozen=True, kw_only=True)
class WhyEmpty:
    """Why room at an opening is empty, and the cheapest change of each kind that would fill it (fylle plassen)."""

    opening: str
    room: int
    reasons: tuple[Reason, ...]
    changes: tuple[Helping, ...]
    tried: int
    whole: bool
    """As in WhyLeft."""
