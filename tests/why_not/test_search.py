"""The search for the best change of each kind: cheapest kind first, most gain next, and no further than allowed."""

from collections.abc import Callable

from matching.blocks.fits import empty_block
from matching.domain.change import ChangeCode, ChangeKind, Effect, Helping, ProvenBy
from matching.domain.policy import Objective
from matching.domain.proof import Total
from matching.why_not.search import Found, Tried, search
from matching.why_not.trial import Trial, change

ANSWER, SKILL, SEAT = ChangeCode.SAY_LICENCE, ChangeCode.HOLD_SKILL, ChangeCode.ONE_SEAT


def tried(code: ChangeCode, place: int, promise: int | None = None) -> Tried:
    return Tried(Trial(change=change(code, {"place": place})), place, empty_block(), promise)


def gives(gains: dict[int, Total], asked: list[int], *no_loss: int) -> Callable[[Tried], Helping | None]:
    """What each trial gains, by its place; every place asked about is noted."""

    def prove(one: Tried) -> Helping | None:
        asked.append(one.place)
        if one.place not in gains:
            return None
        effect = Effect.NO_LOSS if one.place in no_loss else Effect.PROPOSED
        return Helping(
            change=one.trial.change,
            effect=effect,
            opening="p1",
            gain=gains[one.place],
            lose=0,
            proven_by=ProvenBy.SOLVED,
        )

    return prove


def places(found: Found) -> list[object]:
    return [dict(one.change.facts)["place"] for one in found.changes]


def test_the_cheapest_kind_comes_first_and_of_a_kind_what_gains_most() -> None:
    trials = [tried(SEAT, 0), tried(ANSWER, 1), tried(ANSWER, 2), tried(SKILL, 3)]
    gains = {0: Total(1, 1, 900), 1: Total(0, 0, 5), 2: Total(0, 0, 7), 3: Total(1, 1, 0)}
    found = search(trials, gives(gains, []), Objective.PEOPLE, 10)
    assert places(found) == [2, 3, 0]
    assert [one.change.kind for one in found.changes] == [
        ChangeKind.ANSWER,
        ChangeKind.SKILL,
        ChangeKind.SEAT,
    ]


def test_where_points_are_all_that_counts_one_person_more_does_not() -> None:
    trials = [tried(ANSWER, 0), tried(ANSWER, 1)]
    gains = {0: Total(1, 1, 10), 1: Total(0, 0, 20)}
    assert places(search(trials, gives(gains, []), Objective.PEOPLE, 10)) == [0]
    assert places(search(trials, gives(gains, []), Objective.POINTS, 10)) == [1]


def test_what_cannot_help_is_not_solved_and_the_best_promise_that_holds_is_the_last_one_solved() -> None:
    trials = [tried(ANSWER, 0, -1), tried(ANSWER, 1, 3), tried(ANSWER, 2, 9), tried(ANSWER, 3, 5)]
    asked: list[int] = []
    gains = {number: Total(0, 0, 9) for number in range(4)}
    assert places(search(trials, gives(gains, asked), Objective.PEOPLE, 10)) == [2]
    assert asked == [2]


def test_a_plan_that_has_the_proposal_comes_before_one_as_good_that_may() -> None:
    trials = [tried(ANSWER, 0, 0), tried(ANSWER, 1, 0)]
    found = search(trials, gives({0: Total(), 1: Total()}, [], 0), Objective.PEOPLE, 10)
    assert places(found) == [1]


def test_a_search_that_is_cut_says_so_and_one_that_is_not_says_that_too() -> None:
    trials = [tried(ANSWER, number) for number in range(4)]
    asked: list[int] = []
    cut = search(trials, gives({}, asked), Objective.PEOPLE, 2)
    assert (cut.changes, cut.tried, cut.whole, asked) == ((), 4, False, [0, 1])
    assert search(trials, gives({}, []), Objective.PEOPLE, 4).whole


def test_one_kind_takes_no_more_than_half_of_what_may_be_solved_while_others_wait() -> None:
    trials = [*(tried(ANSWER, number) for number in range(8)), tried(SEAT, 9)]
    asked: list[int] = []
    found = search(trials, gives({9: Total(1, 1, 0)}, asked), Objective.PEOPLE, 4)
    assert (asked, places(found), found.whole) == ([0, 1, 9], [9], False)
