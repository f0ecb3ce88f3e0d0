"""Programme, policy and catalogue in, the numbers the rules compare with out."""

from dataclasses import dataclass
from datetime import date
from typing import Self

import numpy as np

from matching.catalogue.catalogue import Catalogue
from matching.domain.answers import BLANK
from matching.domain.cells import day_number
from matching.domain.columns import Bool, Int32, mask
from matching.domain.policy import Mode, NeedsFilled, Policy
from matching.domain.programme import Programme


@dataclass(frozen=True, eq=False, kw_only=True)
class Terms:
    """What a round demands, as numbers: thresholds of the programme, travel times, and who covers what."""

    registered: bool
    enough_effort: int
    """Mask of the levels of innsatsgruppe that are enough."""
    least_age: int | None
    greatest_age: int | None
    start_year: int
    last_start: int
    """Last day of start where an opening names none, as a day number; BLANK for none."""
    trades: Bool
    """Whether each trade is the programme's, shape (trades,)."""
    municipalities: Bool
    """Whether each municipality is in the programme's region, shape (municipalities,)."""
    for_places: bool
    """A place needs an approved firm and a need that has come far enough; a meeting does not."""
    needs_filled: NeedsFilled
    catalogue: Catalogue
    """For travel times, and the keys that facts are told by."""
    assumed_limit: int
    longest: int
    uncertainty: int
    licence_covers: Int32
    """For each licence class, the mask of the classes that satisfy a demand for it, shape (classes,)."""

    @classmethod
    def of(cls, programme: Programme, catalogue: Catalogue, policy: Policy, *, on: date) -> Self:
        """The terms of one round, held on a day."""
        target, region = programme.target, set(programme.region)
        least = target.least_effort_level
        places = catalogue.municipalities
        return cls(
            registered=target.registered,
            enough_effort=-1 if least is None else mask(range(least, 5)),
            least_age=target.least_age,
            greatest_age=target.greatest_age,
            start_year=(programme.start_from or on).year,
            last_start=day_number(programme.start_to) if programme.start_to else BLANK,
            trades=np.array(
                [not programme.trades or one.key in programme.trades for one in catalogue.trades]
            ),
            municipalities=np.array([not region or bool({one.key, one.county} & region) for one in places]),
            for_places=policy.mode is Mode.PLACES,
            needs_filled=policy.needs_filled,
            catalogue=catalogue,
            assumed_limit=policy.assumed_travel_limit,
            longest=policy.longest_travel,
            uncertainty=policy.travel_uncertainty,
            licence_covers=_satisfied_by(catalogue),
        )


def _satisfied_by(catalogue: Catalogue) -> Int32:
    covers = catalogue.licence_covers
    holders = [
        [held for held, covered in enumerate(covers) if asked in covered] for asked in range(len(covers))
    ]
    return np.array([mask(held) for held in holders], dtype=np.int32)
