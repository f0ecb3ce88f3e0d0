"""The three answers a rule gives, and the numbers that stand for a blank cell."""

from enum import IntEnum
from typing import Final

import numpy as np
import numpy.typing as npt

Answers = npt.NDArray[np.int8]
"""Answers of shape (people, openings): NO, UNKNOWN or YES. The minimum of several is their AND."""

NO: Final = 0
UNKNOWN: Final = 1
YES: Final = 2

BLANK: Final = -1
"""A cell nobody has filled in. It is never a lack."""

NONE: Final = 0
"""An explicit «ingen»: asked, and nothing is held or demanded."""

HIGHEST_EFFORT_LEVEL: Final = 4
NO_DECISION: Final = 5
"""The value of innsatsgruppe when there is no valid decision; above the five levels 0-4."""

ANY_EFFORT_LEVEL: Final = (1 << (NO_DECISION + 1)) - 1
"""The set of every value an unknown innsatsgruppe may have, as bits."""

SHORTEST_APPRENTICE_EXTENT: Final = 50
FULL_TIME: Final = 100
TENTHS_IN_A_SEAT: Final = 10


class TravelMode(IntEnum):
    """How a person gets to work (reisemåte)."""

    CAR = 0
    TRANSIT = 1


class WorkHours(IntEnum):
    """When in the day the work is done (arbeidstid); a set of them is a bit mask of 1 << value."""

    DAY = 0
    EVENING = 1
    SHIFT = 2


class Approval(IntEnum):
    """Whether the firm is approved to train in the trade (godkjent lærebedrift)."""

    NOT_APPROVED = 0
    APPLIED = 1
    APPROVED = 2
    NOT_KNOWN = 3


class NeedStatus(IntEnum):
    """How far a firm's need for apprentices has come (behov: meldt, avklart, bekreftet)."""

    NOT_KNOWN = 0
    REPORTED = 1
    CLARIFIED = 2
    CONFIRMED = 3


class Sector(IntEnum):
    """Sector of the firm (sektor)."""

    NOT_KNOWN = -1
    PRIVATE = 0
    PUBLIC = 1
