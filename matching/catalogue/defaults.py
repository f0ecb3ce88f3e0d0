"""Openings as stated in, openings with the trade's typical demands where the firm has not said out."""

from dataclasses import replace
from typing import TypeVar

import numpy as np

from matching.catalogue.catalogue import Catalogue
from matching.domain.answers import BLANK, FULL_TIME, TENTHS_IN_A_SEAT
from matching.domain.columns import Int16, Int32, Ragged, mask
from matching.domain.openings import Openings
from matching.domain.programme import Programme

Whole = TypeVar("Whole", Int16, Int32)


def complete(openings: Openings, programme: Programme, catalogue: Catalogue) -> Openings:
    """Fill what a firm has left blank with what its first trade of the programme typically demands.

    Filled: licence, Norwegian, hours, certificates; and for less than one whole position the extent. The
    alternatives are narrowed to the programme's trades where at least one of them is. Skills asked for are
    left as they are: they depend on which alternative trade a person is fitted for. What the programme says can be
    learnt on the way can be learnt at each opening.
    """
    trades = _in_programme(openings, programme, catalogue)
    first = trades[:, 0]

    def filled(column: Whole, typical: list[int]) -> Whole:
        return np.where(column == BLANK, np.array(typical, dtype=column.dtype)[first], column)

    part = (openings.seats > 0) & (openings.seats < TENTHS_IN_A_SEAT) & (openings.extent_from == BLANK)
    room = (openings.seats * (FULL_TIME // TENTHS_IN_A_SEAT)).astype(np.int16)
    return replace(
        openings,
        trades=trades,
        learnable=_learnable(openings, programme, catalogue),
        licence=filled(openings.licence, [mask(trade.licence) for trade in catalogue.trades]),
        norwegian=filled(openings.norwegian, [trade.norwegian for trade in catalogue.trades]),
        hours=filled(openings.hours, [mask(trade.hours) for trade in catalogue.trades]),
        certificates=filled(openings.certificates, [mask(trade.certificates) for trade in catalogue.trades]),
        extent_from=np.where(part, room, openings.extent_from),
        extent_to=np.where(part, room, openings.extent_to),
    )


def _learnable(openings: Openings, programme: Programme, catalogue: Catalogue) -> Ragged:
    """What can be learnt at each opening, or on the way of the programme."""
    on_the_way = {place for place, skill in enumerate(catalogue.skills) if skill.key in programme.learnable}
    if not on_the_way:
        return openings.learnable
    return Ragged.of(sorted({*openings.learnable.row(row), *on_the_way}) for row in range(len(openings)))


def _in_programme(openings: Openings, programme: Programme, catalogue: Catalogue) -> Int16:
    """Alternatives outside the programme dropped, where at least one is inside; the order is kept."""
    allowed = np.array([not programme.trades or trade.key in programme.trades for trade in catalogue.trades])
    inside = (openings.trades != BLANK) & allowed[openings.trades]
    order = np.argsort(~inside, axis=1, kind="stable")
    narrowed = np.take_along_axis(np.where(inside, openings.trades, BLANK), order, axis=1)
    return np.where(inside.any(axis=1)[:, None], narrowed, openings.trades).astype(np.int16)
