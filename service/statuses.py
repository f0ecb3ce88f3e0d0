"""Where a person stands on an opening's list, which steps lead on from there, and for which reasons it ends."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Status(StrEnum):
    """Where a person stands on an opening's list, from a proposal to a fixed job."""

    PROPOSED = "proposed"
    """Foreslått: by the plan or by somebody here; nobody outside has been asked."""
    ASKED = "asked"
    """Spurt: the person has been asked whether she may be shown to this firm."""
    AGREED = "agreed"
    """Ja til deling: from here on the firm may be shown her sheet."""
    PRESENTED = "presented"
    """Presentert for bedriften."""
    MEETING = "meeting"
    """Møte avtalt: both sides have said yes, so name and telephone may be told."""
    TRIAL = "trial"
    """Utprøving: a visit or a trial at the firm."""
    OFFERED = "offered"
    """Tilbud gitt."""
    CONTRACT = "contract"
    """Kontrakt: the place is held."""
    STARTED = "started"
    """Startet."""
    PAUSED = "paused"
    """Pause: no dropout; the place is kept."""
    TEST_PASSED = "test_passed"
    """Fagprøve bestått."""
    FIXED_JOB = "fixed_job"
    """Fast jobb."""
    SAID_NO = "said_no"
    """Nei fra kandidaten, to being shown to this firm."""
    WITHDRAWN = "withdrawn"
    """Trukket: the person has taken her yes back."""
    TURNED_DOWN = "turned_down"
    """Nei fra bedriften."""
    ENDED = "ended"
    """Avsluttet."""
    MOVED = "moved"
    """Flyttet til en annen læreplass, with served time kept."""


class Ending(StrEnum):
    """Why an entry ended, from a fixed list; no words of one's own, since those would tell of persons."""

    OTHER_PLACE = "other_place"
    """Har fått en annen plass."""
    OTHER_TRADE = "other_trade"
    """Vil noe annet."""
    TRAVEL = "travel"
    HOURS = "hours"
    PRACTICAL = "practical"
    """Praktiske grunner."""
    NO_ANSWER = "no_answer"
    SKILLS = "skills"
    """Bedriften trenger andre ferdigheter."""
    FILLED = "filled"
    """Plassen er fylt."""
    FIRM_CHANGED = "firm_changed"
    """Bedriften har endret behovet."""
    NOT_TOLD = "not_told"
    """Grunnen er ikke oppgitt."""


class Outcome(StrEnum):
    """What came of a talk with a person and her firm (oppfølgingssamtale), from a fixed list."""

    GOING_WELL = "going_well"
    """Det går bra."""
    NEEDS_TALK = "needs_talk"
    """Trenger en ny samtale."""
    NEEDS_CHANGES = "needs_changes"
    """Noe må endres hos bedriften."""
    NOT_REACHED = "not_reached"
    """Fikk ikke tak i dem."""


class Side(StrEnum):
    """Whom to reach about a person at her firm (kontaktperson)."""

    FIRM = "firm"
    NAV = "nav"


_ON: Final[Mapping[Status, tuple[Status, ...]]] = MappingProxyType(
    {
        Status.PROPOSED: (Status.ASKED,),
        Status.ASKED: (Status.AGREED, Status.SAID_NO),
        Status.AGREED: (Status.PRESENTED, Status.MEETING),
        Status.PRESENTED: (Status.MEETING,),
        Status.MEETING: (Status.TRIAL, Status.OFFERED),
        Status.TRIAL: (Status.OFFERED,),
        Status.OFFERED: (Status.CONTRACT,),
        Status.CONTRACT: (Status.STARTED,),
        Status.STARTED: (Status.PAUSED, Status.TEST_PASSED),
        Status.PAUSED: (Status.STARTED,),
        Status.TEST_PASSED: (Status.FIXED_JOB,),
        Status.FIXED_JOB: (),
    }
)
"""The steps onwards; a status that does not stand here is an end."""

_BEFORE_A_CONTRACT: Final = (Status.WITHDRAWN, Status.TURNED_DOWN)
_AFTER_A_CONTRACT: Final = (Status.ENDED, Status.MOVED)

ACTIVE: Final = frozenset(_ON) - {Status.FIXED_JOB}
"""While an entry stands here something may still come of it."""
HOLDING: Final = frozenset({Status.CONTRACT, Status.STARTED, Status.PAUSED, Status.TEST_PASSED})
"""While an entry stands here the person holds the place."""
SHOWABLE: Final = frozenset(
    {Status.AGREED, Status.PRESENTED, Status.MEETING, Status.TRIAL, Status.OFFERED, *HOLDING}
)
"""While an entry stands here the firm may be shown the person: she has said yes and has not taken it back."""
NAMED: Final = frozenset({Status.MEETING, Status.TRIAL, Status.OFFERED, *HOLDING})
"""While an entry stands here both sides have said yes, so the firm may be told who she is."""
AWAITING: Final = frozenset({Status.ASKED, Status.PRESENTED, Status.OFFERED})
"""While an entry stands here somebody outside the office is to answer: the person, or the firm, or both."""
UNDER_WAY: Final = frozenset({Status.STARTED, Status.PAUSED, Status.TEST_PASSED, Status.FIXED_JOB})
"""While an entry stands here the person has begun and has not left (i løp): a pause is no dropout."""
ENDINGS: Final = frozenset({Status.SAID_NO, *_BEFORE_A_CONTRACT, *_AFTER_A_CONTRACT})
"""Steps that need a reason."""


RULED_OUT: Final = frozenset({Status.SAID_NO, *_BEFORE_A_CONTRACT})
"""Somebody has said no: the person is not proposed there again."""


def may_be_named(status: Status, *, joined: bool | None) -> bool:
    """Whether both sides have said yes, and the person has not said no to the round either (`joined`)."""
    return status in NAMED and joined is not False


def steps(status: Status) -> tuple[Status, ...]:
    """The statuses an entry may go to from one, onwards first."""
    if status not in _ON or status is Status.FIXED_JOB:
        return ()
    if status in HOLDING:
        return (*_ON[status], *_AFTER_A_CONTRACT)
    return (*_ON[status], *_BEFORE_A_CONTRACT)
