"""One person for an opening, or one opening for a person."""

from dataclasses import dataclass
from enum import StrEnum

from matching.domain.fit import Fit, Verdict
from matching.domain.proof import Total
from matching.domain.reasons import Reason


@dataclass(frozen=True)
class Move:
    """One person whose proposal would be another (hvem som flytter)."""

    candidate: str
    here: str | None
    """The opening she is proposed at now; None where she gains a proposal."""
    there: str | None
    """The opening she would be proposed at; None where she loses the proposal."""


@dataclass(frozen=True)
class Alternative:
    """Where else a person is worth most to the plan as a whole (beste alternativ)."""

    opening: str
    points: int
    proposed: bool
    """The plan proposes her there; otherwise it would be best to, were this opening not there for her."""


class Way(StrEnum):
    """What it takes for a plan to propose a pair (hva som skal til)."""

    ITSELF = "itself"
    """Nothing: the plan may propose it by itself."""
    ANSWERED = "answered"
    """That people pin it, or that what is not known is answered with a yes."""
    PINNED = "pinned"
    """That people pin it."""


@dataclass(frozen=True, kw_only=True)
class PairCost:
    """What proposing one pair costs the plan as a whole, exactly (hva paret koster helheten)."""

    proposed: bool
    """The plan proposes the pair, so it costs nothing."""
    cost: Total | None
    """The best total less the best with the pair; None where pins have taken all the room or all her lists."""
    way: Way
    alternative: Alternative | None
    """None where nothing else is open to her."""
    moves: tuple[Move, ...] = ()
    """Who moves, the person herself first; told of one pair alone, and only where persons may be seen."""


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
    cost: PairCost | None = None
    """None where it is not reckoned: beside no plan, or beside one that people have limited beyond room."""
