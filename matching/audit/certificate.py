"""Checks of the proof: no plan is better, in whole numbers, by weak duality."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from matching.audit.case import Case
from matching.audit.judging import Numbers
from matching.audit.meeting import Pair, are_among
from matching.domain.policy import Mode, Objective
from matching.domain.proof import BoundKind, Proof, Scale, Total

MOST_POINTS = 1000
SMALL = 1 << 36
NO_ROOM = 1 << 60
"""The greatest price where there is no room to take away; more than any pair is worth."""


def proof_is_whole(case: Case) -> Iterator[str]:
    """There is a certificate, with a number for every person and opening."""
    if case.plan.bounds is not None:
        return
    if case.proof is None:
        yield "there is no proof with a number for every person and opening"
    elif case.proof.bound_kind is not BoundKind.CERTIFIED:
        yield "the bound is a claim nobody can check"


def scale_orders_as_totals_do(case: Case) -> Iterator[str]:
    """No number of proposals outweighs a person, and no number of points a proposal."""
    if case.plan.proof is None:
        return
    scale, places = case.plan.proof.scale, case.policy.mode is Mode.PLACES
    if case.policy.objective is Objective.POINTS:
        if (scale.person, scale.proposal) != (0, 0):
            yield f"the scale of {scale.person} and {scale.proposal} counts more than points"
        return
    most = min(sum(case.rooms), len(case.person_at) * case.round.lists)
    proposal_is_right = scale.proposal == 0 if places else scale.proposal > 2 * MOST_POINTS * most
    if not proposal_is_right or scale.person <= 2 * (scale.proposal + MOST_POINTS) * most:
        yield f"the scale of {scale.person} and {scale.proposal} mixes people, proposals and points"


def capacities_leave_the_pins_out(case: Case) -> Iterator[str]:
    """The room the proof counts with is that of each opening less its pins."""
    if case.proof is None:
        return
    for opening, told in enumerate(case.proof.capacities.tolist()):
        if told != case.rooms_after_pins[opening]:
            yield f"{case.round.opening_ids[opening]}: told {told}, found {case.rooms_after_pins[opening]}"


def pairs_are_counted(case: Case) -> Iterator[str]:
    """The pairs that were allowed to be proposed are counted right."""
    if case.plan.proof is None or not case.coverage.complete:
        return
    if case.plan.proof.pairs != case.coverage.pairs:
        yield f"told {case.plan.proof.pairs} allowed pairs, found {case.coverage.pairs}"


def prices_are_not_negative(case: Case) -> Iterator[str]:
    """Room is never worth less than nothing."""
    if case.proof is None:
        return
    both = zip(case.proof.prices.tolist(), case.proof.greatest.tolist(), strict=True)
    for opening, (least, greatest) in enumerate(both):
        if min(least, greatest) < 0:
            yield f"{case.round.opening_ids[opening]} has the prices {least} and {greatest}"


def nobody_would_rather(case: Case) -> Iterator[str]:
    """At these prices no allowed pair beside the plan is worth more than its person's threshold."""
    if case.proof is not None:
        yield from _would_rather(case, _told(case.proof))


def the_proposed_are_worth_it(case: Case) -> Iterator[str]:
    """At these prices every proposed pair is worth its person's threshold."""
    if case.proof is None:
        return
    for pair, gain in _gains(case, _told(case.proof)):
        if gain < 0:
            yield f"{case.named(pair)} is proposed, and worth {-gain} less than the threshold"


def nobody_would_rather_at_the_greatest(case: Case) -> Iterator[str]:
    """At the greatest prices too, everybody has what she would rather have."""
    if case.proof is not None:
        yield from _would_rather(case, _greatest(case, case.proof))


def objective_is_counted(case: Case) -> Iterator[str]:
    """The objective is what the proposals come to by our own points."""
    if case.plan.proof is not None and case.plan.proof.objective != _objective(case):
        yield f"told {case.plan.proof.objective}, found {_objective(case)}"


def bound_follows_from_the_prices(case: Case) -> Iterator[str]:
    """The bound is what the prices and thresholds come to."""
    if case.proof is None:
        return
    told, found = _value(case.proof.scale, case.proof.bound), _bound(case, _told(case.proof))
    if told != found:
        yield f"told {case.proof.bound}, {told} in value, found {found}"


def plan_reaches_its_bound(case: Case) -> Iterator[str]:
    """What the proposals come to is the bound itself, so that no plan is better."""
    if case.proof is not None:
        yield from _reaches(case, _told(case.proof))


def greatest_prices_reach_it_too(case: Case) -> Iterator[str]:
    """The bound at the greatest prices is the same, so that no room can be lost for less than they say."""
    if case.proof is not None:
        yield from _reaches(case, _greatest(case, case.proof))


def one_more_is_the_price(case: Case) -> Iterator[str]:
    """Each opening, in order, is told to gain by one more proposal's room just what its price says."""
    if case.proof is None:
        return
    told = [(one.opening, one.one_more) for one in case.plan.seat_values]
    totals = [total_of(case.proof.scale, price) for price in case.proof.prices.tolist()]
    for one, other in zip(told, zip(case.round.opening_ids, totals, strict=True), strict=False):
        if one != other:
            yield f"told {one}, found {other}"
    if len(told) != len(totals):
        yield f"told the value of room in {len(told)} openings, there are {len(totals)}"


def one_fewer_is_the_greatest_price(case: Case) -> Iterator[str]:
    """A proposal's room lost costs just the greatest price, and no less than one more would gain."""
    if case.proof is None:
        return
    greatest = case.proof.greatest.tolist()
    for one in case.plan.seat_values:
        if one.opening in case.opening_at:
            opening = case.opening_at[one.opening]
            cost = total_of(case.proof.scale, greatest[opening]) if case.rooms_after_pins[opening] else None
            if one.one_fewer != cost or (cost is not None and cost < one.one_more):
                yield f"{one.opening}: told that one fewer costs {one.one_fewer}, found {cost}"


def total_of(scale: Scale, value: int) -> Total:
    """The Total a value or a difference of values stands for, each unit taken to the nearest."""
    people, rest = _nearest(value, scale.person)
    if scale.proposal == 0:
        return Total(people, people, rest)
    return Total(people, *_nearest(rest, scale.proposal))


def _worth(case: Case, scale: Scale, pair: Pair) -> int:
    """Points of a pair and, where people may have several, the proposal itself."""
    return case.points[pair] + scale.proposal


class _Prices(NamedTuple):
    """What room and a further proposal are worth, by position of opening and of person."""

    scale: Scale
    rooms: list[int]
    people: list[int]


def _told(proof: Proof) -> _Prices:
    return _Prices(proof.scale, proof.prices.tolist(), proof.thresholds.tolist())


def _greatest(case: Case, proof: Proof) -> _Prices:
    """The greatest prices, with the highest thresholds at which the plan still is what everybody would have."""
    rooms = proof.greatest.tolist()
    worths: dict[int, list[int]] = {}
    for person, opening in case.proposed - set(case.pins):
        worths.setdefault(person, []).append(_worth(case, proof.scale, (person, opening)) - rooms[opening])
    people = [0 if case.pins_of[person] else -proof.scale.person for person in range(len(case.person_at))]
    for person, several in worths.items():
        full = len(several) == case.lists_left[person]
        people[person] = min(several) if full else min(0, *several)
    return _Prices(proof.scale, rooms, people)


def _would_rather(case: Case, prices: _Prices) -> Iterator[str]:
    people, openings = case.coverage.people, case.coverage.openings
    rooms, thresholds = (_exact(one) for one in (prices.rooms, prices.people))
    gains = case.covered + _exact([prices.scale.proposal]) - rooms[openings] - thresholds[people]
    wanted = np.flatnonzero((gains > 0) & ~are_among(people, openings, case.proposed))
    for person, opening, gain in zip(
        *(one[wanted].tolist() for one in (people, openings, gains)), strict=True
    ):
        yield f"{case.named((person, opening))} is worth {gain} more than the threshold, and not proposed"


def _exact(numbers: list[int]) -> Numbers:
    """Numbers to reckon with: of a machine where they are so small that no sum of them leaves its range."""
    small = max(map(abs, numbers), default=0) < SMALL
    return np.array(numbers, dtype=np.int64 if small else np.object_)


def _reaches(case: Case, prices: _Prices) -> Iterator[str]:
    reached, bound = _value(prices.scale, _objective(case)), _bound(case, prices)
    if reached != bound:
        yield f"the proposals come to {reached} in value, the bound to {bound}"


def _gains(case: Case, prices: _Prices) -> Iterator[tuple[Pair, int]]:
    """What each proposed pair that is not pinned is worth beyond its price and threshold."""
    for pair in sorted(case.proposed - set(case.pins)):
        worth = _worth(case, prices.scale, pair)
        yield pair, worth - prices.rooms[pair[1]] - prices.people[pair[0]]


def _objective(case: Case) -> Total:
    points = sum(case.points[pair] for pair in case.proposed)
    return Total(len(case.proposals_of), len(case.proposed), points)


def _bound(case: Case, prices: _Prices) -> int:
    """The most any plan could be worth at these prices."""
    scale = prices.scale
    rooms = sum(room * price for room, price in zip(case.rooms_after_pins, prices.rooms, strict=True))
    people = _most_of_people(case, prices)
    pinned = scale.person * len(case.pins_of) + sum(_worth(case, scale, pair) for pair in case.pins)
    return rooms + people + sum(gain for _, gain in _gains(case, prices)) + pinned


def _most_of_people(case: Case, prices: _Prices) -> int:
    """What the first proposal of each person and her others are worth beyond nothing, at most."""
    thresholds, first = _exact(prices.people), _exact([prices.scale.person])
    pinned = np.isin(np.arange(len(thresholds)), [*case.pins_of])
    most = np.maximum(0, thresholds + np.where(pinned, 0, first))
    most = most + (case.lists_left - 1) * np.maximum(0, thresholds)
    return int(most[case.lists_left > 0].sum())


def _value(scale: Scale, total: Total) -> int:
    return scale.person * total.people + scale.proposal * total.proposals + total.points


def _nearest(value: int, unit: int) -> tuple[int, int]:
    if unit < 1:
        return 0, value
    times, rest = divmod(value, unit)
    return (times + 1, rest - unit) if 2 * rest >= unit else (times, rest)
