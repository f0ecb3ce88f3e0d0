"""Checks of the proof: no plan is better, in whole numbers, by weak duality."""

from collections.abc import Iterator

from matching.audit.case import Case
from matching.audit.meeting import Pair
from matching.domain.plan import BoundKind, Proof, Scale, Total
from matching.domain.policy import Mode

MOST_POINTS = 1000


def proof_is_whole(case: Case) -> Iterator[str]:
    """There is a certificate, with a number for every person and opening."""
    if case.proof is None:
        yield "there is no proof with a number for every person and opening"
    elif case.proof.bound_kind is not BoundKind.CERTIFIED:
        yield "the bound is a claim nobody can check"


def scale_orders_as_totals_do(case: Case) -> Iterator[str]:
    """No number of proposals outweighs a person, and no number of points a proposal."""
    if case.plan.proof is None:
        return
    scale, places = case.plan.proof.scale, case.policy.mode is Mode.PLACES
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
    if case.plan.proof.pairs != len(case.coverage.pairs):
        yield f"told {case.plan.proof.pairs} allowed pairs, found {len(case.coverage.pairs)}"


def prices_are_not_negative(case: Case) -> Iterator[str]:
    """Room is never worth less than nothing."""
    if case.proof is None:
        return
    for opening, price in enumerate(case.proof.prices.tolist()):
        if price < 0:
            yield f"{case.round.opening_ids[opening]} has the price {price}"


def nobody_would_rather(case: Case) -> Iterator[str]:
    """At these prices no allowed pair beside the plan is worth more than its person's threshold."""
    if case.proof is None:
        return
    prices, thresholds = case.proof.prices.tolist(), case.proof.thresholds.tolist()
    for pair in case.coverage.pairs:
        gain = _worth(case, case.proof.scale, pair) - prices[pair[1]] - thresholds[pair[0]]
        if gain > 0 and pair not in case.proposed:
            yield f"{case.named(pair)} is worth more than the threshold, and not proposed"


def the_proposed_are_worth_it(case: Case) -> Iterator[str]:
    """At these prices every proposed pair is worth its person's threshold."""
    if case.proof is None:
        return
    for pair, gain in _gains(case, case.proof):
        if gain < 0:
            yield f"{case.named(pair)} is proposed, and worth {-gain} less than the threshold"


def objective_is_counted(case: Case) -> Iterator[str]:
    """The objective is what the proposals come to by our own points."""
    if case.plan.proof is not None and case.plan.proof.objective != _objective(case):
        yield f"told {case.plan.proof.objective}, found {_objective(case)}"


def bound_follows_from_the_prices(case: Case) -> Iterator[str]:
    """The bound is what the prices and thresholds come to."""
    if case.proof is None:
        return
    told, found = _value(case.proof.scale, case.proof.bound), _bound(case, case.proof)
    if told != found:
        yield f"told {case.proof.bound}, {told} in value, found {found}"


def plan_reaches_its_bound(case: Case) -> Iterator[str]:
    """What the proposals come to is the bound itself, so that no plan is better."""
    if case.proof is None:
        return
    reached, bound = _value(case.proof.scale, _objective(case)), _bound(case, case.proof)
    if reached != bound:
        yield f"the proposals come to {reached} in value, the bound to {bound}"


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


def one_fewer_is_no_smaller(case: Case) -> Iterator[str]:
    """A proposal's room lost costs at least what one more would gain, and none can be lost where there is none."""
    for one in case.plan.seat_values:
        if one.opening not in case.opening_at:
            continue
        room = case.rooms_after_pins[case.opening_at[one.opening]]
        if (one.one_fewer is None) != (room == 0):
            yield f"{one.opening} has room for {room}, and one fewer is told to cost {one.one_fewer}"
        elif one.one_fewer is not None and one.one_fewer < one.one_more:
            yield f"{one.opening}: one fewer costs {one.one_fewer}, one more gains {one.one_more}"


def total_of(scale: Scale, value: int) -> Total:
    """The Total a value or a difference of values stands for, each unit taken to the nearest."""
    people, rest = _nearest(value, scale.person)
    if scale.proposal == 0:
        return Total(people, people, rest)
    return Total(people, *_nearest(rest, scale.proposal))


def _worth(case: Case, scale: Scale, pair: Pair) -> int:
    """Points of a pair and, where people may have several, the proposal itself."""
    return case.scores.points[pair] + scale.proposal


def _gains(case: Case, proof: Proof) -> Iterator[tuple[Pair, int]]:
    """What each proposed pair that is not pinned is worth beyond its price and threshold."""
    for pair in sorted(case.proposed - set(case.pins)):
        person, opening = pair
        yield (
            pair,
            _worth(case, proof.scale, pair) - int(proof.prices[opening]) - int(proof.thresholds[person]),
        )


def _objective(case: Case) -> Total:
    points = sum(case.scores.points[pair] for pair in case.proposed)
    return Total(len(case.proposals_of), len(case.proposed), points)


def _bound(case: Case, proof: Proof) -> int:
    """The most any plan could be worth at these prices."""
    prices = proof.prices.tolist()
    rooms: int = sum(room * price for room, price in zip(case.rooms_after_pins, prices, strict=True))
    people = sum(
        _most_of_a_person(case, proof.scale, person, threshold)
        for person, threshold in enumerate(proof.thresholds.tolist())
    )
    pinned = proof.scale.person * len(case.pins_of) + sum(
        _worth(case, proof.scale, pair) for pair in case.pins
    )
    return rooms + people + sum(gain for _, gain in _gains(case, proof)) + pinned


def _most_of_a_person(case: Case, scale: Scale, person: int, threshold: int) -> int:
    lists = case.lists_left(person)
    first = 0 if case.pins_of[person] else scale.person
    return max(0, first + threshold) + (lists - 1) * max(0, threshold) if lists else 0


def _value(scale: Scale, total: Total) -> int:
    return scale.person * total.people + scale.proposal * total.proposals + total.points


def _nearest(value: int, unit: int) -> tuple[int, int]:
    if unit < 1:
        return 0, value
    times, rest = divmod(value, unit)
    return (times + 1, rest - unit) if 2 * rest >= unit else (times, rest)
