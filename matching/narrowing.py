"""Fits of one opening in; who is left by what is asked beside the requirements, and all of them counted, out."""

from collections.abc import Callable, Collection, Mapping
from typing import Final

import numpy as np

from matching.blocks.fits import FitBlock
from matching.catalogue.catalogue import Catalogue
from matching.domain.answers import BLANK, YES
from matching.domain.cohort import Cohort
from matching.domain.columns import Bool, Int16
from matching.domain.fit import EvidenceLevel
from matching.domain.openings import Opening
from matching.domain.shortlist import Crowd, Narrowing

BANDS: Final = (15, 30, 45)
"""Minutes of travel people are counted within."""

Levels = Callable[[FitBlock], Int16]
"""Pairs in, the share of each fit that rests on what is known out, percent, shape (pairs,)."""


def left(
    pairs: FitBlock, asked: Narrowing, cohort: Cohort, catalogue: Catalogue, percent_known: Levels
) -> Bool:
    """Which pairs of one opening are left, shape (pairs,); what is not known leaves a pair in."""
    people = cohort.people
    stay = np.ones(len(pairs), dtype=np.bool_)
    if asked.joined:
        stay &= people.in_round[pairs.person] == YES
    if asked.minutes is not None:
        stay &= _minutes(pairs, cohort, catalogue) <= asked.minutes  # BLANK is less than any
    if asked.percent is not None:
        stay &= (pairs.extent == BLANK) | (pairs.extent >= asked.percent)
    if asked.without:
        stay &= ~named(pairs, asked.without, cohort)
    if asked.level is not EvidenceLevel.LOW:
        stay &= percent_known(pairs) >= LEAST[asked.level]
    return stay


def named(pairs: FitBlock, names: Collection[str], cohort: Cohort) -> Bool:
    """Which pairs are of some people, by id, shape (pairs,)."""
    of_them: Bool = np.isin(cohort.people.id, sorted(names))[pairs.person]
    return of_them


def crowd(pairs: FitBlock, cohort: Cohort, catalogue: Catalogue, place: int) -> Crowd:
    """Everybody who may meet an opening, counted: in all, by travel, by the skills asked for and by wish."""
    people, opening = cohort.people, cohort.openings.opening(place)
    minutes = _minutes(pairs, cohort, catalogue)
    known = minutes[minutes != BLANK]
    held = people.skills.take(pairs.person.astype(np.intp)).values
    trades = np.array(opening.trades, dtype=people.wishes.dtype)
    return Crowd(
        people=len(pairs),
        eligible=int(np.count_nonzero(~pairs.unknown)),
        within={band: int(np.count_nonzero(known <= band)) for band in BANDS},
        skills={
            catalogue.skills[one].key: int(np.count_nonzero(held == one)) for one in asked(opening, catalogue)
        },
        wished=int(np.count_nonzero(np.isin(people.wishes[pairs.person], trades).any(axis=1))),
    )


def alike(pairs: FitBlock, shown: FitBlock, cohort: Cohort) -> Mapping[str, int]:
    """Each person shown, by id, to how many others have the same points on both sides and as much not known."""
    alone = 1
    return {
        name: int(
            np.count_nonzero(
                (pairs.points == points)
                & (pairs.opening_side == ours)
                & (pairs.candidate_side == hers)
                & (pairs.unknown == unknown)
            )
        )
        - alone
        for name, points, ours, hers, unknown in zip(
            cohort.people.id[shown.person].tolist(),
            *(getattr(shown, column) for column in ("points", "opening_side", "candidate_side", "unknown")),
            strict=True,
        )
    }


def asked(opening: Opening, catalogue: Catalogue) -> tuple[int, ...]:
    """The skills an opening asks for, or its first trade where the firm has not said, must before nice."""
    usual = catalogue.trades[opening.trades[0]]
    must = usual.must if opening.must is None else opening.must
    nice = usual.nice if opening.nice is None else opening.nice
    wanted = dict.fromkeys((*sorted(must), *sorted(nice)))
    return tuple(one for one in wanted if one not in opening.learnable)


LEAST: Final[Mapping[EvidenceLevel, int]] = {
    level: next(percent for percent in range(101) if EvidenceLevel.of(percent) is level)
    for level in EvidenceLevel
}
"""The least share known, percent, of each level."""


def _minutes(pairs: FitBlock, cohort: Cohort, catalogue: Catalogue) -> Int16:
    """Travel one way of each pair, BLANK where it is not known, shape (pairs,)."""
    way = cohort.people.travel_mode[pairs.person]
    home, work = (
        cohort.people.municipality[pairs.person],
        cohort.openings.municipality[pairs.opening],
    )
    minutes = catalogue.travel.minutes[np.maximum(way, 0), home, work]
    return np.where(way == BLANK, np.int16(BLANK), minutes)
