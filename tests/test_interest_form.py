"""The interest form: answers to six numbers, and how well its statements hold together."""

import json
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.record import RESULTS
from matching.domain.answers import BLANK
from matching.domain.columns import Int16
from matching.domain.people import INTERESTS, People
from matching.domain.reference import LETTERS, Statement
from matching.interest_form import (
    ENOUGH,
    LEAST,
    MOST,
    Scored,
    error_of_alpha,
    hold_together,
    score,
    with_interests,
)
from tests.builders import CATALOGUE, candidate
from tests.docs.tables import rows

FORM = CATALOGUE.interest_form
EACH = len(FORM) // len(LETTERS)
ANSWER = st.sampled_from((BLANK, *range(LEAST, MOST + 1)))
ANSWERS = st.lists(ANSWER, min_size=len(FORM), max_size=len(FORM))
SMALL = tuple(Statement(key=f"s{number}", label="", interest=number % 6) for number in range(12))
"""Two statements of each interest, in mixed order."""


def scored(*people: list[int]) -> Scored:
    return score(np.array(people, dtype=np.int16), FORM)


def of_interest(interest: str, answers: list[int], others: int = 3) -> list[int]:
    """These answers to the statements of one interest, in their order, and the same answer to all the others."""
    given = iter(answers)
    return [next(given) if LETTERS[one.interest] == interest else others for one in FORM]


def test_the_form_has_thirty_statements_and_as_many_of_each_interest_never_two_in_a_row() -> None:
    assert len(FORM) == 30
    assert [sum(one.interest == interest for one in FORM) for interest in range(INTERESTS)] == [
        EACH
    ] * INTERESTS
    assert all(one.interest != other.interest for one, other in pairwise(FORM))


def test_the_statements_are_short_and_have_no_negation_and_name_no_trade() -> None:
    trades = {trade.label.casefold().removesuffix("faget") for trade in CATALOGUE.trades}
    for one in FORM:
        words = one.label.casefold().split()
        assert len(words) <= 9, one.label
        assert not {"ikke", "aldri", "ingen", "og", "eller", "uten"} & set(words), one.label
        assert not trades & set(words), one.label
        assert one.source == "assumption"


def test_the_example_of_the_document_is_what_the_answers_come_to() -> None:
    table = rows("interest-form.md", "One example by hand")
    answers = [BLANK] * len(FORM)
    for _, numbers, cells, *_ in table:
        for number, answer in zip(numbers.split(), cells.split(), strict=True):
            answers[int(number) - 1] = BLANK if answer == "–" else int(answer)
    found = scored(answers)
    assert [row[0] for row in table] == list(LETTERS)
    assert [LETTERS[FORM[int(number) - 1].interest] for row in table for number in row[1].split()] == [
        interest for interest in LETTERS for _ in range(EACH)
    ]
    assert found.interests.tolist() == [[round(10 * float(row[-1])) for row in table]]
    assert (found.answered.tolist(), found.known.tolist(), found.flat.tolist()) == ([29], [True], [False])


@pytest.mark.parametrize(
    ("answers", "number"),
    [
        ([1, 1, 1, 1, 1], 10),
        ([5, 5, 5, 5, 5], 70),
        ([3, 3, 3, 3, 3], 40),
        ([1, 1, 1, 1, 2], 13),
        ([BLANK, 1, 1, 1, 1], 10),
        ([5, 5, BLANK, 5, 5], 70),
        ([4, 2, 3, BLANK, 4], 44),  # 43.75
        ([3, 3, 3, BLANK, 5], 48),  # 47.5: half a tenth goes up
    ],
)
def test_the_mean_answer_of_an_interest_becomes_its_number(answers: list[int], number: int) -> None:
    assert scored(of_interest("I", answers)).interests.tolist() == [[40, number, 40, 40, 40, 40]]


def test_an_interest_with_less_than_four_answers_leaves_all_six_unknown() -> None:
    found = scored(of_interest("E", [5, 5, 5, BLANK, BLANK]), [BLANK] * 30, [3] * 30)
    assert found.interests.tolist() == [[BLANK] * 6, [BLANK] * 6, [40] * 6]
    assert found.answered.tolist() == [28, 0, 30]
    assert found.known.tolist() == [False, False, True]


@given(st.integers(LEAST, MOST))
def test_the_same_answer_to_everything_is_flat_and_an_unknown_profile_is_not(answer: int) -> None:
    assert scored([answer] * 30, [BLANK] * 30).flat.tolist() == [True, False]


def test_one_answer_that_differs_is_still_flat_and_one_interest_that_differs_is_not() -> None:
    assert scored(of_interest("R", [4, 3, 3, 3, 3])).flat.tolist() == [True]
    assert scored(of_interest("R", [4, 4, 4, 4, 4])).flat.tolist() == [False]


@given(ANSWERS, st.permutations(range(30)))
def test_the_order_of_the_statements_makes_no_difference(answers: list[int], order: list[int]) -> None:
    shuffled = score(
        np.array([[answers[place] for place in order]], dtype=np.int16), [FORM[place] for place in order]
    )
    assert shuffled.interests.tolist() == scored(answers).interests.tolist()


@given(ANSWERS, st.integers(0, 29))
def test_a_higher_answer_never_lowers_its_interest_nor_moves_another(answers: list[int], place: int) -> None:
    if answers[place] in (BLANK, MOST):
        return
    higher = [*answers[:place], answers[place] + 1, *answers[place + 1 :]]
    before, after = (scored(one).interests[0].tolist() for one in (answers, higher))
    interest = FORM[place].interest
    assert after[interest] >= before[interest]
    assert [one for other, one in enumerate(after) if other != interest] == [
        one for other, one in enumerate(before) if other != interest
    ]


@given(ANSWERS)
def test_numbers_are_from_1_to_7_together_or_none(answers: list[int]) -> None:
    numbers = scored(answers).interests[0].tolist()
    assert numbers == [BLANK] * 6 or all(10 <= number <= 70 for number in numbers)


def test_people_get_the_numbers_they_lacked_and_keep_those_they_had() -> None:
    had = (10, 20, 30, 40, 50, 60)
    people = People.of([candidate(id="k1"), candidate(id="k2", interests=had), candidate(id="k3")])
    found = scored([5] * 30, [5] * 30, [BLANK] * 30, [5] * 30)
    filled, kept = with_interests(people, np.array(["k2", "k1", "k3", "k9"]), found)
    assert filled.interests.tolist() == [[70] * 6, list(had), [BLANK] * 6]
    assert kept == 1
    assert people.interests[0].tolist() == [BLANK] * 6
    assert replace(filled, interests=people.interests).id.tolist() == people.id.tolist()


def small(*interest: tuple[int, int]) -> Int16:
    """The answers of each person to the two statements of the first interest, the same to the others."""
    answers = [[first, *[3] * 5, second, *[3] * 5] for first, second in interest]
    return np.array(answers, dtype=np.int16).reshape(-1, len(SMALL))


def test_alpha_and_the_correlation_with_the_rest_by_hand() -> None:
    # Variances 1 and 1, that of the sums 3, 3, 6 is 3: alpha is 2 x (1 - 2/3). The correlation is 1 / (1 x 2).
    first, second, *_ = hold_together(small((1, 2), (2, 1), (3, 3)), SMALL)
    assert (first.interest, first.people, first.alpha) == ("R", 3, Fraction(2, 3))
    assert first.rest == (0.5, 0.5)
    assert second.alpha is None
    assert second.rest == (None, None)
    assert second.between is None


def test_alpha_is_reckoned_among_those_who_answered_the_whole_area() -> None:
    answers = small((1, 2), (2, 1), (3, 3), (5, BLANK))
    first, second, *_ = hold_together(answers, SMALL)
    assert (first.people, first.alpha, second.people) == (3, Fraction(2, 3), 4)


def test_statements_answered_alike_by_each_have_alpha_1_and_nobody_has_none() -> None:
    alike, *_ = hold_together(small((1, 1), (2, 2), (5, 5)), SMALL)
    assert (alike.alpha, alike.rest, alike.between) == (Fraction(1), (1.0, 1.0), (1.0, 1.0))
    nobody, *_ = hold_together(small(), SMALL)
    assert (nobody.people, nobody.alpha, nobody.rest) == (0, None, (None, None))


@given(st.lists(ANSWERS, max_size=6))
def test_alpha_is_never_above_1_and_what_it_lies_between_holds_it(answers: list[list[int]]) -> None:
    table = np.array(answers, dtype=np.int16).reshape(-1, len(FORM))
    for one in hold_together(table, FORM):
        assert one.alpha is None or one.alpha <= 1
        assert len(one.rest) == EACH
        assert all(rest is None or -1.0001 <= rest <= 1.0001 for rest in one.rest)
        if one.between and one.alpha is not None:
            assert one.between[0] <= float(one.alpha) <= one.between[1]


def test_the_standard_error_is_that_of_a_published_example() -> None:
    # Alpha .85 of 7 measurements of 89 people, on the page of the statpsych package docs/interest-form.md names.
    assert error_of_alpha(0.85, 7, 89) == pytest.approx(0.02456518, abs=5e-9)


def test_the_document_says_how_many_answers_are_enough_and_how_sure_one_is_then() -> None:
    told = {int(row[0]): float(row[1]) for row in rows("interest-form.md", "Before it is trusted")}
    assert ENOUGH in told
    for people, error in told.items():
        assert error_of_alpha(0.7, EACH, people) == pytest.approx(error, abs=0.005)


def test_the_figures_of_noise_in_the_document_are_those_measured() -> None:
    measured = json.loads((RESULTS / "interest_form.json").read_text("utf-8"))
    told = []
    for kinds in zip(*(measured[kind]["at noise"] for kind in ("trades", "occupations")), strict=True):
        figures = [str(kinds[0]["noise"])]
        for one, tops in zip(kinds, (("1", "5", "10"), ("10", "50")), strict=True):
            figures.append(f"{sum(one['alpha'].values()) / len(LETTERS):.2f}")
            figures += [f"{one['own in the top'][top]:.2f}" for top in tops]
        told.append(figures)
    assert rows("interest-form.md", "What noise in the answers does") == told
