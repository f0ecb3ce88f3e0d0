"""What it is worth to map what is not known: worked by hand, and what holds when it becomes known."""

from dataclasses import replace
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from matching.domain.fit import Criterion, Fit, Movement, Side
from matching.domain.openings import Opening
from matching.domain.people import Candidate
from matching.domain.policy import Alternatives, Policy
from tests.builders import CATALOGUE, CNC, candidate, opening, trade
from tests.drawn import PERSON, candidates, openings, policies
from tests.scoring.scored import fit, skills, takes, weighing
from tests.thorough import examples

COOK, CARE = trade("kokkfaget"), trade("helsearbeiderfaget")
NOTHING: frozenset[int] = frozenset()
BLANKS: dict[Criterion, dict[str, Any]] = {
    Criterion.SKILLS: {"skills": None, "slight": NOTHING, "practice": (), "occupations": (), "schooling": ()},
    Criterion.INTERESTS: {"interests": None, "interest_code": (), "areas": None, "leisure": None},
    Criterion.WISHES: {"wishes": (), "maybe": NOTHING, "unwanted": NOTHING},
    Criterion.CONTEXT: {"likes": None, "dislikes": None},
    Criterion.TRAVEL: {"travel_mode": None},
    Criterion.EXTENT: {"extent": None},
}
"""The facts of a person each criterion goes by, with nothing in them."""


def learned(blank: Candidate, part: Criterion, data: st.DataObject) -> Candidate:
    """The same person with the facts of a criterion filled in."""
    facts: dict[str, Any] = {name: data.draw(PERSON[name]) for name in BLANKS[part]}
    return replace(blank, **facts)


def movement(found: Fit, part: Criterion) -> Movement:
    """What is told of one criterion that is not known."""
    return next(one for one in found.movements if one.part is part)


def test_movements_worked_by_hand() -> None:
    """Travel and extent are known: A = 300,000 and B = 608,320, 428 points.

    Skills 0-10,000 from half the neutral grade: A = 150,000 gives 379.16 - 69.251 = 309.91 and A = 1,000,000 gives
    804.16 - 23.847 = 780.31. Interests and wishes of 30 percent: B 150,000 less 370.90, 150,000 more 479.54.
    Context of 15 percent: B = 533,320 gives 400.33, B = 683,320 gives 454.30.
    """
    assert fit(candidate(), opening()).movements == (
        Movement(Criterion.SKILLS, 310, 780),
        Movement(Criterion.INTERESTS, 371, 480),
        Movement(Criterion.WISHES, 371, 480),
        Movement(Criterion.CONTEXT, 400, 454),
    )


def test_the_one_that_moves_most_comes_first_whatever_its_place_in_the_table() -> None:
    policy = Policy(weights=weighing(context=60, wishes=39, interests=1))
    parts = [one.part for one in fit(candidate(), opening(), policy).movements]
    assert parts == [Criterion.SKILLS, Criterion.CONTEXT, Criterion.WISHES, Criterion.INTERESTS]


def test_what_is_known_has_no_movement() -> None:
    known = candidate(
        skills=frozenset(), interests=CATALOGUE.trades[CNC].interests, wishes=(CNC,), likes=frozenset({0})
    )
    assert fit(known, opening()).movements == ()


def test_a_criterion_without_weight_moves_nothing() -> None:
    found = fit(candidate(), opening(), Policy(weights=weighing(wishes=100)))
    assert movement(found, Criterion.CONTEXT) == Movement(Criterion.CONTEXT, found.points, found.points)
    assert movement(found, Criterion.WISHES).width > 0


def test_of_alternative_trades_the_one_of_the_fit_is_the_one_that_moves() -> None:
    person, either = candidate(wishes=(CARE,)), opening(trades=(CNC, CARE))
    found = fit(person, either)
    assert found.trade == "helsearbeiderfaget"
    assert found.movements == fit(person, replace(either, trades=(CARE,))).movements
    first = fit(person, either, Policy(alternatives=Alternatives.FIRST))
    assert first.movements == fit(person, replace(either, trades=(CNC,))).movements != found.movements


@settings(max_examples=examples(100), deadline=None)
@given(candidates(), openings(), policies())
def test_the_points_lie_between_the_worst_and_the_best(
    person: Candidate, place: Opening, policy: Policy
) -> None:
    found = fit(person, place, policy)
    assert {one.part for one in found.movements} == {
        part.part for part in found.contributions if not part.known
    }
    for one in found.movements:
        assert 0 <= one.least <= found.points <= one.most <= 1000
    widths = [one.width for one in found.movements]
    assert widths == sorted(widths, reverse=True)


@settings(max_examples=examples(150), deadline=None)
@given(candidates(), openings(), policies(), st.sampled_from(Criterion), st.data())
def test_points_after_really_learning_a_fact_lie_between_the_worst_and_the_best(
    person: Candidate, place: Opening, policy: Policy, part: Criterion, data: st.DataObject
) -> None:
    place = replace(place, trades=place.trades[:1])
    blank = replace(person, **BLANKS[part])
    found, after = fit(blank, place, policy), fit(learned(blank, part, data), place, policy)
    assume(any(one.part == part and one.known for one in after.contributions))
    told = {one.part: one for one in found.movements}
    if part in told:
        assert told[part].least <= after.points <= told[part].most
    else:
        assert after.points == found.points, "nothing is asked for, so it was known already"


@settings(max_examples=examples(100), deadline=None)
@given(candidates(), openings(), policies(), st.sampled_from(Criterion), st.data())
def test_with_alternative_trades_learning_a_fact_never_goes_below_the_worst(
    person: Candidate, place: Opening, policy: Policy, part: Criterion, data: st.DataObject
) -> None:
    blank = replace(person, **BLANKS[part])
    told = {one.part: one for one in fit(blank, place, policy).movements}
    assume(part in told)
    assert fit(learned(blank, part, data), place, policy).points >= told[part].least


@settings(max_examples=examples(100), deadline=None)
@given(candidates(), openings(), policies().filter(lambda policy: policy.one_sided <= 50))
def test_only_what_has_no_weight_moves_nothing(person: Candidate, place: Opening, policy: Policy) -> None:
    for one in fit(person, place, policy).movements:
        assert (one.width == 0) == (policy.weights[one.part] == 0)


def test_none_and_all_of_what_is_asked_for_are_the_worst_and_the_best_that_mapped_skills_can_be() -> None:
    asks = opening(must=skills("caliper tolerances"), nice=NOTHING)
    told = movement(fit(candidate(), asks), Criterion.SKILLS)
    assert fit(candidate(skills=NOTHING), asks).points == told.least
    assert fit(candidate(skills=skills("caliper tolerances")), asks).points == told.most


def test_a_wish_for_the_trade_is_the_best_that_mapped_wishes_can_be() -> None:
    told = movement(fit(candidate(), opening()), Criterion.WISHES)
    assert fit(candidate(wishes=(CNC,)), opening()).points == told.most
    assert fit(candidate(wishes=(COOK,)), opening()).points == told.least


def test_a_journey_of_no_time_is_the_best_that_a_known_journey_can_be() -> None:
    unknown = fit(candidate(travel_mode=None), opening())
    told = movement(unknown, Criterion.TRAVEL)
    assert fit(candidate(), opening(), catalogue=takes(0)).points == told.most
    assert fit(candidate(), opening(), catalogue=takes(90)).points == told.least


@settings(max_examples=examples(100), deadline=None)
@given(candidates(), openings(), policies())
def test_the_side_that_limits_is_the_smaller_one_where_whole_points_are_drawn_for_it(
    person: Candidate, place: Opening, policy: Policy
) -> None:
    found = fit(person, place, policy)
    drawn = found.contributions[-1].points
    if found.limiting is None:
        assert drawn == 0 or found.opening_side == found.candidate_side
    else:
        assert drawn < 0
        sides = {Side.OPENING: found.opening_side, Side.CANDIDATE: found.candidate_side}
        assert sides[found.limiting] == min(sides.values()) < max(sides.values())


def test_the_side_that_limits_worked_by_hand() -> None:
    # 300 against 608, for which 26 points are drawn; 1000 against 608; 610 against 608, and nothing is drawn.
    assert fit(candidate(), opening()).limiting is Side.OPENING
    assert fit(candidate(), opening(must=NOTHING, nice=NOTHING)).limiting is Side.CANDIDATE
    even = Policy(neutral_skills=61)
    assert fit(candidate(), opening(), even).limiting is None
    assert fit(candidate(), opening(), Policy(one_sided=0)).limiting is None
