"""A market in, its best choice with both price vectors out: solved on a core of pairs, proven over all of them.

A choice that is best within the core, at prices at which no pair outside it would be preferred, is best over all
pairs; and the core's least (greatest) prices are then the least (greatest) of the whole market, because more pairs
can only raise (lower) them. Pairs that break the proof join the core, so the last round is always a proof.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from matching.allocation.base.guessing import NEAR, Guess, guessed, guessed_of_all
from matching.allocation.base.market import Market, View
from matching.allocation.base.prices import both_prices, thresholds
from matching.allocation.base.solving import EFFORT, Choice, best_choice, chosen_again
from matching.domain.allocation import NO_LIMIT
from matching.domain.columns import Bool, Int64, Rows

PER_ROOM: Final = 8
BESIDE: Final = 16
"""The core begins with each opening's best 8 pairs per room and 16 more, where seats are scarce (trials)."""

SCARCE: Final = 2
"""With fewer people than this for each room, the core begins with each person's nearest at prices bid for."""

NEARER: Final = 8
"""Pairs of each person that join the core where very many break the proof and every guess was tried."""

WHOLE: Final = 20_000_000
"""So many pairs have room in memory, when all are to be bid for."""

MANY: Final = 100_000
MANY_TIMES: Final = 1
"""More pairs than this, and than this many times those held, do not join the core at once."""

MOST_TIES: Final = 1_000_000
"""Ties outside the core that may join it: beyond them, equal plans are told apart among the core's pairs alone."""


@dataclass(frozen=True, eq=False)
class Solution:
    """A best choice among the pairs a market holds, and what proves it over all pairs."""

    market: Market
    chosen: Bool
    prices: Int64
    greatest: Int64
    pairs: int
    """All pairs that may be proposed, held or not."""
    algorithm: str
    all_ties: bool
    """All pairs that some best choice could have are held."""


@dataclass(frozen=True)
class Start:
    """How large a core begins: what this changes is how long it takes and nothing else."""

    per_room: int = PER_ROOM
    beside: int = BESIDE
    few: int = NEAR
    effort: int = EFFORT


USUAL: Final = Start()


def solve_market(market: Market, ties: Int64, start: Start | None = None) -> Solution:
    """The best choice of pairs with least and greatest prices that hold for every pair of the market."""
    start = start or USUAL
    first, last, pairs = _first_core(market, ties, start)
    guesses, guess = _guesses(first, pairs, start), None
    if _is_balanced(first):
        guess = next(guesses)
    market, choice = _solved(first, guess, start.effort)
    effort = start.effort - choice.spent
    while True:
        prices, greatest = both_prices(market, choice.chosen)
        views = _view(market, choice.chosen, prices), _view(market, choice.chosen, greatest)
        more, too_many = _wider(market, last, views)
        guess = next(guesses, None) if too_many else None
        if guess is not None:
            market, choice = _solved(first, guess, effort)
        else:
            more = _with_many(market, last, views) if too_many else more
            if len(more.keys) == len(market.keys):
                break
            before = replace(choice, chosen=_same(market, choice.chosen, more))
            choice = chosen_again(more, before, prices, views[0].thresholds, effort)
            market = more
        effort -= choice.spent
    more, all_ties = _with_ties(market, last, views[0])
    chosen = _same(market, choice.chosen, more)
    return Solution(more, chosen, prices, greatest, pairs, choice.algorithm, all_ties)


def _guesses(first: Market, pairs: int, start: Start) -> Iterator[Guess]:
    """Where to begin, one way after another: when many pairs break the proof of one, the next is tried."""
    yield guessed(first, start.few)
    if pairs <= WHOLE:
        yield guessed_of_all(first)


def _solved(first: Market, guess: Guess | None, effort: int) -> tuple[Market, Choice]:
    """The market with a core of pairs, and its best choice."""
    if guess is None:
        return first, best_choice(first, effort)
    return guess.market, best_choice(guess.market, min(effort, guess.effort), guess.prices)


def _wider(market: Market, last: Int64, views: tuple[View, View]) -> tuple[Market, bool]:
    """The market with the pairs that break the proof, or as it is, where they are very many."""
    most = MANY + MANY_TIMES * len(market.keys)
    missing, too_many = market.above(*views, openings=_unproven(market, last, views), most=most)
    return market.holding(missing), too_many > 0


def _with_many(market: Market, last: Int64, views: tuple[View, View]) -> Market:
    """The market with each person's nearest pairs, or, where it has these, with all that break the proof."""
    nearer = market.holding(market.nearest(views[0].prices, NEARER))
    if len(nearer.keys) > len(market.keys):
        return nearer
    return market.holding(market.above(*views, openings=_unproven(market, last, views))[0])


def _view(market: Market, chosen: Bool, prices: Int64) -> View:
    """What breaks the proof at these prices."""
    return View(prices, thresholds(market, chosen, prices), 1)


def _same(market: Market, chosen: Bool, more: Market) -> Bool:
    """The pairs chosen in a market, marked in one that holds more pairs."""
    found = np.zeros(len(more.keys), dtype=np.bool_)
    found[np.searchsorted(more.keys, market.keys[chosen])] = True
    return found


def _first_core(market: Market, ties: Int64, start: Start) -> tuple[Market, Int64, int]:
    """The market with its first pairs, the most any other pair of each opening is worth, and how many there are."""
    found, last, pairs = market.best(_first_counts(market, start), ties)
    return market.holding(found), last, pairs


def _first_counts(market: Market, start: Start) -> Int64:
    if _is_balanced(market):
        return market.capacities + start.beside // 2
    return start.per_room * market.capacities + start.beside


def _is_balanced(market: Market) -> bool:
    able = market.lists[market.lists > 0]
    return bool(SCARCE * market.capacities.sum() > able.sum())


def _unproven(market: Market, last: Int64, views: tuple[View, ...]) -> Rows:
    """Openings of which some pair that was cut off could be worth the gain, at the prices of some view."""
    open_people = market.lists > 0
    unproven = np.zeros(len(last), dtype=np.bool_)
    for view in views:
        least = view.thresholds[open_people].min(initial=NO_LIMIT)
        unproven |= last - view.prices - least >= view.gain
    return np.flatnonzero(unproven)


def _with_ties(market: Market, last: Int64, view: View) -> tuple[Market, bool]:
    """The market with all pairs that some best choice could have, unless they are too many."""
    tight = View(view.prices, view.thresholds, 0)
    found, too_many = market.above(tight, openings=_unproven(market, last, (tight,)), most=MOST_TIES)
    return market.holding(found), not too_many
