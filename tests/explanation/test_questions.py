"""The question list: what to ask first, of whom, and what it opens."""

from itertools import pairwise

import pytest

from benchmarks.generate import generate
from matching.catalogue.defaults import complete
from matching.domain.answers import Approval
from matching.domain.cohort import Cohort
from matching.domain.fit import Criterion, Fit, Movement
from matching.domain.funnel import MappingQuestion, OpenQuestion
from matching.domain.plan import Assignment
from matching.domain.policy import Policy
from matching.domain.reasons import Party, ReasonCode
from matching.eligibility.judge import judge
from matching.eligibility.terms import Terms
from matching.explanation import questions
from matching.explanation.questions import mapping_list, mapping_questions, question_list
from matching.pipeline import fill
from tests.builders import CATALOGUE, ON, candidate, cohort, licence, opening

NEEDS_B = frozenset({licence("B")})


def asked(made: Cohort) -> tuple[tuple[OpenQuestion, ...], int]:
    """The question list of a round, and how many questions there are in all."""
    filled = complete(made.openings, made.programme, CATALOGUE)
    return question_list(
        judge(made.people, filled, Terms.of(made.programme, CATALOGUE, Policy(), on=ON)), made
    )


def in_short(lines: tuple[OpenQuestion, ...]) -> list[tuple[str, ReasonCode, int, int]]:
    """Whom each question is about, what is asked, what it opens and what waits for more."""
    return [(one.about, one.question, one.unlocks, one.waits) for one in lines]


def test_what_opens_most_comes_first_whether_a_person_or_a_firm_is_asked() -> None:
    people = [candidate(id="k1"), candidate(id="k2", licences=NEEDS_B), candidate(id="k3", licences=NEEDS_B)]
    places = [
        opening(id="p1", approval=Approval.APPLIED),
        opening(id="p2", licence=NEEDS_B),
        opening(id="p3", licence=NEEDS_B, approval=Approval.NOT_KNOWN),
    ]
    lines, in_all = asked(cohort(people, places))
    assert in_short(lines) == [
        ("p1", ReasonCode.ASK_APPROVAL, 3, 0),
        ("p3", ReasonCode.ASK_APPROVAL, 2, 1),
        ("k1", ReasonCode.ASK_LICENCE, 1, 1),
    ]
    assert [one.party for one in lines] == [Party.EMPLOYER, Party.EMPLOYER, Party.CANDIDATE]
    assert in_all == 3


def test_equal_questions_stand_by_id_then_in_the_order_of_the_requirements() -> None:
    blank = {"licences": None, "norwegian": None}
    people = [candidate(id="k2", **blank), candidate(id="k1", **blank)]
    lines, _ = asked(cohort(people, [opening(licence=NEEDS_B, norwegian=3)]))
    assert in_short(lines) == [
        ("k1", ReasonCode.ASK_LICENCE, 0, 1),
        ("k1", ReasonCode.ASK_NORWEGIAN, 0, 1),
        ("k2", ReasonCode.ASK_LICENCE, 0, 1),
        ("k2", ReasonCode.ASK_NORWEGIAN, 0, 1),
    ]


def test_a_question_tells_the_numbers_its_sentence_needs() -> None:
    (line,), _ = asked(cohort([candidate()], [opening(id="p1", licence=NEEDS_B), opening(id="p2")]))
    assert dict(line.facts) == {"count": 1, "among": 1, "total": 2}
    assert line.reason.fact("count") == 1


def test_a_pair_that_something_stops_opens_nothing() -> None:
    assert asked(cohort([candidate(in_round=False)], [opening(licence=NEEDS_B)])) == ((), 0)


def test_a_question_is_asked_once_of_each() -> None:
    lines, in_all = asked(generate(120, 60, seed=4, catalogue=CATALOGUE))
    assert len(lines) == in_all
    assert len({(one.question, one.party, one.about) for one in lines}) == in_all
    ranks = [(-one.unlocks, -one.waits) for one in lines]
    assert all(first <= second for first, second in pairwise(ranks))
    assert all(one.unlocks + one.waits > 0 for one in lines)


def test_of_many_questions_only_those_that_open_most_are_held(monkeypatch: pytest.MonkeyPatch) -> None:
    made = generate(120, 60, seed=4, catalogue=CATALOGUE)
    lines, in_all = asked(made)
    monkeypatch.setattr(questions, "MOST_QUESTIONS", 10)
    assert asked(made) == (lines[:10], in_all)


@pytest.mark.parametrize(("people", "openings"), [(0, 0), (0, 1), (1, 0)])
def test_a_round_without_people_or_openings_has_no_questions(people: int, openings: int) -> None:
    assert asked(cohort([candidate()][:people], [opening()][:openings])) == ((), 0)


def test_the_plan_holds_the_list_and_the_funnel() -> None:
    made = cohort([candidate(), candidate(id="k2", licences=NEEDS_B)], [opening(licence=NEEDS_B)])
    plan = fill(made, CATALOGUE, Policy(), on=ON, seed=1)
    assert in_short(plan.open_questions) == [("k1", ReasonCode.ASK_LICENCE, 1, 0)]
    assert plan.questions_in_all == 1
    assert plan.funnel is not None
    assert (plan.funnel.eligible, plan.funnel.unknown, plan.funnel.ineligible) == (1, 1, 0)


def moving(**widths: int) -> Fit:
    """A fit that each criterion named could move by so much."""
    found = (Movement(Criterion(name), 100, 100 + width) for name, width in widths.items())
    return Fit(
        points=100, opening_side=0, candidate_side=0, evidence=0, trade="kokkfaget", movements=tuple(found)
    )


def told(lines: tuple[MappingQuestion, ...]) -> list[tuple[str, str, int, int]]:
    return [(one.about, one.part, one.moves, one.among) for one in lines]


def test_what_moves_most_in_sum_over_the_fits_of_a_person_comes_first() -> None:
    fits = [moving(wishes=30, interests=50), moving(skills=40, wishes=40)]
    assert told(mapping_questions(candidate(), fits)) == [
        ("k1", "wishes", 70, 2),
        ("k1", "interests", 50, 1),
        ("k1", "skills", 40, 1),
    ]


def test_what_moves_equally_stands_in_the_order_of_the_table() -> None:
    parts = [one.part for one in mapping_questions(candidate(), [moving(context=9, wishes=9, skills=9)])]
    assert parts == [Criterion.SKILLS, Criterion.WISHES, Criterion.CONTEXT]


def test_what_can_move_nothing_is_not_asked() -> None:
    assert mapping_questions(candidate(), [moving(wishes=0)]) == ()


def test_a_person_is_not_asked_what_only_the_firm_can_say() -> None:
    fits = [moving(extent=9, travel=9)]
    assert mapping_questions(candidate(), fits) == ()
    blank = candidate(extent=None, travel_mode=None)
    assert [one.part for one in mapping_questions(blank, fits)] == [Criterion.TRAVEL, Criterion.EXTENT]


def test_a_person_is_not_asked_what_she_has_answered() -> None:
    fits, nothing = [moving(interests=9, context=9)], frozenset[int]()
    said = {"likes": nothing, "interests": (40,) * 6}
    half = candidate(**said)
    assert [one.part for one in mapping_questions(half, fits)] == [Criterion.INTERESTS, Criterion.CONTEXT]
    assert [one.areas for one in mapping_questions(half, fits)] == [True, False]
    assert [one.areas for one in mapping_questions(candidate(), fits)] == [False, False]
    assert mapping_questions(candidate(**said, dislikes=nothing, areas=nothing), fits) == ()


def test_the_list_of_a_round_is_of_those_proposed_by_what_moves_most_then_by_id() -> None:
    made = cohort(
        [candidate(id=name) for name in ("k1", "k2", "k3", "k4")], [opening(id="p1"), opening(id="p2")]
    )
    proposed = [
        proposal("k2", moving(skills=50)),
        proposal("k3", moving(skills=60)),
        proposal("k1", moving(skills=20)),
        proposal("k1", moving(skills=30)),
    ]
    assert told(mapping_list(proposed, made)) == [
        ("k3", "skills", 60, 1),
        ("k1", "skills", 50, 2),
        ("k2", "skills", 50, 1),
    ]


def proposal(who: str, fit: Fit) -> Assignment:
    return Assignment(candidate=who, opening="p1", trade=fit.trade, extent=None, minutes=None, fit=fit)
