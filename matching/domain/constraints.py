"""What limits a plan beside seats and requirements: decided by people, each with a name and who decided it."""

from dataclasses import dataclass
from enum import StrEnum


class LimitKind(StrEnum):
    """What a limit of a plan is about."""

    EMPLOYER = "employer"
    OFFICE = "office"
    CAP = "cap"
    CLASS = "class"
    RESOURCE = "resource"
    APART = "apart"
    TOGETHER = "together"
    FLOOR = "floor"


@dataclass(frozen=True, kw_only=True)
class EmployerTotal:
    """The most people one firm takes in all its openings together (samlet tak for en bedrift)."""

    employer: str
    """Name or organisation number of the firm."""
    most: int


@dataclass(frozen=True, kw_only=True)
class OfficeTotal:
    """The most people in all openings of one training office (samlet tak for et opplæringskontor)."""

    office: str
    most: int


@dataclass(frozen=True, kw_only=True)
class Cap:
    """The most people in one trade and region, so that nobody ordinary is displaced (tak per fag og region).

    An opening counts if it offers the trade at all, also as an alternative.
    """

    trade: str
    """Key of the trade."""
    region: str = ""
    """County or municipality number; empty for the whole country."""
    most: int
    by: str = ""
    ground: str = ""
    """Who decided it, and on what ground; empty where it is not written down."""


@dataclass(frozen=True, kw_only=True)
class ClassSize:
    """How many people an opening that is a class takes, or none at all (klassestørrelse)."""

    opening: str
    least: int
    most: int


@dataclass(frozen=True, kw_only=True)
class SharedResource:
    """Something several openings draw on and that has few seats: a course, a supervisor (felles ressurs).

    Each person proposed at one of the openings named, or at an opening of one of the trades named, takes a seat,
    unless she already holds the skill that makes it unnecessary.
    """

    name: str
    seats: int
    openings: tuple[str, ...] = ()
    trades: tuple[str, ...] = ()
    """Keys of trades."""
    unless_skill: str = ""
    """Key of a skill; those who hold it take no seat. Empty: everybody takes one."""


@dataclass(frozen=True, kw_only=True)
class Companions:
    """Two people who must, or must not, be at the same firm (sammen, ikke sammen), and who decided it."""

    first: str
    second: str
    by: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Floor:
    """The least number of people of one group who get a proposal (minstetall for en gruppe).

    It may stand only on a written ground, and what it costs everybody else is told.
    """

    name: str
    least: int
    ground: str
    """The written legal ground (rettslig grunnlag)."""
    by: str
    members: frozenset[str]
    """Ids of the people, from the list of groups, which is used for nothing else in a plan."""
