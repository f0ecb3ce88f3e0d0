"""Who may see what: one table, and the one question every route asks of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import Final


class Role(StrEnum):
    """What somebody works as, in one round or more."""

    MARKET_CONTACT = "market_contact"
    """Markedskontakt at Nav."""
    ADVISER = "adviser"
    """Veileder or karriereveileder."""
    PROGRAMME_LEAD = "programme_lead"
    """Programleder: fills the round as a whole."""
    COUNTY = "county"
    """Fylkeskommune."""
    TRAINING_PARTNER = "training_partner"
    """Opplæringspartner."""
    PLANNER = "planner"
    """Planlegger: asks what-if, and sees no persons."""
    EMPLOYER = "employer"
    """Lærebedrift: is given a sheet of paper, and does not log in."""
    AUDITOR = "auditor"
    """Kontrollør."""
    ADMIN = "admin"
    """Administrator: runs the service, and sees no persons."""


class Action(StrEnum):
    """What somebody wants to do with a thing."""

    READ = "read"
    EDIT = "edit"
    """Say what is known of it: a person's answers, an opening's demands, a list of them."""
    STEP = "step"
    """Put a person on an opening's list, or take her a step on, or back."""
    DECIDE = "decide"
    """Change what is decided about a round: weights, caps, what is locked and what is ruled out."""
    CALCULATE = "calculate"
    """Ask for a calculation of a round (beregning), or stop one."""
    RELEASE = "release"
    """Confirm proposals, and release the plan they are in."""
    REVEAL = "reveal"
    """Be told the name and telephone of a person: once both sides have said yes, or to hand out what is hers."""
    ERASE = "erase"


class Kind(StrEnum):
    """What kind of thing it is."""

    SERVICE = "service"
    """That there is a service: its list of rounds, and the description of its interface."""
    ROUND = "round"
    """The numbers of a round (runde)."""
    OPENING = "opening"
    PERSON = "person"
    """One person, alone or in a pair, a list or the plan."""
    PLAN = "plan"
    """The plan as a whole; the persons in it are things of their own."""
    QUESTIONS = "questions"
    """The question list (spørreliste); the persons in it are things of their own."""
    PROOF = "proof"
    """The proof of the plan and its control (bevis, kontroll)."""
    TARGET_GROUP = "target_group"
    """Whether a person belongs to the programme's target group (målgruppe): what tells of her innsatsgruppe."""
    REMARK = "remark"
    """What somebody has written, in words of her own, as the reason for a pin or a veto (begrunnelse)."""
    ENTRY = "entry"
    """A person on an opening's list, and where it stands."""
    POLICY = "policy"
    """What is decided about a round."""
    JOB = "job"
    LOG = "log"
    """The decision log, and who has looked at whom."""
    OWN_DATA = "own_data"
    """All that is kept of a person, every cell of it, to be handed out to her (innsyn)."""
    LANGUAGE = "language"
    """The language its pages speak, which everybody who is known chooses for herself."""
    CHANGE = "change"
    """What single changes would do to the plan (enkeltendringer): they rest on everybody and count persons."""


KEPT_ALONE: Final = (Kind.ENTRY, Kind.OWN_DATA)
"""Kinds of things there are of kept rounds alone."""


class Reach(IntEnum):
    """How many of the things of one kind somebody may see."""

    NONE = 0
    AGREED = 1
    """Those about people who have said yes to joining the round (påmeldt)."""
    OWN = 2
    """Those at the actor's own firm, about people who have said yes to being shown to it and not taken it back."""
    ALL = 3


@dataclass(frozen=True)
class Actor:
    """Somebody who asks: always a named person with a role."""

    id: str
    name: str
    role: Role
    units: frozenset[str]
    """The offices whose rounds are hers (enheter)."""
    firm: str | None = None
    """The firm she speaks for, where she does."""


@dataclass(frozen=True)
class Thing:
    """What is asked about."""

    kind: Kind
    unit: str | None = None
    """The office it belongs to; None for what belongs to the service itself."""
    agreed: bool = False
    """The person it is about has said yes to joining the round."""
    hidden: bool = False
    """The person it is about has an address restriction: it is nobody's to see, whatever her role."""
    firm: str | None = None
    """The firm it belongs to."""
    showable: bool = False
    """The person it is about has said yes to being shown to that firm."""


_LANGUAGE: Final = {Kind.LANGUAGE: Reach.ALL}
_NUMBERS: Final = {**_LANGUAGE, Kind.SERVICE: Reach.ALL, Kind.ROUND: Reach.ALL}
_NO_PERSONS: Final = {**_NUMBERS, Kind.OPENING: Reach.ALL, Kind.PLAN: Reach.ALL, Kind.PROOF: Reach.ALL}
_AGREED: Final = {**_NO_PERSONS, Kind.QUESTIONS: Reach.ALL, Kind.PERSON: Reach.AGREED}
_NAV: Final = dict.fromkeys(set(Kind) - {Kind.LOG, Kind.OWN_DATA}, Reach.ALL)
_LISTS: Final = {Kind.ENTRY: Reach.ALL}
_FACTS: Final = {Kind.PERSON: Reach.ALL, Kind.OPENING: Reach.ALL}
_ROUND: Final = {Kind.ROUND: Reach.ALL}

TABLE: Final[Mapping[tuple[Role, Action], Mapping[Kind, Reach]]] = MappingProxyType(
    {
        (Role.MARKET_CONTACT, Action.READ): _NAV,
        (Role.MARKET_CONTACT, Action.EDIT): {Kind.OPENING: Reach.ALL},
        (Role.MARKET_CONTACT, Action.STEP): _LISTS,
        (Role.MARKET_CONTACT, Action.REVEAL): _LISTS,
        (Role.ADVISER, Action.READ): _NAV,
        (Role.ADVISER, Action.EDIT): {Kind.PERSON: Reach.ALL},
        (Role.ADVISER, Action.STEP): _LISTS,
        (Role.ADVISER, Action.REVEAL): _LISTS,
        (Role.PROGRAMME_LEAD, Action.READ): _NAV | {Kind.LOG: Reach.ALL, Kind.OWN_DATA: Reach.ALL},
        (Role.PROGRAMME_LEAD, Action.EDIT): _FACTS | _ROUND,
        (Role.PROGRAMME_LEAD, Action.STEP): _LISTS,
        (Role.PROGRAMME_LEAD, Action.DECIDE): {Kind.POLICY: Reach.ALL},
        (Role.PROGRAMME_LEAD, Action.CALCULATE): _ROUND,
        (Role.PROGRAMME_LEAD, Action.RELEASE): {Kind.PLAN: Reach.ALL},
        (Role.PROGRAMME_LEAD, Action.REVEAL): {Kind.OWN_DATA: Reach.ALL},
        (Role.PROGRAMME_LEAD, Action.ERASE): _FACTS | _ROUND,
        (Role.COUNTY, Action.READ): _AGREED,
        (Role.TRAINING_PARTNER, Action.READ): _AGREED,
        (Role.PLANNER, Action.READ): _NO_PERSONS,
        (Role.EMPLOYER, Action.READ): {**_LANGUAGE, Kind.OPENING: Reach.OWN, Kind.ENTRY: Reach.OWN},
        (Role.AUDITOR, Action.READ): _AGREED | {Kind.LOG: Reach.ALL},
        (Role.ADMIN, Action.READ): _NUMBERS,
    }
)
"""What each role may do with each kind of thing. What does not stand here is not allowed."""


def may(actor: Actor | None, action: Action, thing: Thing) -> bool:
    """Whether somebody may do something with a thing: her role reaches it, and it belongs to an office of hers."""
    if actor is None or thing.hidden or (thing.unit is not None and thing.unit not in actor.units):
        return False
    reach = reach_of(actor, action, thing.kind)
    if reach is Reach.OWN:
        about_a_person = thing.kind is not Kind.OPENING
        return actor.firm is not None and thing.firm == actor.firm and (thing.showable or not about_a_person)
    return reach is Reach.ALL or (reach is Reach.AGREED and thing.agreed)


def reach_of(actor: Actor, action: Action, kind: Kind) -> Reach:
    """How many of the things of a kind the role of somebody reaches, for an action."""
    return TABLE.get((actor.role, action), {}).get(kind, Reach.NONE)
