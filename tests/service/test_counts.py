"""What is counted of people reaches those who see none of them only where it is of nobody or of ten or more."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from matching.domain.plan import EmptySeats
from service.access import Role
from service.shown.counts import LEAST, Counts, Here, counts_of, enough
from service.shown.rounds import LoadedRound
from service.shown.sight import Sight
from tests.builders import candidate, cohort, opening
from tests.service.asked import actor, ask, loaded, samples, service_for

NO_PERSONS = [Role.PLANNER, Role.ADMIN]
ROUNDS = sorted(samples())


def sight(role: Role, held: LoadedRound) -> Sight:
    return Sight(actor(role), held)


@given(st.integers(0, 10**6), st.integers(1, 1000))
def test_a_count_that_is_told_is_of_nobody_or_of_ten_people_at_least(count: int, of_each: int) -> None:
    if enough(count, of_each=of_each):
        assert count == 0 or count >= LEAST * of_each
    else:
        assert 0 < count < LEAST * of_each


AN_OPENING = st.integers(0, 14).flatmap(lambda seats: st.tuples(st.integers(0, seats), st.just(seats)))


@given(st.lists(AN_OPENING, min_size=1, max_size=5), st.integers(0, 30))
@example([(9, 9), (5, 5)], 0)
@example([(1, 9)] * 10, 0)
@example([(9, 14), (9, 14)], 0)
def test_no_small_count_can_be_had_from_those_that_are_told(
    openings: list[tuple[int, int]], left: int
) -> None:
    counts = of_round(openings, left)
    held_back = [seats for (_, seats), here in zip(openings, counts.at.values(), strict=True) if here == NONE]
    if counts.proposals is not None:
        assert counts.room == sum(seats for _, seats in openings) - counts.proposals
        unseen = counts.proposals - sum(here.proposals or 0 for here in counts.at.values())
        for number, seats in enumerate(held_back):
            others = sums(held_back[:number] + held_back[number + 1 :])
            could_be = [one for one in range(1, min(LEAST, seats + 1)) if unseen - one in others]
            # Of a single seat that is held back it is known anyhow that somebody is proposed for it.
            assert len(could_be) > 1 or seats == 1
    if counts.proposals is not None:
        unseen = counts.proposals - sum(here.proposals or 0 for here in counts.at.values())
        assert unseen == 0 or unseen >= LEAST
        assert counts.people is not None
        assert enough(counts.people - counts.proposals)
    for here in counts.at.values():
        assert (here.room is None) == (here.proposals is None)
        assert here.proposals is None or enough(here.proposals)


NONE = Here(None, None)


def sums(seats: list[int]) -> set[int]:
    """What those proposed at some openings may sum to, where there are some at each, and few."""
    found = {0}
    for most in seats:
        found = {before + one for before in found for one in range(1, min(LEAST, most + 1))}
    return found


def of_round(openings: list[tuple[int, int]], left: int) -> Counts:
    """The counts of a round with so many proposed at each opening of so many seats, and so many left."""
    proposed = [many for many, _ in openings]
    plan = samples()["innherred"].plan
    one, nobody = plan.assignments[0], plan.unassigned[0]
    names = [f"L{number}" for number in range(len(proposed))]
    assignments = tuple(
        replace(one, opening=name) for name, many in zip(names, proposed, strict=True) for _ in range(many)
    )
    empty = tuple(
        EmptySeats(opening=name, room=seats - many, eligible=0, unknown=0, reasons=())
        for name, (many, seats) in zip(names, openings, strict=True)
        if seats > many
    )
    plan = replace(plan, assignments=assignments, unassigned=(nobody,) * left, empty_seats=empty)
    return counts_of(plan, sum(proposed) + left, names, few=False)


@pytest.mark.parametrize("role", NO_PERSONS)
@pytest.mark.parametrize("name", ROUNDS)
def test_who_sees_no_persons_reads_no_small_count_of_a_sample(role: Role, name: str) -> None:
    held = samples()[name]
    seen, proposed = sight(role, held), Counter(one.opening for one in held.plan.assignments)
    small = {opening for opening, count in proposed.items() if count < LEAST}
    assert small
    assert all(seen.counts.at[opening].proposals is None for opening in small)
    assert not small & {one.opening for one in seen.plan.empty_seats}
    assert seen.plan.seat_values == ()
    assert seen.plan.reserves == {}
    openings = len(held.opening_rows)
    for one in seen.plan.funnel.rules if seen.plan.funnel else ():
        assert all(enough(cell, of_each=openings) for cell in (one.stopped, one.alone, one.unknown))


@pytest.mark.parametrize("role", NO_PERSONS)
def test_who_sees_no_persons_is_told_nothing_of_a_round_of_one(role: Role) -> None:
    held = loaded(cohort([candidate(id="k1")], [opening(id="p1"), opening(id="p2")]))
    answer = ask(service_for(role, [held]), "/api/v1/rounds/prove").json()
    assert [answer[name] for name in ("people", "proposals", "left", "room")] == [None] * 4
    assert ask(service_for(role, [held]), "/api/v1/rounds/prove/funnel").status_code == 404
    seen = sight(role, held).plan
    assert (seen.funnel, seen.proof, seen.audit) == (None, None, None)


def test_the_planner_keeps_the_funnel_of_a_round_of_many() -> None:
    people = [candidate(id=f"k{number:02}") for number in range(12)]
    people += [candidate(id=f"u{number:02}", travel_mode=None) for number in range(11)]
    people += [candidate(id=f"x{number:02}", in_round=False) for number in range(10)]
    held = loaded(cohort(people, [opening(id="p1"), opening(id="p2")]))
    funnel = sight(Role.PLANNER, held).plan.funnel
    assert funnel
    assert (funnel.pairs, funnel.ineligible) == (66, 20)
    assert [one.rule for one in funnel.rules if one.stopped] == ["in_round"]


def test_the_planner_is_told_where_one_more_place_would_help_most_without_how_much() -> None:
    held = samples()["innherred"]
    order = sight(Role.PLANNER, held).most_helped
    gains = {one.opening: one.one_more for one in held.plan.seat_values}
    assert len(order) > 1
    assert all(gains[first] >= gains[then] for first, then in pairwise(order))
    plan = ask(service_for(Role.PLANNER), "/api/v1/rounds/innherred/plan").json()
    assert plan["most_helped"] == list(order)
    assert plan["seat_values"] == []


def test_the_order_of_those_one_more_place_would_help_tells_of_no_opening_that_it_is_full() -> None:
    for held in samples().values():
        told = sight(Role.PLANNER, held)
        proposed = Counter(one.opening for one in held.plan.assignments)
        assert all(proposed[one] < 2 or told.counts.at[one] != NONE for one in told.most_helped)


@pytest.mark.parametrize("role", [Role.PROGRAMME_LEAD, Role.MARKET_CONTACT, Role.ADVISER])
def test_nav_reads_every_count(role: Role) -> None:
    held = samples()["innherred"]
    counts = sight(role, held).counts
    assert counts.people == len(held.person_rows)
    assert counts.proposals == len(held.plan.assignments)
    assert sum(here.proposals or 0 for here in counts.at.values()) == counts.proposals
    assert sum(here.room or 0 for here in counts.at.values()) == counts.room
