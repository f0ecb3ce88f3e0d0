"""Whole tiny rounds: what people have decided is applied as it reads, and search and allocation agree."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from benchmarks.exhaustive_limits import best
from benchmarks.exhaustive_rounds import Pair, Tiny, as_model, difference, differences, drawn, solved
from matching.allocation.limited.constraints import Constraints
from matching.domain.plan import Status
from matching.domain.policy import Decision, Mode, Policy

POINTS = np.array([[900, 100], [800, 700], [500, -1]])


def tiny(policy: Policy | None = None, *, pins: tuple[Pair, ...] = (), vetoes: tuple[Pair, ...] = ()) -> Tiny:
    """Three people and two places; of the pair 500 is worth something is unknown."""

    def decided(pairs: tuple[Pair, ...]) -> Iterator[Decision]:
        return (Decision(candidate=f"P{i}", opening=f"L{j}", by="x", reason="x") for i, j in pairs)

    whole = replace(policy or Policy(reserves=0), pins=tuple(decided(pins)), vetoes=tuple(decided(vetoes)))
    return Tiny(
        points=POINTS,
        unknown=POINTS == 500,
        places=np.array([1, 1]),
        policy=whole,
        pins=pins,
        vetoes=vetoes,
        under=Constraints.none(3, 2),
    )


@pytest.mark.parametrize(
    ("made", "truth"),
    [
        (tiny(), (2, 2, 1600)),
        (tiny(vetoes=((1, 1),)), (2, 2, 900)),
        (tiny(Policy(allow_unknown=True), vetoes=((1, 1), (0, 0), (1, 0))), (2, 2, 600)),
        (tiny(Policy(minimum_fit=750)), (1, 1, 900)),
        (tiny(Policy(minimum_fit=750), pins=((0, 1),)), (2, 2, 900)),
        (tiny(pins=((2, 0),)), (2, 2, 1200)),
        (tiny(Policy(mode=Mode.MEETINGS, people_per_seat=1, lists_per_person=2)), (2, 2, 1600)),
        (tiny(Policy(mode=Mode.MEETINGS, people_per_seat=2, lists_per_person=2)), (2, 4, 2500)),
    ],
)
def test_what_is_decided_is_searched_and_allocated_as_it_reads(
    made: Tiny, truth: tuple[int, int, int]
) -> None:
    model = as_model(made)
    assert model is not None
    assert best(model) == truth
    assert difference(made, solved(made)) is None


@pytest.mark.parametrize("made", [tiny(pins=((2, 1),)), tiny(pins=((0, 0),), vetoes=((0, 0),))])
def test_pins_that_contradict_are_no_plan(made: Tiny) -> None:
    assert as_model(made) is None
    assert solved(made).status is Status.INFEASIBLE
    assert difference(made, solved(made)) is None


def test_an_allocation_that_is_wrong_is_found_out() -> None:
    made, other = tiny(), tiny(vetoes=((1, 1),))
    assert difference(made, solved(other)) is not None
    assert difference(other, solved(made)) is not None
    assert difference(made, solved(tiny(pins=((2, 1),)))) is not None


def test_drawn_rounds_have_everything_people_may_decide() -> None:
    chance = np.random.default_rng(1)
    made = [drawn(chance) for _ in range(100)]
    assert {one.policy.mode for one in made} == set(Mode)
    assert all(
        any(told(one) for one in made)
        for told in (
            lambda one: one.pins,
            lambda one: one.vetoes,
            lambda one: one.policy.minimum_fit,
            lambda one: one.policy.allow_unknown,
            lambda one: one.under.limits.limits,
            lambda one: one.under.sharing.halves.any(),
            lambda one: len(one.under.limits.together) and len(one.under.limits.apart),
        )
    )


def test_search_and_allocation_agree() -> None:
    found = list(differences(8, 8))
    assert [told for _, told in found if told] == []
    assert {status for status, _ in found} == {Status.OPTIMAL, Status.INFEASIBLE}
