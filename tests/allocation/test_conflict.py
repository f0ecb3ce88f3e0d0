"""Decisions that cannot all stand are told as a set in which each one is needed."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.allocation.constrained.mip import feasible
from matching.allocation.limited.causes import causes_of_conflict
from matching.allocation.limited.conflict import Member, Part, conflict, enough, keeping, needed
from matching.allocation.limited.model import Limit, Model
from matching.domain.constraints import Companions, Floor, LimitKind
from matching.domain.policy import Decision, Policy
from matching.domain.reasons import Reason, ReasonCode
from matching.wording import Words
from tests.allocation.enumerated import model, possible, rows
from tests.builders import CATALOGUE
from tests.thorough import examples
from tests.wording.met_conflicts import of_conflicts

PEOPLE, OPENINGS = np.array(["a", "b", "c"]), np.array(["x", "y"])


def floor(least: int, *people: int) -> Limit:
    return Limit(kind=LimitKind.FLOOR, name="unge", people=np.isin(np.arange(3), people), least=least)


def parts(found: Model) -> list[Part]:
    return [one.part for one in conflict(found, possible).members]


def test_a_floor_above_what_there_is_room_for_conflicts_by_itself() -> None:
    assert parts(model(limits=(floor(3, 0, 1, 2),))) == [Part.LIMIT]


def test_a_pin_that_takes_the_room_a_floor_needs_is_told_with_the_floor_and_no_other_decision_is() -> None:
    top = Limit(kind=LimitKind.EMPLOYER, name="Fabrikk A", openings=np.array([True, False]), most=5)
    found = model((2, 0), (0, 1), limits=(top, floor(2, 0, 1)))
    assert conflict(found, possible).members == (Member(Part.PIN, 2), Member(Part.LIMIT, 1))


def test_people_pinned_at_two_firms_cannot_be_together() -> None:
    roomy = model((0, 0), (1, 1), together=rows((0, 1)), capacities=np.array([2, 2]))
    assert parts(roomy) == [Part.PIN, Part.PIN, Part.TOGETHER]


def test_a_person_pinned_where_there_is_one_place_has_no_companion() -> None:
    assert parts(model((0, 0), (2, 1), together=rows((0, 1)))) == [Part.PIN, Part.TOGETHER]


def test_people_pinned_at_one_firm_cannot_be_apart() -> None:
    found = model((0, 0), (1, 1), apart=rows((0, 1)), employer=np.zeros(2, dtype=np.int32))
    assert parts(found) == [Part.PIN, Part.PIN, Part.APART]


def test_a_pin_in_a_class_that_cannot_be_filled_is_told_with_the_class() -> None:
    size = Limit(
        kind=LimitKind.CLASS, name="x", openings=np.array([True, False]), least=4, most=5, or_none=True
    )
    found = model((0, 0), limits=(size,), capacities=np.array([5, 1]))
    assert parts(found) == [Part.PIN, Part.LIMIT]
    changed = enough(found, conflict(found, possible).members, 0, possible)
    assert changed is not None
    assert changed.least == 3


def test_a_model_some_plan_keeps_has_no_conflict() -> None:
    with pytest.raises(ValueError, match="no conflict"):
        conflict(model((0, 0), limits=(floor(2, 0, 1),)), possible)


def test_a_set_nobody_could_verify_says_so() -> None:
    whole = model((2, 0), limits=(floor(2, 0, 1),))

    def tired(some: Model) -> bool | None:
        return False if not possible(some) else None

    assert conflict(whole, possible).verified
    assert not conflict(whole, tired).verified
    assert enough(whole, conflict(whole, tired).members, 0, tired) is None


def test_the_causes_name_who_decided_and_what_would_do() -> None:
    pin = Decision(candidate="c", opening="x", by="Kari Eksempel", reason="Avtalt.")
    group = Floor(name="unge", least=2, ground="Oppdiktet.", by="Ola Eksempel", members=frozenset("ab"))
    found = model((2, 0), limits=(floor(2, 0, 1),))
    told = causes_of_conflict(found, Policy(pins=(pin,), floors=(group,)), PEOPLE, OPENINGS)
    assert told == (
        Reason.of(ReasonCode.CONFLICT, members=2),
        Reason.of(ReasonCode.CONFLICT_PIN, candidate="c", opening="x", by="Kari Eksempel", reason="Avtalt."),
        Reason.of(
            ReasonCode.CONFLICT_FLOOR,
            name="unge",
            least=2,
            possible=None,
            others=1,
            ground="Oppdiktet.",
            by="Ola Eksempel",
        ),
    )


def test_how_few_of_a_group_there_is_room_for_is_told_of_none_and_of_ten_or_more_alone() -> None:
    nobody = Floor(name="unge", least=1, ground="Oppdiktet.", by="Ola Eksempel", members=frozenset("a"))
    found = model(limits=(floor(1, 0),), capacities=np.zeros(2, dtype=np.int64))
    told = causes_of_conflict(found, Policy(floors=(nobody,)), PEOPLE, OPENINGS, possible)
    assert told[-1].fact("possible") == 0
    assert told[-1].fact("others") is None
    assert "Med plassene og kravene som gjelder, er 0 det meste" in Words(CATALOGUE).reason(told[-1])


def test_what_would_do_is_of_those_told_and_there_may_be_other_conflicts() -> None:
    words = [Words(CATALOGUE).reason(one) for one in of_conflicts()]
    for text in words:
        assert "de andre valgene" not in text
        assert ("av disse" in text) <= ("Det kan være flere motsetninger" in text or "ikke mulig" in text)
    assert any("Det er ikke mulig sammen med det andre av disse valgene" in text for text in words)


def test_a_top_says_how_high_it_would_have_to_be() -> None:
    top = Limit(kind=LimitKind.CAP, name="fag", most=0)
    pins = tuple(
        Decision(candidate=one, opening=place, by="Kari Eksempel", reason="")
        for one, place in (("a", "x"), ("b", "y"))
    )
    found = model((0, 0), (1, 1), limits=(top,), together=rows((0, 1)), employer=np.zeros(2, dtype=np.int32))
    both = Companions(first="b", second="a", by="Kari Eksempel", reason="")
    told = causes_of_conflict(found, Policy(pins=pins, together=(both,)), PEOPLE, OPENINGS, possible)
    assert [reason.code for reason in told[1:]] == [ReasonCode.CONFLICT_PIN, ReasonCode.CONFLICT_MOST]
    assert told[-1].fact("enough") == 1


@pytest.mark.parametrize("seed", range(3))
def test_the_solver_and_trying_everything_find_sets_of_the_same_size_where_there_is_one_way(
    seed: int,
) -> None:
    people = np.random.default_rng(seed).permutation(3)
    whole = model((int(people[0]), 0), limits=(floor(2, *people[1:]),))
    assert conflict(whole, feasible) == conflict(whole, possible)


@st.composite
def models(draw: st.DrawFn) -> Model:
    """Small models with some of everything."""
    people, openings = 3, 3
    some = st.lists(st.booleans(), min_size=people * openings, max_size=people * openings)
    there = np.array(draw(some)).reshape(people, openings)
    opening, person = (column.astype(np.int32) for column in np.nonzero(there.T))
    whole = len(person)
    numbers = st.integers(0, 2)
    pinned = draw(st.lists(numbers, min_size=whole, max_size=whole))
    bonds = st.lists(st.sampled_from([(0, 1), (0, 2), (1, 2)]), max_size=1).map(
        lambda found: np.array(found, dtype=np.int32).reshape(-1, 2)
    )
    limits = st.builds(
        Limit,
        kind=st.sampled_from(LimitKind),
        name=st.just("l"),
        people=st.lists(st.booleans(), min_size=people, max_size=people).map(np.array),
        openings=st.lists(st.booleans(), min_size=openings, max_size=openings).map(np.array),
        least=numbers,
        most=st.integers(0, 3),
    ).filter(lambda limit: limit.least <= limit.most)
    classes = st.builds(
        Limit,
        kind=st.just(LimitKind.CLASS),
        name=st.just("k"),
        openings=st.integers(0, 2).map(lambda place: np.arange(openings) == place),
        least=st.integers(1, 3),
        most=st.just(3),
        or_none=st.just(True),
    )
    return Model(
        person=person,
        opening=opening,
        points=np.zeros(whole, dtype=np.int64),
        size=np.array(draw(st.lists(st.integers(1, 2), min_size=whole, max_size=whole)), dtype=np.int64),
        forced=np.array([number == 0 for number in pinned], dtype=np.bool_),
        lists=np.array(draw(st.lists(st.integers(1, 2), min_size=people, max_size=people))),
        capacities=np.array(draw(st.lists(st.integers(0, 4), min_size=openings, max_size=openings))),
        employer=np.array(draw(st.sampled_from([(0, 0, 1), (0, 1, 2)])), dtype=np.int32),
        limits=tuple(draw(st.lists(st.one_of(limits, classes), max_size=3))),
        together=draw(bonds),
        apart=draw(bonds),
    )


@settings(max_examples=examples(300), deadline=None)
@given(models())
def test_the_pairs_needed_decide_whether_there_is_a_plan(found: Model) -> None:
    assert possible(needed(found)) == possible(found)


@settings(max_examples=examples(150), deadline=None)
@given(models().filter(lambda found: not possible(found)))
def test_each_member_is_needed_and_all_together_are_too_much(found: Model) -> None:
    told = conflict(found, feasible)
    assert told.verified
    assert not possible(keeping(found, told.members))
    for one in told.members:
        assert possible(keeping(found, [other for other in told.members if other != one]))


@settings(max_examples=examples(100), deadline=None)
@given(models().filter(lambda found: not possible(found)))
def test_a_limit_of_the_set_changed_as_told_lets_the_others_stand_and_no_smaller_change_does(
    found: Model,
) -> None:
    members = conflict(found, feasible).members
    for one in (one for one in members if one.part is Part.LIMIT):
        changed, limit = enough(found, members, one.place, feasible), found.limits[one.place]
        assert changed is not None

        def stands(other: Limit, place: int = one.place) -> bool:
            limits = (*found.limits[:place], other, *found.limits[place + 1 :])
            return possible(keeping(replace(found, limits=limits), members))

        assert stands(changed)
        if changed.least < limit.least:
            assert not stands(replace(changed, least=changed.least + 1))
        else:
            assert not stands(replace(changed, most=changed.most - 1))
