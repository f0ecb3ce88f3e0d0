"""Faults to plant in the first fit of a plan of places: the side that limits, and what mapping is worth."""

from collections.abc import Callable

from matching.domain.fit import Criterion, Movement, Side
from matching.domain.plan import Plan
from tests.audit.faults import Fault, fit_with
from tests.audit.rows import WISHED


def first_movement(part: Criterion, least: int, most: int) -> Callable[[Plan], Plan]:
    """The plan with the first movement of its first fit, that of skills from 352 to 871, told otherwise."""
    return fit_with(movements=(Movement(part, least, most), *WISHED.movements[1:]))


IN_FITS = [
    Fault("fit-limiting", "no side limits", fit_with(limiting=None)),
    Fault("fit-limiting", "the other side limits", fit_with(limiting=Side.CANDIDATE)),
    Fault("fit-movements", "nothing to map", fit_with(movements=())),
    Fault("fit-movements", "one left out", fit_with(movements=WISHED.movements[:-1])),
    Fault("fit-movements", "more to gain", first_movement(Criterion.SKILLS, 352, 872)),
    Fault("fit-movements", "less to lose", first_movement(Criterion.SKILLS, 353, 871)),
    Fault("fit-movements", "what is known moves too", first_movement(Criterion.TRAVEL, 352, 871)),
    Fault("fit-movements", "the smallest first", fit_with(movements=WISHED.movements[::-1])),
]
